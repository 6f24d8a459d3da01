"""Colours of a given contrast, and lines of content set in them.

Contrast is that of WCAG 2.2 (relative luminance of sRGB, 1 to 21).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import partial
from typing import Any

from atsharness.model import Box
from atsharness_corpus.faults import Fault, Faulty
from atsharness_corpus.faults._graphic import draw, marked_bands
from atsharness_corpus.faults._sheet import (
    PRESSES,
    WHITE,
    drawn_sheet,
    finished,
    indices,
    marked_lines,
    marked_places,
    printed,
)
from atsharness_corpus.labels import Expect
from atsharness_corpus.model import Block
from atsharness_corpus.person import Person

_TINTS = ("808080", "6080a0", "a07858", "60967c", "8a70a8", "b06a78")
_PALE = ("f3f0ea", "e9eff5")
_HEIGHT = 792.0


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of six hexadecimal digits, 0 to 1."""
    levels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4 for level in levels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast ratio (WCAG 2.2) of two colours, 1 to 21."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def tint(ground: str, wanted: float, hue: str) -> str:
    """A colour of about `hue` that has the wanted contrast to a ground: darker on a light one.

    The hue is mixed with white or black until the contrast fits, to one level in 255.
    """
    light = luminance(ground) > 0.4
    best, error = hue, float("inf")
    base = [int(hue[at : at + 2], 16) for at in (0, 2, 4)]
    for step in range(-100, 101):
        aim, share = (255, step / 100) if step > 0 else (0, -step / 100)
        mixed = "".join(f"{round(level * (1 - share) + aim * share):02x}" for level in base)
        if (luminance(mixed) < luminance(ground)) != light:
            continue
        if abs(contrast(mixed, ground) - wanted) < error:
            best, error = mixed, abs(contrast(mixed, ground) - wanted)
    return best


def _drawn_lines(blocks: Sequence[Block], rng: random.Random) -> list[int]:
    """Indices of content that designs set in gray: contact data, employers and dates, or a last section."""
    which = rng.choice(("contact", "meta", "section"))
    if which == "section":
        return list(range(indices(blocks, "section")[-1] + 1, len(blocks)))
    return indices(blocks, which)


def _put_ground(document: Any, places: Sequence[tuple[int, Box]], colour: str) -> None:
    """Draws a coloured bar under boxes of pages (from 1)."""
    levels = " ".join(f"{int(colour[at : at + 2], 16) / 255:.4f}" for at in (0, 2, 4))
    for page, (x0, y0, x1, y1) in places:
        bar = f"{x0 - 4:.2f} {_HEIGHT - y1 - 1:.2f} {x1 - x0 + 8:.2f} {y1 - y0 + 2:.2f} re f"
        draw(document, page - 1, f"{levels} rg {bar}", under=True)


def contrast_fault(fault_id: str, expect: Expect, weak: tuple[float, float]) -> Fault:
    """A fault that sets content of the page in a contrast drawn from the range `weak`.

    The near-miss has the same lines in a contrast from 4.7 to 8, or in white on a dark bar.
    """

    def make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
        sheet = drawn_sheet(person, rng, typesetter)
        at = _drawn_lines(sheet.blocks, rng)
        hue, low, high = rng.choice(_TINTS), rng.uniform(*weak), rng.uniform(4.7, 8.0)
        ground = rng.choice((WHITE, WHITE, *_PALE, sheet.style.accent))
        if ground == sheet.style.accent:
            # Below this a screen hardly shows a difference between dark colours.
            low = max(low, 1.4)
        draft = printed(sheet, sheet.blocks, at)
        colour = tint(ground, low if faulty else high, hue)
        if ground == sheet.style.accent and not faulty:
            colour = WHITE
        # One bar behind contact data that stands together, else one behind each line.
        together = sheet.blocks[at[0]].kind == "contact"
        lines = tuple((page, box) for page, box, _ in marked_lines(draft))
        bars = marked_bands(draft) if together else lines

        def edit(document: Any) -> None:
            if ground != WHITE:
                _put_ground(document, bars, ground)

        placed = marked_places(draft) if faulty else ()
        return Faulty(pdf=finished(sheet, draft, edit, colour), reference=sheet.reference, placed=placed)

    return Fault(
        id=fault_id,
        catalogue="H03",
        rule_ids=("ATS143",),
        expect=expect,
        typesetters=PRESSES,
        needs=("pikepdf", "pymupdf"),
        inject=partial(make, faulty=True),
        near_miss=partial(make, faulty=False),
    )
