"""The constructs that rules of the group 6xx name, each put into a person's résumé, and its near-miss."""

from __future__ import annotations

import random
from collections.abc import Callable
from xml.sax.saxutils import escape

from atsharness_corpus.docx import pieces
from atsharness_corpus.docx.model import DocxFault
from atsharness_corpus.docx.resume import blocks, clean, paragraphs, printed
from atsharness_corpus.docx.writer import MACRO_TYPE, Docx, paragraph, run, table
from atsharness_corpus.person import Person

_CONTACT = ("name", "label", "contact")


def _split(person: Person) -> tuple[list[str], list[str]]:
    """The head of a résumé (name, title, contact data) and the rest, as paragraphs."""
    found = blocks(person)
    head = [block for block in found if block.kind in _CONTACT]
    return paragraphs(head), paragraphs(block for block in found if block.kind not in _CONTACT)


def _wrapped(wrap: Callable[[list[str]], list[str]]) -> Callable[[Person, random.Random], Docx]:
    """A builder that changes the paragraphs of the head."""

    def build(person: Person, _: random.Random) -> Docx:
        head, rest = _split(person)
        return Docx(*wrap(head), *rest)

    return build


def _after(make: Callable[[Person, random.Random], list[str]]) -> Callable[[Person, random.Random], Docx]:
    """A builder that adds paragraphs after the head."""

    def build(person: Person, rng: random.Random) -> Docx:
        head, rest = _split(person)
        return Docx(*head, *make(person, rng), *rest)

    return build


def _plain(person: Person, _: random.Random) -> Docx:
    return clean(person)


def _embedded_page(person: Person, _: random.Random) -> Docx:
    made = Docx()
    lines = "".join(f"<p>{escape(block.text)}</p>" for block in blocks(person))
    page = f"<html><head><title>Resume</title></head><body>{lines}</body></html>"
    made.body.append(f'<w:altChunk r:id="{made.part("page.html", "aFChunk", "text/html", page)}"/>')
    return made


def _in_header(person: Person, _: random.Random) -> Docx:
    head, rest = _split(person)
    made = Docx(*rest)
    made.section(made.bound("header1", *head))
    return made


def _page_footer(person: Person, _: random.Random) -> Docx:
    made = clean(person)
    made.section(made.bound("footer1", paragraph("Page 1 of 1"), kind="footer"))
    return made


def _unused_header(person: Person, rng: random.Random) -> Docx:
    made = clean(person)
    text = f"Draft of {rng.choice(('March', 'June', 'May'))} for Initech, do not forward to anybody"
    made.section(made.bound("header1", paragraph(text), use="even"))
    return made


def _empty_header(person: Person, _: random.Random) -> Docx:
    made = clean(person)
    made.section(made.bound("header1", paragraph(), use="even"))
    return made


def _sidebar_table(person: Person, _: random.Random) -> Docx:
    head, rest = _split(person)
    middle = len(rest) // 2
    return Docx(*head, table(("".join(rest[middle:]), "".join(rest[:middle]))))


def _nested(person: Person, _: random.Random) -> Docx:
    head, rest = _split(person)
    inner = table((rest[-1], rest[-2]))
    return Docx(*head, *rest[:-2], table((inner + paragraph(), paragraph("References on request"))))


def _jobs(between: str, space: str = "") -> Callable[[Person, random.Random], Docx]:
    """A builder with the dates of jobs after an element such as a tab."""

    def build(person: Person, _: random.Random) -> Docx:
        body = []
        for block in blocks(person):
            text, bar, dates = block.text.partition(" | ")
            if block.kind == "meta" and bar:
                body.append(paragraph(run(text + space), between, run(dates), properties=pieces.DATES_TAB))
            else:
                body.append(printed(block))
        return Docx(*body)

    return build


def _in_run(change: Callable[[str], str]) -> Callable[[Person, random.Random], Docx]:
    """A builder that wraps the texts of job titles."""

    def build(person: Person, _: random.Random) -> Docx:
        return Docx(
            *(
                paragraph(change(block.text)) if block.kind in ("title", "meta") else printed(block)
                for block in blocks(person)
            )
        )

    return build


def _summary_note(person: Person, _: random.Random) -> Docx:
    made = clean(person)
    made.body.insert(4, paragraph(run("Speaker"), '<w:r><w:footnoteReference w:id="1"/></w:r>'))
    made.notes(paragraph("Keynote at the national conference for software engineering in Portland"))
    return made


def _link(person: Person, *, written: bool) -> Docx:
    made = clean(person)
    number = made.link("https://www.linkedin.com/in/jane-example-42/")
    text = "linkedin.com/in/jane-example-42" if written else "My profile"
    made.body.insert(3, paragraph(pieces.link(number, text)))
    return made


