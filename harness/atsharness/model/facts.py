"""Layout facts: what a page holds and how its text is drawn, before any parser path has read it.

Everything here is a value. `atsharness.facts` makes them; rules and the visual reference read
them. Lengths are in points, origin at the top left of the page *as displayed* (its /Rotate applied);
pages count from 1; indices (runs, lines, fonts) count from 0 within the tuple that they point into.
"""

from __future__ import annotations

from typing import Literal, TypeVar

import msgspec

from atsharness.model import Box, Word
from atsharness.model.flow_facts import FlowFacts
from atsharness.model.text_facts import AnyTextFact, Hidden, TextFact

SeenAs = Literal["text", "outlines", "image"]
"""What a person sees where a run stands: its glyphs, or the same letters drawn as paths or in a picture."""

GutterKind = Literal["columns", "sidebar", "date_col", "meta_right", "keyval", "grid", "minor"]
"""What a whitespace separator parts. Only ``columns`` and ``sidebar`` are read one side after the other."""

_Kind = TypeVar("_Kind", bound=TextFact)


class Part(msgspec.Struct, frozen=True, array_like=True):
    """Glyphs ``[start, stop)`` of the run with index `run` of the same page."""

    run: int
    start: int
    stop: int


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """Glyphs on one baseline with one font, size, colour and visibility, as the file draws them.

    `text`, `glyphs`, `x0` and `x1` have one entry a character. A glyph that the text layer gives no letter
    is U+FFFD; of one that it gives several (a ligature) the further ones have glyph -1 and no width.
    `x0` and `x1` are the pen's place before and after the glyph, in points, measured along the page's x axis;
    for text that is not horizontal they are measured along the direction of writing from the run's
    start. A run ends at a gap of an em, so it never reaches over a gutter.
    """

    text: str
    glyphs: tuple[int, ...]
    x0: tuple[float, ...]
    x1: tuple[float, ...]
    baseline: float
    """y of the origin of the first glyph."""
    box: Box
    """From the pen's start to its end, font ascender to descender; may lie outside the page."""
    font: int
    """Index in `LayoutFacts.fonts`."""
    size: float
    colour: int
    """0xRRGGBB of the fill (of the stroke for stroked text)."""
    opacity: float = 1.0
    mode: int = 0
    """Text rendering mode 0-7 as far as MuPDF tells: 0 filled, 1 stroked, 3 invisible, 7 clipping only."""
    seqno: int = 0
    """Number of the paint operation; later ones are painted over earlier ones."""
    direction: tuple[float, float] = (1.0, 0.0)
    """Unit vector of writing on the displayed page, y downwards."""
    layer: str = ""
    hidden: Hidden | None = None
    """Why a person cannot see these glyphs *by themselves*; None where he can."""
    seen_as: SeenAs | None = "text"
    """None where a person sees nothing of it. ``outlines`` and ``image`` where `hidden` text lies on top
    of visible letters of the same place: it counts as visible."""
    contrast: float | None = None
    """WCAG 2.2 contrast ratio (1-21) of the glyphs with what lies behind them."""

    @property
    def visible(self) -> bool:
        """Whether a person can read this text where it stands."""
        return self.seen_as is not None

    @property
    def horizontal(self) -> bool:
        """Whether it is written from left to right, straight."""
        return self.direction[0] > 0.99


class LineWord(msgspec.Struct, frozen=True, kw_only=True):
    """Visible glyphs without a gap or a space between them. Its text is the text layer's, unrepaired."""

    text: str
    box: Box
    parts: tuple[Part, ...]
    size: float


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """Visible words on one baseline within one block, left to right."""

    words: tuple[LineWord, ...]
    box: Box
    baseline: float
    size: float
    """The size of most of its characters."""
    block: int
    """Index in `PageFacts.blocks`."""

    @property
    def text(self) -> str:
        """The words, one space between them."""
        return " ".join(word.text for word in self.words)


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """Lines ``[start, stop)`` that are read one after the other before the next block begins.

    `side` says which side of a gutter it is; None for what goes over the whole width.
    """

    box: Box
    start: int
    stop: int
    gutter: int | None = None
    """Index in `PageFacts.gutters`."""
    side: Literal["left", "right"] | None = None


