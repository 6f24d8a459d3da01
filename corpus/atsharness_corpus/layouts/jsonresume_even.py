"""JSON Resume's theme even by Rafael Bardini: a banner, headings in a margin of their own, tags.

Its print rules hold (its ``pdfRenderOptions`` ask for them). Icons are drawings. Dates and country names
are English whatever the résumé's language. What a job achieved is painted after everything else of the page
(it is ``position: relative``), and accounts are links behind a user name.
"""

from __future__ import annotations

from itertools import groupby

from atsharness_corpus import arrange
from atsharness_corpus.arrange import bare_url, printed_date
from atsharness_corpus.model import Arrangement, Block, Built, Kind, Layout, Style
from atsharness_corpus.person import Person, Work
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import jsonresume_themes as themes

STYLE = Style(font="Lato", size=8.75, margin=30.0)

COUNTRIES = {
    "AU": "Australia",
    "CA": "Canada",
    "CH": "Switzerland",
    "DE": "Germany",
    "DO": "Dominican Republic",
    "ES": "Spain",
    "FR": "France",
    "GB": "United Kingdom",
    "US": "United States",
    "VN": "Vietnam",
}
"""English names of the regions that our people live in, as CLDR has them."""


def rules(style: Style) -> str:
    """The banner from edge to edge on the first page; a grid of skills is never split."""
    return f"""
@page {{ margin: {style.margin}pt 0; }}
@page :first {{ margin-top: 0; }}
.grid-list {{ break-inside: avoid; }}
h3, h4, article > header {{ break-after: avoid; }}
"""


def arranged(person: Person) -> Arrangement:
    """The theme's own order: work, education, projects, certificates, skills, languages."""
    body = (
        *_section("Work", _jobs(person)),
        *_section("Education", _degrees(person)),
        *_section("Projects", _projects(person)),
        *_section("Certificates", _certificates(person)),
        *_section("Skills", _skills(person)),
        *_section("Languages", _languages(person)),
    )
    return Arrangement(header=_masthead(person), columns=(body,))


def _masthead(person: Person) -> tuple[Block, ...]:
    basics = person.basics
    place = f"{basics.location.city}, {COUNTRIES[basics.location.country_code]}"
    items = (
        *(place, basics.email, basics.phone, bare_url(basics.url)),
        *(f"{one.username} ({one.network})" for one in basics.profiles),
    )
    summary = Block(kind="text", text=basics.summary)
    return (*arrange.heading_lines(person), summary, *_all("contact", items))


def _jobs(person: Person) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for employer, group in groupby(person.work, key=lambda job: job.name):
        jobs = tuple(group)
        if len(jobs) == 1:
            blocks += [*_all("title", [jobs[0].position]), *_all("meta", [employer]), *_job(jobs[0])]
            continue
        blocks += _all("title", [employer])
        for job in jobs:
            blocks += [*_all("title", [job.position]), *_job(job)]
    return tuple(blocks)


def _job(job: Work) -> tuple[Block, ...]:
    span = _range(job.start_date, job.end_date)
    return (*_all("meta", [span, job.location]), *_all("bullet", job.highlights))


def _degrees(person: Person) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for degree in person.education:
        blocks += _all("title", [degree.institution])
        study = f"{degree.study_type} in {degree.area}"
        blocks += _all("meta", [study, _range(degree.start_date, degree.end_date)])
        if degree.courses:
            blocks += [*_all("title", ["Courses"]), *_all("bullet", degree.courses)]
    return tuple(blocks)


def _projects(person: Person) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for project in person.projects:
        blocks += [*_all("title", [project.name]), *_all("text", [project.description])]
        blocks += _all("bullet", project.highlights)
    return tuple(blocks)


def _certificates(person: Person) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for one in person.certificates:
        blocks += _all("title", [one.name])
        blocks += _all("meta", [f"Issued by {one.issuer}", _date(one.date)])
    return tuple(blocks)


def _skills(person: Person) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for group in person.skills:
        blocks += [*_all("title", [group.name]), *_all("text", [" ".join(group.keywords)])]
    return tuple(blocks)


def _languages(person: Person) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for one in person.languages:
        blocks += [*_all("title", [one.language]), *_all("text", [one.fluency])]
    return tuple(blocks)


def _section(title: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return (Block(kind="section", text=title), *blocks) if blocks else ()


def _all(kind: Kind, texts: tuple[str, ...] | list[str]) -> tuple[Block, ...]:
    return tuple(Block(kind=kind, text=text) for text in texts)


def _date(iso: str) -> str:
    """The theme prints a month for a year alone too: January."""
    return printed_date(iso if "-" in iso else f"{iso}-01")


def _range(start: str, end: str | None) -> str:
    if start == end:
        return _date(start)
    return f"{_date(start)} – {_date(end) if end else 'Present'}"


def build(person: Person, seed: int) -> Built:
    """Prints one page more than the text is meant for, or fewer."""
    source = themes.html_of("even", themes.resume(person))
    pdf = themes.print_theme(source, rules, drawn(STYLE, seed), person)
    return Built(pdf=pdf, arrangement=arranged(person))


LAYOUT = Layout(
    id="chromium/jsonresume-even",
    title="JSON Resume even: banner, headings in the margin",
    typesetter=themes.TYPESETTER,
    build=build,
    template="jsonresume-even",
    faults=("stream-order", "link-without-address"),
)
