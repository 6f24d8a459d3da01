"""H05: keywords placed beside or above the page. The near-miss is on the page, close to its edge."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from atsharness.model import Box
from atsharness_corpus.faults._hidden import Look, around, hidden_fault
from atsharness_corpus.faults._press import Setting
from atsharness_corpus.faults._sheet import Sheet, edit_marked, editing
from atsharness_corpus.faults._stream import instruction, moved

_WIDTH, _HEIGHT = 612.0, 792.0
_FAR = 20_000
_SMALL = 8.0
"""Points of the near-miss's small print."""


def _to_the_edge(document: Any, page: int, boxes: tuple[Box, ...], edge: float) -> None:
    """Moves the line down until it ends that far above the page's lower edge."""
    down = _HEIGHT - edge - around(boxes, 0)[3]
    edit_marked(document, partial(moved, dx=0.0, dy=-down), page)
    _unclipped(document, page)


def _unclipped(document: Any, page: int) -> None:
    """Widens the clip around the page's body, which browsers set within the margins, to the whole page."""
    import pikepdf

    target = document.pages[page]
    steps = list(pikepdf.parse_content_stream(target))
    for at in range(len(steps) - 1):
        if str(steps[at].operator) == "re" and str(steps[at + 1].operator) in ("W", "W*"):
            steps[at] = instruction("re", -_FAR, -_FAR, 2 * _FAR, 2 * _FAR)
    target.Contents = document.make_stream(pikepdf.unparse_content_stream(steps))


def _look(sheet: Sheet, rng: random.Random, hidden: bool) -> Look:
    margin = sheet.style.margin
    away = round(rng.uniform(20, 400), 1)
    side = rng.choice(("left", "right", "below"))
    edge = round(rng.uniform(9, 16), 1)
    dx, dy = {"left": (-_WIDTH - away, 0.0), "right": (_WIDTH + away, 0.0), "below": (0.0, _HEIGHT + away)}[
        side
    ]
    if not hidden:
        # A last line of small print, as near to the lower edge as printers allow.
        place = f"#place(bottom + left, dy: {margin - edge}pt, block(width: 100%)"
        return Look(
            setting=Setting(size=_SMALL),
            wrap=lambda line: f"{place}[#set text(size: {_SMALL}pt)\n{line}])",
            edit_at=None if sheet.typesetter == "typst" else partial(_to_the_edge, edge=edge),
            last=True,
        )
    if sheet.typesetter == "typst":
        return Look(
            wrap=lambda line: f"#place(top + left, dx: {dx}pt, dy: {dy}pt, block(width: 100%)[{line}])"
        )
    return Look(edit=editing(partial(moved, dx=dx, dy=-dy)), shift=(dx, dy))


FAULT = hidden_fault("off-page-text", "H05", "ATS145", _look, appearance="off-page")
