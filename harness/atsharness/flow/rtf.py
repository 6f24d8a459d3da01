r"""An RTF as a person reads it: headers that pages show, the body, notes, footers, in the order of the file.

Text boxes (``\shptxt``) come after the paragraph that they hang on. What is deleted or hidden is left out and
noted, and so are the marks of lists, pictures, embedded objects and what only programs read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from atsharness.docx import symbols
from atsharness.docx.elements import TINIEST
from atsharness.docx.sheet import Sheet
from atsharness.flow.limits import MOST_CHARS, FormatError, check_size
from atsharness.flow.rtf_tables import Colours, Fonts
from atsharness.flow.rtf_tokens import Brace, Control, Raw, decoded, pieces
from atsharness.flow.told import told
from atsharness.model import Reference
from atsharness.model.facts import FileFacts, LayoutFacts
from atsharness.model.flow_facts import ConstructKind

BEGINS = b"{\\rtf"
_DEFAULT_CODEPAGE = 1252
_DEFAULT_SIZE = 12.0
"""Points, where the file says none."""
_MOST_TEXT = 300
_LINK = re.compile(r'^\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_BODY, _SKIP = "", "skip"
_SKIPPED = frozenset(
    {
        *(
            "stylesheet",
            "pict",
            "pn",
            "nonshppict",
            "shprslt",
            "xe",
            "tc",
            "rxe",
            "txe",
        ),
        *(
            "objdata",
            "objclass",
            "objname",
            "datafield",
            "sp",
            "template",
            "filetbl",
            "revtbl",
            "info",
            "shpgrp",
        ),
        *("bkmkstart", "bkmkend", "nonesttables", "fldtype", "private", "annotation", "atnid", "atnauthor"),
    }
)
r"""Destinations that show nothing, also where no ``\*`` says so."""
_STARRED = frozenset({"shpinst", "shptxt", "fldinst", "generator", "ud", "do", "dptxbxtext", "footnote"})
r"""Destinations that matter although a ``\*`` lets readers pass over them."""
_CHARACTERS = {
    "emdash": "—",
    "endash": "–",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "~": "\u00a0",
}
_BOUNDS = {
    "header": ("header", ""),
    "headerl": ("header", "facingp"),
    "headerr": ("header", "facingp"),
    "headerf": ("header", "titlepg"),
    "footer": ("footer", ""),
    "footerl": ("footer", "facingp"),
    "footerr": ("footer", "facingp"),
    "footerf": ("footer", "titlepg"),
}
"""What a destination is, and the switch without which no page shows it."""
_SWITCHES = ("v", "deleted", "revised", "caps")
"""Switches of a run: on unless a 0 follows."""
_BACKGROUND = ("cb", "chcbpat", "highlight")


class State(NamedTuple):
    """What a group hands on to the groups in it."""

    destination: str = _BODY
    skipped: int = 1
    r"""Bytes for old programs behind a ``\u``."""
    font: int | None = None
    size: float = _DEFAULT_SIZE
    colour: int = 0
    background: int = 0
    hidden: bool = False
    deleted: bool = False
    inserted: bool = False
    capitals: bool = False
    in_table: bool = False


class Open(NamedTuple):
    """A group that is open: the state before it, and what is to be done at its end."""

    before: State
    close: Callable[[], None] | None = None


class Reader:
    """One file on its way to its text."""

    def __init__(self, data: bytes) -> None:
        """Takes the file; nothing is read yet."""
        self._data = data
        self.sheet = Sheet()
        self._state = State()
        self._groups: list[Open] = []
        self._starred = False
        self._skip = 0
        self._bytes = bytearray()
        self._codepage = _DEFAULT_CODEPAGE
        self._default_font: int | None = None
        self._fonts, self._colours = Fonts(), Colours()
        self._switches: set[str] = set()
        self._bounds: list[tuple[str, str, Sheet]] = []
        self._notes: list[tuple[ConstructKind, Sheet]] = []
        self._boxes: list[Sheet] = []
        self._unseen: list[str] = []
        self._why = ""
        self._codes: list[str] = []
        """Codes of the fields that are open, the innermost last."""
        self._table: int | None = None
        self._cell = 0
        self._full_cells = False
        self._item: int | None = None
        """Where the item of a list begins that is open."""
        self._high = 0
        self.title = self.author = self.generator = ""

    # --- the file ----------------------------------------------------------------------------------------

    def read(self) -> Sheet:
        """All that a person reads.

        Raises:
            FormatError: it exceeds a limit, or is cut off.
        """
        for piece in pieces(self._data):
            if isinstance(piece, Raw):
                self._raw(piece)
                continue
            self._flush()
            self._to_table(piece)
            if isinstance(piece, Brace):
                self._brace(piece.opens)
            elif self._skip and piece.word not in ("u", "uc"):
                self._skip -= 1
            else:
                self._control(piece)
        self._flush()
        if self._groups:
            raise FormatError("truncated: the end of the file is missing; save or download it again")
        return self._whole()

    def _whole(self) -> Sheet:
        """Headers, body, notes and footers on one sheet."""
        self._end_paragraph()
        self._end_table()
        whole, seen = Sheet(), set[str]()

        def bounds(wanted: str) -> None:
            for kind, switch, sheet in self._bounds:
                text = sheet.text.strip()
                if kind != wanted or not text or text in seen:
                    continue
                if switch and switch not in self._switches:
                    whole.mark("unused_header", text=text[:_MOST_TEXT], note=kind)
                    continue
                seen.add(text)
                with whole.inside("header" if kind == "header" else "footer"):
                    whole.append(sheet)
                whole.end_line()

        bounds("header")
        whole.append(self.sheet)
        whole.end_line()
        for kind, sheet in self._notes:
            with whole.inside(kind):
                whole.append(sheet)
            whole.end_line()
        bounds("footer")
        return whole

    # --- groups ------------------------------------------------------------------------------------------

    def _brace(self, opens: bool) -> None:
        self._skip = 0
        if opens:
            self._groups.append(Open(self._state))
            return
        self._starred = False
        if not self._groups:
            return
        group = self._groups.pop()
        if group.close is not None:
            group.close()
        self._state = group.before

    def _at_end(self, close: Callable[[], None]) -> None:
        if self._groups:
            self._groups[-1] = self._groups[-1]._replace(close=close)

    def _destination(self, name: str) -> None:
        self._state = self._state._replace(destination=name)

    def _apart(self, put: Callable[[Sheet], None]) -> None:
        """What follows in this group goes onto a sheet of its own, which `put` takes at its end."""
        outer, table = self.sheet, (self._table, self._cell, self._full_cells)
        boxes, self._boxes, item = self._boxes, [], self._item
        self.sheet, self._table, self._item = Sheet(), None, None
        self._state = self._state._replace(destination=_BODY, in_table=False)

        def close() -> None:
            self._end_paragraph()
            self._end_table()
            made, self.sheet = self.sheet, outer
            self._table, self._cell, self._full_cells = table
            self._boxes, self._item = boxes, item
            put(made)

        self._at_end(close)

    def _to_table(self, piece: Brace | Control | Raw) -> None:
        if self._state.destination == "fonttbl":
            self._fonts.take(piece)
        elif self._state.destination == "colortbl":
            self._colours.take(piece)

    # --- control words -----------------------------------------------------------------------------------

    def _control(self, control: Control) -> None:
        word, number = control
        if word == "*":
            self._starred = True
            return
        starred, self._starred = self._starred, False
        if self._begins_destination(word, starred=starred):
            return
        if word == "uc":
            self._state = self._state._replace(skipped=max(number or 0, 0))
        elif word == "u":
            if number is not None:
                self._unicode(number)
        elif word == "ansicpg":
            self._codepage = number or _DEFAULT_CODEPAGE
        elif word in ("mac", "pc", "pca"):
            self._codepage = {"mac": 10000, "pc": 437, "pca": 850}[word]
        elif word in ("facingp", "titlepg"):
            self._switches.add(word)
        elif word == "deff":
            self._default_font = number
            self._state = self._state._replace(font=number)
        elif self._state.destination == _BODY and not self._look(word, number):
            self._layout(word)

    def _begins_destination(self, word: str, *, starred: bool) -> bool:
        """Whether a word begins a destination of its own."""
        if self._state.destination == _SKIP:
            return True
        if self._state.destination == "upr":  # said twice: for old programs, and in Unicode
            self._destination(self._groups[-2].before.destination if word == "ud" else _SKIP)
            return True
        if word in ("shptxt", "dptxbxtext"):
            self._apart(self._boxes.append)
        elif word in _BOUNDS:
            kind, switch = _BOUNDS[word]
            self._apart(lambda made: self._bounds.append((kind, switch, made)))
        elif word == "footnote":
            self._apart(lambda made: self._notes.append(("footnote", made)))
        elif word in ("title", "author", "fonttbl", "colortbl", "generator", "fldinst"):
            self._destination(word)
        elif word == "info":
            self._destination("info")
        elif word == "field":
            self._codes.append("")
            self._at_end(self._end_field)
        elif word == "fldrslt":
            start = self.sheet.length
            self._at_end(lambda: self._end_link(start))
        elif word == "upr":
            self._destination("upr")
        elif word in ("listtext", "pntext"):  # the sign of an item, for programs that know no lists
            self._item = self.sheet.length
            self._destination(_SKIP)
        elif word in _SKIPPED or (starred and word not in _STARRED):
            if word in ("pict", "shppict") and self._state.destination == _BODY:
                self.sheet.mark("picture")
            if word == "annotation" and self._state.destination == _BODY:
                self.sheet.mark("comment")
            self._destination(_SKIP)
        else:
            return False
        return True

    def _end_field(self) -> None:
        self._codes.pop()

    def _end_link(self, start: int) -> None:
        found = _LINK.match(self._codes[-1]) if self._codes else None
        if found is not None:
            self.sheet.mark("link", start, text=found[1][:2_000])

    def _look(self, word: str, number: int | None) -> bool:
        """Whether a word says how text looks."""
        state = self._state
        if word in _SWITCHES:
            self._state = _switched(state, word, on=number != 0)
        elif word == "plain":
            self._state = State(state.destination, state.skipped, self._default_font, in_table=state.in_table)
        elif word == "f":
            self._state = state._replace(font=number)
        elif word == "fs":
            self._state = state._replace(size=(number or 0) / 2 if number else _DEFAULT_SIZE)
        elif word == "cf":
            self._state = state._replace(colour=number or 0)
        elif word in _BACKGROUND:
            self._state = state._replace(background=number or 0)
        elif word == "intbl":
            self._state = state._replace(in_table=True)
        elif word == "pard":
            self._state = state._replace(in_table=False)
        else:
            return False
        return True

    def _layout(self, word: str) -> None:
        """Takes a word that is a character or arranges text."""
        if word in _CHARACTERS:
            self._add(_CHARACTERS[word])
        elif word in ("par", "sect"):
            self._end_paragraph()
        elif word == "tab":
            self._between("\t", "tab")
        elif word in ("line", "softline", "lbr"):
            self._between("\n", "line_break")
        elif word in ("page", "column"):
            self._between("\n", "page_break")
        elif word == "_":
            start = self.sheet.length
            self._add("-")
            self.sheet.mark("non_breaking_hyphen", start)
        elif word in ("cell", "nestcell"):
            self._end_cell()
        elif word in ("row", "nestrow"):
            self._end_paragraph()
            self._cell = self.sheet.length

    # --- text --------------------------------------------------------------------------------------------

    def _raw(self, raw: Raw) -> None:
        if self._skip:
            dropped = 1 if raw.escaped else min(self._skip, len(raw.data))
            self._skip -= dropped
            raw = Raw(raw.data[dropped:], raw.escaped)
        if self._state.destination in ("fonttbl", "colortbl"):
            self._to_table(raw)
        elif self._state.destination not in (_SKIP, "upr", "info"):
            self._bytes += raw.data

    def _flush(self) -> None:
        """Decodes the bytes of text since the last control word: characters may take several."""
        if not self._bytes:
            return
        data = bytes(self._bytes)
        self._bytes.clear()
        font = self._state.font
        if self._fonts.is_symbols(font) and self._state.destination == _BODY:
            self._symbols(data.decode("latin-1"))
            return
        self._say(decoded(data, self._fonts.codepage(font, self._codepage)))

    def _unicode(self, number: int) -> None:
        code = number & 0xFFFF if number < 0 else number
        self._skip = self._state.skipped
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return
        if 0xDC00 <= code < 0xE000 and self._high:
            code = 0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00
        self._high = 0
        if code > 0x10FFFF or 0xD800 <= code < 0xE000:
            code = 0xFFFD
        if 0xF000 <= code <= 0xF0FF and self._state.destination == _BODY:
            self._symbols(chr(code))
        else:
            self._say(chr(code))

    def _say(self, text: str) -> None:
        """Hands text to the destination that is open."""
        name = self._state.destination
        if name == _BODY:
            self._add(text)
        elif name == "fldinst":
            if self._codes:
                self._codes[-1] += text[:2_000]
        elif name in ("title", "author", "generator"):
            setattr(self, name, (getattr(self, name) + text)[:200])

    def _symbols(self, text: str) -> None:
        font = self._fonts.name(self._state.font)
        start = self.sheet.length
        if symbols.is_symbol_font(font):
            text = "".join(symbols.shown(font, ord(char)) if char > " " else char for char in text)
        if self._add(text):
            self.sheet.mark("symbol", start, note=font or "")

    def _add(self, text: str) -> bool:
        """Appends text that a person sees; what nobody sees is noted."""
        state = self._state
        why = self._why_unseen()
        if why:
            if self._why not in ("", why):
                self._note_unseen()
            self._why = why
            self._unseen.append(text)
            return False
        if text.strip():
            self._note_unseen()
        if self._table is not None and not state.in_table:
            self._end_table()
        if state.in_table and self._table is None:
            self._table = self._cell = self.sheet.length
        start = self.sheet.length
        self.sheet.add(text.upper() if state.capitals else text, state.size)
        if self.sheet.length > MOST_CHARS:
            raise FormatError(f"more than {MOST_CHARS:,} characters")
        if state.inserted:
            self._extend("insertion", start)
        return True

    def _why_unseen(self) -> str:
        state = self._state
        if state.deleted:
            return "deletion"
        if state.hidden:
            return "hidden"
        if state.size <= TINIEST:
            return "tiny"
        if self._colours.is_white(state.colour) and not self._colours.is_dark(state.background):
            return "white"
        return ""

    def _note_unseen(self) -> None:
        text = "".join(self._unseen).strip()
        if text:
            kind: ConstructKind = "deletion" if self._why == "deletion" else "hidden"
            self.sheet.mark(kind, text=text[:_MOST_TEXT], note="" if kind == "deletion" else self._why)
        self._unseen.clear()
        self._why = ""

    def _extend(self, kind: ConstructKind, start: int) -> None:
        """Notes a construct, or lets the one that ends here reach on."""
        marks = self.sheet.marks
        if marks and marks[-1].kind == kind and marks[-1].stop == start:
            start = marks.pop().start
        self.sheet.mark(kind, start)

    def _between(self, text: str, kind: ConstructKind) -> None:
        start = self.sheet.length
        if self._add(text):
            self.sheet.mark(kind, start)

    # --- paragraphs and tables ---------------------------------------------------------------------------

    def _end_paragraph(self) -> None:
        self._note_unseen()
        if self._item is not None:
            self.sheet.item(self._item)
            self._item = None
        self.sheet.end_line()
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            with self.sheet.inside("text_box"):
                self.sheet.append(box)
            self.sheet.end_line()

    def _end_cell(self) -> None:
        if self._table is None:
            self._table = self._cell = self.sheet.length
        if "\n" in self.sheet.text_since(self._cell).strip():
            self._full_cells = True
            self._end_paragraph()
        else:
            self._note_unseen()
            self.sheet.add("\t")
        self._cell = self.sheet.length

    def _end_table(self) -> None:
        if self._table is not None:
            self.sheet.end_line()
            self.sheet.mark("table", self._table, note="layout" if self._full_cells else "data")
        self._table, self._full_cells = None, False


def _switched(state: State, word: str, *, on: bool) -> State:
    """A state with one of `_SWITCHES` on or off."""
    if word == "v":
        return state._replace(hidden=on)
    if word == "deleted":
        return state._replace(deleted=on)
    return state._replace(inserted=on) if word == "revised" else state._replace(capitals=on)


def inspected(data: bytes) -> str | None:
    """Why a file cannot be read as RTF, in one line; None where it can."""
    try:
        check_size("rtf", len(data))
        Reader(data).read()
    except FormatError as error:
        return str(error)
    return None


def gather(data: bytes) -> tuple[LayoutFacts, Reference]:
    """The facts of an RTF, and its words as a person reads them.

    Raises:
        FormatError: it exceeds a limit, or is cut off.
    """
    reader = Reader(data)
    sheet = reader.read()
    file = FileFacts(
        size_bytes=len(data),
        title=reader.title.strip(),
        author=reader.author.strip(),
        creator=reader.generator.strip(" ;"),
    )
    return told("rtf", file, sheet, read_by="markup")
