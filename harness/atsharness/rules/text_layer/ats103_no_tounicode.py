"""Text in a font without a usable Unicode map (ToUnicode).

What it looks for:
    Fonts without a ToUnicode map, or with one that lacks most of their characters, where neither the
    encoding nor the glyph names give the characters either (ISO 32000-1, 9.10.2). Boxes in place of signs
    that the font lacks, such as icons whose own font did not load.

Why parsers lose it:
    A page draws glyphs by number. Without a map from numbers to characters the text cannot be recovered:
    paths return the numbers, placeholders for unknown characters, or nothing.

Evidence:
    The font's name, how many of its glyphs have no character, and words that paths return altered or not at
    all.

How to fix:
    Export the PDF again without steps that rewrite or "optimise" its fonts. In LaTeX load ``cmap`` or use
    LuaLaTeX.

Limits:
    Without OCR the words themselves are unknown; the measured loss is then that paths return no letters.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.model.facts import FontFacts
from atsharness.rules.kit.text_facts import counted
from atsharness.rules.model import Artifacts, Draft, Rule
from atsharness.rules.text_layer._unmapped import drafts, is_missing


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    yield from drafts(
        artifacts,
        lambda font: is_missing(font) and not font.symbolic,
        _message,
    )


def _message(font: FontFacts, count: int) -> str:
    glyphs = counted(count, "glyph")
    if font.absent == font.unmapped > 0:
        return f"{counted(count, 'sign')} that the font {font.name} lacks, each a box without a letter"
    if font.tounicode == "none":
        return f"the font {font.name} has no Unicode map: {glyphs} without a character"
    return f"the Unicode map of the font {font.name} lacks {glyphs}"


RULE = Rule(
    id="ATS103",
    name="no-tounicode",
    depth=4,
    find=_find,
    advice={
        "": "Export the PDF again from the original document; do not optimise or flatten its fonts.",
        "latex": r"Load \usepackage{cmap} and glyphtounicode before the fonts, or compile with LuaLaTeX.",
        "word": "Save by “Save as PDF”, not by printing to a PDF printer.",
        "chromium": (
            "Let icon fonts load before the page is printed, or leave icons out; print to PDF directly, and"
            " do not run it through a PDF optimiser."
        ),
        "typst": "Use the PDF as Typst writes it; a later tool has removed the Unicode maps of its fonts.",
    },
)
