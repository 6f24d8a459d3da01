"""A résumé to be edited: a person, blocks and a look, printed in one column by Typst."""

from __future__ import annotations

import random
from collections.abc import Callable

from msgspec.structs import replace

from atsharness_corpus import arrange
from atsharness_corpus.advice.wording import well_worded
from atsharness_corpus.model import Block, Style, Value
from atsharness_corpus.person import Basics, Person, Profile, Project, Work
from atsharness_corpus.style import page_count
from atsharness_corpus.typesetters import typst

FONTS = typst.FONTS
NOW = 2026
"""The year in which a résumé is read."""
_LAYOUTS: tuple[arrange.Dates, ...] = ("right", "below")

Change = Callable[[tuple[Block, ...]], tuple[Block, ...]]


class Sheet(Value, frozen=True, kw_only=True):
    """What is printed. `blocks` may be changed after they were made of the person."""

    person: Person
    style: Style
    heading: float = 13.5
    """Size of section headings, points."""
    dates: arrange.Dates = "right"
    web_page: bool = True
    """Whether the header has the person's own web page."""
    change: Change = tuple
    """Changes the blocks of the page."""
    setup: str = ""
    """Typst source before the blocks."""
    posting: str = ""
    """The text of a job posting that the résumé is held against; "" for none."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks, without empty ones."""
        return tuple(block for block in self.change(_blocks(self)) if block.text or block.right)

    def pdf(self) -> bytes:
        """The printed file."""
        head = typst.preamble(self.style, "Résumé", self.person.basics.name, self.person.language)
        size = (
            "#let section(t) = block(above: 1.15em, below: .6em, width: 100%, sticky: true, "
            f'text(size: {self.heading}pt, weight: "bold", fill: accent, t))\n'
        )
        return typst.compile_pdf(head + size + self.setup + typst.markup(self.blocks))


def fitted(sheet: Sheet) -> Sheet:
    """The same with margins as wide as one page allows."""
    for margin in (sheet.style.margin, _NARROW, 20.0, 14.0):
        sheet = replace(sheet, style=replace(sheet.style, margin=min(margin, sheet.style.margin)))
        if page_count(sheet.pdf()) == 1:
            break
    return sheet


def sound(person: Person, rng: random.Random) -> Sheet:
    """A résumé that follows the guide, as far as a person's own content can be brought to do so.

    Args:
        person: of the corpus.
        rng: draws the look.
    """
    margin = round(rng.uniform(32, 42), 1)
    style = Style(font=rng.choice(FONTS), size=rng.choice((10.0, 10.5)), margin=margin)
    dates = rng.choice(_LAYOUTS)
    looks = [(5, style), (4, style), (3, style), (3, replace(style, margin=_NARROW, size=10.0))]
    for bullets, look in looks:
        sheet = Sheet(person=brought_up(person, bullets), style=look, dates=dates)
        if page_count(sheet.pdf()) == 1:
            return sheet
    return sheet


_NARROW = 28.0
"""The narrowest margin, points."""


def brought_up(person: Person, bullets: int) -> Person:
    """A person whose content the guide would leave as it is, with so many bullets of a job at most."""
    years = years_of(person)
    education = tuple(
        replace(degree, score=None, courses=degree.courses if years < _EARLY else ())
        for degree in person.education
    )
    if years < _EARLY and not any(degree.courses for degree in education):
        education = (replace(education[0], courses=("Algorithms", "Databases")), *education[1:])
    made = replace(
        person,
        basics=_basics(person.basics, person.id),
        work=tuple(_job(job, bullets, newest=number == 0) for number, job in enumerate(person.work[:4])),
        projects=_projects(person),
        education=education,
        certificates=person.certificates[:2],
    )
    return well_worded(made)


_EARLY = 3
"""Years after which nobody lists courses."""
_SUMMARY = 45
"""Words that fill three lines."""


