"""The faults that a layout has by nature, with their places, and those that a file's own entries show.

Where a block stands is told by counting off its letters in the order in which the typesetter drew them;
which blocks a fault concerns, by the arrangement. No rule is asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any, NamedTuple

from msgspec.structs import replace

from atsharness.model import Box
from atsharness.model.geometry import union
from atsharness_corpus.arrange import split_before
from atsharness_corpus.faults import Fault, all_faults
from atsharness_corpus.labels import FaultLabel
from atsharness_corpus.model import BULLET, Arrangement, Block, Built, Layout

FOUND = 0.9
"""Share of a place's pieces of text that must be found for it to be labelled."""

REACH = 120
"""Letters that may stand between two pieces of text that follow each other."""

UNMISTAKABLE = 8
"""Letters of a piece from which it is looked for anywhere in the file."""

BODY_SIZES = (8.0, 12.5)
"""Points between which body text is neither small nor large."""

MADE_UP = frozenset({"", "untitled", "(anonymous)", "anonymous", "about:blank"})
"""Titles that say nothing: that there is none, and what typesetters write where they are given none."""

_PHONE = re.compile(r"\d[\d ()/.-]{6,}\d")
_LEFT_OUT = re.compile(rf"[\s\u00ad\u2010\u2011{BULLET}-]")


class _Letter(NamedTuple):
    page: int
    box: Box


Places = dict[int, Box]
"""The box around some letters on each page."""
MOST_TORN = 2
"""Dates away from their entry from which on a column of dates does harm."""


def layout_faults(layout: Layout, built: Built) -> tuple[FaultLabel, ...]:
    """The labels of a layout's faults: one for each page that a fault stands on, or one without a place.

    Args:
        layout: whose `faults` are labelled.
        built: a file of it.
    """
    own = [fault for key, fault in all_faults().items() if key in layout.faults]
    text, letters = _drawn(built.in_order or built.pdf)
    spans = _spans(built.arrangement.blocks, text)
    labels: list[FaultLabel] = []
    for fault in own:
        groups = _CONCERNED[fault.id](built.arrangement) if fault.id in _CONCERNED else []
        found = [_places([spans.get(piece, range(0)) for piece in group], letters) for group in groups]
        if fault.id == "sidebar" and all(found):
            found = [min(found, key=_width)]
        harmless = fault.id == "date-column" and not _tears_dates(built)
        labels += _labels(replace(fault, expect="information") if harmless else fault, found)
    size = body_size(built.pdf)
    if size is not None and not BODY_SIZES[0] <= size <= BODY_SIZES[1]:
        labels += _labels(all_faults()["font-size"], [])
    return tuple(labels)


def _tears_dates(built: Built) -> bool:
    """Whether pdfminer's analysis of the layout parts two dates or more from their entries."""
    from pdfminer.high_level import extract_text

    read = _plain(extract_text(BytesIO(built.pdf)))
    heads = [
        (_plain(block.lead), _plain(block.text))
        for block in built.arrangement.blocks
        if block.kind == "title" and block.lead
    ]
    torn = sum(
        date + text[:UNMISTAKABLE] not in read and text[-UNMISTAKABLE:] + date not in read
        for date, text in heads
    )
    return torn >= MOST_TORN


def file_faults(pdf: bytes, known: Iterable[FaultLabel] = ()) -> tuple[FaultLabel, ...]:
    """The label of a file that names no language or no title of its own; none where it cannot be opened.

    Args:
        pdf: the file.
        known: its labels so far; what they say is not said twice.
    """
    import pikepdf

    fault = all_faults()["metadata-missing"]
    if any(label.fault == fault.id for label in known):
        return ()
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            title = str(document.docinfo.get("/Title", "")) if "/Info" in document.trailer else ""
            language = str(document.Root.get("/Lang", ""))
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return ()
    if language.strip() and title.strip().lower() not in MADE_UP:
        return ()
    return tuple(_labels(fault, []))


def body_size(pdf: bytes) -> float | None:
    """The size of most letters, in points; None for a file without any."""
    import pymupdf

    opened: Any = pymupdf.open
    sizes: Counter[float] = Counter()
    with opened(stream=pdf, filetype="pdf") as document:
        for page in document:
            for span in page.get_texttrace():
                sizes[round(span["size"], 1)] += sum(not chr(char[0]).isspace() for char in span["chars"])
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes.total() else None


# --- which text a fault concerns --------------------------------------------------------------------

Group = list[tuple[int, str]]
"""Pieces of an arrangement's text: a block's index, and ``lead``, ``text`` or ``right``."""


