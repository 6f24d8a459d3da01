"""Checks of what a résumé says, as rules: of the page, then of what the family that reads it worst gets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from atsharness.content.kind import why_no_resume
from atsharness.language.language_id import language_name
from atsharness.model import Box, Concern, Evidence, Value
from atsharness.model.content import Piece
from atsharness.rules.kit.resume import Resume, Seen
from atsharness.rules.model import Artifacts, Check, Draft, InapplicableError, IncompleteError

MOST_POINTS = 12
"""Lines that a remark names."""
SHOWN_TEXT = 200
"""Characters of a line that are kept."""


class Point(Value, frozen=True, kw_only=True):
    """One line that a remark is about, and what to do with it where that differs from line to line."""

    piece: Piece
    hint: str = ""


class Remark(Value, frozen=True, kw_only=True):
    """What a check has to say of a text: one remark a rule.

    `message` says what is so and what a reader loses by it, `hint` what to write, in the person's own words
    wherever there are some. Never a fact that the résumé does not hold.
    """

    message: str
    hint: str
    concern: Concern = "weak"
    points: tuple[Point, ...] = ()
    anchor: str = ""
    """Names it beside its rule, where there may be several; see `Draft.anchor`."""


Advise = Callable[[Seen], Remark | None]
"""A check of one text. It raises `IncompleteError` where it cannot know, `InapplicableError` where there is
nothing that it is about."""


def advice(check: Advise, *, languages: Collection[str] | None = None, page_only: bool = False) -> Check:
    """The check of a rule on content.

    Args:
        check: of one text.
        languages: ISO 639-1 of those that it has words for; None where it needs none.
        page_only: whether it looks at what texts of parser paths do not have (fonts, places, pages).

    Returns:
        A check that yields at most one draft: of the page; where the page is fine, of the text of the family
        that reads it worst, which says so.
    """

    def find(artifacts: Artifacts) -> Iterator[Draft]:
        page = _page(artifacts.resume, languages)
        remark = check(page)
        if remark is not None:
            if remark.concern == "missing" and not page.reference.complete:
                raise IncompleteError("part of the page could not be read: it may stand there")
            yield _draft(remark, page)
        elif not page_only and (draft := _as_read(check, page.resume)) is not None:
            yield draft

    return find


def _page(resume: Resume | None, languages: Collection[str] | None) -> Seen:
    """The page, where a check may be run on it."""
    page = resume.page if resume is not None else None
    if resume is None or page is None:
        raise IncompleteError("what a person sees is not known")
    if reason := why_no_resume(page.content):
        raise InapplicableError(reason)
    if languages is not None:
        language = resume.language
        if language is None:
            raise IncompleteError("the language of the text could not be told")
        if language not in languages:
            raise InapplicableError(f"there is no list of words in {language_name(language)}")
    return page


def _as_read(check: Advise, resume: Resume) -> Draft | None:
    """What the check has to say of the worst family's text; where it cannot know, nothing."""
    worst = resume.worst
    if worst is None or why_no_resume(worst.content) is not None:
        return None
    try:
        remark = check(worst)
    except (InapplicableError, IncompleteError):
        return None
    return None if remark is None else _draft(remark, worst)


def _draft(remark: Remark, seen: Seen) -> Draft:
    read = "" if seen.is_page else f"in what {seen.path_id} returns: "
    points = remark.points[:MOST_POINTS]
    first = next((point.piece for point in points if point.piece.page), None)
    return Draft(
        message=read + remark.message,
        anchor=remark.anchor or "content",
        page=first.page if first else None,
        boxes=tuple(_boxes(points, first.page if first else None)),
        evidence=tuple(_evidence(point, seen) for point in points),
        harmless=True,
        advice=remark.hint,
        concern=remark.concern,
        readers=(seen.family,) if seen.family is not None else (),
    )


def _boxes(points: tuple[Point, ...], page: int | None) -> Iterator[Box]:
    for point in points:
        if point.piece.box is not None and point.piece.page == page:
            yield point.piece.box


def _evidence(point: Point, seen: Seen) -> Evidence:
    piece = point.piece
    return Evidence(
        kind="content",
        path_id=seen.path_id,
        page=piece.page,
        box=piece.box,
        expected=piece.text[:SHOWN_TEXT],
        note=point.hint,
    )


def quoted(text: str, most: int = 60) -> str:
    """A person's own words between quotation marks, cut at a word's end where they are long."""
    if len(text) > most:
        text = text[:most].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"
    return f"“{text}”"


def counted(number: int, noun: str, plural: str = "") -> str:
    """``1 job``, ``2 jobs``."""
    return f"{number} {noun}" if number == 1 else f"{number} {plural or noun + 's'}"
