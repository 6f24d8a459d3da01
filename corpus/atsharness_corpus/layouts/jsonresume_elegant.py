"""JSON Resume's theme elegant by Mudassir Ali, with its own print rules: cards, icons, headings in capitals.

Accounts are shown as icons alone. Icons are glyphs of a font without a word; they are no part of the
reference. How long a job lasted stands beside its dates. Titles are painted after everything else of the
page (they are ``position: relative``).
"""

from __future__ import annotations

from atsharness_corpus import arrange
from atsharness_corpus.arrange import printed_date
from atsharness_corpus.model import Arrangement, Block, Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import jsonresume_themes as themes

STYLE = Style(font="Lato", size=8.75, margin=28.8)
"""The margin is the one that Chromium prints with by default, 0.4 inches."""


def rules(style: Style) -> str:
    """Ordinary margins. A project without dates would be dated "- Present": that line is hidden."""
    return f"""
@page {{ margin: {style.margin}pt; }}
#projects-experience .text-muted {{ display: none; }}
.social-links {{ min-height: 0 !important; }}
h4, .content > p {{ break-after: avoid; }}
.card-skills {{ break-inside: avoid; }}
"""


def arranged(person: Person) -> Arrangement:
    """The theme's own order: about, work, projects, skills, education, certificates."""
    basics = person.basics
    place = ", ".join((basics.location.city, basics.location.region, basics.location.country_code))
    spoken = ", ".join(one.language for one in person.languages)
    items = [place, basics.phone, basics.email, basics.url, *([spoken] if spoken else [])]
    header = (*arrange.heading_lines(person), *(Block(kind="contact", text=item) for item in items))
    body = (
        Block(kind="section", text="BACKGROUND"),
        *_section("About", [Block(kind="text", text=basics.summary)]),
        *_section("Work Experience", _jobs(person)),
        *_section("Projects Experience", _projects(person)),
        *_section("Skills", _skills(person)),
        *_section("Education", _degrees(person)),
        *_section("Certificates", _certificates(person)),
    )
    return Arrangement(header=header, columns=(body,))


def _jobs(person: Person) -> list[Block]:
    blocks: list[Block] = []
    for job in person.work:
        span = f"{_date(job.start_date)} - {_date(job.end_date) if job.end_date else 'Present'}"
        lasted = duration(job.start_date, job.end_date) if job.end_date else ""
        blocks.append(Block(kind="title", text=f"{job.position}, {job.name}"))
        blocks.append(Block(kind="meta", text=span, right=lasted))
        blocks += [Block(kind="bullet", text=text) for text in job.highlights]
    return blocks


def _projects(person: Person) -> list[Block]:
    blocks: list[Block] = []
    for project in person.projects:
        blocks.append(Block(kind="title", text=project.name))
        blocks.append(Block(kind="text", text=project.description))
        blocks += [Block(kind="bullet", text=text) for text in project.highlights]
    return blocks


def _skills(person: Person) -> list[Block]:
    blocks: list[Block] = []
    for group in person.skills:
        blocks.append(Block(kind="title", text=group.name))
        blocks.append(Block(kind="text", text=" ".join(group.keywords)))
    return blocks


def _degrees(person: Person) -> list[Block]:
    blocks: list[Block] = []
    for degree in person.education:
        title = f"{degree.area}, {degree.study_type}, {degree.institution}"
        end = _date(degree.end_date) if degree.end_date else "Present"
        blocks.append(Block(kind="title", text=title))
        blocks.append(Block(kind="meta", text=f"{_date(degree.start_date)} - {end}"))
        if degree.courses:
            blocks.append(Block(kind="text", text=" ".join(degree.courses)))
    return blocks


def _certificates(person: Person) -> list[Block]:
    blocks: list[Block] = []
    for one in person.certificates:
        month, year = _date(one.date).split(", ")
        blocks.append(Block(kind="title", text=f"{one.name}, {one.issuer}"))
        blocks.append(Block(kind="meta", text=f"Issued on: {month} 01, {year}"))
    return blocks


def _section(title: str, blocks: list[Block]) -> tuple[Block, ...]:
    return (Block(kind="section", text=title.upper()), *blocks) if blocks else ()


def _date(iso: str) -> str:
    """``2021-03`` as ``Mar, 2021``; a year alone begins in January."""
    return printed_date(iso if "-" in iso else f"{iso}-01").replace(" ", ", ")


def duration(start: str, end: str) -> str:
    """How long the theme says that a job lasted: from the first of the one month to that of the other."""
    (first_year, first_month), (last_year, last_month) = (
        (int(year), int(month or 1)) for year, _, month in (date.partition("-") for date in (start, end))
    )
    years, months = divmod((last_year - first_year) * 12 + last_month - first_month, 12)
    told = [f"{count} {unit}{'s' * (count != 1)}" for count, unit in ((years, "year"), (months, "month"))]
    return " ".join(text for text, count in zip(told, (years, months), strict=True) if count) or "1 day"


def build(person: Person, seed: int) -> Built:
    """Prints one page more than the text is meant for, or fewer."""
    source = themes.html_of("elegant", themes.resume(person))
    pdf = themes.print_theme(source, rules, drawn(STYLE, seed), person)
    return Built(pdf=pdf, arrangement=arranged(person))


LAYOUT = Layout(
    id="chromium/jsonresume-elegant",
    title="JSON Resume elegant: cards and icons",
    typesetter=themes.TYPESETTER,
    build=build,
    template="jsonresume-elegant",
    faults=("stream-order", "icon-only-contact", "icon-font-private-use"),
)