def _columns(arrangement: Arrangement) -> list[Group]:
    """Each column as a place of its own."""
    groups: list[Group] = []
    start = len(arrangement.header)
    for column in arrangement.columns:
        groups.append([piece for at, block in enumerate(column, start) for piece in _pieces(at, block)])
        start += len(column)
    return groups


def _dates(arrangement: Arrangement) -> list[Group]:
    """The date before each title."""
    return [
        [(at, "lead")] for at, block in enumerate(arrangement.blocks) if block.kind == "title" and block.lead
    ]


def _contacts(arrangement: Arrangement) -> list[Group]:
    """The lines with an e-mail address or a phone number."""
    return [
        [(at, "text")]
        for at, block in enumerate(arrangement.blocks)
        if block.kind == "contact" and ("@" in block.text or _PHONE.search(block.text))
    ]


def _tables(arrangement: Arrangement) -> list[Group]:
    """The sections whose entries begin with their dates: jobs and degrees."""
    groups: list[Group] = []
    start = 0
    for section in split_before(arrangement.blocks, "section"):
        if len(section) > 1 and section[0].kind == "section" and section[1].kind == "meta":
            groups.append(
                [piece for at, block in enumerate(section[1:], start + 1) for piece in _pieces(at, block)]
            )
        start += len(section)
    return groups


def _pieces(at: int, block: Block) -> Iterator[tuple[int, str]]:
    for part in ("lead", "text", "right"):
        if getattr(block, part):
            yield at, part


_CONCERNED = {
    "sidebar": _columns,
    "columns": _columns,
    "interleaved-columns": _columns,
    "date-column": _dates,
    "contact-in-footer": _contacts,
    "layout-table": _tables,
}


# --- where it stands ----------------------------------------------------------------------------------


def _drawn(pdf: bytes) -> tuple[str, list[_Letter]]:
    """All letters in the order in which they are drawn, and where each stands."""
    import pymupdf

    opened: Any = pymupdf.open
    text: list[str] = []
    letters: list[_Letter] = []
    with opened(stream=pdf, filetype="pdf") as document:
        for number, page in enumerate(document, start=1):
            for span in page.get_texttrace():
                for char in span["chars"]:
                    plain = _plain(chr(char[0]))
                    text.append(plain)
                    letters += [_Letter(number, tuple(char[3]))] * len(plain)
    return "".join(text), letters


def _plain(text: str) -> str:
    """Letters alone, in one form: no spaces, hyphens or bullets."""
    return _LEFT_OUT.sub("", unicodedata.normalize("NFKC", text)).lower()


def _places(spans: Sequence[range], letters: Sequence[_Letter]) -> Places:
    """The boxes of a group by page; empty where too few of its pieces are found."""
    if sum(map(bool, spans)) < FOUND * len(spans):
        return {}
    boxes: dict[int, list[Box]] = {}
    for letter in (letters[at] for span in spans for at in span):
        if letter.box[0] < letter.box[2]:
            boxes.setdefault(letter.page, []).append(letter.box)
    return {page: _around(some) for page, some in sorted(boxes.items())}


def _around(boxes: Iterable[Box]) -> Box:
    x0, y0, x1, y1 = union(boxes)
    return round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)


def _spans(blocks: Sequence[Block], text: str) -> dict[tuple[int, str], range]:
    """Where in the text drawn each piece begins and ends: after the one before it, or anywhere if long."""
    found: dict[tuple[int, str], range] = {}
    end = 0
    for at, block in enumerate(blocks):
        for piece in _pieces(at, block):
            wanted = _plain(getattr(block, piece[1]))
            start = text.find(wanted, end, end + len(wanted) + REACH)
            if start < 0 and len(wanted) >= UNMISTAKABLE and text.count(wanted) == 1:
                start = text.find(wanted)
            if start >= 0 and wanted:
                end = start + len(wanted)
                found[piece] = range(start, end)
    return found


def _width(places: Places) -> float:
    return max(box[2] - box[0] for box in places.values())


def _labels(fault: Fault, places: Sequence[Places]) -> Iterator[FaultLabel]:
    """One label a page, or one without a place where a place is not known."""
    pages = sorted({page for one in places for page in one}) if all(places) else []
    for page in pages or (None,):
        yield FaultLabel(
            fault=fault.id,
            rule_ids=fault.rule_ids,
            expect=fault.expect,
            page=page,
            boxes=None if page is None else tuple(one[page] for one in places if page in one),
        )
