"""What may reach a terminal: text without control characters, and numbers as people read them."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable

import click

from atsharness.model import RenderOptions

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]")


def plain(text: str, *, keep: str = "") -> str:
    r"""The text with C0, C1, bidi, zero-width and line-breaking controls as ``<U+001B>``.

    Args:
        text: of any origin.
        keep: control characters to leave, e.g. ``"\n\t"``.
    """

    def shown(match: re.Match[str]) -> str:
        return match[0] if match[0] in keep else f"<U+{ord(match[0]):04X}>"

    return _CONTROLS.sub(shown, text)


def colour(text: str, tint: str, options: RenderOptions, *, bold: bool = False) -> str:
    """Text in a colour of the terminal (``red`` …), where it has some."""
    return click.style(text, fg=tint, bold=bold) if options.colour and tint else text


def percent(rate: float | None) -> str:
    """``100 %`` only where nothing is lost: 0.99996 shows as ``99.9 %``."""
    if rate is None:
        return "–"
    return f"{math.floor(rate * 1000 + 1e-9) / 10:.4g} %"


def listing(words: Iterable[str], *, most: int = 5) -> str:
    """The first words without the commas they end with: ``Kafka, Redis, … (+3)``."""
    items = [plain(word).strip(",;") or plain(word) for word in words]
    shown = ", ".join(item if len(item) <= 30 else item[:29] + "…" for item in items[:most])
    return shown + (f", … (+{len(items) - most})" if len(items) > most else "")


def absence(detail: str) -> str:
    """The word for an engine that cannot run: one that is there is too old, broken or lacks something."""
    return "not installed" if "is not installed: " in detail else "not usable"


def remedy(detail: str) -> str:
    """What to do about a missing engine, from ``X is not installed: DO THIS``, beside a word that says so."""
    return detail.rpartition("is not installed: ")[2]


def count(number: int, noun: str) -> str:
    """``1 page``, ``2 pages``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def columns(text: str) -> int:
    """Terminal columns that a printable text takes (wide East Asian characters take two)."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
