"""Icons that are extracted as their names: HOUSE-CHIMNEY before an address.

What it looks for:
    Glyphs of icon fonts that are mapped to a word of several letters, and letters in an icon font.

Why parsers lose it:
    The font maps the picture to its name. Paths return the name, which no person sees, beside or inside the
    contact data.

Evidence:
    The name that paths return at the place of the icon.

How to fix:
    Use an image or an SVG for the icon, or write the word that is meant.

Limits:
    Where a font's name does not show that it is an icon font, only glyphs mapped to four or more letters are
    found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model.text_facts import IconWord
from atsharness.rules.kit import costing
from atsharness.rules.kit.text_facts import fact_drafts, facts_of
from atsharness.rules.model import Artifacts, Cost, Draft, Rule


def _message(icons: Sequence[IconWord]) -> str:
    return f"icons are extracted as words: {_names(icons)}"


def _names(icons: Sequence[IconWord]) -> str:
    return ", ".join(list(dict.fromkeys(icon.text.strip() for icon in icons))[:4])


def _read(artifacts: Artifacts, icons: Sequence[IconWord]) -> Cost:
    return costing.extra(artifacts, [icon.text for icon in icons])


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    icons = facts_of(artifacts).of(IconWord)
    yield from fact_drafts(artifacts, icons, _message, also=lambda some: [_read(artifacts, some)], reach=12.0)


RULE = Rule(
    id="ATS107",
    name="icon-words",
    depth=7,
    find=_find,
    advice={
        "": "Use a picture instead of the icon font, or write the word (Phone, E-mail) in plain text.",
        "typst": "Place icons as SVG images instead of text in an icon font.",
        "latex": "Load fontawesome5 with a legacy encoding, or place icons as images.",
        "chromium": "Use inline SVG icons; use Material Icons by code point, not by ligature.",
        "rendercv": "design.header.connections.show_icons: false",
        "awesome-cv": r"\renewcommand{\faAlt}[3]{\mbox{#3}} after the class leaves the header's icons out.",
        "altacv": r"\renewcommand{\emailsymbol}{}, likewise \phonesymbol, \homepagesymbol, \cvDateMarker and "
        r"the others.",
        "moderncv": r"\renewcommand*{\emailsymbol}{}, likewise \mobilephonesymbol, \homepagesymbol and the "
        r"others.",
    },
)
