"""Letters of a line as the text layer spells them."""

import pytest

from atsharness.model.facts import Line, LineWord, PageFacts, Part, Run
from atsharness.reference.line_glyphs import LineGlyph, clean, unpadded
from atsharness.reference.spacing import once


@pytest.mark.parametrize("text", ["Go – Łódź", "Köln", "Go"])
def test_letters_with_a_byte_before_each(text):
    """A map that gives the bytes of UTF-16 one by one: NUL before most letters, not before a dash."""
    bytes_of = [char.encode("utf-16-be").decode("latin-1") for char in text]
    spelled = "".join(bytes_of)
    glyphs = tuple(at // 2 if at % 2 == 0 else -1 for at in range(len(spelled)))
    edges = [float(at // 2) for at in range(len(spelled))]
    run = Run(
        text=spelled,
        glyphs=glyphs,
        x0=tuple(edges),
        x1=tuple(edge + (glyph >= 0) for edge, glyph in zip(edges, glyphs, strict=True)),
        baseline=10.0,
        box=(0.0, 0.0, float(len(text)), 12.0),
        font=0,
        size=10.0,
        colour=0,
    )
    word = LineWord(text=spelled, box=run.box, parts=(Part(run=0, start=0, stop=len(spelled)),), size=10.0)
    page = PageFacts(number=1, width=100.0, height=100.0, runs=(run,))
    glyphs = unpadded(page, Line(words=(word,), box=run.box, baseline=10.0, size=10.0, block=0))
    assert "".join(glyph.text for glyph in glyphs) == text.replace(" ", "")


def test_a_ligature_printed_twice_keeps_its_letters_together():
    """The letter after it may begin before the ligature's end, where its l is placed: kerning."""

    def strike(run):
        places = ((2, 0.0, 5.0), (7, 5.0, 10.0), (-1, 10.0, 10.0), (3, 9.9, 14.0))
        return [
            LineGlyph(char, 0, number, run, x0, x1, 10.0, 0.0, 12.0, number == 2, False)
            for char, (number, x0, x1) in zip("ofla", places, strict=True)
        ]

    assert "".join(glyph.text for glyph in once([*strike(0), *strike(1)])) == "ofla"


def test_a_letter_and_its_accent_are_one_as_a_person_reads_them():
    assert clean("Chloe\u0301") == "Chlo\u00e9"
