"""pdfplumber: ``page.extract_text()`` of each page.

Who runs it: small open-source résumé analysers; no well-known product is publicly known to.

What it breaks on: it sorts characters by their position on the page, so the lines of two columns are
read across the gutter; words set without space characters and with narrow gaps (xelatex, TeX) are glued
into one. Letters of two sizes on one baseline are two lines: a name in small capitals comes out as "J R" and
"ORDAN EYES". Text printed twice comes out letter by letter twice, right-to-left text backwards. It reads
hidden, cropped, off-page and switched-off text, and no form fields or annotations.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from atsharness.model import ParserPath, Reading, ReadOptions, Word
from atsharness_parsers._engine import PAGE_BREAK, PDF, PasswordError, need, quiet
from atsharness_parsers._kept import is_tried
from atsharness_parsers._pdfminer import INTERPRETED, page_origin, size, words_of_chars
from atsharness_parsers._pdfminer_tokens import usual_tokens_at_once

if TYPE_CHECKING:
    from pdfminer.layout import LTItem
    from pdfplumber.page import Page

INSTALL = "pip install pdfplumber"


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of pdfplumber and of the pdfminer.six below it."""
    plumber = need("pdfplumber", INSTALL)
    return f"{plumber.__version__} (pdfminer.six {plumber.pdfminer.__version__})"


def read(data: bytes, options: ReadOptions) -> Reading:
    """Reads with default tolerances; words come from the map that `extract_text` writes its text from.

    Raises:
        PasswordError: encrypted, and the password does not open it.
    """
    from io import BytesIO

    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    quiet("pdfminer", "pdfplumber")
    pdfplumber = need("pdfplumber", INSTALL)
    try:
        document = pdfplumber.open(
            BytesIO(data), pages=range(1, options.max_pages + 1), password=options.password
        )
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise PasswordError from error
        raise
    box = itemgetter("x0", "y0", "x1", "y1")
    font = itemgetter("fontname")
    texts: list[str] = []
    words: list[Word] = []
    tried = is_tried("pdfminer", "pdfplumber")
    with INTERPRETED.keeping(data, options) as keep:
        for page in document.pages:
            if tried:
                page.process_object = _only_what_text_needs(page)
            with usual_tokens_at_once():
                textmap = page.get_textmap()
            text, owners = textmap.as_string, [char for _, char in textmap.tuples]
            texts.append(text)
            left, top = page_origin(page.page_obj)
            origin = left + page.mediabox[0], top  # pdfplumber adds the media box's left to x, not to y
            words += words_of_chars(text, owners, box=box, font=font, origin=origin, page=page.page_number)
            if tried:
                keep((page.page_obj, page.layout), size(page.layout))
            page.close()
    return Reading(text=PAGE_BREAK.join(texts), words=tuple(words))


def _only_what_text_needs(page: Page) -> Callable[[LTItem], dict[str, Any]]:
    """In place of a page's `process_object`: of a character what text is made of, and nothing else.

    pdfplumber (0.11) also takes its colours, matrix and tags, which costs more than all the rest of its work.
    """
    from pdfminer.layout import LTChar

    engine = page.process_object
    left, top = page.mediabox[:2]
    height, above, number = page.height, page.initial_doctop, page.page_number

    def process(item: LTItem) -> dict[str, Any]:
        if not isinstance(item, LTChar) or isinstance(item.fontname, bytes):
            return engine(item)
        from_top = (height - item.y1) + top
        return {
            "object_type": "char",
            "page_number": number,
            "text": item.get_text(),
            "fontname": item.fontname,
            "upright": item.upright,
            "size": item.size,
            "x0": item.x0 + left if left != 0 else item.x0,
            "x1": item.x1 + left if left != 0 else item.x1,
            "y0": item.y0,
            "y1": item.y1,
            "top": from_top,
            "bottom": (height - item.y0) + top,
            "doctop": above + from_top,
        }

    return process


PARSER = ParserPath(
    id="pdfplumber",
    family="pdfminer",
    title="pdfplumber page.extract_text()",
    accepts=PDF,
    install=INSTALL,
    probe=probe,
    read=read,
    panel=True,
    cost=110.0,
)