def _hidden(properties: str) -> Callable[[Person, random.Random], list[str]]:
    def make(_: Person, rng: random.Random) -> list[str]:
        words = ["Kubernetes", "Terraform", "Kafka", "Spark", "Haskell", "COBOL", "SAP", "Fortran"]
        rng.shuffle(words)
        return [paragraph(run(" ".join(words * 2), properties))]

    return make


def _shaded(_: Person, __: random.Random) -> list[str]:
    shading = '<w:shd w:val="clear" w:color="auto" w:fill="1F3A5F"/>'
    return [paragraph(run("Available from May", pieces.WHITE), properties=shading)]


def _capital(person: Person, properties: str) -> Docx:
    head, rest = _split(person)
    text = person.basics.summary
    lead = paragraph(text[0], properties=properties)
    return Docx(*head, lead, paragraph(text[1:]), *rest)


def _merged(person: Person, *, merged: bool) -> Docx:
    made = clean(person)
    first = paragraph("Certified lifeguard since the summer of 2014")
    span = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' if merged else "<w:tcPr/>"
    other = "" if merged else f"<w:tc><w:tcPr/>{paragraph('Portland')}</w:tc>"
    row = f"<w:tr><w:tc>{span}{first}</w:tc>{other}</w:tr>"
    second = (
        f"<w:tr><w:tc><w:tcPr/>{paragraph('Licence')}</w:tc><w:tc><w:tcPr/>{paragraph('B')}</w:tc></w:tr>"
    )
    grid = "<w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    made.body.append(f"<w:tbl>{grid}{row}{second}</w:tbl>")
    return made


def _boxed_head(stored: pieces.Stored) -> Callable[[list[str]], list[str]]:
    return lambda head: [paragraph(pieces.box(*head, stored=stored))]


def _positioned(person: Person, rng: random.Random) -> Docx:
    return _jobs(pieces.POSITIONED_TAB)(person, rng)


def _hyphen(_: Person, rng: random.Random) -> list[str]:
    years = rng.choice((("2019", "2021"), ("2015", "2018")))
    return [paragraph(run("Co"), pieces.HYPHEN, run(f"op student {years[0]}"), pieces.HYPHEN, run(years[1]))]


def _plain_hyphen(_: Person, __: random.Random) -> list[str]:
    return [paragraph("Co-op student 2019-2021")]


