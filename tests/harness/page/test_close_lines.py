"""The shape vote on lines set so close that the line above reaches into where a glyph is looked for."""

from __future__ import annotations

import pytest
import typst

from atsharness.facts.gather import gather

ABOVE = "Engineer, Energy of the Loire, Nantes; graphs, queries"
BELOW = "september 2016 in Rennes, december 2020 in Quimper"


@pytest.mark.parametrize("leading", [0.9, 0.95, 1.05, 1.3])
def test_the_line_above_is_no_part_of_a_glyph(leading: float) -> None:
    page = (
        '#set page(width: 16cm, height: 4cm)\n#set text(font: "Libertinus Serif", size: 10pt, '
        'top-edge: "baseline", bottom-edge: "baseline")\n'
        f"#set par(leading: {leading}em)\n*{ABOVE}* \\ _{BELOW}_"
    )
    facts = gather(typst.compile(page.encode()))
    italic = next(font for font in facts.fonts if "Italic" in font.name)
    assert italic.agree is not None
    assert italic.agree > 0.8
