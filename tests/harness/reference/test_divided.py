"""Addresses and words that a line's end may divide at a slash."""

import pytest

from atsharness.reference.divided import join_divided
from atsharness.reference.line_glyphs import Row, Seen

WIDE = "x" * 60


def row(text, y, block=0, size=10.0):
    words, x = [], 50.0
    for word in text.split():
        words.append(Seen(text=word, box=(x, y - 8, x + 5.0 * len(word), y + 2)))
        x = words[-1].box[2] + 2.5
    return Row(words=words, box=(50.0, y - 8, words[-1].box[2], y + 2), size=size, block=block)


def read(*lines):
    rows = [row(line, 100 + 12 * at) for at, line in enumerate(lines)]
    join_divided(rows)
    return [" ".join(word.text for word in one.words) for one in rows if one.words]


@pytest.mark.parametrize(
    "below", ["Spearheaded the move", "EXPERIENCE", "Northwind", "moved billing services"]
)
def test_an_address_that_ends_in_a_slash_is_whole_above_other_text(below):
    # On a line of its own, with room behind it; and on one that it fills.
    assert read(WIDE, "https://acme.example.com/", below) == [WIDE, "https://acme.example.com/", below]
    assert read("https://acme.example.com/", below) == ["https://acme.example.com/", below]


@pytest.mark.parametrize("rest", ["ferry-watch", "jreyes-example/ferry-watch", "Jreyes/Ferry.git", "2021"])
def test_an_address_that_its_line_divides_is_whole(rest):
    first = "https://github.example.com/tools/"
    assert read(f"Code: {first}", rest) == [f"Code: {first}{rest}"]


def test_two_words_with_a_slash_are_divided_only_where_the_second_had_no_room():
    filled = f"{WIDE} and/"
    assert read(filled, "or more") == [f"{WIDE} and/or", "more"]
    assert read(WIDE + WIDE, filled, "or more") == [WIDE + WIDE, filled, "or more"]
