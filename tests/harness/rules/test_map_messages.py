"""What is said of fonts whose glyphs have no letter: how many they are."""

from __future__ import annotations

import pytest

from atsharness.model.facts import FontFacts
from atsharness.rules.text_layer import ats103_no_tounicode as missing
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


def test_a_font_with_a_map_that_lacks_the_boxes_of_missing_icons() -> None:
    font = FontFacts(name="LiberationSerif", tounicode="partial", glyphs=11, unmapped=10)
    assert missing._message(font, 10) == "the Unicode map of the font LiberationSerif lacks 10 glyphs"
    bare = FontFacts(name="Libertinus", tounicode="none", glyphs=900, unmapped=900)
    said = "the font Libertinus has no Unicode map: 900 glyphs without a character"
    assert missing._message(bare, 900) == said
