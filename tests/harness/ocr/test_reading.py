"""Lines and words of OCR: names that it parted, and lines that it made of accents."""

import pytest

from atsharness.ocr.reading import _rejoined, without_marks


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([("Anais", 0, 50), ("N'", 70, 90), ("Diaye", 96, 150)], ["Anais", "N'Diaye"]),
        ([("Users'", 0, 50), ("data", 56, 90)], ["Users'", "data"]),
        ([("N'", 0, 20), ("Diaye", 60, 110)], ["N'", "Diaye"]),
    ],
)
def test_names_parted_after_a_particle(words, expected):
    rows = [(x0, 0, x1, 20, text, 0.9, ("1", "1", "1")) for text, x0, x1 in words]
    assert [row[4] for row in _rejoined(rows)] == expected


def _row(text, box, line):
    return (*box, text, 0.9, ("1", "1", str(line)))


def test_a_line_made_of_accents_is_dropped():
    rows = [
        _row("as", (325, 197, 352, 206), 1),
        _row("e", (564, 193, 570, 206), 1),
        _row("Anaïs", (177, 198, 392, 256), 2),
        _row("Lefèvre", (422, 196, 1027, 271), 2),
        _row("Python", (178, 288, 456, 331), 3),
    ]
    assert [row[4] for row in without_marks(rows)] == ["Anaïs", "Lefèvre", "Python"]


def test_small_lines_above_large_ones_stay():
    # A label over a large name, and a line of which one word alone is low.
    rows = [
        _row("Name:", (177, 140, 260, 165), 1),
        _row("as", (325, 197, 352, 206), 2),
        _row("Curriculum", (600, 197, 900, 240), 2),
        _row("Anaïs", (177, 198, 392, 256), 3),
    ]
    assert without_marks(rows) == rows
