"""Icons, letters or digits stored as private-use characters.

What it looks for:
    Private-use characters (U+E000 to U+F8FF and beyond) in visible text, and glyphs of icon fonts that are
    mapped to no character at all.

Why parsers lose it:
    A private-use character has a meaning only inside its font. An icon becomes a stray character before a
    phone number; old-style figures make "2019" unreadable.

Evidence:
    The code, the font, and the words whose letters are lost, or the stray characters that paths return
    beside words.

How to fix:
    Write the word ("Phone") instead of an icon, or draw the icon as an image. Choose lining figures.

Limits:
    Icons that stand apart from words cost no word, only a stray character in every path.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model.text_facts import FontGlyphs, PrivateIcons, PrivateLetters
from atsharness.rules.kit.text_facts import fact_drafts, facts_of
from atsharness.rules.model import Artifacts, Cost, Draft, Rule


def _message(glyphs: Sequence[FontGlyphs]) -> str:
    letters = any(isinstance(glyph, PrivateLetters) for glyph in glyphs)
    what = "letters or digits" if letters else "icons"
    signs = dict.fromkeys(char for glyph in glyphs for char in glyph.text[:1] if char != "\ufffd")
    codes = [f"U+{ord(char):04X}" for char in signs]
    if not codes:
        return f"{what} of the font {glyphs[0].font_name} are mapped to no character"
    shown = ", ".join(codes[:4]) + (" …" if len(codes) > 4 else "")
    return f"{what} are private-use characters of the font {glyphs[0].font_name} ({shown})"


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    def read(glyphs: Sequence[FontGlyphs]) -> Iterator[Cost]:
        # Each path that returns the private code itself has a stray character there.
        signs = {char for glyph in glyphs for char in glyph.text}
        paths = {
            path for path, item in artifacts.measured.extractions.items() if signs & set(item.text or "")
        }
        yield Cost(loss="sign", hits=artifacts.measured.hits(paths))

    glyphs = facts_of(artifacts).of(PrivateLetters, PrivateIcons)
    yield from fact_drafts(artifacts, glyphs, _message, also=read, reach=12.0)


RULE = Rule(
    id="ATS106",
    name="private-use-glyphs",
    depth=7,
    find=_find,
    advice={
        "": "Replace icons with words or with images that hold no text; choose ordinary digits.",
        "latex": r"Replace \faPhone and the like with words or an image; with fontspec: Numbers=Lining.",
        "typst": "Write “Phone:” instead of an icon-font glyph, or use an SVG image.",
        "word": "Insert icons as pictures, not as characters of an icon font.",
        "chromium": "Use inline SVG icons instead of an icon font, with aria-hidden.",
        "rendercv": "design.header.connections.show_icons: false",
        "awesome-cv": r"\renewcommand{\faAlt}[3]{\mbox{#3}} after the class leaves the header's icons out.",
        "altacv": r"\renewcommand{\emailsymbol}{}, likewise \phonesymbol, \homepagesymbol, \cvDateMarker and "
        r"the others.",
        "moderncv": r"\renewcommand*{\emailsymbol}{}, likewise \mobilephonesymbol, \homepagesymbol and the "
        r"others.",
    },
)
