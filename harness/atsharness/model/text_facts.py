"""Text facts: layout facts that are a place on a page and the text there, one class a kind.

Encoded, each has its class's name as its ``kind``: `LetterSpacing` is ``letter_spacing``.
"""

from __future__ import annotations

import re
from typing import ClassVar, Literal

import msgspec

from atsharness.model import Box

Hidden = Literal[
    "invisible_mode",
    "clip_mode",
    "transparent",
    "same_colour",
    "tiny",
    "off_page",
    "clipped",
    "covered",
    "layer_off",
    "page_cut",
]
"""Why a person cannot see text that the file holds. ``off_page`` includes what the CropBox cuts off;
``page_cut`` is half a line, whose other half stands on the next page or the one before and is read as the
line."""

Band = Literal["header", "footer"]


def _kind(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class TextFact(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag=_kind):
    """A place on a page, what the text layer holds there and, where it is known, what a person sees there."""

    page: int
    box: Box
    text: str = ""
    seen: str | None = None

    @property
    def kind(self) -> str:
        """The class's name as it is encoded."""
        return str(self.__struct_config__.tag)

    @property
    def note(self) -> str:
        """A few words for a reader that tell cases of one kind apart."""
        return ""


# --- glyphs and fonts --------------------------------------------------------------------------------


class GlyphFact(TextFact, frozen=True, kw_only=True):
    """Glyphs of one font, side by side."""

    font: int
    """Index in `LayoutFacts.fonts`."""
    glyphs: int = 1


class InkedSpace(GlyphFact, frozen=True, kw_only=True):
    """A glyph that is a space in the text layer and ink on the page."""


class NamedLetter(GlyphFact, frozen=True, kw_only=True):
    """A glyph without a map whose letters only its name tells."""

    glyph_name: str

    @property
    def note(self) -> str:
        """The glyph's name."""
        return self.glyph_name


class FontGlyphs(GlyphFact, frozen=True, kw_only=True):
    """Glyphs whose character is no plain letter, because of their font."""

    font_name: str

    @property
    def note(self) -> str:
        """The font's name."""
        return self.font_name


class UnmappedGlyphs(FontGlyphs, frozen=True, kw_only=True):
    """Glyphs that the text layer gives no character."""


class ControlCodes(FontGlyphs, frozen=True, kw_only=True):
    """Glyphs that it gives a control character."""


class PrivateLetters(FontGlyphs, frozen=True, kw_only=True):
    """Private-use characters in a font that has other letters too."""


class PrivateIcons(FontGlyphs, frozen=True, kw_only=True):
    """Private-use characters in a font of icons or symbols, and such a font's glyphs without a character."""


class IconWord(FontGlyphs, frozen=True, kw_only=True):
    """A picture that the text layer gives a word or a letter."""


class SymbolBullet(FontGlyphs, frozen=True, kw_only=True):
    """A bullet whose character is none: private, missing, or a letter of a font of symbols."""


class LigatureCharacters(FontGlyphs, frozen=True, kw_only=True):
    """Ligatures stored as one character each (U+FB00 to U+FB06)."""


class WrongLetters(TextFact, frozen=True, kw_only=True):
    """A line whose glyphs look like other letters than the text layer says."""

    font: int | None = None
    agree: float | None = None
    """The font's `FontFacts.agree`."""
    read_by_ocr: bool = False
    """OCR read other letters, too."""

    @property
    def note(self) -> str:
        """What tells it."""
        return "by shape and OCR" if self.read_by_ocr else "by shape"


# --- characters --------------------------------------------------------------------------------------


class CodePointsFact(TextFact, frozen=True, kw_only=True):
    """A word with characters that show nothing; `seen` is the word without them."""

    code_points: tuple[str, ...] = ()
    """``U+200B`` and so on, each once."""

    @property
    def note(self) -> str:
        """The characters."""
        return ", ".join(self.code_points)


class ZeroWidthCharacters(CodePointsFact, frozen=True, kw_only=True):
    """A word with zero-width spaces, joiners or marks."""


class BidiControls(CodePointsFact, frozen=True, kw_only=True):
    """A word with marks of the direction of writing."""


class SoftHyphen(TextFact, frozen=True, kw_only=True):
    """A word with a soft hyphen (U+00AD) that is not at a line's end."""

    drawn: bool = False
    """It shows: a plain hyphen with a wrong code."""

    @property
    def note(self) -> str:
        """Whether it shows."""
        return "a visible hyphen is mapped to U+00AD" if self.drawn else "soft hyphen inside a line"


class DecomposedCharacters(TextFact, frozen=True, kw_only=True):
    """A word whose accents are characters of their own."""


class MixedScripts(TextFact, frozen=True, kw_only=True):
    """A word of letters of several scripts."""

    scripts: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """The scripts."""
        return " and ".join(self.scripts)


class StyledLetters(TextFact, frozen=True, kw_only=True):
    """A word of mathematical or full-width letters; `seen` has plain ones."""


class LookAlikeSigns(TextFact, frozen=True, kw_only=True):
    """An address with a sign that looks like the one that belongs there: ˜ or ∼ for ~."""


class DrawnUnderscore(TextFact, frozen=True, kw_only=True):
    """A line drawn between two words in place of an underscore; `seen` is the word with one."""


class NulCharacters(TextFact, frozen=True, kw_only=True):
    """A run with NUL bytes."""

    count: int = 1


class NoBreakSpaces(TextFact, frozen=True, kw_only=True):
    """A run with no-break spaces between its words."""

    count: int = 1


class RightToLeftWord(TextFact, frozen=True, kw_only=True):
    """A word of a script that is written from right to left, stored in the order of reading."""


class VisualOrderWord(TextFact, frozen=True, kw_only=True):
    """A word of such a script that is stored from left to right: backwards."""


class Emoji(TextFact, frozen=True, kw_only=True):
    """A word with pictographs; `seen` are these."""


class AccentOverlay(TextFact, frozen=True, kw_only=True):
    """An accent printed over a letter: two characters in the text layer."""


class ActualText(TextFact, frozen=True, kw_only=True):
    """A word that /ActualText gives other than its glyphs do."""


class FormText(TextFact, frozen=True, kw_only=True):
    """Text that a Form XObject draws."""


# --- spacing and print -------------------------------------------------------------------------------


class GapFact(TextFact, frozen=True, kw_only=True):
    """A gap that engines may read otherwise than a person."""

    gap_em: float
    """The gap as a share of the font size; of several, which one is said with the kind."""
    font: int | None = None
    """Index in `LayoutFacts.fonts`."""


class LetterSpacing(GapFact, frozen=True, kw_only=True):
    """Letters set apart, by `gap_em` in the median."""


class MissingSpace(GapFact, frozen=True, kw_only=True):
    """Two words that a gap parts for the eye, and no space character."""


class NoSpaceCharacters(GapFact, frozen=True, kw_only=True):
    """A page whose words are parted by gaps alone, of `gap_em` in the median."""

    note: ClassVar[str] = "no space characters on the page: words are separated by gaps alone"


class SpuriousSpace(GapFact, frozen=True, kw_only=True):
    """A word that engines part: by a space character within it, or by gaps, of `gap_em` at the widest."""

    cause: Literal["space_character", "fixed_pitch", "single_letters"] = "space_character"
    """Letters set at a fixed pitch, or placed one by one, leave gaps."""

    @property
    def note(self) -> str:
        """What leaves the gaps."""
        return {
            "space_character": "",
            "fixed_pitch": "letters set at a fixed pitch",
            "single_letters": "letters set one by one",
        }[self.cause]


class DoubleStrike(TextFact, frozen=True, kw_only=True):
    """Text drawn twice, a little apart: fake bold or a shadow."""

    shift_pt: float
    one_hidden: bool = False

    @property
    def note(self) -> str:
        """Whether a person sees one of the two only."""
        return "one of the two is hidden" if self.one_hidden else ""


class FauxSmallCaps(TextFact, frozen=True, kw_only=True):
    """A word of capitals of two sizes."""

    size_ratio: float
    """The smaller size over the larger one."""


class RotatedText(TextFact, frozen=True, kw_only=True):
    """Visible text that does not run from left to right."""

    degrees: int
    """Clockwise."""


class LineEndHyphen(TextFact, frozen=True, kw_only=True):
    """A word broken at a line's end; `text` has a space between its halves."""

    compound: bool = False
    """The hyphen is the word's own."""

    @property
    def note(self) -> str:
        """Whose hyphen it is."""
        return "a compound's own hyphen" if self.compound else ""


# --- what the text is or stands in -------------------------------------------------------------------


class KeywordStuffing(TextFact, frozen=True, kw_only=True):
    """Words that no person reads, and how many."""

    words: int


class HiddenKeywords(KeywordStuffing, frozen=True, kw_only=True):
    """Hidden text of several words."""

    hidden: Hidden

    @property
    def note(self) -> str:
        """Why it is hidden."""
        return f"hidden: {self.hidden.replace('_', ' ')}"


class KeywordList(KeywordStuffing, frozen=True, kw_only=True):
    """A list of more keywords than a person reads."""

    note: ClassVar[str] = "a list too long to read"


class RepeatedKeyword(KeywordStuffing, frozen=True, kw_only=True):
    """One word many times within a few lines."""

    note: ClassVar[str] = "the same word again and again"


class SkillBar(TextFact, frozen=True, kw_only=True):
    """A level drawn as a bar; `text` is what it is the level of."""

    share: float
    """The filled part's."""


class SkillDots(TextFact, frozen=True, kw_only=True):
    """A level drawn as a row of shapes; `text` is what it is the level of."""

    dots: int
    partly_filled: bool = False

    @property
    def note(self) -> str:
        """How the dots differ."""
        return "some filled, some not" if self.partly_filled else ""


class SkillSigns(TextFact, frozen=True, kw_only=True):
    """A level written as a row of dots or stars (`seen`)."""

    signs: int

    note: ClassVar[str] = "signs in the text"


class LayoutTable(TextFact, frozen=True, kw_only=True):
    """A ruled table whose cells hold running text; `text` is that of the first two."""

    rows: int
    columns: int
    filled_cells: int

    @property
    def note(self) -> str:
        """Its size."""
        return f"{self.rows} rows, {self.columns} columns"


class ContactInBand(TextFact, frozen=True, kw_only=True):
    """An e-mail address or phone number in a page's header or footer."""

    band: Band | None = None
    """None where only its standing on every page tells it."""
    repeated: bool = False

    @property
    def note(self) -> str:
        """Its place."""
        return (self.band or "on every page") + (", repeated" if self.band and self.repeated else "")


OddGlyphs = (
    UnmappedGlyphs | ControlCodes | PrivateLetters | PrivateIcons | IconWord | SymbolBullet
    | LigatureCharacters
)  # fmt: skip
"""The kinds that a glyph's character alone tells, with its font."""

AnyTextFact = (
    OddGlyphs | NamedLetter | InkedSpace | WrongLetters | ZeroWidthCharacters | BidiControls
    | SoftHyphen | DecomposedCharacters | MixedScripts | StyledLetters | LookAlikeSigns | DrawnUnderscore
    | NulCharacters | NoBreakSpaces | RightToLeftWord
    | VisualOrderWord | Emoji | AccentOverlay | ActualText | FormText | LetterSpacing | MissingSpace
    | NoSpaceCharacters | SpuriousSpace | DoubleStrike | FauxSmallCaps | RotatedText | LineEndHyphen
    | HiddenKeywords | KeywordList | RepeatedKeyword | SkillBar | SkillDots | SkillSigns | LayoutTable
    | ContactInBand
)  # fmt: skip
"""Every kind, for decoding."""
