"""Words that a line's end breaks, told from compounds that carry a hyphen of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from atsharness.language.hyphens import is_compound
from atsharness.model.facts import Line
from atsharness.model.text_facts import LineEndHyphen
from atsharness.page.page import Page

_HYPHENS = "-\u00ad\u2010"
_QUOTES = ".,;:!?()[]\u201c\u201d\u2018\u2019\"'"
_NEXT_LINE = 2.2
"""A line's continuation follows within so many em."""


def line_end_hyphens(page: Page) -> Iterator[LineEndHyphen]:
    """Lines of one block that end with a hyphen and go on within the word on the next."""
    known: set[str] | None = None
    for line, following in pairwise(page.lines):
        if line.block != following.block:
            continue
        last, first = line.words[-1], following.words[0]
        if (
            len(last.text) > 2
            and last.text[-1] in _HYPHENS
            and last.text[-2].isalpha()
            and first.text[:1].isalpha()
            and 0 < following.baseline - line.baseline < _NEXT_LINE * line.size
        ):
            known = _vocabulary(page.lines) if known is None else known
            whole = (last.text[:-1] + first.text).strip(_QUOTES).lower()
            if not first.text[0].islower() and whole not in known:
                continue  # a name: Jean-Luc
            compound = is_compound(last.text, first.text, known)
            yield LineEndHyphen(
                page=page.number,
                box=last.box,
                text=f"{last.text} {first.text}",
                seen=last.text[:-1] + ("-" if compound else "") + first.text,
                compound=bool(compound),
            )


def _vocabulary(lines: Sequence[Line]) -> set[str]:
    """The words of a page that no line's end can have broken, and the halves of its compounds."""
    found: set[str] = set()
    for line in lines:
        for word in line.words[1:-1]:
            bare = word.text.strip(_QUOTES).lower()
            found.add(bare)
            found.update(bare.split("-"))
    return found
