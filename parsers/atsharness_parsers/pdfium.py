"""PDFium, Chrome's PDF engine: ``textpage.get_text_range()`` of pypdfium2.

Who runs it: no résumé parser is publicly known to; search and copy in Chrome use it.

What it breaks on: it follows the order of the file, as pymupdf-stream does. It joins words hyphenated at
a line end, hard hyphens too (it returns U+FFFE for the hyphen), and turns a zero-width space into a line
break. Of a Type 3 font without ToUnicode it returns codes, which may be control characters or all the same.
On a short page with wide gaps it may return one letter a line. It reads cropped and off-page text, and no
form fields or annotations.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from atsharness.model import Box, ParserPath, Reading, ReadOptions, Word
from atsharness.model.geometry import union
from atsharness_parsers import _pdfium
from atsharness_parsers._engine import PAGE_BREAK, PDF
from atsharness_parsers._words import as_displayed, tokens


def read(data: bytes, options: ReadOptions) -> Reading:
    """Reads `get_text_range()`; words have PDFium's loose character boxes.

    A word that runs over a line end has the box of its first part.
    """
    texts: list[str] = []
    words: list[Word] | None = []
    with _pdfium.opened(data, options) as document:
        for number in range(min(len(document), options.max_pages)):
            page = document[number]
            textpage = page.get_textpage()
            text = textpage.get_text_range()
            texts.append(text)
            if words is not None:
                found = _words(page, textpage, text, number + 1)
                words = None if found is None else words + found
            textpage.close()
            page.close()
    return Reading(text=PAGE_BREAK.join(texts), words=None if words is None else tuple(words))


def _words(page: Any, textpage: Any, text: str, number: int) -> list[Word] | None:
    index = _char_index(textpage, text)
    if index is None:
        return None
    around, rotation = page.get_bbox(), page.get_rotation()
    return [
        Word(
            text=text[start:end],
            page=number,
            box=as_displayed(_box(textpage, index[start], index[end - 1]), around, rotation),
            line=line,
        )
        for start, end, line in tokens(text)
    ]


def _char_index(textpage: Any, text: str) -> range | list[int] | None:
    """For each character of the text its index in PDFium's list of characters.

    The text is UTF-16 and leaves some characters of that list out.
    """
    from pypdfium2 import raw

    count, units = textpage.count_chars(), len(text) + sum(char > "\uffff" for char in text)
    if count == units == len(text):
        return range(count)
    index, unit = [], 0
    for char in text:
        found = raw.FPDFText_GetCharIndexFromTextIndex(textpage, unit)
        if found < 0:
            return None
        index.append(found)
        unit += 2 if char > "\uffff" else 1
    return index


def _box(textpage: Any, first: int, last: int) -> Box:
    """Box of the characters from first to last, in user space.

    Loose boxes have the font's height, so the ends of a word stand for all of it, unless it runs on
    elsewhere.
    """
    start: Box = textpage.get_charbox(first, loose=True)
    if first == last:
        return start
    end: Box = textpage.get_charbox(last, loose=True)
    if start[1] < end[3] and end[1] < start[3] and start[0] <= end[0]:
        return union((start, end))
    return union((start, *_run(textpage, first, last)))


def _run(textpage: Any, first: int, last: int) -> Iterator[Box]:
    """Boxes of characters up to one that is farther from its predecessor than twice its size."""
    previous = textpage.get_charbox(first, loose=True)
    for index in range(first, last + 1):
        box = textpage.get_charbox(index, loose=True)
        reach = 2 * max(previous[2] - previous[0], previous[3] - previous[1])
        if (
            max(box[0] - previous[2], previous[0] - box[2], box[1] - previous[3], previous[1] - box[3])
            > reach
        ):
            return
        yield box
        previous = box


PARSER = ParserPath(
    id="pdfium",
    family="pdfium",
    title="pypdfium2 textpage.get_text_range()",
    accepts=PDF,
    install=_pdfium.INSTALL,
    probe=_pdfium.probe,
    read=read,
    panel=True,
    cost=5.0,
)
