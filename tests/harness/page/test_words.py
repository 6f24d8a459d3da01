"""Words and rows by geometry alone, on hand-made places."""

from __future__ import annotations

from atsharness.model.facts import LineWord, Part
from atsharness.page.words import Placed, rows


def word(text: str, x0: float, x1: float, baseline: float, size: float = 12.0, run: int = 0) -> Placed:
    box = (x0, baseline - size, x1, baseline + 0.2 * size)
    return Placed(LineWord(text=text, box=box, parts=(Part(run, 0, len(text)),), size=size), baseline)


def texts(*words: Placed) -> list[list[str]]:
    return [[item.word.text for item in row.words] for row in rows(words)]


def test_an_accent_raised_over_a_capital_is_of_its_row():
    assert texts(word("¨", 21, 27, 96.0), word("Oztürk", 20, 60, 100.0, run=1)) == [["Oztürk", "¨"]]


def test_an_accent_beside_a_word_is_a_row_of_its_own():
    assert texts(word("¨", 80, 86, 96.0), word("Oztürk", 20, 60, 100.0, run=1)) == [["¨"], ["Oztürk"]]


def test_a_smaller_raised_word_is_of_the_row_that_it_touches():
    assert texts(word("2", 63, 66, 97.0, size=7.0), word("area", 20, 60, 100.0, run=1)) == [["area", "2"]]
    assert texts(word("next", 20, 60, 110.0), word("area", 20, 60, 100.0)) == [["area"], ["next"]]
