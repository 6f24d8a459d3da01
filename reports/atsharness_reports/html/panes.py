"""What a person sees beside what a reader gets: the stretches of a word diff as two marked texts.

All segments of a side, one after the other, are that side's text to the last character.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from markupsafe import Markup, escape

from atsharness.model import DiffSpan
from atsharness_reports._terminal import plain

Side = Literal["reference", "hypothesis"]
Mark = Literal["lost", "altered", "moved", "extra", "again"]

MOST_SHOWN = 40_000
"""Characters of one text in a report: ten dense pages."""
_LONGEST_TITLE = 120
_TAGS = {
    "lost": ("<del>", "</del>"),
    "altered": ("<mark>", "</mark>"),
    "moved": ("<u>", "</u>"),
    "extra": ("<ins>", "</ins>"),
    "again": ("<ins class=d>", "</ins>"),
}


class Segment(NamedTuple):
    """A stretch of one text. `other` is what the page has in place of a recovered stretch that differs."""

    text: str
    mark: Mark | None = None
    other: str = ""


def segments(spans: Iterable[DiffSpan], text: str, side: Side) -> list[Segment]:
    """One side's text in its own order, each stretch with its mark; white space at their ends is unmarked."""
    ranges = sorted(
        ((start, stop, span) for span in spans for start, stop in getattr(span, side)),
        key=lambda item: item[:2],
    )
    found: list[Segment] = []
    for start, stop, span in ranges:
        mark = _mark(span)
        other = span.expected if mark == "altered" and side == "hypothesis" else ""
        for piece in _pieces(text[start:stop], mark, other):
            if found and found[-1].mark == piece.mark and not piece.other and not found[-1].other:
                found[-1] = Segment(found[-1].text + piece.text, piece.mark)
            else:
                found.append(piece)
    return found


def _mark(span: DiffSpan) -> Mark | None:
    if span.kind == "lost":
        return "lost"
    if span.kind == "extra":
        return "extra"
    if span.kind == "duplicate":
        return "again"
    if span.kind in ("altered", "split", "hyphenated", "glued"):
        return "altered"
    return "moved" if span.moved else None


def _pieces(text: str, mark: Mark | None, other: str) -> Iterator[Segment]:
    """A stretch with the white space around it apart."""
    bare = text.strip()
    if mark is None or not bare:
        if text:
            yield Segment(text)
        return
    start = text.index(bare)
    if start:
        yield Segment(text[:start])
    yield Segment(bare, mark, other)
    if text[start + len(bare) :]:
        yield Segment(text[start + len(bare) :])


def markup(found: Iterable[Segment], *, most: int = MOST_SHOWN) -> Markup:
    """The segments as HTML, for an element that keeps white space; controls are made visible.

    Args:
        found: of one side.
        most: characters shown; where there are more, the last line says so.
    """
    parts: list[str] = []
    room = most
    total = 0
    for segment in found:
        total += len(segment.text)
        if room <= 0:
            continue
        text = segment.text[:room]
        room -= len(text)
        shown = str(escape(plain(text, keep="\n\t")))
        if segment.mark is None:
            parts.append(shown)
            continue
        start, end = _TAGS[segment.mark]
        if segment.other:
            other = plain(segment.other)
            if len(other) > _LONGEST_TITLE:
                other = other[: _LONGEST_TITLE - 1] + "…"
            start = f'{start[:-1]} title="on the page: {escape(other)}">'
        parts.append(f"{start}{shown}{end}")
    if total > most:
        parts.append(f"<span class=cut>… the first {most:,} of {total:,} characters</span>")
    return Markup("".join(parts))
