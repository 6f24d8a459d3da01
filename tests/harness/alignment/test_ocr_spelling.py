"""Words that OCR read but for their letters with diacritics."""

from __future__ import annotations

import pytest

from atsharness.alignment.ocr_spelling import LayerWords, is_same, respelt
from atsharness.model import Word
from atsharness.model.facts import PageFacts, Run


@pytest.mark.parametrize(
    ("word", "read", "same"),
    [
        ("Ángel", "Angel", True),
        ("Nguyễn", "Nguyén", True),
        ("Diseño", "Diseho", True),  # the tilde made OCR see another letter
        ("señor,", "sefior,", True),  # or two
        ("Straße", "StraBe", True),
        ("Pen\u0303a", "Pena", True),
        ("à", "a", True),
        ("à", "4", True),
        ("dès", "dés", True),
        ("né", "no", False),  # in a word so short another letter is another word
        ("Pena", "Peña", False),  # the other one lost it
        ("résume", "résumé", False),
        ("Engineer", "Engineer", False),
        ("Ángel", "Ange1", False),
        ("Иван", "MBaH", False),  # another script is no Latin letter with a mark
    ],
)
def test_the_same_but_for_diacritics(word: str, read: str, same: bool) -> None:
    assert is_same(word, read) is same


def test_the_layer_over_a_scan_gives_diacritics_at_its_place_alone() -> None:
    text = "José Peña"
    edges = [50.0 + 10 * at for at in range(len(text) + 1)]
    run = Run(
        text=text,
        glyphs=tuple(map(ord, text)),
        x0=tuple(edges[:-1]),
        x1=tuple(edges[1:]),
        baseline=98.0,
        box=(50, 90, 140, 100),
        font=0,
        size=10.0,
        colour=0,
    )
    layer = LayerWords(
        PageFacts(number=1, width=300, height=200, rotation=0, runs=(run,), glyphs=8, visible_glyphs=0)
    )

    def spelling(text: str, x: float, y: float) -> str:
        return layer.spelling(Word(text=text, page=1, box=(x, y, x + 40, y + 12), line=1))

    assert spelling("Jose", 51, 89) == "José"
    assert spelling("Pefia", 99, 89) == "Peña"
    assert spelling("Jose", 99, 89) == "Jose"
    assert spelling("Jose", 51, 120) == "Jose"


def test_a_reference_gives_diacritics_to_the_words_that_stand_for_its_own() -> None:
    reference = "Élodie Lefèvre\nOù la qualité a été assurée à Besançon"
    read = "Elodie  Lefevre\n\nOu la qualite a été assuree a Besancon"
    assert respelt(read, reference) == "Élodie  Lefèvre\n\nOù la qualité a été assurée à Besançon"
    assert respelt("Elodie Durand", reference) == "Élodie Durand"
    assert respelt("", reference) == ""
