"""A DOCX as a person reads it: every rule of the reading by a file that has the construct."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest
from docx_files import people, person

from atsharness.docx.gather import gather
from atsharness.docx.styles import Styles
from atsharness.model import Reference
from atsharness.model.flow_facts import SHEET, FlowFacts
from atsharness_corpus.docx import pieces
from atsharness_corpus.docx.resume import clean, reference, with_python_docx
from atsharness_corpus.docx.writer import MACRO_TYPE, TEMPLATE_TYPE, Docx, paragraph, rooted, run, table
from atsharness_corpus.person import Person


def read(made: Docx) -> tuple[FlowFacts, Reference]:
    facts, seen = gather(made.saved())
    assert facts.flow is not None
    return facts.flow, seen


def text(made: Docx) -> str:
    return read(made)[1].text.strip()


@pytest.mark.parametrize("someone", people(), ids=lambda one: one.id)
def test_a_clean_resume_is_read_word_by_word(someone: object) -> None:
    assert read(clean(someone))[1].text.split() == reference(someone).split()  # type: ignore[arg-type]


def test_words_stand_on_a_sheet_in_their_sizes() -> None:
    _, seen = read(Docx(paragraph("Jane Example", style="Title"), paragraph(run("Engineer"))))
    assert seen.words is not None
    name, other, job = (word for word in seen.words if word is not None)
    assert {word.page for word in (name, other, job)} == {SHEET}
    assert (name.line, other.line, job.line) == (1, 1, 2)
    assert name.box[3] - name.box[1] == 20.0
    assert job.box[3] - job.box[1] == 10.5
    assert name.box[2] < other.box[0]
    assert job.box[1] >= name.box[3]


def test_headers_that_a_page_uses_come_first_and_footers_last() -> None:
    made = Docx(paragraph("Body"))
    made.section(
        made.bound("header1", paragraph("Top")) + made.bound("footer1", paragraph("End"), kind="footer")
    )
    assert text(made).split() == ["Top", "Body", "End"]


@pytest.mark.parametrize(
    ("use", "switches", "settings", "pages", "shown"),
    [
        ("even", "", "", 1, False),
        ("even", "", "<w:evenAndOddHeaders/>", 2, True),
        ("even", "", '<w:evenAndOddHeaders w:val="0"/>', 2, False),
        ("first", "", "", 1, False),
        ("first", "<w:titlePg/>", "", 1, True),
        ("default", "<w:titlePg/>", "", 2, True),
        ("default", "<w:titlePg/>", "", 1, False),
    ],
)
def test_which_headers_a_page_uses(use: str, switches: str, settings: str, pages: int, shown: bool) -> None:
    made = Docx(paragraph("Body"))
    made.section(made.bound("header1", paragraph("Top"), use=use) + switches)
    made.settings(settings)
    made.pages = pages
    facts, seen = read(made)
    assert ("Top" in seen.text) is shown
    assert bool(facts.of("unused_header")) is not shown


@pytest.mark.parametrize("stored", ["twice", "new", "old"])
def test_a_text_box_is_read_once_after_its_paragraph(stored: pieces.Stored) -> None:
    facts, seen = read(
        Docx(paragraph(run("Line"), pieces.box(paragraph("In it"), stored=stored)), paragraph("Next"))
    )
    assert seen.text.split("\n")[:3] == ["Line", "In it", "Next"]
    (box,) = facts.of("text_box")
    assert (box.start, box.stop) == (1, 3)
    assert box.note == {"twice": "twice", "new": "once", "old": "old only"}[stored]
    assert len(facts.of("line_with_box")) == 1


def test_what_is_deleted_hidden_or_a_code_is_not_read() -> None:
    made = Docx(
        paragraph(pieces.deleted("gone"), pieces.inserted("new")),
        paragraph(run("veiled", pieces.HIDDEN), run("plain", '<w:vanish w:val="0"/>')),
        paragraph(pieces.coded_field("Town", "MERGEFIELD x")),
        paragraph(run("white", pieces.WHITE), run("dot", '<w:sz w:val="2"/>')),
    )
    facts, seen = read(made)
    assert seen.text.split() == ["new", "plain", "Town"]
    assert [(item.text, item.note) for item in facts.of("hidden")] == [
        ("veiled", "hidden"),
        ("white", "white"),
        ("dot", "tiny"),
    ]
    assert facts.of("deletion")[0].text == "gone"
    assert facts.of("field_code")[0].text == "MERGEFIELD x"


def test_white_text_on_a_ground_is_read() -> None:
    dark = '<w:shd w:val="clear" w:fill="1F3A5F"/>'
    made = Docx(
        paragraph(run("paragraph", pieces.WHITE), properties=dark),
        paragraph(run("run", pieces.WHITE + dark)),
        paragraph(pieces.box(paragraph(run("box", pieces.WHITE)))),
    )
    assert text(made).split() == ["paragraph", "run", "box"]


def test_controls_tags_fields_and_links_are_read_in_place() -> None:
    made = Docx(
        paragraph(
            run("a "),
            pieces.control(run("b ")),
            f"<w:smartTag>{run('c ')}</w:smartTag>",
            pieces.field("d "),
        )
    )
    made.body.append(paragraph(pieces.link(made.link("https://x.io/me"), "e")))
    facts, seen = read(made)
    assert seen.text.split() == list("abcde")
    assert facts.of("content_control")[0].note == "inline"
    assert facts.of("link")[0].text == "https://x.io/me"


def test_white_space_of_breaks_and_tabs() -> None:
    made = Docx(
        paragraph(run("a"), pieces.TAB, run("b"), pieces.BREAK, run("c"), pieces.POSITIONED_TAB, run("d"))
    )
    facts, seen = read(made)
    assert seen.text == "a\tb\nc\td\n"
    assert [(item.kind, item.start, item.stop) for item in facts.constructs] == [
        ("tab", 0, 2),
        ("line_break", 1, 3),
        ("positioned_tab", 2, 4),
    ]


def test_a_tab_at_the_end_of_a_line_parts_nothing() -> None:
    facts, _ = read(Docx(paragraph(run("a"), pieces.TAB)))
    assert facts.of("tab")[0].boxes == ()


def test_a_drop_cap_is_joined_and_capitals_are_shown() -> None:
    made = Docx(
        paragraph("W", properties=pieces.DROP_CAP), paragraph("ord"), paragraph(run("caps", "<w:caps/>"))
    )
    assert text(made) == "Word\nCAPS"


def test_tables_row_by_row_and_cells_of_one_line_beside_each_other() -> None:
    one, two = paragraph("a"), paragraph("b")
    facts, seen = read(Docx(table((one, two), (two, one)), table((one + two, one))))
    assert seen.text == "a\tb\nb\ta\na\nb\na\n"
    assert [item.note for item in facts.of("table")] == ["data", "layout"]


def test_symbols_are_what_is_known_or_no_word() -> None:
    made = Docx(paragraph(pieces.TELEPHONE, run(" 555"), run("l", '<w:rFonts w:ascii="Webdings"/>')))
    assert text(made) == "☎ 555\uf06c"


def test_notes_follow_the_body() -> None:
    made = Docx(paragraph(run("Body"), '<w:r><w:footnoteReference w:id="1"/></w:r>'), paragraph("End"))
    made.notes(paragraph("Note"), paragraph("Unused"))
    assert text(made).split() == ["Body", "End", "Note"]


def test_an_embedded_document_leaves_the_reading_incomplete() -> None:
    made = Docx(paragraph("Body"), '<w:altChunk r:id="rId1"/>')
    facts, seen = read(made)
    assert not seen.complete
    assert facts.of("alternative_part")


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (Docx(paragraph("x")), ""),
        (Docx(paragraph("x"), kind=MACRO_TYPE), "macros"),
        (Docx(paragraph("x"), kind=TEMPLATE_TYPE), "template"),
        (Docx(paragraph("x"), strict=True), "strict"),
    ],
)
def test_the_kind_of_file(made: Docx, kind: str) -> None:
    facts, seen = read(made)
    assert facts.file_kind == kind
    assert seen.text.strip() == "x"


def test_a_style_hides_what_is_based_on_it() -> None:
    made = Docx(paragraph("seen"), paragraph("unseen", style="Child"))
    styles = (
        '<w:style w:type="paragraph" w:styleId="Child"><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Base"><w:basedOn w:val="Child"/>'
        "<w:rPr><w:vanish/></w:rPr></w:style>"
    )
    made.part("more.xml", "styles", "application/xml", rooted("styles", styles))
    assert text(made) == "seen"


def test_a_word_with_a_reason_for_each_construct_has_its_part() -> None:
    made = Docx(paragraph("Body"))
    made.section(made.bound("header1", paragraph(run("Top"), pieces.TAB, run("right"))))
    facts, _ = read(made)
    assert {item.part for item in facts.of("header", "tab")} == {"word/header1.xml"}


def test_the_program_is_told_for_the_advice() -> None:
    facts, _ = gather(clean(person()).saved())
    assert facts.file.creator == "Microsoft Office Word"


NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'


def items(seen: Reference) -> list[str]:
    """The words with which items of lists begin."""
    words = seen.text.split()
    return [words[at] for at in seen.items]


def test_items_of_lists_are_known_by_their_numbering_and_empty_ones_are_none() -> None:
    made = Docx(
        paragraph("Engineer"),
        paragraph("Built it.", properties=NUMBERED.format(2)),
        paragraph(" ", properties=NUMBERED.format(2)),
        paragraph("", properties=NUMBERED.format(2)),
        paragraph("Taken out.", properties=NUMBERED.format(0)),
        paragraph("Heading", properties=NUMBERED.format(3) + '<w:outlineLvl w:val="0"/>'),
        table((paragraph("Ran it.", properties=NUMBERED.format(2)),)),
    )
    assert items(read(made)[1]) == ["Built", "Ran"]


@pytest.mark.parametrize("someone", people(), ids=lambda one: one.id)
def test_the_bullets_of_a_resume_are_items_by_their_style(someone: Person) -> None:
    _, seen = gather(with_python_docx(someone))
    bullets = [bullet for job in someone.work for bullet in job.highlights]
    assert len(seen.items) >= len(bullets) > 0
    assert {bullet.split()[0] for bullet in bullets} <= set(items(seen))


@pytest.mark.parametrize(
    ("own", "style", "expected"),
    [
        (None, "Bullets", True),
        (None, "Based", True),
        (None, "Heading", False),
        (None, "Unknown", False),
        (True, "Unknown", True),
        (True, "Heading", False),
        (False, "Bullets", False),
    ],
)
def test_a_style_says_whether_its_paragraphs_are_items(own: bool | None, style: str, expected: bool) -> None:
    made = (
        '<s xmlns:w="x"><w:style w:type="paragraph" w:styleId="Bullets"><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Based"><w:basedOn '
        'w:val="Bullets"/></w:style><w:style w:type="paragraph" w:styleId="Heading"><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style></s>'
    )
    assert Styles(fromstring(made)).listed(style, own) is expected
