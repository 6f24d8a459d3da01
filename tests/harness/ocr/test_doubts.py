"""Which fonts are taken to lie, by how many of their glyphs look like the letters claimed."""

import pytest

from atsharness.model.facts import FontFacts, Suspect
from atsharness.ocr.doubts import is_lying

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
