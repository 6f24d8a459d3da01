"""What a path's text fills otherwise than the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from atsharness.model.content import Content, Day, Difference, Job, Piece
from atsharness.text.tokens import fold_key

_Values = Mapping[str, Piece | None]
_HEADS = ("position", "name", "organization", "degree", "institution", "startDate", "endDate")
"""Fields by which an entry of a path is told to be one of the page."""


def differences(page: Content, own: Content) -> tuple[Difference, ...]:
    """The fields that a path's text leaves unknown or fills otherwise, in the order of the page.

    Args:
        page: what the page says.
        own: what the path's text says. An entry of it is held against the one of the page that it agrees
            with most; entries beyond those of the page follow theirs.
    """
    found = list(_values("basics", _header(page), _header(own)))
    for name, one, two in (
        ("work", _jobs(page.jobs, "name"), _jobs(own.jobs, "name")),
        ("volunteer", _jobs(page.volunteering, "organization"), _jobs(own.volunteering, "organization")),
        ("education", _schools(page), _schools(own)),
        ("projects", _projects(page), _projects(own)),
    ):
        found += _entries(name, one, two)
    return tuple(found)


def _header(content: Content) -> _Values:
    header = content.header
    links = {f"profiles.{number}.url": link for number, link in enumerate(header.links)}
    return {
        "name": header.name,
        "label": header.title,
        "email": header.email,
        "phone": header.phone,
        "location": header.place,
        **links,
    }


def _jobs(jobs: Iterable[Job], employer: str) -> list[_Values]:
    return [
        {
            "position": job.title,
            employer: job.company,
            "location": job.place,
            "startDate": job.start,
            "endDate": job.end,
        }
        for job in jobs
    ]


def _schools(content: Content) -> list[_Values]:
    return [
        {
            "degree": school.degree,
            "institution": school.institution,
            "location": school.place,
            "startDate": school.start,
            "endDate": school.end,
        }
        for school in content.schools
    ]


def _projects(content: Content) -> list[_Values]:
    return [{"name": one.name, "startDate": one.start, "endDate": one.end} for one in content.projects]


def _entries(name: str, page: Sequence[_Values], own: Sequence[_Values]) -> Iterator[Difference]:
    free = list(range(len(own)))
    matched: dict[int, int] = {}
    pairs = sorted(
        (-agreement, abs(at - number), number, at)
        for number, one in enumerate(page)
        for at, two in enumerate(own)
        if (agreement := _agreement(one, two))
    )
    for _, _, number, at in pairs:
        if number not in matched and at in free:
            matched[number] = at
            free.remove(at)
    for number, one in enumerate(page):
        two = own[matched[number]] if number in matched else {}
        yield from _values(f"{name}.{number}", one, two)
    for place, at in enumerate(free, start=len(page)):
        yield from _values(f"{name}.{place}", {}, own[at])


def _agreement(one: _Values, two: _Values) -> int:
    return sum(
        _same(first, second)
        for key in _HEADS
        if (first := one.get(key)) is not None and (second := two.get(key)) is not None
    )


def _values(pointer: str, page: _Values, own: _Values) -> Iterator[Difference]:
    for key in dict.fromkeys((*page, *own)):
        one, two = page.get(key), own.get(key)
        if (one is None and two is None) or (one is not None and two is not None and _same(one, two)):
            continue
        yield Difference(
            field=f"{pointer}.{key}",
            expected=None if one is None else one.text,
            found=None if two is None else two.text,
        )


def _same(one: Piece, two: Piece) -> bool:
    """Whether two values read the same; white space and the kinds of dashes and quotes do not matter."""
    if isinstance(one, Day) and isinstance(two, Day) and one.value is not None:
        return one.value == two.value
    return _folded([one.text]) == _folded([two.text])


def _folded(texts: Iterable[str]) -> str:
    return " ".join(fold_key(word)[0] for text in texts for word in text.split())
