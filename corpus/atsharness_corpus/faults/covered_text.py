"""H07: keywords under a band that is drawn over them. In the near-miss the band is drawn first."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from atsharness.model import Box
from atsharness_corpus.faults._hidden import Look, around, hidden_fault
from atsharness_corpus.faults._press import Setting
from atsharness_corpus.faults._sheet import BLACK, WHITE, Sheet
from atsharness_corpus.faults._stream import drawn_over


def _banded(document: Any, page: int, boxes: tuple[Box, ...], colour: str, over: bool) -> None:
    """Draws a rectangle behind or over the line, as wide as the page's text."""
    target = document.pages[page]
    width, height = (float(side) for side in target.MediaBox[2:])
    left, top, _, bottom = around(boxes, 3)
    red, green, blue = (round(int(colour[i : i + 2], 16) / 255, 5) for i in (0, 2, 4))
    box = f"{left:.2f} {height - bottom:.2f} {width - 2 * left:.2f} {bottom - top:.2f}"
    band = f"q {red} {green} {blue} rg {box} re f Q\n".encode("ascii")
    if not over:
        target.contents_add(band, prepend=True)
        return
    drawn_over(target, band)


def _look(sheet: Sheet, rng: random.Random, hidden: bool) -> Look:
    fill, ink = rng.choice((("accent", WHITE), ('rgb("e8edf2")', BLACK), ('rgb("f4efe6")', BLACK)))
    height = round(sheet.style.size * rng.uniform(2.9, 3.4), 1)
    bar = f"place(top + left, rect(width: 100%, height: 100%, fill: {fill}, stroke: none))"

    def wrap(line: str) -> str:
        text = f"place(top + left, dx: 5pt, dy: 3pt, block(width: 100% - 10pt)[{line}])"
        order = (text, bar) if hidden else (bar, text)
        return f"#block(width: 100%, height: {height}pt, above: .8em, {{ {order[0]}; {order[1]} }})"

    if sheet.typesetter == "typst":
        return Look(wrap=wrap, colour=ink)
    colour = sheet.style.accent if fill == "accent" else fill[5:11]
    return Look(
        setting=Setting(space=round(height / 4, 1)),
        edit_at=partial(_banded, colour=colour, over=hidden),
        colour=ink,
    )


FAULT = hidden_fault("covered-text", "H07", "ATS147", _look)
