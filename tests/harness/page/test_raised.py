"""Letters off their line: logos, C++, large first letters, headings set letter below letter."""

import pytest

from atsharness.model.facts import LineWord, Part
from atsharness.page.stacks import with_stacks
from atsharness.page.words import Placed, rows


def at(text, x, y, size=10.0, width=None, run=0):
    """A piece of text from x on, with a run of its own; half an em a letter unless told."""
    width = 0.5 * size * len(text) if width is None else width
    box = (x, y - 0.8 * size, x + width, y + 0.2 * size)
    return Placed(LineWord(text=text, box=box, parts=(Part(run, 0, len(text)),), size=size), y, 0)


def texts(*pieces):
    pieces = [
        piece._replace(
            word=LineWord(
                text=piece.word.text,
                box=piece.word.box,
                size=piece.word.size,
                parts=(Part(number, 0, len(piece.word.text)),),
            )
        )
        for number, piece in enumerate(pieces)
    ]
    return [" ".join(item.word.text for item in row.words) for row in rows(pieces)]


def test_the_letters_of_a_logo_are_one_word():
    # \LaTeX in Computer Modern at 10 pt: widths, kerns and shifts as TeX sets them.
    logo = [
        at("L", 100, 50, width=6.25),
        at("A", 102.65, 47.9, 7.0, 5.25),
        at("T", 106.4, 50, width=7.2),
        at("E", 111.95, 52.2, width=6.8),
        at("X", 117.5, 50, width=7.5),
    ]
    assert texts(at("Python,", 50, 50), *logo, at("Git", 130, 50)) == ["Python, LATEX Git"]


@pytest.mark.parametrize(("sign", "up"), [("++", 2.0), ("#", 1.6), ("®", 2.8)])
def test_raised_signs_end_the_word_before_them(sign, up):
    assert texts(at("C", 100, 50, width=7.2), at(sign, 106.8, 50 - up, 6.0), at("Git", 120, 50)) == [
        f"C{sign} Git"
    ]


def test_two_close_lines_are_no_line_with_lowered_letters():
    assert texts(at("a", 100, 50), at("b", 115, 50), at("cc", 105, 54.5)) == ["a b", "cc"]


def test_a_large_first_letter_begins_the_first_of_its_lines():
    lines = [at("ackend", 72, 100), at("engineer", 104, 100), at("for", 72, 114), at("small", 92, 114)]
    assert texts(at("B", 50, 116, 30, 20), *lines) == ["Backend engineer", "for small"]
    # On the baseline of its second line, too.
    assert texts(at("B", 50, 114, 30, 20), *lines) == ["Backend engineer", "for small"]
    # What may be a word is left one.
    assert texts(at("A", 50, 116, 30, 20), *lines) == ["A ackend engineer", "for small"]


def test_a_large_letter_beside_one_line_is_no_first_letter_of_a_paragraph():
    assert texts(at("B", 50, 116, 30, 20), at("name", 72, 100))[0] == "name"


def stacked(text, x, top, step=12.0):
    return [at(char, x, top + step * number) for number, char in enumerate(text)]


def test_a_heading_set_letter_below_letter_is_one_word_on_its_first_line():
    letters = stacked("SKILLS", 50, 100)
    words = with_stacks([*letters, at("Python", 70, 100), at("Kafka", 70, 130)])
    assert [" ".join(item.word.text for item in row.words) for row in rows(words)] == [
        "SKILLS Python",
        "Kafka",
    ]


@pytest.mark.parametrize("text", ["ABCDEF", "xxxxxx", "JAVA"])
def test_labels_below_each_other_are_no_word(text):
    letters = stacked(text, 50, 100)
    assert with_stacks(letters) == letters
