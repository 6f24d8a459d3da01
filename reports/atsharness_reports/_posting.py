"""A posting's terms as reports show them: by kind, and by where the résumé has them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from atsharness.model import AskedTerm, DocumentResult, PostingMatch, RenderOptions
from atsharness_reports._terminal import colour, count, listing, plain

PLACES = (
    "in the summary or the newest job",
    "in other jobs, projects or elsewhere",
    "among the skills alone",
    "not in the résumé",
)
_TOP = frozenset({"summary", "newest_job"})
_MOST_LOST = 5
_OTHER = "Other"
_ROOM = 30
"""Columns beside the names of places below which terms go under them."""


class Stack(NamedTuple):
    """Terms of one kind, by where the résumé has them, in the order of `PLACES`."""

    group: str
    places: tuple[list[str], ...]


def match_in(result: DocumentResult) -> PostingMatch | None:
    """What a posting asks for; None where none was given."""
    return None if isinstance(result.posting, msgspec.UnsetType) else result.posting


def stacks(match: PostingMatch) -> list[Stack]:
    """The posting's terms by kind, in the order of their first mention."""
    found: dict[str, Stack] = {}
    for item in match.terms:
        group = item.group or _OTHER
        stack = found.setdefault(group, Stack(group, ([], [], [], [])))
        stack.places[_place(item)].append(_said(item))
    return list(found.values())


def together(match: PostingMatch) -> list[tuple[str, list[str]]]:
    """The posting's terms by where the résumé has them alone; a place without any is left out."""
    found: list[list[str]] = [[] for _ in PLACES]
    for item in match.terms:
        found[_place(item)].append(_said(item))
    return [(place, names) for place, names in zip(PLACES, found, strict=True) if names]


def headline(match: PostingMatch) -> str:
    """How many of the terms the résumé has."""
    held = sum(bool(item.stands_in) for item in match.terms)
    return f"{held} of its {count(len(match.terms), 'term')} {'is' if held == 1 else 'are'} in the résumé"


def remarks(match: PostingMatch) -> Iterator[str]:
    """Terms that some reader loses, and rank and years beside those of the résumé, a line each."""
    lost = [item for item in match.terms if item.lost_in]
    if lost:
        named = (f"{item.written_as or item.asked_as} (by {listing(item.lost_in, most=3)})" for item in lost)
        shown = ", ".join(list(named)[:_MOST_LOST])
        more = f", … (+{len(lost) - _MOST_LOST})" if len(lost) > _MOST_LOST else ""
        yield f"on the page, but not found: {shown}{more}"
    if match.rank is not None:
        own = match.own_rank.capitalize() if match.own_rank else "none"
        yield f"rank in the title: {match.rank.capitalize()} in the posting, {own} in the résumé"
    if match.years is not None:
        known = "not known" if match.own_years is None else f"{match.own_years:.1f}"
        yield f"years of experience: {match.years} asked for, by the dates of the jobs {known}"


def posting_lines(result: DocumentResult, options: RenderOptions, *, whole: bool) -> Iterator[str]:
    """The section for a terminal.

    Args:
        result: of one document.
        options: columns, colour.
        whole: whether terms are shown by kind, and all remarks.
    """
    match = match_in(result)
    if match is None:
        return
    title, *more = textwrap.wrap(f"Posting  {headline(match)}", options.width)
    yield title.replace("Posting", colour("Posting", "", options, bold=True), 1)
    yield from more
    rows = _by_kind(match) if whole else [(place, ", ".join(names)) for place, names in together(match)]
    wide = max((len(plain(name)) for name, _ in rows), default=0)
    for name, said in rows:
        if options.width - wide >= _ROOM:
            yield from _wrap(plain(said), options, f"  {plain(name):<{wide}}  ")
        else:
            yield from _wrap(f"{plain(name)}: {plain(said)}", options, "  ", "    ")
    for line in remarks(match) if whole else ():
        yield from _wrap(plain(line), options, "  ·  ")


def _by_kind(match: PostingMatch) -> list[tuple[str, str]]:
    rows = []
    for group, places in stacks(match):
        first, *rest = places
        parts = [", ".join(first)] if first else []
        parts += [
            f"{place}: {', '.join(names)}" for place, names in zip(PLACES[1:], rest, strict=True) if names
        ]
        rows.append((group, "; ".join(parts)))
    return rows


def _place(item: AskedTerm) -> int:
    if not item.stands_in:
        return 3
    if _TOP.intersection(item.stands_in):
        return 0
    return 2 if item.stands_in == ("skills",) else 1


def _said(item: AskedTerm) -> str:
    """A term in the posting's spelling, with the résumé's beside it where that is another."""
    if item.written_as is not None:
        return f"{item.asked_as} (as {item.written_as})"
    return f"{item.asked_as} (but {item.implied_by[0]})" if item.implied_by else item.asked_as


def _wrap(text: str, options: RenderOptions, first: str, rest: str | None = None) -> list[str]:
    indent = " " * len(first) if rest is None else rest
    return textwrap.wrap(
        text, options.width, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False
    )
