"""Where words end on lines whose gaps alone do not tell: kerned figures, letters set one by one, boxes."""

import io

import pytest

from atsharness.extract.work import analyse
from atsharness.in_process import seen_text
from atsharness.model import ReadOptions
from atsharness.model.text_facts import LetterSpacing, MissingSpace


def printed(draw):
    """One page: a name, then what `draw` puts there."""
    from reportlab.pdfgen import canvas

    target = io.BytesIO()
    sheet = canvas.Canvas(target, pagesize=(612, 792), invariant=1)
    sheet.setFont("Times-Bold", 20)
    sheet.drawString(72, 730, "Jordan Reyes")
    draw(sheet)
    sheet.save()
    return target.getvalue()


def lines(draw):
    return seen_text(printed(draw)).splitlines()[1:]


def test_figures_that_are_kerned_apart_beside_typed_spaces_are_one_word():
    def draw(sheet):
        text = sheet.beginText(72, 700)
        text.setFont("Times-Roman", 10)
        pieces = r"(Call \(31) -90 (2\) 5) -90 (5) 80 (5) -90 (-0123 in Springfield, IL)"
        text._code.append(f"[{pieces}] TJ")  # adjustments in thousandths of an em: reportlab has none
        sheet.drawText(text)

    assert lines(draw) == ["Call (312) 555-0123 in Springfield, IL"]


@pytest.mark.parametrize("grid", [1, 2])
def test_letters_set_one_by_one_on_a_coarse_grid_end_words_where_spaces_are_typed(grid):
    text = "Illinois filing will fill tiles in mill village, June 2015"

    def draw(sheet):
        sheet.setFont("Times-Roman", 10)
        x = 72.0
        for char in text:
            sheet.drawString(round(x / grid) * grid, 700, char)
            x += sheet.stringWidth(char)

    assert lines(draw) == [text]


def test_words_that_a_gap_as_wide_as_a_space_parts_are_words_though_other_spaces_are_typed():
    def draw(sheet):
        sheet.setFont("Times-Roman", 10)
        sheet.drawString(72, 700, "one two three four")
        sheet.drawString(72 + sheet.stringWidth("one two three four") + 2.4, 700, "five")

    assert lines(draw) == ["one two three four five"]


@pytest.mark.parametrize("first", ["020-7946-0958", "2013"])
def test_a_line_that_begins_with_figures_is_not_set_at_a_fixed_pitch(first):
    def draw(sheet):
        x = 72.0
        for font, piece in (
            ("Times-Bold", f"{first} "),
            ("Times-Roman", "|"),
            ("Times-Bold", " jordan@example.com"),
        ):
            sheet.setFont(font, 10)
            sheet.drawString(x, 700, piece)
            x += sheet.stringWidth(piece)

    assert lines(draw) == [f"{first} | jordan@example.com"]


def boxed(sheet):
    """A heading whose first letters stand white in a box, the others in its colour beside it."""
    sheet.setFont("Helvetica-Bold", 14)
    width = sheet.stringWidth("edu")
    sheet.setFillColorRGB(0.1, 0.3, 0.6)
    sheet.rect(70, 696, width + 3, 18, fill=1, stroke=0)
    sheet.drawString(72 + width + 2.2, 700, "cation")
    sheet.setFillColorRGB(1, 1, 1)
    sheet.drawString(72, 700, "edu")


def test_the_edge_of_a_coloured_box_parts_no_word():
    page = analyse(printed(boxed), ReadOptions(work_dir="."), ocr=False)
    assert page.reference.text.splitlines()[1:] == ["education"]
    assert page.facts.of(MissingSpace) == ()


def led(sheet):
    """A title and its date with dots between them: no space, no gap."""
    sheet.setFont("Times-Roman", 10)
    text = f"Platform Engineer{60 * '.'}March 2021"
    sheet.drawString(72, 700, text)
    sheet.drawString(72, 686, "Wrote docs ... and tests")


def test_a_leader_is_no_part_of_the_words_beside_it():
    page = analyse(printed(led), ReadOptions(work_dir="."), ocr=False)
    assert page.reference.text.splitlines()[1:] == [
        "Platform Engineer March 2021",
        "Wrote docs ... and tests",
    ]
    assert page.facts.of(LetterSpacing, MissingSpace) == ()
