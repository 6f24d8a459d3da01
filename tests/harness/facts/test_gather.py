"""Facts of small PDFs made here: each with the thing and without it."""

import msgspec
import pymupdf
import pytest

from atsharness.facts.gather import gather
from atsharness.model.facts import LayoutFacts
from atsharness.model.text_facts import (
    DoubleStrike,
    HiddenKeywords,
    KeywordList,
    KeywordStuffing,
    LetterSpacing,
    LineEndHyphen,
    RotatedText,
    SpuriousSpace,
)
from atsharness.page.words import is_alphabet

TEXT = "Senior engineer with nine years of building services"


def document(draw, pages=1):
    """A PDF of one page with ordinary lines, on which `draw(page)` adds its own."""
    with pymupdf.open() as made:
        for _ in range(pages):
            page = made.new_page(width=612, height=792)
            for at in range(8):
                page.insert_text((50, 80 + 14 * at), TEXT, fontsize=10)
            draw(page)
        return made.tobytes()


def nothing(_page):
    pass


def facts(draw=nothing, **kwargs):
    return gather(document(draw), votes=False, **kwargs)


def hidden(found):
    return {
        (run.hidden, run.seen_as)
        for page in found.pages
        for run in page.runs
        if run.hidden and run.text.strip()
    }


def test_plain_page_has_no_odd_fact():
    found = facts()
    assert found.failed == ()
    assert found.text_facts == ()
    assert hidden(found) == set()
    assert [line.text for line in found.pages[0].lines] == [TEXT] * 8
    assert found.body_size == 10
    assert found.pages[0].visible_glyphs == found.pages[0].glyphs > 300


def test_result_survives_the_way_back_from_a_worker():
    found = facts()
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=LayoutFacts) == found


KEYWORDS = "Kubernetes Terraform Hadoop Salesforce Ansible"


@pytest.mark.parametrize(
    ("draw", "why"),
    [
        (lambda page: page.insert_text((50, 400), KEYWORDS, render_mode=3), "invisible_mode"),
        (lambda page: page.insert_text((50, 400), KEYWORDS, color=(1, 1, 1)), "same_colour"),
        (lambda page: page.insert_text((50, 400), KEYWORDS, fontsize=1), "tiny"),
        (lambda page: page.insert_text((50, 900), KEYWORDS), "off_page"),
        (lambda page: page.insert_text((50, 400), KEYWORDS, fill_opacity=0.02), "transparent"),
        (lambda page: page.insert_text((50, 400), KEYWORDS, render_mode=7), "clip_mode"),
    ],
)
def test_hidden_text(draw, why):
    found = facts(draw)
    assert hidden(found) == {(why, None)}
    (keywords,) = found.text_facts
    assert isinstance(keywords, HiddenKeywords)
    assert (keywords.hidden, keywords.words) == (why, len(KEYWORDS.split()))
    assert all(KEYWORDS.split()[0] not in line.text for line in found.pages[0].lines)


def test_covered_text_and_white_text_on_a_dark_block():
    def cover(page):
        page.insert_text((50, 400), KEYWORDS)
        page.draw_rect((40, 380, 400, 410), color=None, fill=(0.2, 0.3, 0.4))

    def block(page):
        page.draw_rect((40, 380, 400, 410), color=None, fill=(0.1, 0.1, 0.3))
        page.insert_text((50, 400), KEYWORDS, color=(1, 1, 1))

    assert hidden(facts(cover)) == {("covered", None)}
    assert hidden(facts(block)) == set()


def test_low_contrast_is_measured_and_visible():
    found = facts(lambda page: page.insert_text((50, 400), KEYWORDS, color=(0.8, 0.8, 0.8)))
    (run,) = (run for run in found.pages[0].runs if "Hadoop" in run.text)
    assert run.visible
    assert run.contrast == pytest.approx(1.6, abs=0.1)


def test_transparent_text_over_its_own_outlines_is_seen():
    def draw(page):
        x = 50.0
        for char in "Experience":
            page.insert_text((x, 400), char, fontsize=14, fill_opacity=0)
            shape = page.new_shape()
            advance = pymupdf.get_text_length(char, fontsize=14)
            left, width = x + 0.2 * advance, 0.6 * advance
            shape.draw_polyline([(left, 400), (left + 1, 391), (left + width / 2, 396), (left + width, 391)])
            shape.finish(fill=(0, 0, 0), closePath=True)
            shape.commit()
            x += advance
        page.insert_text((50, 500), KEYWORDS, fill_opacity=0)

    found = facts(draw)
    assert hidden(found) == {("transparent", "outlines"), ("transparent", None)}
    lines = [line.text.replace(" ", "") for line in found.pages[0].lines]
    assert "Experience" in lines
    assert KEYWORDS.replace(" ", "") not in lines


