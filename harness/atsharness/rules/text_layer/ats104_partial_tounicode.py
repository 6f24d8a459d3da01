"""Some glyphs of a font are mapped to no character, or to a space.

What it looks for:
    Fonts whose Unicode map covers most glyphs but not all: glyphs without an entry (often ligatures), glyphs
    mapped to U+FFFD or to a control character, and visible glyphs mapped to a space. Also fonts without a
    map whose glyph names are not standard names ("A.sc", "f_i").

Why parsers lose it:
    A ligature without a character becomes a placeholder, a space, or a line break in the middle of the word:
    "efficient" is read as "e cient".

Evidence:
    The words concerned, as a person reads them and as a path returns them.

How to fix:
    Switch ligatures off, or export with a program that writes complete maps.

Limits:
    Unmapped glyphs that belong to no word of the reference (because OCR did not run) are only counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from atsharness.model.text_facts import NamedLetter
from atsharness.rules.kit.losses import LOST
from atsharness.rules.kit.text_facts import counted, fact_drafts, facts_of
from atsharness.rules.model import Artifacts, Draft, Rule
from atsharness.rules.text_layer._unmapped import drafts, is_missing


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    yield from drafts(
        artifacts,
        lambda font: not is_missing(font) and not font.symbolic,
        lambda font, count: f"{counted(count, 'glyph')} of the font {font.name} mapped to no character",
    )
    yield from fact_drafts(artifacts, _misnamed(artifacts), _message)


def _misnamed(artifacts: Artifacts) -> Iterator[NamedLetter]:
    """Letters by name alone in words that some path has not: fonts of one name share their glyphs' names."""
    measured = artifacts.measured
    for letter in facts_of(artifacts).of(NamedLetter):
        if measured.spoilt(measured.words_touching(letter.page, [letter.box]), LOST):
            yield letter


def _message(found: Sequence[NamedLetter]) -> str:
    names = [name for name, _ in Counter(letter.glyph_name for letter in found).most_common(3)]
    return (
        f"{counted(len(found), 'letter')} without a Unicode map, only glyph names that some engines ignore "
        f"({', '.join(f'“{name}” for {letters!r}' for name, letters in _letters(found, names))})"
    )


def _letters(found: Sequence[NamedLetter], names: Sequence[str]) -> list[tuple[str, str]]:
    of = {letter.glyph_name: letter.text for letter in found}
    return [(name, of[name]) for name in names]


RULE = Rule(
    id="ATS104",
    name="partial-tounicode",
    depth=6,
    find=_find,
    advice={
        "": "Switch ligatures off for this font, or use another font.",
        "typst": "Put #set text(ligatures: false) at the top, or use another font.",
        "latex": r"\usepackage{cmap}, \input{glyphtounicode}, \pdfgentounicode=1; or compile with LuaLaTeX.",
        "word": "Format > Font > Advanced > Ligatures: None.",
        "chromium": "Set font-variant-ligatures: none in the style sheet.",
        "libreoffice": "Append “:-liga” to the font's name, or use another font.",
    },
)
