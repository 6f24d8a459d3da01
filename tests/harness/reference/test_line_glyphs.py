"""Letters of a line as the text layer spells them."""

import pytest

from atsharness.model.facts import Line, LineWord, PageFacts, Part, Run
from atsharness.reference.line_glyphs import unpadded


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