FAULTS: tuple[DocxFault, ...] = (
    DocxFault(
        id="text-box",
        rule_id="ATS601",
        inject=_wrapped(_boxed_head("twice")),
        near_miss=_wrapped(lambda head: [*head, paragraph(pieces.box(paragraph()))]),
    ),
    DocxFault(
        id="text-box-new",
        rule_id="ATS601",
        inject=_wrapped(_boxed_head("new")),
        near_miss=_plain,
    ),
    DocxFault(
        id="text-box-old",
        rule_id="ATS601",
        inject=_wrapped(_boxed_head("old")),
        near_miss=_plain,
    ),
    DocxFault(id="contact-in-header", rule_id="ATS602", inject=_in_header, near_miss=_page_footer),
    DocxFault(id="layout-table", rule_id="ATS603", inject=_sidebar_table, near_miss=_plain),
    DocxFault(
        id="content-control",
        rule_id="ATS604",
        inject=_wrapped(lambda head: [pieces.control(*head)]),
        near_miss=_wrapped(lambda head: [*head, pieces.control(paragraph())]),
    ),
    DocxFault(
        id="content-control-inline",
        rule_id="ATS604",
        inject=_in_run(lambda text: pieces.control(run(text), properties='<w:tag w:val="goog_rdk_1"/>')),
        near_miss=_plain,
    ),
    DocxFault(
        id="hidden-text",
        rule_id="ATS605",
        inject=_after(_hidden(pieces.HIDDEN)),
        near_miss=_after(_hidden('<w:vanish w:val="0"/>')),
    ),
    DocxFault(
        id="white-text", rule_id="ATS605", inject=_after(_hidden(pieces.WHITE)), near_miss=_after(_shaded)
    ),
    DocxFault(
        id="symbol",
        rule_id="ATS607",
        inject=_after(lambda *_: [paragraph(pieces.TELEPHONE, run(" by day"))]),
        near_miss=_after(lambda *_: [paragraph("☎ by day")]),
        violation=False,
    ),
    DocxFault(
        id="frame",
        rule_id="ATS608",
        inject=_after(lambda *_: [paragraph("Ready to move.", properties=pieces.FRAME)]),
        near_miss=_after(lambda *_: [paragraph("Ready to move.")]),
        violation=False,
    ),
    DocxFault(
        id="picture",
        rule_id="ATS620",
        inject=_after(lambda *_: [paragraph(pieces.picture("Portrait"))]),
        near_miss=_after(lambda *_: [paragraph(pieces.box(paragraph()))]),
        violation=False,
    ),
    DocxFault(
        id="equation",
        rule_id="ATS625",
        inject=_after(lambda *_: [paragraph(run("Cut the cost by "), pieces.equation("40 percent"))]),
        near_miss=_after(lambda *_: [paragraph("Cut the cost by 40 percent")]),
    ),
    DocxFault(
        id="embedded-document",
        rule_id="ATS628",
        inject=lambda person, _: Docx(*clean(person).body, pieces.EMBEDDED),
        near_miss=_plain,
        violation=False,
    ),
    DocxFault(id="embedded-page", rule_id="ATS628", inject=_embedded_page, near_miss=_plain),
    DocxFault(
        id="comment",
        rule_id="ATS629",
        inject=_after(lambda *_: [paragraph(run("Ready to move."), pieces.COMMENTED)]),
        near_miss=_after(lambda *_: [paragraph("Ready to move.")]),
        violation=False,
    ),
    DocxFault(
        id="columns",
        rule_id="ATS606",
        inject=lambda person, _: Docx(*clean(person).body, section=pieces.COLUMNS),
        near_miss=lambda person, _: Docx(*clean(person).body, section='<w:cols w:space="400"/>'),
        violation=False,
    ),
    DocxFault(
        id="tracked-changes",
        rule_id="ATS609",
        inject=_in_run(lambda text: pieces.inserted(text) + pieces.deleted("Assistant of Nobody at Nowhere")),
        near_miss=_plain,
    ),
    DocxFault(
        id="placeholder",
        rule_id="ATS610",
        inject=_after(
            lambda *_: [
                pieces.control(paragraph("Click or tap here to enter text."), properties=pieces.PLACEHOLDER)
            ]
        ),
        near_miss=_after(lambda *_: [paragraph("Click dummies built with Figma and tap tests run")]),
    ),
    DocxFault(
        id="nested-table",
        rule_id="ATS611",
        inject=_nested,
        near_miss=lambda person, _: _merged(person, merged=False),
    ),
    DocxFault(id="tab", rule_id="ATS612", inject=_jobs(pieces.TAB), near_miss=_jobs(pieces.TAB, " ")),
    DocxFault(
        id="line-break", rule_id="ATS613", inject=_jobs(pieces.BREAK), near_miss=_jobs(pieces.BREAK, " ")
    ),
    DocxFault(
        id="page-break",
        rule_id="ATS613",
        inject=_jobs(pieces.PAGE_BREAK),
        near_miss=_after(lambda *_: [paragraph(pieces.PAGE_BREAK)]),
    ),
    DocxFault(
        id="positioned-tab",
        rule_id="ATS614",
        inject=_positioned,
        near_miss=_jobs(pieces.POSITIONED_TAB, " "),
    ),
    DocxFault(
        id="simple-field",
        rule_id="ATS615",
        inject=_in_run(pieces.field),
        near_miss=_after(lambda *_: [paragraph(pieces.coded_field("Portland", "AUTHOR"))]),
    ),
    DocxFault(
        id="drop-cap",
        rule_id="ATS616",
        inject=lambda person, _: _capital(person, pieces.DROP_CAP),
        near_miss=_after(lambda *_: [paragraph("Ready to move.", properties=pieces.FRAME)]),
    ),
    DocxFault(id="unused-header", rule_id="ATS617", inject=_unused_header, near_miss=_empty_header),
    DocxFault(
        id="field-code",
        rule_id="ATS618",
        inject=_after(lambda *_: [paragraph(pieces.coded_field("Portland", "MERGEFIELD Town of the firm"))]),
        near_miss=_after(lambda *_: [paragraph(pieces.field("Portland"))]),
    ),
    DocxFault(
        id="link",
        rule_id="ATS619",
        inject=lambda person, _: _link(person, written=False),
        near_miss=lambda person, _: _link(person, written=True),
        violation=False,
    ),
    DocxFault(
        id="merged-cell",
        rule_id="ATS621",
        inject=lambda person, _: _merged(person, merged=True),
        near_miss=lambda person, _: _merged(person, merged=False),
    ),
    DocxFault(id="note", rule_id="ATS622", inject=_summary_note, near_miss=_plain),
    DocxFault(
        id="macros",
        rule_id="ATS623",
        inject=lambda person, _: Docx(*clean(person).body, kind=MACRO_TYPE),
        near_miss=_plain,
    ),
    DocxFault(
        id="strict",
        rule_id="ATS623",
        inject=lambda person, _: Docx(*clean(person).body, strict=True),
        near_miss=_plain,
    ),
    DocxFault(
        id="non-breaking-hyphen",
        rule_id="ATS624",
        inject=_after(_hyphen),
        near_miss=_after(_plain_hyphen),
    ),
    DocxFault(
        id="tagged-words",
        rule_id="ATS626",
        inject=_in_run(lambda text: f'<w:smartTag w:uri="urn:x" w:element="name">{run(text)}</w:smartTag>'),
        near_miss=_plain,
    ),
)
