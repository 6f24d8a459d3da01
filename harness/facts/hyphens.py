"""Words that a line's end breaks, told from compounds that carry a hyphen of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from atsharness.harness.facts.page import Page
from atsharness.harness.layout import Line, Spot

_HYPHENS = "-\u00ad\u2010"
_QUOTES = ".,;:!?()[]\u201c\u201d\u2018\u2019\"'"
_NEXT_LINE = 2.2
"""A line's continuation follows within so many em."""

_FIRST_HALVES = (
    "back client cloud code cost cross data domain end event first five four front full hands high in "
    "large long look low model multi non off on one open out part peer per real role second self server "
    "short single six small state team test third three time two user web well world"
)
_SECOND_HALVES = (
    "availability aware based class day days down driven end event facing first free friendly functional "
    "hour hours house impact in learning level line minute month native oriented out party paste "
    "performance person platform processing quality ready region saving scale service side site source "
    "stack tenant term time up ups value week wide year"
)
"""Halves of common compounds. French and German ones are told by the page's own words alone."""


def hyphen_spots(page: Page) -> Iterator[Spot]:
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
            compound = _is_compound(last.text[:-1], first.text, known)
            yield Spot(
                kind="line_end_hyphen",
                page=page.number,
                box=last.box,
                text=f"{last.text} {first.text}",
                seen=last.text[:-1] + ("-" if compound else "") + first.text,
                note="a compound's own hyphen" if compound else "",
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


def _is_compound(start: str, end: str, known: set[str]) -> bool:
    """Whether the hyphen is the word's own: both halves are words by themselves."""
    start, end = start.lower().lstrip(_QUOTES), end.lower().strip(_QUOTES)
    if f"{start}-{end}" in known or set(start) & set("-/@."):  # copy-and-paste, an address
        return True
    if start + end in known:
        return False
    return (start in _FIRST_HALVES.split() or start in known) and (
        end in _SECOND_HALVES.split() or end in known
    )
