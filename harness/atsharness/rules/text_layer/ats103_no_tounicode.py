"""Text in a font that does not say which letters its glyphs are.

What it looks for:
    Fonts without a ToUnicode map, or with one that tells hardly any letter, whose encoding and glyph names
    do not tell them either (ISO 32000-1, 9.10.2).

Why parsers lose it:
    A page draws glyphs by number. Without a map from numbers to letters nothing can be read back: paths
    return the numbers, signs for unknown letters, or nothing.

Evidence:
    The font's name, how many glyphs have no letter, and words that paths have otherwise or not at all.

How to fix:
    Export again without steps that rewrite or "optimise" fonts; in LaTeX load ``cmap`` or use LuaLaTeX.

Limits:
    Without OCR the words themselves are unknown; that paths return no letters is then the measured loss.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.rules.model import Artifacts, Draft, Rule
from atsharness.rules.text_layer._unmapped import drafts, is_missing


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    yield from drafts(
        artifacts,
        lambda font: is_missing(font) and not font.symbolic,
        lambda font, count: f"the font {font.name} does not say which letters its {count} glyphs are",
    )


RULE = Rule(
    id="ATS103",
    name="no-tounicode",
    find=_find,
    advice={
        "": "Export the PDF again from the original document; do not optimise or flatten its fonts.",
        "latex": r"Load \usepackage{cmap} and glyphtounicode before the fonts, or compile with LuaLaTeX.",
        "word": "Save by “Save as PDF”, not by printing to a PDF printer.",
        "chromium": "Print the page to PDF directly; do not run the file through a PDF optimiser.",
        "typst": "Use the PDF as Typst writes it; a later tool has removed the fonts' maps.",
    },
)
