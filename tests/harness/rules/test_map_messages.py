"""What is said of fonts whose glyphs have no letter: how many they are."""

from __future__ import annotations

import pytest

from atsharness.model.facts import FontFacts
from atsharness.model.text_facts import SymbolBullet
from atsharness.rules.text_layer import ats103_no_tounicode as missing
from atsharness.rules.text_layer import ats108_symbol_bullets as bullets
from atsharness.rules.text_layer import ats110_type3_fonts as bitmaps


@pytest.mark.parametrize(
    ("unknown", "lies", "said"),
    [
        (8, False, "the Type 3 font F34 gives no letter for 8 of its 1359 glyphs"),
        (0, True, "the Type 3 font F34 maps glyphs to other letters than they show"),
        (0, False, "the Type 3 font F34 has no Unicode map, only names of its glyphs"),
    ],
)
def test_a_type_3_font(unknown: int, lies: bool, said: str) -> None:
    """pdfTeX's bitmap fonts name their glyphs; only ligatures and bullets have no letter."""
    font = FontFacts(name="F34", kind="Type3", glyphs=1359)
    assert bitmaps._message(font, unknown, lies=lies) == said


def test_a_font_with_a_map_that_lacks_glyphs() -> None:
    font = FontFacts(name="LiberationSerif", tounicode="partial", glyphs=11, unmapped=10, absent=3)
    assert missing._message(font, 10) == "the Unicode map of the font LiberationSerif lacks 10 glyphs"
    boxes = FontFacts(name="LiberationSerif", tounicode="partial", glyphs=11, unmapped=10, absent=10)
    said = "10 signs that the font LiberationSerif lacks, each a box without a letter"
    assert missing._message(boxes, 10) == said
    bare = FontFacts(name="Libertinus", tounicode="none", glyphs=900, unmapped=900)
    said = "the font Libertinus has no Unicode map: 900 glyphs without a character"
    assert missing._message(bare, 900) == said


@pytest.mark.parametrize(
    ("font", "said"),
    [
        ("Wingdings-Regular", "2 bullets drawn with the symbol font Wingdings-Regular"),
        ("FontAwesome5Free-Regular", "2 icons of the font FontAwesome5Free-Regular at the start of lines"),
    ],
)
def test_icons_are_no_bullets(font: str, said: str) -> None:
    sign = SymbolBullet(page=1, box=(0, 0, 9, 9), text="\ufffd", font=0, font_name=font)
    assert bullets._message([sign, sign]) == said
