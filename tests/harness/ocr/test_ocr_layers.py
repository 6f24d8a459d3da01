"""What OCR reads on a scan against the text layer over it."""

import pytest

from atsharness.model import Word
from atsharness.ocr.ocr_layers import held_against


def _word(text, at=0):
    return Word(text=text, page=1, box=(60.0 * at, 0.0, 60.0 * at + 50, 10.0), line=1)


@pytest.mark.parametrize(
    ("read", "layer", "kept"),
    [
        ("Angel", "Ángel", "Ángel"),
        ("Nguyén", "Nguyễn", "Nguyễn"),
        ("Peña", "Pena", "Peña"),  # the layer lost it
        ("Diseho", "Diseño", "Diseño"),  # the tilde made OCR see another letter
        ("Pena,", "Pen\u0303a,", "Peña,"),
        ("Go", "", "Go"),
    ],
)
def test_the_layer_adds_accents_and_takes_none(read, layer, kept):
    words, disputes = held_against([_word(read)], [(layer, (1.0, 1.0, 49.0, 11.0))])
    assert ([one.text for one in words], disputes) == ([kept], [])


def test_words_that_the_layer_has_otherwise():
    words = [_word("Angel", 0), _word("Miüller", 1), _word("Go", 2)]
    layer = [("Ange1", (0, 1, 49, 11)), ("Müller", (61, 1, 108, 11)), ("Golang", (120, 30, 170, 40))]
    assert held_against(words, layer) == (words, [(0, "Ange1"), (1, "Müller")])
    assert held_against(words, []) == (words, [])
