"""An ODT as a person reads it: headers that pages show, the body, notes, footers.

Text boxes come after the paragraph that they hang on. Deleted and hidden text is left out and noted; fields,
links and insertions are read; numbers and bullets of lists are not, as in a DOCX.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from atsharness.docx.elements import TINIEST, why_hidden
from atsharness.docx.package import PackageError, Parts
from atsharness.docx.sheet import Sheet
from atsharness.docx.styles import Look, child, local, value
from atsharness.flow.odt_styles import Styles
from atsharness.flow.told import told
from atsharness.model import Reference
from atsharness.model.facts import FileFacts, LayoutFacts
from atsharness.model.flow_facts import ConstructKind

CONTENT, STYLES, META, MANIFEST = "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"
_DEFAULT_SIZE = 12.0
_WHITE = "FFFFFF"
_MOST_TEXT = 300
_MOST_SPACES = 1_000
_SPACE = " \t\r\n"
_SKIPPED = frozenset(
    {
        *("forms", "sequence-decls", "variable-decls", "user-field-decls", "soft-page-break", "bookmark"),
        *(
            "bookmark-start",
            "bookmark-end",
            "change",
            "change-start",
            "change-end",
            "alphabetical-index-mark",
        ),
        *(
            "ruby-text",
            "event-listeners",
            "glue-point",
            "contour-polygon",
            "title",
            "desc",
            "list-header-none",
        ),
        *("covered-table-cell", "table-column", "table-columns", "shapes", "reference-mark"),
    }
)
_HEADERS: tuple[tuple[str, ConstructKind], ...] = (
    ("header", "header"),
    ("header-first", "header"),
    ("header-left", "header"),
    ("footer", "footer"),
    ("footer-first", "footer"),
    ("footer-left", "footer"),
)


class Reader:
    """One document on its way to its text."""

    def __init__(self, parts: Parts) -> None:
        """Takes the parts; the two that are needed are parsed."""
        self._parts = parts
        self.sheet = Sheet()
        self._content = parts.xml(CONTENT)
        self._page_styles = parts.xml(STYLES) if parts.has(STYLES) else None
        roots = [root for root in (self._page_styles, self._content) if root is not None]
        self._styles = Styles(roots)
        self._look: list[Look] = [self._styles.defaults]
        self._boxes: list[list[Element]] = [[]]
        self._notes: list[tuple[ConstructKind, Element]] = []
        self._backed = 0
        self._tables = 0
        self._blank = True
        """Whether the next space would be the first of a line, or a second one: it shows nothing."""
        self._handlers: dict[str, Callable[[Element], None]] = {
            "p": self._paragraph,
            "list-item": self._item,
            "h": self._paragraph,
            "span": self._span,
            "s": self._spaces,
            "tab": self._tab,
            "line-break": self._break,
            "a": self._link,
            "table": self._table,
            "frame": self._frame,
            "custom-shape": self._shape,
            "rect": self._shape,
            "note": self._note,
            "annotation": self._comment,
            "tracked-changes": self._changes,
            "section": self._section,
            "hidden-text": self._hidden_field,
            "hidden-paragraph": self._hidden_field,
            "placeholder": self._placeholder,
        }

    # --- parts -------------------------------------------------------------------------------------------

    def read(self) -> Sheet:
        """All that a person reads."""
        body = child(self._content, "body", "text")
        self._bounds("header")
        self.sheet.part = CONTENT
        if body is not None:
            self._each(body)
        self.sheet.end_line()
        for kind, note in self._notes:
            with self.sheet.inside(kind):
                self._each(note)
            self.sheet.end_line()
        self._bounds("footer")
        if self._styles.columns > 1:
            self.sheet.mark("columns", note=str(self._styles.columns))
        return self.sheet

    def _bounds(self, wanted: ConstructKind) -> None:
        """Headers or footers of the master pages that the document uses."""
        if self._page_styles is None:
            return
        self.sheet.part = STYLES
        pages = [item for item in self._page_styles.iter() if local(item.tag) == "master-page"]
        used = {"Standard", *self._styles.masters}
        for page in pages:
            shown = (value(page, "name") or "") in used
            for name, kind in _HEADERS:
                found = child(page, name)
                if kind != wanted or found is None:
                    continue
                text = _plain(found)
                if shown and value(found, "display") != "false":
                    if text:
                        with self.sheet.inside(kind):
                            self._each(found)
                        self.sheet.end_line()
                elif text:
                    self.sheet.mark("unused_header", text=text[:_MOST_TEXT], note=kind)

    # --- blocks ------------------------------------------------------------------------------------------

    def _each(self, element: Element) -> None:
        """Everything below an element, and the text between."""
        if element.text:
            self._text(element.text)
        for item in element:
            name = local(item.tag)
            if name in self._handlers:
                self._handlers[name](item)
            elif name not in _SKIPPED:
                self._each(item)
            if item.tail:
                self._text(item.tail)

    def _blocks(self, element: Element) -> None:
        """As `_each`; white space between blocks is none of the text."""
        for item in element:
            name = local(item.tag)
            if name in self._handlers:
                self._handlers[name](item)
            elif name not in _SKIPPED:
                self._blocks(item)

    def _paragraph(self, item: Element) -> None:
        look = self._styles.defaults.under(self._styles.look("paragraph", value(item, "style-name") or ""))
        self._look.append(look)
        self._boxes.append([])
        self._blank = True
        start = self.sheet.length
        self._each(item)
        self._look.pop()
        boxes = self._boxes.pop()
        if boxes and self.sheet.text_since(start).strip():
            self.sheet.mark("line_with_box", start)
        self.sheet.end_line()
        self._backed += 1
        for box in boxes:
            with self.sheet.inside("text_box"):
                self._blocks(box)
            self.sheet.end_line()
        self._backed -= 1

    def _item(self, item: Element) -> None:
        start = self.sheet.length
        self._blocks(item)
        first = next(iter(item), None)
        if first is not None and local(first.tag) == "p":  # numbered headings are items too
            self.sheet.item(start)

    def _section(self, item: Element) -> None:
        if value(item, "display") == "none":
            self._unseen(_plain(item), "hidden")
        else:
            self._blocks(item)

    def _table(self, item: Element) -> None:
        self.sheet.end_line()
        self._tables += 1
        kind: ConstructKind = "nested_table" if self._tables > 1 else "table"
        rows = _rows(item)
        layout = any(_lines(cell) > 1 for row in rows for cell in _cells(row))
        backed = (value(item, "style-name") or "") in self._styles.filled
        self._backed += backed
        with self.sheet.inside(kind, "layout" if layout else "data"):
            for row in rows:
                self._row(row)
        self._backed -= backed
        self._tables -= 1

    def _row(self, row: Element) -> None:
        cells = list(_cells(row))
        one_line = all(_lines(cell) <= 1 for cell in cells)
        for number, cell in enumerate(cells):
            backed = (value(cell, "style-name") or "") in self._styles.filled
            self._backed += backed
            self._blocks(cell)
            self._backed -= backed
            if one_line and number + 1 < len(cells):
                self.sheet.continue_line()
        self.sheet.end_line()

    # --- what stands in a line ---------------------------------------------------------------------------

    def _span(self, item: Element) -> None:
        self._look.append(self._look[-1].under(self._styles.look("text", value(item, "style-name") or "")))
        self._each(item)
        self._look.pop()

    def _text(self, text: str) -> None:
        """White space is one space, and none at the begin of a line (OpenDocument 1.3, part 3, 6.1.2)."""
        parts = []
        for char in text:
            if char in _SPACE:
                if not self._blank:
                    parts.append(" ")
                self._blank = True
            else:
                parts.append(char)
                self._blank = False
        self._add("".join(parts))

    def _add(self, text: str) -> bool:
        look = self._look[-1]
        if not text:
            return False
        if self._is_hidden(look):
            self._unseen(text, why_hidden(look))
            return False
        size = look.size if look.size is not None else _DEFAULT_SIZE
        self.sheet.add(text.upper() if look.capitals else text, size)
        return True

    def _is_hidden(self, look: Look) -> bool:
        if look.hidden or (look.size is not None and look.size <= TINIEST):
            return True
        return look.colour == _WHITE and not look.shaded and not self._backed

    def _unseen(self, text: str, why: str) -> None:
        if text.strip():
            self.sheet.mark("hidden", text=text.strip()[:_MOST_TEXT], note=why)

    def _spaces(self, item: Element) -> None:
        count = value(item, "c") or "1"
        self._add(" " * min(int(count) if count.isdigit() else 1, _MOST_SPACES))
        self._blank = False

    def _tab(self, _: Element) -> None:
        start = self.sheet.length
        if self._add("\t"):
            self.sheet.mark("tab", start)
        self._blank = True

    def _break(self, _: Element) -> None:
        start = self.sheet.length
        if self._add("\n"):
            self.sheet.mark("line_break", start)
        self._blank = True

    def _link(self, item: Element) -> None:
        start = self.sheet.length
        self._each(item)
        if address := value(item, "href"):
            self.sheet.mark("link", start, text=address[:2_000])

    def _placeholder(self, item: Element) -> None:
        start = self.sheet.length
        self._each(item)
        self.sheet.mark("placeholder", start)

    def _hidden_field(self, item: Element) -> None:
        if value(item, "is-hidden") != "false":
            self._unseen(value(item, "string-value") or "", "hidden")
        else:
            self._each(item)

    def _comment(self, _: Element) -> None:
        self.sheet.mark("comment")

    def _note(self, item: Element) -> None:
        body = child(item, "note-body")
        if body is not None:
            kind: ConstructKind = "endnote" if value(item, "note-class") == "endnote" else "footnote"
            self._notes.append((kind, body))

    def _changes(self, item: Element) -> None:
        for region in item.iter():
            if local(region.tag) == "deletion" and (text := _plain(region)):
                self.sheet.mark("deletion", text=text[:_MOST_TEXT])

    # --- shapes ------------------------------------------------------------------------------------------

    def _frame(self, item: Element) -> None:
        """Puts a text box by until its paragraph ends; a picture shows no text."""
        box = child(item, "text-box")
        if box is not None:
            self._boxes[-1].append(box)
        elif child(item, "image") is not None:
            about = child(item, "desc")
            if about is None:
                about = child(item, "title")
            self.sheet.mark("picture", note=(about.text or "")[:_MOST_TEXT] if about is not None else "")
        elif child(item, "object") is not None:
            self.sheet.mark("chart")

    def _shape(self, item: Element) -> None:
        self._boxes[-1].append(item)


def _rows(table: Element) -> list[Element]:
    """The rows of a table, also of groups of rows; not those of tables in its cells."""
    found = []
    for item in table:
        name = local(item.tag)
        if name == "table-row":
            found.append(item)
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            found += _rows(item)
    return found


def _cells(row: Element) -> list[Element]:
    return [item for item in row if local(item.tag) == "table-cell"]


def _lines(cell: Element) -> int:
    """How many paragraphs of a cell have text."""
    return sum(
        1 for item in cell.iter() if local(item.tag) in ("p", "h") and "".join(item.itertext()).strip()
    )


def _plain(element: Element) -> str:
    """All text below an element, paragraphs on lines of their own."""
    lines = ["".join(item.itertext()).strip() for item in element.iter() if local(item.tag) in ("p", "h")]
    return "\n".join(filter(None, lines))


def _opened(data: bytes) -> Parts:
    """The parts, once it is known that they can be read.

    Raises:
        PackageError: they cannot.
    """
    parts = Parts(data)
    if parts.has(MANIFEST) and b"encryption-data" in parts.read(MANIFEST):
        raise PackageError("its parts are encrypted: save it without a password")
    return parts


def inspected(data: bytes) -> str | None:
    """Why a file cannot be read as an ODT, in one line; None where it can."""
    try:
        parts = _opened(data)
        parts.check_xml()
        root = parts.xml(CONTENT)
    except PackageError as error:
        return str(error)
    return None if child(root, "body", "text") is not None else "it is no text document"


def gather(data: bytes) -> tuple[LayoutFacts, Reference]:
    """The facts of an ODT, and its words as a person reads them.

    Raises:
        PackageError: it cannot be read, or exceeds a limit.
    """
    parts = _opened(data)
    sheet = Reader(parts).read()
    return told("odt", _file(parts, len(data)), sheet, read_by="xml", parts=len(parts.names))


def _file(parts: Parts, size: int) -> FileFacts:
    """Title, author and the program that wrote the file."""
    meta = child(parts.xml(META), "meta") if parts.has(META) else None

    def said(*names: str) -> str:
        for name in names:
            found = child(meta, name) if meta is not None else None
            if found is not None and found.text:
                return found.text.strip()[:200]
        return ""

    return FileFacts(
        size_bytes=size,
        title=said("title"),
        author=said("creator", "initial-creator"),
        creator=said("generator"),
        language=said("language"),
    )
