"""Accents printed over letters, on hand-made cells."""

from __future__ import annotations

from atsharness.reference.diacritics import composed
from atsharness.reference.line_glyphs import Cell


def cell(text: str, x0: float, x1: float, *, starts: bool = False) -> Cell:
    return Cell(text, 0, ord(text), 0, x0, x1, 10.0, 0.0, 10.0, starts, False)


def read(*cells: Cell) -> str:
    return "".join(one.text for one in composed(cells))


def test_an_accent_over_a_letter_is_of_it():
    assert read(cell("M", 0, 8, starts=True), cell("¨", 9, 13), cell("u", 8, 14), cell("l", 14, 17)) == "Mül"


def test_an_accent_over_nothing_stays_where_it_stands():
    assert read(cell("a", 0, 6, starts=True), cell("¨", 7, 9), cell("b", 10, 16)) == "a¨b"


def test_letters_that_kerning_sets_over_each_other_keep_their_order():
    letters = (cell("f", 0, 5, starts=True), cell("t", 6, 9), cell("w", 5.8, 14), cell("¨", 16, 20))
    assert read(*letters, cell("u", 15, 21)) == "ftwü"