class Gutter(msgspec.Struct, frozen=True, kw_only=True):
    """A vertical whitespace separator with lines on both sides."""

    kind: GutterKind
    page: int
    box: Box
    left: Box
    right: Box
    left_lines: int
    right_lines: int
    left_chars: int
    right_chars: int
    sidebar: Literal["left", "right"] | None = None
    """The side with less text, where it is a sidebar."""


class Suspect(msgspec.Struct, frozen=True, kw_only=True):
    """A glyph whose shape looks like another letter than the text layer says."""

    glyph: int
    text: str
    looks_like: str
    margin: float


class WrongGlyph(msgspec.Struct, frozen=True, kw_only=True):
    """A glyph to which the text layer gives letters that cannot be its own, as its words tell."""

    glyph: int
    text: str
    letters: str | None = None
    """What it shows, where that is known without OCR."""


ToUnicode = Literal["full", "partial", "none", "not_needed"]


class FontFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One font as the pages use it."""

    name: str
    """Without subset tag."""
    kind: str = ""
    """The font dictionary's subtype: Type0, Type1, TrueType, Type3, MMType1."""
    encoding: str = ""
    embedded: bool = True
    subset: bool = False
    tounicode: ToUnicode = "full"
    symbolic: bool = False
    """A font of icons, dingbats or symbols by its name."""
    pages: tuple[int, ...] = ()
    glyphs: int = 0
    """Glyphs drawn with it, spaces left out."""
    distinct: int = 0
    unmapped: int = 0
    """Glyphs that the text layer gives no letter."""
    absent: int = 0
    """Of these, glyph 0 (.notdef): the box that is drawn for a sign that the font lacks."""
    private: int = 0
    """Glyphs that it gives a private-use character."""
    controls: int = 0
    """Glyphs that it gives a control character."""
    named: tuple[tuple[str, str], ...] = ()
    """(letters, glyph name) without a map, that the name alone tells and not plainly ("A.sc", "f_i")."""
    agree: float | None = None
    """Share of the glyphs drawn whose shape fits the letter claimed; None where too few could be compared."""
    voted: int = 0
    suspects: tuple[Suspect, ...] = ()
    wrong: tuple[WrongGlyph, ...] = ()
    unlike: int = 0
    """Plain letters whose shapes look rather like another plain letter: in an honest font few."""
    blank: tuple[int, ...] = ()
    """Glyphs that draw nothing, of a font whose letters are unknown or doubted: its spaces."""
    sizes: tuple[tuple[float, int], ...] = ()
    """(size in points, glyphs), commonest first."""
    box: Box | None = None
    """Around the first page's glyphs in this font."""


class ImageFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One image as displayed."""

    page: int
    box: Box
    """The part on the page."""
    cover: float
    """Share of the page's area."""
    pixels: tuple[int, int]
    kind: Literal["scan", "background", "text", "photo", "icon", "other"]
    text_like: bool = False
    """It holds rows of strokes as text has them."""


class InkText(msgspec.Struct, frozen=True, kw_only=True):
    """Ink without a text layer that looks like letters: text in an image, or letters drawn as outlines.

    `text` and `words` are what OCR read there; None where OCR did not run (or did not finish).
    """

    kind: Literal["image", "outlines"]
    page: int
    box: Box
    glyphs: int = 0
    """Letter-like shapes (outlines) or strokes (image) counted."""
    text: str | None = None
    words: tuple[Word, ...] = ()
    confidence: float | None = None
    """Mean of OCR's word confidences, 0-1."""
    covered_by_text: bool = False
    """Hidden text lies on top of it (`Run.seen_as`): the text layer has these words."""


class OcrLine(msgspec.Struct, frozen=True, kw_only=True):
    """A visible line whose letters the text layer does not tell for sure, as OCR reads it."""

    page: int
    line: int
    """Index in `PageFacts.lines`."""
    box: Box
    layer_text: str
    reason: Literal["unmapped", "private", "shape", "controls"]
    text: str | None = None
    """None where OCR did not run."""
    words: tuple[Word, ...] = ()
    confidence: float | None = None


class LinkFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A link and whether a reader of the text alone could know where it goes."""

    page: int
    box: Box
    uri: str
    anchor: str
    """Visible text under the link's area."""
    written: bool
    """Its address (no scheme, www. or final slash; of a phone number its digits) is in the visible text."""
    icon_only: bool = False
    """Its area shows no letter."""


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """Text of an annotation or of a form field, which is not part of the page's content."""

    kind: Literal["field", "annotation"]
    page: int
    box: Box
    text: str
    subtype: str
    """The annotation's /Subtype, or the field's type."""
    name: str = ""
    shown: bool = True
    """It has an appearance that a person sees (not hidden, not a closed pop-up)."""


