"""Words whose letters are of two fonts."""

from __future__ import annotations

import io

from reportlab.pdfgen import canvas

from atsharness.in_process import inputs_of, text_panel
from atsharness.pipeline import artifacts_of
from atsharness.rules.engine import all_rules, judge


def drawn(*pieces: tuple[str, str]) -> bytes:
    """A line of pieces in fonts of their own, each drawn where the one before it ends."""
    target = io.BytesIO()
    sheet = canvas.Canvas(target)
    x = 72.0
    for font, text in pieces:
        sheet.setFont(font, 11)
        sheet.drawString(x, 700, text)
        x += sheet.stringWidth(text, font, 11)
    sheet.save()
    return target.getvalue()


def findings(pdf: bytes) -> list[str]:
    artifacts = artifacts_of(inputs_of(pdf, text_panel()))
    return [one.message for one in judge(artifacts, [all_rules()["ATS123"]]).results[0].findings]


def test_a_word_that_a_path_cuts_where_the_font_changes() -> None:
    """A browser takes letters that a font lacks from another one; pypdf begins a line at each."""
    pdf = drawn(("Helvetica", "Nguy"), ("Times-Roman", "e"), ("Helvetica", "n won the house"))
    (message,) = findings(pdf)
    assert "“Nguyen”" in message


def test_words_of_one_font() -> None:
    assert not findings(drawn(("Helvetica", "Nguyen won the house")))


def test_a_change_of_font_between_words() -> None:
    assert not findings(drawn(("Helvetica-Bold", "Nguyen "), ("Helvetica", "won the house")))
