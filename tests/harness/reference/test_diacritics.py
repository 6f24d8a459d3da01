"""Accents printed over letters, on hand-made glyphs."""

from __future__ import annotations

from atsharness.reference.diacritics import composed
from atsharness.reference.line_glyphs import LineGlyph


def glyph(text: str, x0: float, x1: float, *, starts: bool = False) -> LineGlyph:
    return LineGlyph(text, 0, ord(text), 0, x0, x1, 10.0, 0.0, 10.0, starts, False)


def read(*glyphs: LineGlyph) -> str:
    return "".join(one.text for one in composed(glyphs))


def test_an_accent_over_a_letter_is_of_it():
    assert (
        read(glyph("M", 0, 8, starts=True), glyph("¨", 9, 13), glyph("u", 8, 14), glyph("l", 14, 17)) == "Mül"
    )


def test_an_accent_over_nothing_stays_where_it_stands():
    assert read(glyph("a", 0, 6, starts=True), glyph("¨", 7, 9), glyph("b", 10, 16)) == "a¨b"


def test_letters_that_kerning_sets_over_each_other_keep_their_order():
    letters = (glyph("f", 0, 5, starts=True), glyph("t", 6, 9), glyph("w", 5.8, 14), glyph("¨", 16, 20))
    assert read(*letters, glyph("u", 15, 21)) == "ftwü"