class ReadingOrder(msgspec.Struct, frozen=True, kw_only=True):
    """The order in which the file holds a page's lines against the order in which they are read."""

    source: Literal["stream", "tags"]
    page: int
    lines: int
    switches: int
    """Times that it changes sides of a gutter beyond once a block."""
    inversions: float
    """Share of pairs of lines that stand the other way round (Kendall distance, 0-1)."""
    interleaved: bool
    """It goes row by row across columns."""
    box: Box | None = None
    """Around the lines that are out of place."""
    moved: tuple[int, ...] = ()
    """Lines (indices) outside the longest run of lines in order."""
    torn_ends: tuple[int, ...] = ()
    """Lines (indices) whose end at the right edge is held among other lines, far from their beginning."""


class PageFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One page. `runs` stand in the order of the content stream, `lines` in the order of reading."""

    number: int
    width: float
    height: float
    rotation: int = 0
    """Its /Rotate; everything else is given as displayed."""
    runs: tuple[Run, ...] = ()
    lines: tuple[Line, ...] = ()
    blocks: tuple[Block, ...] = ()
    gutters: tuple[Gutter, ...] = ()
    glyphs: int = 0
    """Glyphs with ink, hidden ones included."""
    visible_glyphs: int = 0
    image_cover: float = 0.0
    """Share of the page that images cover."""
    scan: bool = False
    """Images cover the page and no visible text stands on it."""
    ocr_layer: bool = False
    """A scan with invisible text over it: what an OCR program leaves."""
    truncated: tuple[str, ...] = ()
    """What was left out because the page holds too much, in words; empty on all honest pages."""


class FileFacts(msgspec.Struct, frozen=True, kw_only=True):
    """The file around the pages."""

    version: str = ""
    size_bytes: int = 0
    page_count: int = 0
    producer: str = ""
    creator: str = ""
    title: str = ""
    author: str = ""
    language: str = ""
    tagged: bool = False
    encrypted: bool = False
    needs_password: bool = False
    """A user password is set (facts are only there if it was given)."""
    copy_allowed: bool = True
    accessible_copy_allowed: bool = True
    opens: bool = True
    """MuPDF can open it at all (False only for broken files: an encrypted one is `needs_password`)."""
    repaired: bool = False
    """The cross-reference table was damaged and had to be rebuilt."""
    layers: tuple[str, ...] = ()
    layers_off: tuple[str, ...] = ()
    embedded_files: tuple[str, ...] = ()
    collection: bool = False
    """A portfolio: the page is only a cover."""
    form: bool = False
    xfa: bool = False
    javascript: bool = False


class LayoutFacts(msgspec.Struct, frozen=True, kw_only=True):
    """All facts of one document."""

    file: FileFacts
    pages: tuple[PageFacts, ...] = ()
    fonts: tuple[FontFacts, ...] = ()
    text_facts: tuple[AnyTextFact, ...] = ()
    images: tuple[ImageFacts, ...] = ()
    ink: tuple[InkText, ...] = ()
    ocr_lines: tuple[OcrLine, ...] = ()
    links: tuple[LinkFacts, ...] = ()
    notes: tuple[Note, ...] = ()
    orders: tuple[ReadingOrder, ...] = ()
    ocr: bool = False
    """Whether OCR was asked for and at hand; without it, texts of `ink` and `ocr_lines` are None."""
    ocr_lacks: str | None = None
    """Tesseract's code of the document's language, where OCR read without data for it."""
    body_size: float | None = None
    """Font size of most visible characters."""
    unseen: bool = False
    """Whether text that a person sees may be missing with what `failed` names: a page, a form's fields."""
    flow: FlowFacts | None = None
    """Of a document without pages (a DOCX): its constructs; None for a PDF."""
    failed: tuple[str, ...] = ()
    """Facts that could not be gathered, each with its reason in one line: unknown, not absent."""

    def of(self, *kinds: type[_Kind]) -> tuple[_Kind, ...]:
        """The text facts of these kinds, in page order."""
        return tuple(fact for fact in self.text_facts if isinstance(fact, kinds))
