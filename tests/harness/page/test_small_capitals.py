"""The shape vote on fonts whose small letters are small capitals."""

from __future__ import annotations

import typst

from atsharness.facts.gather import gather

TEXT = "Teaching assistant for data analysis, graduate school of engineering, beijing"


def typeset(text: str) -> bytes:
    page = f'#set page(width: 16cm, height: 3cm)\n#set text(font: "Libertinus Serif")\n{text}'
    return typst.compile(page.encode())


def test_small_capitals_are_no_lie() -> None:
    """Typst takes the glyphs of small capitals from the font itself."""
    (font,) = gather(typeset(f"#smallcaps[{TEXT}]")).fonts
    assert font.agree is not None
    assert font.agree > 0.9
    assert font.unlike < 3


def test_plain_letters_are_as_they_were() -> None:
    (font,) = gather(typeset(TEXT)).fonts
    assert font.agree is not None
    assert font.agree > 0.9
