"""An HTML page as a person reads it in a browser: without scripts, styles and what they hide.

Boxes stand in the order of the file: what a style sheet moves (flex order, grids, floats) keeps its place.
Scripts do not run, so that what they would write is not there; nothing that the page refers to is fetched.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

import cssselect2
import tinyhtml5

from atsharness.docx.sheet import Sheet
from atsharness.flow.encoding import characters
from atsharness.flow.html_styles import declarations, sheets
from atsharness.flow.limits import MOST_ELEMENT_DEPTH, FormatError, check_size
from atsharness.flow.plain import mark_foreign
from atsharness.flow.references import mark_references
from atsharness.flow.told import told
from atsharness.model import Reference
from atsharness.model.facts import FileFacts, LayoutFacts
from atsharness.model.flow_facts import ConstructKind

_INLINE = frozenset(
    {
        *(
            "a",
            "abbr",
            "acronym",
            "b",
            "bdi",
            "bdo",
            "big",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
            "font",
        ),
        *("i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub"),
        *("sup", "time", "tt", "u", "var", "wbr", "img", "svg", "ruby", "rb", "output", "meter", "slot"),
    }
)
"""Elements that stand in a line unless a style says otherwise; all others are blocks."""
_NO_TEXT = frozenset(
    {
        *(
            "script",
            "style",
            "template",
            "noscript",
            "head",
            "title",
            "meta",
            "link",
            "iframe",
            "object",
            "rp",
        ),
        *(
            "audio",
            "video",
            "canvas",
            "embed",
            "datalist",
            "rt",
            "select",
            "noframes",
            "base",
            "map",
            "progress",
        ),
    }
)
_CELLS = ("td", "th")
_CONTAINERS = ("flex", "inline-flex", "grid", "inline-grid")
_FLOATS, _OUT = ("left", "right"), ("absolute", "fixed")
"""Values of ``float`` and ``position`` that take an element out of its line."""
_SIDES = ("margin", "margin-left", "margin-right", "padding", "padding-left", "padding-right")
_ROOM = re.compile(r"(?<![\d.-])(?:[1-9]|0?\.0*[1-9])")
"""A length above nothing."""
_SHOWN_INPUTS = ("text", "email", "tel", "url", "button", "submit")
_IN_LINE = ("inline", "inline-block", "inline-flex", "contents")
_BLOCKS = ("block", "flex", "grid", "list-item", "table", "table-row")
_SIZES = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h5": 0.83, "h6": 0.67, "small": 0.83, "big": 1.2, "sub": 0.8}
_FONT_SIZES = {"1": 7.5, "2": 10.0, "3": 12.0, "4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0}
_BODY_SIZE = 12.0
"""Points of a browser's text, 16 px."""
_TINIEST = 2.0
_FAR_OFF = -500.0
"""Pixels or points to the left from which text is off any screen."""
_LENGTH = re.compile(r"^(-?[\d.]+)(px|pt|em|rem|%|in|cm|mm)?$")
_POINTS = {"px": 0.75, "pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "": 0.75}
_WHITES = ("white", "#fff", "#ffffff", "rgb(255,255,255)", "rgb(255, 255, 255)", "transparent")
_OF_CARDS = ("h1", "h2", "h3", "h4", "h5", "h6", "div", "section", "article", "header", "table")
_NO_CLIP = re.compile(r"^rect\(\s*(?:0(?:px)?[\s,]*){4}\)$|^inset\(\s*(?:50|100)%|^circle\(0")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MOST_TEXT = 300


class Style(NamedTuple):
    """What holds at a place of the page."""

    size: float = _BODY_SIZE
    hidden: str = ""
    """Why nobody sees the text; empty where they do."""
    white: bool = False
    backed: bool = False
    kept: bool = False
    """Whether white space counts, as in ``pre``."""
    capitals: bool = False
    holds_boxes: bool = False
    """Whether what is in an element stands in boxes of its own, side by side: a flex container, a grid."""


class Reader:
    """One page on its way to its text."""

    def __init__(self, text: str) -> None:
        """Parses the page.

        Raises:
            FormatError: its elements stand deeper in each other than any page's.
        """
        root = tinyhtml5.parse(text, namespace_html_elements=False)
        assert isinstance(root, Element)
        self.root = root
        _check_depth(self.root)
        _drop_comments(self.root)
        self.sheet = Sheet()
        self.scripts = False
        self.title = self.author = self.language = self.generator = ""
        found = sheets(self.root)
        self._matcher, self.missing_sheets = found.matcher, found.missing
        self._blank = True
        self._crossed = self._parted = False
        """Since the last character: whether a line ended, and whether the file has white space there."""
        self._unseen: list[str] = []
        self._why = ""
        self._tables = 0

    def read(self) -> Sheet:
        """All that a person reads."""
        self._about()
        self._element(cssselect2.ElementWrapper.from_html_root(self.root), Style())
        self._note_unseen()
        self.sheet.end_line()
        return self.sheet

    def _about(self) -> None:
        self.language = self.root.get("lang") or ""
        for item in self.root.iter():
            if item.tag == "title" and not self.title:
                self.title = " ".join("".join(item.itertext()).split())[:200]
            elif item.tag == "meta" and (name := (item.get("name") or "").lower()) in ("author", "generator"):
                setattr(self, name, (item.get("content") or "").strip()[:200])
            elif item.tag == "script":
                self.scripts = True

    # --- elements ----------------------------------------------------------------------------------------

    def _element(self, wrapper: cssselect2.ElementWrapper, outer: Style) -> None:
        item = wrapper.etree_element
        tag = item.tag if isinstance(item.tag, str) else ""
        if tag in _NO_TEXT:
            return
        said = declarations(wrapper, self._matcher)
        style = _styled(item, tag, said, outer)
        display = said.get("display", "")
        cell = tag in _CELLS or display == "table-cell"
        block = _is_block(tag, display)
        if tag == "br":
            self._break(style)
            return
        apart = not block and (outer.holds_boxes or _stands_apart(said))
        if block and not cell:
            self._line()
        elif apart:
            self._gap()
        start = self.sheet.length
        if tag == "table":
            self._table(wrapper, style)
        else:
            self._inside(wrapper, style)
        self._note_element(item, tag, style, start)
        if (display == "list-item" or (tag == "li" and not display)) and not _holds_blocks(item):
            self.sheet.item(start)
        if cell:
            self._end_cell(start)
        elif block:
            self._line()
        elif apart:
            self._gap()

    def _note_element(self, item: Element, tag: str, style: Style, start: int) -> None:
        """Notes links and pictures, and reads what stands in the fields of a form."""
        if tag == "a" and (address := item.get("href")):
            self.sheet.mark("link", start, text=address[:2_000])
        elif tag == "img" and not style.hidden:
            self.sheet.mark("picture", note=(item.get("alt") or "")[:_MOST_TEXT])
        elif tag == "input" and item.get("type", "text") in _SHOWN_INPUTS:
            self._text(item.get("value") or "", style)

    def _inside(self, wrapper: cssselect2.ElementWrapper, style: Style) -> None:
        item = wrapper.etree_element
        if item.text:
            self._text(item.text, style)
        for inner in wrapper.iter_children():
            self._element(inner, style)
            if inner.etree_element.tail:
                self._text(inner.etree_element.tail, style)

    def _table(self, wrapper: cssselect2.ElementWrapper, style: Style) -> None:
        self._tables += 1
        full = any(_is_full(item) for item in wrapper.etree_element.iter() if item.tag in _CELLS)
        start = self.sheet.length
        self._inside(wrapper, style)
        self._line()
        kind: ConstructKind = "nested_table" if self._tables > 1 else "table"
        self.sheet.mark(kind, start, note="layout" if full else "data")
        self._tables -= 1

    def _end_cell(self, start: int) -> None:
        if "\n" in self.sheet.text_since(start).strip():
            self._line()
        elif self.sheet.length > start:
            self.sheet.add("\t")
            self._blank = self._crossed = True

    # --- text --------------------------------------------------------------------------------------------

    def _line(self) -> None:
        self._note_unseen()
        self.sheet.end_line()
        self._blank = self._crossed = True

    def _gap(self) -> None:
        """Parts two boxes that stand in one line."""
        text = self.sheet.text_since(max(self.sheet.length - 1, 0))
        if text and not text.isspace():
            self.sheet.add("\t")
            self._blank = self._crossed = True

    def _break(self, style: Style) -> None:
        start = self.sheet.length
        if not style.hidden and self.sheet.length:
            self.sheet.add("\n")
            self.sheet.mark("line_break", start, note="br")
        self._blank = self._crossed = True

    def _text(self, text: str, style: Style) -> None:
        self._parted |= text[:1].isspace()
        ends = text[-1:].isspace()
        if not style.kept:
            text = _SPACE.sub(" ", text)
            if self._blank:
                text = text.removeprefix(" ")
        if not text:
            self._parted |= ends
            return
        why = style.hidden or ("white" if style.white and not style.backed else "")
        if why:
            if text.strip():
                if self._why not in ("", why):
                    self._note_unseen()
                self._why = why
            self._unseen.append(text)
            return
        if text.strip():
            self._note_unseen()
            if self._crossed and not self._parted and self.sheet.length:
                self.sheet.mark("no_space")
            self._crossed, self._parted = False, ends
        self._parted |= ends
        self._blank = text.endswith((" ", "\n"))
        self.sheet.add(text.upper() if style.capitals else text, style.size)

    def _note_unseen(self) -> None:
        text = "".join(self._unseen).strip()
        if text:
            self.sheet.mark("hidden", text=text[:_MOST_TEXT], note=self._why)
        self._unseen.clear()
        self._why = ""


def _stands_apart(said: dict[str, str]) -> bool:
    """Whether an element in a line is parted from what is beside it, by its place or the room around it."""
    if said.get("float") in _FLOATS or said.get("position") in _OUT:
        return True
    return any(_ROOM.search(said.get(name, "")) for name in _SIDES)


def _is_block(tag: str, display: str) -> bool:
    """Whether an element begins a new line, by what a style says or by what it is."""
    return display not in _IN_LINE and (tag not in _INLINE or display in _BLOCKS)


def _holds_blocks(item: Element) -> bool:
    """Whether an item of a list holds more than a text and further items: it is set as a card, say."""
    return any(inner.tag in _OF_CARDS for inner in item.iter())


def _styled(item: Element, tag: str, said: dict[str, str], outer: Style) -> Style:
    """What holds in an element."""
    size = _size_of(item, tag, said, outer)
    colour = said.get("color") or (item.get("color") or "").lower()
    hidden = outer.hidden or _why_hidden(item, said)
    if outer.hidden == "hidden" and said.get("visibility") == "visible":
        hidden = ""  # visibility is inherited, and may be given back
    space, letters = said.get("white-space", ""), said.get("text-transform")
    return Style(
        size=size,
        hidden=hidden or ("tiny" if size <= _TINIEST else ""),
        white=colour in _WHITES if colour else outer.white,
        backed=outer.backed or _has_background(item, said),
        kept=space.startswith("pre") if space else outer.kept or tag in ("pre", "textarea"),
        capitals=outer.capitals if letters is None else letters == "uppercase",
        holds_boxes=said.get("display", "") in _CONTAINERS,
    )


def _has_background(item: Element, said: dict[str, str]) -> bool:
    """Whether an element has another background than white."""
    fill = said.get("background-color") or said.get("background") or (item.get("bgcolor") or "").lower()
    fill = fill or said.get("background-image", "")
    return bool(fill) and fill not in (*_WHITES, "none", "inherit", "initial")


def _size_of(item: Element, tag: str, said: dict[str, str], outer: Style) -> float:
    """The font size of an element in points."""
    if "font-size" in said:
        return _size(said["font-size"], outer.size)
    size = outer.size * _SIZES.get(tag, 1.0)
    return _FONT_SIZES.get(item.get("size") or "", size) if tag == "font" else size


def _why_hidden(item: Element, said: dict[str, str]) -> str:
    """Why nobody sees what is in an element, in a word."""
    if said.get("display") == "none" or ("display" not in said and item.get("hidden") is not None):
        return "display: none"
    if said.get("visibility") in ("hidden", "collapse"):
        return "hidden"
    if said.get("opacity", "1").rstrip("%") in ("0", "0.0", ".0"):
        return "transparent"
    if _NO_CLIP.match(said.get("clip", "")) or _NO_CLIP.match(said.get("clip-path", "")):
        return "clipped"
    off = [said.get("text-indent", "")]
    if said.get("position") in ("absolute", "fixed"):
        off += [said.get("left", ""), said.get("top", "")]
    return "off the page" if any(_pixels(one) <= _FAR_OFF for one in off) else ""


def _pixels(length: str) -> float:
    found = _LENGTH.match(length)
    if found is None or found[2] == "%":
        return 0.0
    factor = 16.0 if found[2] in ("em", "rem") else 1.0
    return _number(found[1]) * factor


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _size(said: str, outer: float) -> float:
    """A font size in points."""
    found = _LENGTH.match(said)
    if found is None:
        return outer
    number, unit = _number(found[1]), found[2] or ""
    if unit in ("em", "%"):
        return outer * number / (100 if unit == "%" else 1)
    return number * (_BODY_SIZE if unit == "rem" else _POINTS[unit])


def _is_full(cell: Element) -> bool:
    """Whether a cell holds several lines: it arranges the page."""
    blocks = [item for item in cell.iter() if item.tag in ("p", "li", "div", "h1", "h2", "h3", "h4", "br")]
    return len(blocks) > 1


def _drop_comments(root: Element) -> None:
    """Takes comments out; the text behind them stays."""
    for parent in list(root.iter()):
        before: Element | None = None
        for item in list(parent):
            if isinstance(item.tag, str):
                before = item
                continue
            if before is None:
                parent.text = (parent.text or "") + (item.tail or "")
            else:
                before.tail = (before.tail or "") + (item.tail or "")
            parent.remove(item)


def _check_depth(root: Element) -> None:
    layer, depth = [root], 0
    while layer:
        depth += 1
        if depth > MOST_ELEMENT_DEPTH:
            raise FormatError(f"more than {MOST_ELEMENT_DEPTH} elements within each other")
        layer = [inner for item in layer for inner in item]


def inspected(data: bytes) -> str | None:
    """Why a file cannot be read as HTML, in one line; None where it can."""
    try:
        check_size("html", len(data))
        Reader(characters(data, html=True).text)
    except FormatError as error:
        return str(error)
    return None


def gather(data: bytes) -> tuple[LayoutFacts, Reference]:
    """The facts of an HTML page, and its words as a person reads them.

    Raises:
        FormatError: it exceeds a limit.
    """
    read = characters(data, html=True)
    reader = Reader(read.text)
    sheet = reader.read()
    if not read.is_utf8:
        mark_foreign(sheet, "old_encoding", read.encoding)
    elif not read.is_declared:
        mark_foreign(sheet, "undeclared_encoding", read.encoding)
    mark_references(sheet, read.text)
    warnings = []
    if reader.scripts:
        warnings.append("the page has scripts: what they would write was not read")
    if reader.missing_sheets:
        warnings.append("the page's style sheet is another file: what it hides or shows is not known")
    file = FileFacts(
        size_bytes=len(data),
        title=reader.title,
        author=reader.author,
        creator=reader.generator,
        language=reader.language,
    )
    return told("html", file, sheet, read_by="markup", warnings=warnings)
