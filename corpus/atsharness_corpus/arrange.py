"""From a person to blocks: what each section of a résumé prints.

Every function returns the section's blocks with its heading first, or none where the person has
nothing to say there. Layouts choose the sections, their order and their places. Headings and
dates are in the résumé's language (`wording`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from atsharness_corpus.model import Block, Kind
from atsharness_corpus.person import Person
from atsharness_corpus.wording import Tongue, wording

Dates = Literal["right", "below"]
"""Where a job's dates stand: at the right end of its title, or in the line below it."""


def printed_date(iso: str | None, tongue: Tongue = "en") -> str:
    """``2021-03`` as ``Mar 2021``, ``2016`` as it is, nothing as ``Present``."""
    words = wording(tongue)
    if iso is None:
        return words.present
    year, _, month = iso.partition("-")
    return f"{words.months[int(month[:2]) - 1]} {year}" if month else year


def printed_range(start: str, end: str | None, tongue: Tongue = "en") -> str:
    """Two dates with a spaced en dash."""
    return f"{printed_date(start, tongue)} – {printed_date(end, tongue)}"


def contact_items(person: Person) -> tuple[str, ...]:
    """Place, phone, e-mail and addresses, as printed."""
    basics = person.basics
    urls = [profile.url for profile in basics.profiles] or [basics.url]
    place = f"{basics.location.city}, {basics.location.region}"
    return (place, basics.phone, basics.email, *(bare_url(url) for url in urls))


def bare_url(url: str) -> str:
    """An address as résumés print it: without its scheme."""
    return url.removeprefix("https://")


def contact_lines(person: Person, separator: str = " | ", per_line: int = 3) -> tuple[Block, ...]:
    """Contact data in lines of a header, `per_line` items each."""
    items = contact_items(person)
    chunks = [items[i : i + per_line] for i in range(0, len(items), per_line)]
    return tuple(Block(kind="contact", text=separator.join(chunk)) for chunk in chunks)


def heading_lines(person: Person, *, native_name: bool = False) -> tuple[Block, ...]:
    """Name and professional title; with `native_name` the name in its own script too, if there is one."""
    basics = person.basics
    name = f"{basics.name} {basics.native_name}" if native_name and basics.native_name else basics.name
    return (Block(kind="name", text=name), Block(kind="label", text=basics.label))


def contact(person: Person) -> tuple[Block, ...]:
    """Contact data as a sidebar section, one item a line."""
    return _section(
        person.wording.contact, [Block(kind="contact", text=item) for item in contact_items(person)]
    )


def summary(person: Person) -> tuple[Block, ...]:
    """The summary, one paragraph."""
    return _section(person.wording.summary, [Block(kind="text", text=person.basics.summary)])


def experience(person: Person, dates: Dates = "right") -> tuple[Block, ...]:
    """Jobs, newest first: title, employer and place, dates, achievements."""
    blocks: list[Block] = []
    for job in person.work:
        span = printed_range(job.start_date, job.end_date, person.language)
        where = f"{job.name}, {job.location}"
        if dates == "right":
            blocks += [Block(kind="title", text=job.position, right=span), Block(kind="meta", text=where)]
        else:
            blocks += [Block(kind="title", text=job.position), Block(kind="meta", text=f"{where} | {span}")]
        blocks += [Block(kind="bullet", text=text) for text in job.highlights]
    return _section(person.wording.experience, blocks)


def projects(person: Person) -> tuple[Block, ...]:
    """Projects: name, address, description, achievements."""
    blocks: list[Block] = []
    for project in person.projects:
        blocks += [Block(kind="title", text=project.name), Block(kind="meta", text=bare_url(project.url))]
        blocks.append(Block(kind="text", text=project.description))
        blocks += [Block(kind="bullet", text=text) for text in project.highlights]
    return _section(person.wording.projects, blocks)


def skills(person: Person) -> tuple[Block, ...]:
    """Skills, one group a line, its name first."""
    words = person.wording
    groups = [(f"{group.name}{words.colon}", ", ".join(group.keywords)) for group in person.skills]
    return _section(
        person.wording.skills, [Block(kind="skill", lead=lead, text=text) for lead, text in groups]
    )


def skills_stacked(person: Person) -> tuple[Block, ...]:
    """Skills for a narrow column: a group's name is a line of its own."""
    blocks: list[Block] = []
    for group in person.skills:
        blocks += [Block(kind="title", text=group.name), Block(kind="text", text=", ".join(group.keywords))]
    return _section(person.wording.skills, blocks)


def education(person: Person, dates: Dates = "right") -> tuple[Block, ...]:
    """Degrees, newest first."""
    words = person.wording
    blocks: list[Block] = []
    for degree in person.education:
        span = printed_range(degree.start_date, degree.end_date, person.language)
        title = f"{degree.study_type} {degree.area}"
        if dates == "right":
            blocks.append(Block(kind="title", text=title, right=span))
            blocks.append(Block(kind="meta", text=degree.institution))
        else:
            blocks.append(Block(kind="title", text=title))
            blocks += [Block(kind="meta", text=degree.institution), Block(kind="meta", text=span)]
        if degree.score:
            blocks.append(Block(kind="text", text=f"{words.score} {degree.score}"))
        if degree.courses:
            blocks.append(
                Block(kind="text", text=f"{words.coursework}{words.colon} {', '.join(degree.courses)}")
            )
    return _section(person.wording.education, blocks)


def certificates(person: Person) -> tuple[Block, ...]:
    """Certificates with issuer and year."""
    tongue = person.language
    lines = [f"{one.name}, {one.issuer}, {printed_date(one.date, tongue)}" for one in person.certificates]
    return _section(person.wording.certificates, [Block(kind="text", text=line) for line in lines])


def languages(person: Person) -> tuple[Block, ...]:
    """Spoken languages in one line."""
    line = ", ".join(f"{one.language} ({one.fluency})" for one in person.languages)
    return _section(person.wording.languages, [Block(kind="text", text=line)] if line else [])


def split_before(blocks: Sequence[Block], kind: Kind) -> tuple[tuple[Block, ...], ...]:
    """Cuts blocks before each one of this kind: sections of a column, entries of a section.

    What stands before the first one is the first part, which may be empty.
    """
    parts: list[list[Block]] = [[]]
    for block in blocks:
        if block.kind == kind:
            parts.append([])
        parts[-1].append(block)
    return tuple(tuple(part) for part in parts)


def _section(title: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    return (Block(kind="section", text=title), *blocks) if blocks else ()