def spaced(page, gap, text="EXPERIENCE"):
    x, font = 50.0, pymupdf.Font("helv")
    writer = pymupdf.TextWriter(page.rect)
    for char in text:
        writer.append((x, 400), char, font, 12)
        x += font.text_length(char, 12) + gap * 12
    writer.write_text(page)


@pytest.mark.parametrize(("gap", "expected"), [(0.15, 1), (0.3, 1), (0.0, 0), (0.03, 0)])
def test_tracking(gap, expected):
    found = facts(lambda page: spaced(page, gap)).of(LetterSpacing)
    assert len(found) == expected
    if expected:
        assert found[0].text == "EXPERIENCE"
        assert found[0].gap_em == pytest.approx(gap, abs=0.02)


def test_a_sample_of_a_font_is_not_letter_spaced():
    assert facts(lambda page: spaced(page, 0.3, "ABCDEFGHIJKLMNOPQRSTUVW")).of(LetterSpacing) == ()


def test_letters_at_equal_steps_leave_gaps_in_words():
    def pitched(page, step=0.72, text="QUALIFICATIONS"):
        writer = pymupdf.TextWriter(page.rect)
        for at, char in enumerate(text):
            writer.append((50 + at * step * 12, 400), char, pymupdf.Font("helv"), 12)
        writer.write_text(page)

    (word,) = facts(pitched).of(SpuriousSpace)
    assert (word.seen, word.cause) == ("QUALIFICATIONS", "fixed_pitch")
    assert " I " in word.text
    assert facts(lambda page: spaced(page, 0.0)).of(SpuriousSpace) == ()


def test_contrast_is_with_the_bar_under_the_letters():
    def bar(page):
        page.draw_rect((48, 391, 130, 403), fill=(0.17, 0.17, 0.17), color=None)
        page.insert_text((50, 400), "Pennine Transit", fontsize=10, color=(0.38, 0.31, 0.46))

    (run,) = (run for run in facts(bar).pages[0].runs if run.text.startswith("Pennine"))
    assert run.contrast == pytest.approx(1.9, abs=0.15)


def test_double_strike():
    def draw(page):
        page.insert_text((50, 400), "Education", fontsize=14)
        page.insert_text((50.6, 400), "Education", fontsize=14)

    (strike,) = facts(draw).of(DoubleStrike)
    assert strike.text == "Education"
    assert strike.shift_pt == pytest.approx(0.6, abs=0.05)
    assert not facts(lambda page: page.insert_text((50, 400), "llll ffff", fontsize=14)).of(DoubleStrike)


def test_rotated_text_is_read_and_told():
    found = facts(lambda page: page.insert_text((580, 400), "jane@example.com", rotate=90))
    (rotated,) = found.of(RotatedText)
    assert (rotated.text, rotated.degrees) == ("jane@example.com", -90)
    assert found.pages[0].lines[-1].text == "jane@example.com"


def test_rotated_page_is_told_as_displayed():
    with pymupdf.open(stream=document(nothing), filetype="pdf") as made:
        upright = gather(made.tobytes(), votes=False).pages[0]
        made[0].set_rotation(90)
        rotated = gather(made.tobytes(), votes=False).pages[0]
    assert (rotated.rotation, rotated.width, rotated.height) == (90, 792, 612)
    assert upright.width == 612
    assert {run.direction for run in rotated.runs} == {(0.0, 1.0)}


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_is_cropped_and_rotated_is_told_as_displayed(degrees):
    """As PyMuPDF itself places the words of a rotated page that it shows."""
    with pymupdf.open(stream=document(nothing), filetype="pdf") as made:
        page = made[0]
        page.set_cropbox(pymupdf.Rect(20, 30, 590, 700))
        page.set_rotation(degrees)
        words = [pymupdf.Rect(word[:4]) * page.rotation_matrix for word in page.get_text("words")]
        size = (page.rect.width, page.rect.height)
        facts_of_page = gather(made.tobytes(), votes=False).pages[0]
    assert (facts_of_page.width, facts_of_page.height) == pytest.approx(size)
    runs = facts_of_page.runs
    assert min(run.box[0] for run in runs) == pytest.approx(min(word.x0 for word in words), abs=1)
    assert min(run.box[1] for run in runs) == pytest.approx(min(word.y0 for word in words), abs=1)


