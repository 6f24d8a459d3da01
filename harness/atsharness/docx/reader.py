"""A DOCX as a person reads it: all parts that a page shows, in the order of the document.

Headers that a page really uses, the body, notes, footers; of what Word stores twice, for old and new
programs, the new one; text boxes after the paragraph that they hang on. Insertions, content controls and
fields are read; deletions, hidden text and the codes of fields are not: they are noted as constructs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Literal
from xml.etree.ElementTree import Element

from atsharness.docx import symbols
from atsharness.docx.elements import (
    TINIEST,
    cells_or_rows,
    kinds_shown,
    lines_of,
    plain_text,
    switched_on,
    table_note,
    why_hidden,
)
from atsharness.docx.package import Package, PackageError, Relationship
from atsharness.docx.sheet import Sheet
from atsharness.docx.styles import (
    DEFAULT_SIZE,
    Look,
    Styles,
    child,
    is_dark,
    is_on,
    listed_by,
    local,
    look_of,
    value,
)

Bound = Literal["header", "footer"]
NoteKind = Literal["footnote", "endnote"]
Unfold = Callable[[bytes, str], Sheet | None]
"""What a person reads of an embedded document, of its bytes and content type; None: it cannot be read."""

_SKIPPED = frozenset(
    {
        *("pPr", "rPr", "tblPr", "tblGrid", "tcPr", "trPr", "sdtPr", "sdtEndPr", "sectPr", "smartTagPr"),
        *("customXmlPr", "instrText", "delInstrText", "fldChar", "lastRenderedPageBreak", "proofErr"),
        *("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "rt", "annotationRef"),
        *("footnoteRef", "endnoteRef", "separator", "continuationSeparator", "softHyphen", "docPartObj"),
    }
)
"""Elements that show nothing, or nothing that is a word."""
_DELETED = frozenset({"del", "moveFrom"})
_WHITE = "FFFFFF"
_MOST_TEXT = 300
"""Characters kept of what a person does not see."""
_BREAKS = ("page", "column")
_MOST_EMBEDDED = 20
"""Embedded documents that are read; programs write one, Word one for each file that was inserted."""


class Reader:
    """One document on its way to its text."""

    def __init__(self, package: Package, unfold: Unfold | None = None) -> None:
        """Takes the parts; nothing is parsed yet.

        Args:
            package: the file.
            unfold: reads documents that are embedded in it; None leaves them unread.
        """
        self._package = package
        self._unfold = unfold
        self._embedded = 0
        self.sheet = Sheet()
        self._relations: dict[str, Relationship] = {}
        self._styles = Styles(None)
        self._look: list[Look] = []
        """Of the paragraphs that are open, the innermost last."""
        self._boxes: list[list[tuple[Element, str]]] = [[]]
        """Text boxes to be read after the paragraph that is open."""
        self._backed = 0
        """How many shapes, cells and paragraphs with a background are open."""
        self._tables = 0
        self._notes: list[tuple[str, str]] = []
        self._pictures_behind = False
        self._inline: dict[str, Callable[[Element], None]] = {
            "t": self._text,
            "tab": self._tab,
            "ptab": self._positioned_tab,
            "br": self._break,
            "cr": self._break,
            "noBreakHyphen": self._hyphen,
            "sym": self._symbol,
            "r": self._run,
            "p": self._paragraph,
            "tbl": self._table,
            "sdt": self._control,
            "hyperlink": self._link,
            "AlternateContent": self._alternative,
            "ins": self._inserted,
            "moveTo": self._moved,
            "fldSimple": self._field,
            "smartTag": self._smart_tag,
            "customXml": self._custom,
            "drawing": self._drawing,
            "pict": self._picture,
            "object": self._picture,
            "oMath": self._equation,
            "oMathPara": self._equation,
            "footnoteReference": self._note,
            "endnoteReference": self._note,
            "commentReference": self._comment,
            "altChunk": self._chunk,
        }

    # --- parts ---------------------------------------------------------------------------------------

    def read(self) -> None:
        """Reads the document into `sheet`."""
        main = self._package.main
        relations = self._package.relationships(main)
        self._styles = Styles(self._related_root(relations, "styles"))
        root = self._package.xml(main)
        body = child(root, "body")
        if body is None:
            return
        background = child(root, "background")
        self._pictures_behind = background is not None or any(
            value(item, "behindDoc") in ("1", "true") for item in body.iter() if local(item.tag) == "anchor"
        )
        bounds = self._bounds(body, relations)
        self._each(bounds["header"], "header")
        with self._part(main):
            self._blocks(body)
        self._sections(body, main)
        self._read_notes("footnote", relations)
        self._read_notes("endnote", relations)
        self._each(bounds["footer"], "footer")
        used = {*bounds["header"], *bounds["footer"]}
        self._unused(relations, used)

    def _related_root(self, relations: dict[str, Relationship], kind: str) -> Element | None:
        for relation in relations.values():
            if relation.kind == kind and not relation.external and self._package.has(relation.target):
                return self._package.xml(relation.target)
        return None

    @contextmanager
    def _part(self, name: str) -> Iterator[None]:
        before = self.sheet.part, self._relations
        self.sheet.part, self._relations = name, self._package.relationships(name)
        yield
        self.sheet.end_line()
        self.sheet.part, self._relations = before

    def _bounds(self, body: Element, relations: dict[str, Relationship]) -> dict[Bound, list[str]]:
        """The header and footer parts that pages use, in the order of the sections."""
        even = switched_on(self._related_root(relations, "settings"), "evenAndOddHeaders")
        one_page = self._pages() == 1
        used: dict[Bound, list[str]] = {"header": [], "footer": []}
        for section in (item for item in body.iter() if local(item.tag) == "sectPr"):
            kinds = kinds_shown(first=switched_on(section, "titlePg"), even=even, one_page=one_page)
            for item in section:
                bound = local(item.tag).removesuffix("Reference")
                if bound not in used or (value(item, "type") or "default") not in kinds:
                    continue
                relation = relations.get(value(item, "id") or "")
                if relation is not None and self._package.has(relation.target):
                    used[bound].append(relation.target)
        return {bound: list(dict.fromkeys(names)) for bound, names in used.items()}

    def _pages(self) -> int | None:
        """How many pages the program that wrote the file counted."""
        try:
            root = self._related_root(self._package.relationships(), "extended-properties")
        except PackageError:
            return None
        found = child(root, "Pages") if root is not None else None
        text = (found.text or "").strip() if found is not None else ""
        return int(text) if text.isdigit() else None

    def _each(self, names: Iterable[str], kind: Bound) -> None:
        for name in names:
            with self._part(name), self.sheet.inside(kind):
                self._blocks(self._package.xml(name))

    def _unused(self, relations: dict[str, Relationship], used: set[str]) -> None:
        """Headers and footers that no page shows."""
        for relation in relations.values():
            name = relation.target
            if relation.kind not in ("header", "footer") or name in used or not self._package.has(name):
                continue
            if text := plain_text(self._package.xml(name)):
                self.sheet.part = name
                self.sheet.mark("unused_header", text=text[:_MOST_TEXT], note=relation.kind)

    def _read_notes(self, kind: NoteKind, relations: dict[str, Relationship]) -> None:
        wanted = [name for known, name in self._notes if known == kind]
        target = next((one.target for one in relations.values() if one.kind == f"{kind}s"), None)
        if not wanted or target is None or not self._package.has(target):
            return
        notes = {value(item, "id"): item for item in self._package.xml(target)}
        with self._part(target):
            for name in wanted:
                if name in notes:
                    with self.sheet.inside(kind):
                        self._blocks(notes[name])

    def _sections(self, body: Element, main: str) -> None:
        self.sheet.part = main
        for section in (item for item in body.iter() if local(item.tag) == "sectPr"):
            columns = child(section, "cols")
            count = value(columns, "num") if columns is not None else None
            if count is not None and count.isdigit() and int(count) > 1:
                self.sheet.mark("columns", note=count)

    # --- blocks --------------------------------------------------------------------------------------

    def _blocks(self, element: Element) -> None:
        for item in element:
            self._element(item)

    def _element(self, item: Element) -> None:
        name = local(item.tag)
        if name in _DELETED:
            if text := plain_text(item, deleted=True):
                self.sheet.mark("deletion" if name == "del" else "moved_from", text=text[:_MOST_TEXT])
        elif name in self._inline:
            self._inline[name](item)
        elif name not in _SKIPPED:
            self._blocks(item)

    def _paragraph(self, item: Element) -> None:
        properties = child(item, "pPr")
        style = child(properties, "pStyle") if properties is not None else None
        name = (value(style) if style is not None else None) or self._styles.paragraph
        self._look.append(self._styles.defaults.under(self._styles.look(name)))
        frame = child(properties, "framePr") if properties is not None else None
        dropped = frame is not None and value(frame, "dropCap") in ("drop", "margin")
        shading = child(properties, "shd") if properties is not None else None
        backed = shading is not None and is_dark(shading)
        self._backed += backed
        self._boxes.append([])
        start = self.sheet.length
        self._blocks(item)
        if self._styles.listed(name, listed_by(properties)):
            self.sheet.item(start)
        self._look.pop()
        self._backed -= backed
        if dropped:
            self.sheet.mark("drop_cap", start)
        elif frame is not None:
            self.sheet.mark("frame", start)
        boxes = self._boxes.pop()
        if boxes and self.sheet.text_since(start).strip():
            self.sheet.mark("line_with_box", start)
        if not dropped or boxes:
            self.sheet.end_line()
        self._backed += 1
        for box, note in boxes:
            with self.sheet.inside("text_box", note):
                self._blocks(box)
            self.sheet.end_line()
        self._backed -= 1

    def _table(self, item: Element) -> None:
        self.sheet.end_line()
        self._tables += 1
        nested = self._tables > 1
        rows = list(cells_or_rows(item, "tr"))
        style = child(item, "tblPr", "tblStyle")
        backed = style is not None and (value(style) or "") in self._styles.shading_tables
        self._backed += backed
        with self.sheet.inside("nested_table" if nested else "table", table_note(item, rows)):
            for row, around in rows:
                self._row(row, around)
        self._backed -= backed
        self._tables -= 1

    def _row(self, row: Element, around: str) -> None:
        cells = list(cells_or_rows(row, "tc"))
        one_line = all(lines_of(cell) <= 1 for cell, _ in cells)
        start = self.sheet.length
        for number, (cell, wrapped) in enumerate(cells):
            merge = child(cell, "tcPr", "vMerge")
            span = child(cell, "tcPr", "gridSpan")
            if merge is not None and value(merge) != "restart":
                continue
            begin = self.sheet.length
            shading = child(cell, "tcPr", "shd")
            backed = shading is not None and is_dark(shading)
            self._backed += backed
            self._blocks(cell)
            self._backed -= backed
            if wrapped:
                self.sheet.mark("content_control", begin, note=wrapped)
            if merge is not None or (span is not None and (value(span) or "1") != "1"):
                self.sheet.mark("merged_cell", begin)
            if one_line and number + 1 < len(cells):
                self.sheet.continue_line()
        self.sheet.end_line()
        if around:
            self.sheet.mark("content_control", start, note=around)

    # --- what stands around words ---------------------------------------------------------------------

    def _control(self, item: Element) -> None:
        properties, content = child(item, "sdtPr"), child(item, "sdtContent")
        if content is None:
            return
        note = "block" if any(local(one.tag) in ("p", "tbl") for one in content) else "inline"
        tag = child(properties, "tag") if properties is not None else None
        if tag is not None and (value(tag) or "").startswith("goog_rdk"):
            note += ", Google Docs"
        shows = child(properties, "showingPlcHdr") if properties is not None else None
        start = self.sheet.length
        with self.sheet.inside("content_control", note):
            self._blocks(content)
        if shows is not None and is_on(shows):
            self.sheet.mark("placeholder", start)

    def _link(self, item: Element) -> None:
        start = self.sheet.length
        self._blocks(item)
        relation = self._relations.get(value(item, "id") or "")
        if relation is not None and relation.external:
            self.sheet.mark("link", start, text=relation.target[:2_000])

    def _alternative(self, item: Element) -> None:
        choice, fallback = child(item, "Choice"), child(item, "Fallback")
        chosen = choice if choice is not None else fallback
        if chosen is None:
            return
        self._stored = "twice" if choice is not None and fallback is not None and len(fallback) else "once"
        self._blocks(chosen)
        self._stored = ""

    _stored = ""

    def _inserted(self, item: Element) -> None:
        with self.sheet.inside("insertion"):
            self._blocks(item)

    def _moved(self, item: Element) -> None:
        with self.sheet.inside("moved_to"):
            self._blocks(item)

    def _field(self, item: Element) -> None:
        with self.sheet.inside("simple_field"):
            self._blocks(item)

    def _smart_tag(self, item: Element) -> None:
        with self.sheet.inside("smart_tag"):
            self._blocks(item)

    def _custom(self, item: Element) -> None:
        with self.sheet.inside("custom_xml"):
            self._blocks(item)

    def _equation(self, item: Element) -> None:
        text = "".join(one.text or "" for one in item.iter() if local(one.tag) == "t")
        start = self.sheet.length
        self.sheet.add(text, self._size(None))
        self.sheet.mark("equation", start)

    def _note(self, item: Element) -> None:
        self._notes.append((local(item.tag).removesuffix("Reference"), value(item, "id") or ""))

    def _comment(self, _: Element) -> None:
        self.sheet.mark("comment")

    def _chunk(self, item: Element) -> None:
        relation = self._relations.get(value(item, "id") or "")
        seen = None
        self._embedded += 1
        unfold = self._unfold if self._embedded <= _MOST_EMBEDDED else None
        if unfold is not None and relation is not None and self._package.has(relation.target):
            kind = self._package.type_of(relation.target)
            seen = unfold(self._package.read(relation.target), kind)
        self.sheet.end_line()
        with self.sheet.inside("alternative_part"):
            if seen is not None:
                self.sheet.append(seen)
                self.sheet.end_line()

    # --- runs ------------------------------------------------------------------------------------------

    def _run(self, item: Element) -> None:
        properties = child(item, "rPr")
        style = child(properties, "rStyle") if properties is not None else None
        look = self._look[-1] if self._look else self._styles.defaults
        if style is not None:
            look = look.under(self._styles.look(value(style) or ""))
        look = look.under(look_of(properties))
        if self._is_hidden(look):
            text = plain_text(item)
            if text.strip():
                self.sheet.mark("hidden", text=text[:_MOST_TEXT], note=why_hidden(look))
            for one in item:  # a box may hang on a hidden run
                if local(one.tag) not in ("t", "tab", "br", "cr", "sym"):
                    self._element(one)
            return
        self._look.append(look)
        codes = "".join(one.text or "" for one in item if local(one.tag) == "instrText").strip()
        if codes:
            self.sheet.mark("field_code", text=codes[:_MOST_TEXT])
        self._blocks(item)
        self._look.pop()

    def _is_hidden(self, look: Look) -> bool:
        if look.hidden or (look.size is not None and look.size <= TINIEST):
            return True
        return look.colour == _WHITE and not look.shaded and not self._backed and not self._pictures_behind

    def _size(self, look: Look | None) -> float:
        found = look if look is not None else self._look[-1] if self._look else self._styles.defaults
        return found.size if found.size is not None else DEFAULT_SIZE

    def _text(self, item: Element) -> None:
        text = item.text or ""
        if value(item, "space") != "preserve":
            text = text.strip(" \t\n\r")  # as Word shows it
        look = self._look[-1] if self._look else self._styles.defaults
        start = self.sheet.length
        if symbols.is_symbol_font(look.font):
            text = "".join(symbols.shown(look.font, ord(char)) if char > " " else char for char in text)
            self.sheet.add(text, self._size(look))
            self.sheet.mark("symbol", start, note=look.font or "")
            return
        if look.capitals:
            text = text.upper()
        self.sheet.add(text, self._size(look))

    def _tab(self, _: Element) -> None:
        start = self.sheet.length
        self.sheet.add("\t")
        self.sheet.mark("tab", start)

    def _positioned_tab(self, _: Element) -> None:
        start = self.sheet.length
        self.sheet.add("\t")
        self.sheet.mark("positioned_tab", start)

    def _break(self, item: Element) -> None:
        start = self.sheet.length
        self.sheet.add("\n")
        kind = value(item, "type")
        self.sheet.mark(
            "page_break" if kind in _BREAKS else "line_break", start, note=kind or local(item.tag)
        )

    def _hyphen(self, _: Element) -> None:
        start = self.sheet.length
        self.sheet.add("-", self._size(None))
        self.sheet.mark("non_breaking_hyphen", start)

    def _symbol(self, item: Element) -> None:
        font = value(item, "font")
        start = self.sheet.length
        self.sheet.add(symbols.shown(font, symbols.code_of(value(item, "char"))), self._size(None))
        self.sheet.mark("symbol", start, note=font or "")

    # --- shapes ------------------------------------------------------------------------------------------

    def _drawing(self, item: Element) -> None:
        self._shapes(item, self._stored or "new only")
        names = {local(one.tag) for one in item.iter()}
        if "relIds" in names:
            self._diagram(item)
        elif "chart" in names:
            self.sheet.mark("chart")
        elif "pic" in names:
            about = next((one for one in item.iter() if local(one.tag) == "docPr"), None)
            note = (value(about, "descr") or "") if about is not None else ""
            self.sheet.mark("picture", note=note[:_MOST_TEXT])

    def _picture(self, item: Element) -> None:
        self._shapes(item, self._stored or "old only")
        for one in item.iter():
            if local(one.tag) == "textpath" and (text := value(one, "string")):
                start = self.sheet.length
                self.sheet.add(f" {text} ", self._size(None))
                self.sheet.mark("word_art", start)

    def _shapes(self, item: Element, note: str) -> None:
        """Puts the text boxes of a shape by, until its paragraph ends."""
        for one in item:
            name = local(one.tag)
            if name == "txbxContent":
                self._boxes[-1].append((one, note))
            elif name == "AlternateContent":
                choice, fallback = child(one, "Choice"), child(one, "Fallback")
                chosen = choice if choice is not None else fallback
                if chosen is not None:
                    self._shapes(chosen, note)
            else:
                self._shapes(one, note)

    def _diagram(self, item: Element) -> None:
        """The words of a diagram (SmartArt), in the order of its data."""
        ids = next((one for one in item.iter() if local(one.tag) == "relIds"), None)
        relation = self._relations.get((value(ids, "dm") or "") if ids is not None else "")
        start = self.sheet.length
        if relation is not None and self._package.has(relation.target):
            root = self._package.xml(relation.target)
            texts = [one.text or "" for one in root.iter() if local(one.tag) == "t"]
            self.sheet.end_line()
            start = self.sheet.length
            self.sheet.add("\n".join(filter(None, texts)), self._size(None))
        self.sheet.mark("diagram", start)
