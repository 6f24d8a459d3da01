"""JSON Resume's theme flat by Mattias Erming, as resume-cli prints it: the rules for screens, no print rules.

It is of the schema's first generation: no place, projects or certificates, and dates stand as they are
written. Headings are English, in a margin of their own; skills are lists in two columns. Bullets and the
mortarboard are glyphs of an icon font without a word. Employers, schools and their dates are painted after
everything else of the page (they are ``position: absolute``).
"""

from __future__ import annotations

from typing import Any

from atsharness_corpus import arrange
from atsharness_corpus.arrange import printed_date
from atsharness_corpus.model import Arrangement, Block, Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import jsonresume_themes as themes

STYLE = Style(font="Lato", size=8.75, margin=34.0)


def rules(style: Style) -> str:
    """The banner from edge to edge on the first page; what stands side by side is never split.

    Floats that go on on a second page would lose their column there, and lists of unequal length their row.
    """
    return f"""
@page {{ margin: {style.margin}pt 0; }}
@page :first {{ margin-top: 0; }}
body {{ margin-bottom: 0; }}
#skills, #languages, #profiles, #contact, li {{ break-inside: avoid; }}
h3, h4, .position {{ break-after: avoid; }}
#content .col-sm-9 {{ float: right; }}
.col-sm-6:nth-child(odd) {{ clear: left; }}
"""


def content(person: Person) -> dict[str, Any]:
    """The résumé with its dates as they are to be printed."""
    data = themes.resume(person)
    for part in (*data["work"], *data["education"]):
        part["startDate"] = printed_date(part["startDate"], person.language)
        part["endDate"] = printed_date(part.get("endDate"), person.language)
    return data


def arranged(person: Person) -> Arrangement:
    """The theme's own order: contact, about, profiles, work, education, skills, languages."""
    basics = person.basics
    contact = (("Email", basics.email), ("Phone", basics.phone), ("Website", basics.url))
    body = (
        *_section("Contact", _pairs(contact)),
        *_section("About", [Block(kind="text", text=basics.summary)]),
        *_section("Profiles", _pairs(tuple((one.network, one.username) for one in basics.profiles))),
        *_section("Work", _jobs(person)),
        *_section("Education", _degrees(person)),
        *_section("Skills", _skills(person)),
        *_section("Languages", _pairs(tuple((one.language, one.fluency) for one in person.languages))),
    )
    return Arrangement(header=arrange.heading_lines(person), columns=(body,))


def _jobs(person: Person) -> list[Block]:
    blocks: list[Block] = []
    for job in person.work:
        blocks.append(Block(kind="title", text=job.name, right=_range(job.start_date, job.end_date, person)))
        blocks.append(Block(kind="meta", text=job.position))
        if job.highlights:
            blocks.append(Block(kind="title", text="Highlights"))
        blocks += [Block(kind="bullet", text=text) for text in job.highlights]
    return blocks


def _degrees(person: Person) -> list[Block]:
    blocks: list[Block] = []
    for degree in person.education:
        span = _range(degree.start_date, degree.end_date, person)
        blocks.append(Block(kind="title", text=degree.institution, right=span))
        blocks += [Block(kind="meta", text=text) for text in (degree.area, degree.study_type)]
        if degree.courses:
            blocks.append(Block(kind="title", text="Courses"))
        blocks += [Block(kind="bullet", text=text) for text in degree.courses]
    return blocks


def _skills(person: Person) -> list[Block]:
    blocks: list[Block] = []
    for group in person.skills:
        blocks.append(Block(kind="title", text=group.name))
        blocks += [Block(kind="bullet", text=text) for text in group.keywords]
    return blocks


def _pairs(pairs: tuple[tuple[str, str], ...]) -> list[Block]:
    blocks: list[Block] = []
    for label, value in pairs:
        blocks += [Block(kind="title", text=label), Block(kind="text", text=value)]
    return blocks


def _section(title: str, blocks: list[Block]) -> tuple[Block, ...]:
    return (Block(kind="section", text=title), *blocks) if blocks else ()


def _range(start: str, end: str | None, person: Person) -> str:
    return f"{printed_date(start, person.language)} — {printed_date(end, person.language)}"


def build(person: Person, seed: int) -> Built:
    """Prints one page more than the text is meant for, or fewer."""
    source = themes.html_of("flat", content(person))
    pdf = themes.print_theme(source, rules, drawn(STYLE, seed), person)
    return Built(pdf=pdf, arrangement=arranged(person))


LAYOUT = Layout(
    id="chromium/jsonresume-flat",
    title="JSON Resume flat: headings in the margin, skills in two columns",
    typesetter=themes.TYPESETTER,
    build=build,
    template="jsonresume-flat",
    faults=(
        "stream-order",
        "link-without-address",
        "icon-font-private-use",
        "symbol-bullets",
        "low-contrast",
    ),
)