def _basics(basics: Basics, name: str) -> Basics:
    hosts = {profile.network for profile in basics.profiles}
    profiles = list(basics.profiles)
    base = profiles[0] if profiles else None
    for network, path in (("GitHub", ""), ("LinkedIn", "in/")):
        if network not in hosts:
            username = base.username if base is not None else name
            url = f"https://{network.lower()}.example.com/{path}{username}"
            profiles.append(Profile(network=network, username=username, url=url))
    wanted = [profile for profile in profiles if profile.network in ("GitHub", "GitLab", "LinkedIn")]
    words = basics.summary.split()
    if len(words) > _SUMMARY:
        sentences = basics.summary.split(". ")
        kept = sentences[0]
        for sentence in sentences[1:]:
            if len(kept.split()) + len(sentence.split()) <= _SUMMARY:
                kept += f". {sentence}"
        basics = replace(basics, summary=kept.rstrip(".") + ".")
    return replace(basics, profiles=tuple(wanted))


def _job(job: Work, bullets: int, *, newest: bool) -> Work:
    highlights = job.highlights[:bullets]
    if newest and len(highlights) < 3:
        highlights = (*highlights, *_MORE)[:3]
    return replace(job, highlights=highlights)


_MORE = (
    "Added integration tests with pytest, which found 9 faults before a release.",
    "Reviewed 4 pull requests a week and wrote 3 design proposals.",
    "Reduced the time of a build from 12 to 5 minutes with a cache.",
)


def _projects(person: Person) -> tuple[Project, ...]:
    known = [keyword for group in person.skills for keyword in group.keywords]
    kept = [
        one
        if any(keyword in one.description for keyword in known)
        else replace(one, description=f"{one.description} (Python, PostgreSQL)")
        for one in person.projects[:2]
    ]
    while len(kept) < 2:
        name = ("queuebird", "tablekit")[len(kept) % 2]
        kept.append(
            Project(
                name=name,
                description="A small job queue in Python and Redis that handles 10k+ jobs/day.",
                url=f"https://github.example.com/{name}/{name}",
            )
        )
    return tuple(kept)


def _blocks(sheet: Sheet) -> tuple[Block, ...]:
    person = sheet.person
    return (
        *arrange.heading_lines(person),
        *_contact(sheet),
        *arrange.summary(person),
        *arrange.skills(person),
        *arrange.experience(person, sheet.dates),
        *arrange.projects(person),
        *arrange.education(person, sheet.dates),
        *arrange.certificates(person),
        *arrange.languages(person),
    )


def _contact(sheet: Sheet) -> tuple[Block, ...]:
    basics = sheet.person.basics
    place = ", ".join(filter(None, (basics.location.city, basics.location.region)))
    urls = [profile.url for profile in basics.profiles] + ([basics.url] if sheet.web_page else [])
    items = [place, basics.phone, basics.email, *(arrange.bare_url(url) for url in urls)]
    kept = [item for item in items if item]
    return tuple(Block(kind="contact", text=" | ".join(kept[at : at + 3])) for at in range(0, len(kept), 3))


def with_job(person: Person, number: int, **changes: object) -> Person:
    """A person with one job changed."""
    work = list(person.work)
    work[number] = replace(work[number], **changes)
    return replace(person, work=tuple(work))


def with_used(person: Person, job: int, bullet: int, term: str) -> Person:
    """A person who says in a bullet of a job that a term was used there."""
    highlights = list(person.work[job].highlights)
    highlights[bullet] = f"{highlights[bullet].rstrip('.')} ({term})."
    return with_job(person, job, highlights=tuple(highlights))


def years_of(person: Person) -> int:
    """Years since the first job began."""
    return NOW - int(person.work[-1].start_date[:4])


def with_degree(person: Person, **changes: object) -> Person:
    """A person with the first degree changed."""
    first = replace(person.education[0], **changes)
    return replace(person, education=(first, *person.education[1:]))


def with_basics(person: Person, **changes: object) -> Person:
    """A person with other basics."""
    return replace(person, basics=replace(person.basics, **changes))
