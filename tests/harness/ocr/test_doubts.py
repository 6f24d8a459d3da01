"""Fonts that are taken to lie, by how their glyphs look, and glyphs that draw nothing."""

import msgspec
import pymupdf
import pytest

from atsharness.facts.gather import gather
from atsharness.model.facts import FontFacts, Suspect
from atsharness.ocr.doubts import is_lying, with_blanks
from atsharness.page.document import Opened
from atsharness.page.glyphs import Fonts
from atsharness.page.page import read_page

SUSPECTS = tuple(Suspect(glyph=at, text="a", looks_like="b", margin=0.1) for at in range(4))

ACCENTED = tuple(Suspect(glyph=at, text="e", looks_like="ç", margin=0.1) for at in range(4))


@pytest.mark.parametrize(
    ("agree", "voted", "suspects", "lies"),
    [
        (0.3, 40, SUSPECTS, True),
        (0.3, 40, (), True),
        (0.5, 60, SUSPECTS, True),
        (0.5, 60, (), False),
        (0.7, 60, SUSPECTS, True),  # a map that exchanges a few letters
        (0.54, 17, ACCENTED, False),  # a few letters of an honest bold font
        (0.2, 8, SUSPECTS, False),
        (0.95, 80, SUSPECTS, False),
        (None, 0, (), False),
    ],
)
def test_few_glyphs_prove_little(agree, voted, suspects, lies):
    assert is_lying(FontFacts(name="Any", agree=agree, voted=voted, suspects=suspects)) is lies


@pytest.mark.parametrize(("agree", "unlike", "lies"), [(0.53, 8, True), (0.59, 4, False), (0.75, 8, False)])
def test_a_map_that_lies_of_half_of_the_letters_has_many_unlike_ones(agree, unlike, lies):
    assert is_lying(FontFacts(name="Any", agree=agree, voted=60, unlike=unlike)) is lies


def test_the_space_of_a_font_without_letters_is_found():
    with pymupdf.open() as document:
        page = document.new_page()
        for row in range(12):
            page.insert_text((72, 80 + 16 * row), "unmapped letters in a line of words", fontsize=11)
        data = document.tobytes()
    facts = gather(data)
    opened = Opened(data, None)
    try:
        page = read_page(opened, 0, Fonts(), None)
        honest = with_blanks([page], facts.fonts)
        doubted = with_blanks([page], [msgspec.structs.replace(facts.fonts[0], unmapped=5)])
    finally:
        opened.close()
    assert honest[0].blank == ()
    space = {run.glyphs[at] for run in page.runs for at, char in enumerate(run.text) if char == " "}
    assert set(doubted[0].blank) == space
