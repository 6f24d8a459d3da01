"""What elements of WordprocessingML say of themselves: text, rows and cells, switches."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from atsharness.docx.styles import Look, child, is_on, local, value

TINIEST = 2.0
"""Points up to which nobody reads text."""
_LAYOUT_ROWS = 3
"""A table without lines of so few rows, with several paragraphs in a cell, arranges the page."""


def switched_on(parent: Element | None, name: str) -> bool:
    """Whether a switch below an element is on; it is off where it is not there."""
    found = child(parent, name) if parent is not None else None
    return found is not None and is_on(found)


def kinds_shown(*, first: bool, even: bool, one_page: bool) -> set[str]:
    """The kinds of headers that pages of a section show."""
    kinds = {"first"} if first else set()
    if not (first and one_page):
        kinds |= {"default", "even"} if even else {"default"}
    return kinds


def plain_text(element: Element, *, deleted: bool = False) -> str:
    """All text below an element, paragraphs on lines of their own; deleted words only where asked for."""
    parts = []
    for item in element.iter():
        name = local(item.tag)
        if name == "t" or (deleted and name == "delText"):
            parts.append(item.text or "")
        elif name in ("p", "br", "cr", "tab"):
            parts.append("\n" if name == "p" else " ")
    return "".join(parts).strip()


def why_hidden(look: Look) -> str:
    """In a word why nobody sees a run."""
    if look.hidden:
        return "hidden"
    return "tiny" if look.size is not None and look.size <= TINIEST else "white"


def cells_or_rows(element: Element, name: str, around: str = "") -> Iterator[tuple[Element, str]]:
    """Rows or cells, also those that a content control or a tag is put around, and what is around them."""
    for item in element:
        own = local(item.tag)
        if own == name:
            yield item, around
        elif own == "sdt":
            content = child(item, "sdtContent")
            if content is not None:
                yield from cells_or_rows(content, name, "row" if name == "tr" else "cell")
        elif own in ("customXml", "ins", "moveTo"):
            yield from cells_or_rows(item, name, around)


def lines_of(cell: Element) -> int:
    """How many paragraphs of a cell have text."""
    paragraphs = [item for item in cell.iter() if local(item.tag) in ("p", "tbl")]
    return sum(1 for item in paragraphs if local(item.tag) == "tbl" or plain_text(item))


def table_note(table: Element, rows: list[tuple[Element, str]]) -> str:
    """Whether a table arranges the page or holds data."""
    cells = [cell for row, _ in rows for cell, _ in cells_or_rows(row, "tc")]
    full = any(lines_of(cell) > 1 for cell in cells)
    borders = child(table, "tblPr", "tblBorders")
    lined = borders is not None and any(value(side) not in ("nil", "none") for side in borders)
    if len(rows) <= _LAYOUT_ROWS and full and not lined:
        return "layout"
    return "layout" if full and not lined and len(rows) > 1 else "data"
