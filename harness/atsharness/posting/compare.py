"""Where a résumé has what a posting asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from atsharness.content.years import Experience
from atsharness.keywords.phrases import Phrases
from atsharness.keywords.vocabulary import Term, asked_for, known_terms, spelled_in
from atsharness.model import AskedTerm, Keyword, PostingMatch
from atsharness.model.content import Content, Job, Piece
from atsharness.model.results import TermPlace
from atsharness.posting.read import Posting, rank_in


def match_of(
    posting: Posting,
    content: Content,
    text: str,
    keywords: Sequence[Keyword] = (),
    experience: Experience | None = None,
) -> PostingMatch:
    """What becomes of each term that a posting asks for.

    Args:
        posting: as read.
        content: of the résumé's page.
        text: of the page.
        keywords: which paths keep each term.
        experience: years by the jobs' dates.
    """
    lost = {item.keyword: item.lost_in for item in keywords}
    places: dict[TermPlace, Phrases] = {name: Phrases(said) for name, said in _places(content)}
    page = Phrases(text)
    have = _held(text)
    return PostingMatch(
        terms=tuple(_asked(term, spelled, page, places, have, lost) for term, spelled in posting.terms),
        rank=posting.rank_word,
        own_rank=_own_rank(content),
        years=posting.years,
        own_years=None if experience is None or experience.undated or not content.jobs else experience.years,
    )


def newest_job(content: Content) -> Job | None:
    """The job that lasts, or else the one that ended last; the first where dates are not known."""
    return max(content.jobs, key=_ended, default=None)


def _ended(job: Job) -> tuple[bool, str, str]:
    end = job.end.value if job.end is not None else None
    start = job.start.value if job.start is not None else None
    return end == "present", "" if end in (None, "present") else end, start or ""


def _asked(
    term: Term,
    spelled: str,
    page: Phrases,
    places: Mapping[TermPlace, Phrases],
    have: Sequence[Term],
    lost: Mapping[str, tuple[str, ...]],
) -> AskedTerm:
    own = spelled_in(page, term)
    stands_in: tuple[TermPlace, ...] = tuple(
        name for name, said in places.items() if spelled_in(said, term) is not None
    )
    if own is not None and not stands_in:
        stands_in = ("elsewhere",)
    by_other_name = own is not None and not page.has(spelled)
    return AskedTerm(
        term=term.name,
        group=term.group,
        asked_as=spelled,
        written_as=own if by_other_name else None,
        implied_by=() if own is not None else tuple(one.name for one in have if term.name in one.stands_on),
        stands_in=stands_in,
        lost_in=lost.get(term.name, ()),
    )


def _held(text: str) -> tuple[Term, ...]:
    """Terms that a résumé names and that stand on others."""
    return tuple(term for term in asked_for(text, known_terms()) if term.stands_on)


def _places(content: Content) -> Iterator[tuple[TermPlace, str]]:
    newest = newest_job(content)
    yield "summary", _joined(content.summary, content.header.title)
    if newest is not None:
        yield "newest_job", _job(newest)
    yield "other_jobs", "\n".join(_job(job) for job in content.jobs if job is not newest)
    yield (
        "projects",
        "\n".join(_joined((*project.text, *project.bullets), project.name) for project in content.projects),
    )
    yield "skills", _section(content, "skills")
    yield "education", _section(content, "education")
    yield "certificates", _section(content, "certificates")


def _job(job: Job) -> str:
    return _joined((*job.text, *job.bullets), job.title)


def _joined(pieces: Iterable[Piece], first: Piece | None = None) -> str:
    return "\n".join(piece.text for piece in (*((first,) if first is not None else ()), *pieces))


def _section(content: Content, key: str) -> str:
    return "\n".join(
        line.text for section in content.sections if section.key == key for line in section.lines
    )


def _own_rank(content: Content) -> str | None:
    """The highest rank that the header's title or the newest job's names."""
    newest = newest_job(content)
    titles = (content.header.title, newest.title if newest is not None else None)
    found = [rank for title in titles if title is not None and (rank := rank_in(title.text)) is not None]
    return found[0][1] if found else None
