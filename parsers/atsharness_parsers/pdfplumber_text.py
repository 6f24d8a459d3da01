"""pdfplumber: ``page.extract_text()`` of each page.

Who runs it: small open-source résumé analysers; no well-known product is publicly known to.

What it breaks on: it sorts characters by their position on the page, so the lines of two columns are
read across the gutter; words set without space characters and with narrow gaps (xelatex, TeX) are glued
into one. Letters of two sizes on one baseline are two lines: a name in small capitals comes out as "J R" and
"ORDAN EYES". Text printed twice comes out letter by letter twice, right-to-left text backwards. It reads
hidden, cropped, off-page and switched-off text, and no form fields or annotations.
"""

from __future__ import annotations

from operator import itemgetter

from atsharness.model import ParserPath, Reading, ReadOptions, Word
from atsharness_parsers._engine import PAGE_BREAK, PDF, PasswordError, need, quiet
from atsharness_parsers._pdfminer import page_origin, words_of_chars

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
    for page in document.pages:
        textmap = page.get_textmap()
        text, owners = textmap.as_string, [char for _, char in textmap.tuples]
        texts.append(text)
        left, top = page_origin(page.page_obj)
        origin = left + page.mediabox[0], top  # pdfplumber adds the media box's left to x, not to y
        words += words_of_chars(text, owners, box=box, font=font, origin=origin, page=page.page_number)
        page.close()
    return Reading(text=PAGE_BREAK.join(texts), words=tuple(words))


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