def test_hyphen_at_a_line_end_and_a_compound():
    def draw(page):
        page.insert_text((50, 400), "Built systems for recommenda-", fontsize=10)
        page.insert_text((50, 412), "tion of goods and for third-", fontsize=10)
        page.insert_text((50, 424), "party sellers.", fontsize=10)

    found = facts(draw).of(LineEndHyphen)
    assert [(word.seen, word.compound) for word in found] == [
        ("recommendation", False),
        ("third-party", True),
    ]


def test_links_fields_annotations():
    def draw(page):
        page.insert_text((50, 400), "github.com/jane and here", fontsize=10)
        for x, uri in ((50, "https://www.github.com/jane/"), (140, "https://linkedin.com/in/jane")):
            page.insert_link(
                {"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(x, 388, x + 70, 404), "uri": uri}
            )
        page.add_freetext_annot((50, 500, 250, 520), "jane@example.com")
        widget = pymupdf.Widget()
        widget.field_type, widget.field_name = pymupdf.PDF_WIDGET_TYPE_TEXT, "phone"
        widget.rect, widget.field_value = pymupdf.Rect(50, 540, 200, 560), "+49 30 1234567"
        page.add_widget(widget)

    found = facts(draw)
    assert [link.written for link in found.links] == [True, False]
    assert found.links[0].anchor == "github.com/jane"
    assert [(note.kind, note.text) for note in found.notes] == [
        ("annotation", "jane@example.com"),
        ("field", "+49 30 1234567"),
    ]
    assert not any("jane@example.com" in line.text for line in found.pages[0].lines)
    assert found.failed == ()


def test_file_facts():
    with pymupdf.open(stream=document(nothing), filetype="pdf") as made:
        made.set_metadata({"title": "CV", "producer": "Maker 1"})
        made.set_language("de")
        made.embfile_add("data.json", b"{}")
        found = gather(made.tobytes(), votes=False).file
        locked = made.tobytes(
            encryption=pymupdf.PDF_ENCRYPT_AES_256,
            owner_pw="o",
            user_pw="u",
            permissions=pymupdf.PDF_PERM_PRINT,
        )
    assert (found.title, found.producer, found.language) == ("CV", "Maker 1", "de")
    assert found.embedded_files == ("data.json",)
    assert not found.encrypted
    closed = gather(locked)
    assert closed.file.needs_password
    assert closed.failed
    opened = gather(locked, password="u", votes=False)
    assert opened.file.encrypted
    assert not opened.file.copy_allowed
    assert len(opened.pages[0].lines) == 8


def test_two_page_document_numbers_its_pages():
    found = gather(document(nothing, pages=3), votes=False, max_pages=2)
    assert [page.number for page in found.pages] == [1, 2]
    assert found.file.page_count == 3


def test_garbage_and_truncated_files_do_not_raise():
    assert not gather(b"%PDF-1.4 garbage").file.opens
    assert gather(document(nothing)[:-900], votes=False).file.repaired


def test_a_list_too_long_to_read_and_skill_lists():
    names = [f"Tool{chr(65 + at % 26)}{at}" for at in range(40)]

    def stuffed(page):
        for at in range(4):
            page.insert_text((50, 400 + 12 * at), ", ".join(names[10 * at : 10 * at + 10]) + ",", fontsize=8)

    def skills(page):
        for at, label in enumerate(("Languages", "Frameworks", "Data", "Clouds")):
            row = ", ".join(names[10 * at : 10 * at + 10])
            page.insert_text((50, 400 + 12 * at), f"{label}: {row}", fontsize=8)

    (found,) = facts(stuffed).of(KeywordStuffing)
    assert isinstance(found, KeywordList)
    assert found.words == len(names)
    assert not facts(skills).of(KeywordStuffing)


@pytest.mark.parametrize(
    ("text", "sample"),
    [("abcdefghik", True), ("zyxwvuts", True), ("ABCDE", True), ("first", False), ("EXPERIENCE", False)],
)
def test_what_a_sample_of_a_font_is(text, sample):
    assert is_alphabet(text) is sample
