"""pdfminer.six: text as `pdfminer.high_level.extract_text` gives it, and words from the same layout."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from atsharness.model import Box, Reading, ReadOptions, Word
from atsharness_parsers._engine import PasswordError, need, quiet
from atsharness_parsers._words import as_displayed, bare_font, tokens, visible

if TYPE_CHECKING:
    from pdfminer.layout import LTItem, LTPage
    from pdfminer.pdfpage import PDFPage

INSTALL = "pip install pdfminer.six"


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of pdfminer.six."""
    need("pdfminer.converter", INSTALL)
    return str(need("pdfminer", INSTALL).__version__)


def read(data: bytes, options: ReadOptions, boxes_flow: float | None) -> Reading:
    """Reads a PDF with default layout parameters but for `boxes_flow`.

    Args:
        data: the file.
        options: password and page limit are heeded.
        boxes_flow: pdfminer's weight of position in the order of text boxes; None sorts them from
            top to bottom.

    Raises:
        PasswordError: encrypted, and the password does not open it.
    """
    from io import BytesIO, StringIO

    from pdfminer.converter import TextConverter
    from pdfminer.layout import LAParams
    from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    quiet("pdfminer")

    class Keeper(TextConverter):
        """Keeps a page's layout instead of writing it; like its parent it keeps no paths or images."""

        page: LTPage

        def receive_layout(self, ltpage: LTPage) -> None:
            self.page = ltpage

    try:
        document = PDFDocument(PDFParser(BytesIO(data)), password=options.password or "")
    except PDFPasswordIncorrect as error:
        raise PasswordError from error
    resources = PDFResourceManager()
    keeper = Keeper(resources, StringIO(), laparams=LAParams(boxes_flow=boxes_flow))
    interpreter = PDFPageInterpreter(resources, keeper)
    texts: list[str] = []
    words: list[Word] = []
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        if number > options.max_pages:
            break
        interpreter.process_page(page)
        text, owners = _flatten(keeper.page)
        texts.append(text)
        words += words_of_chars(
            text,
            owners,
            box=lambda char: char.bbox,
            font=lambda char: char.fontname,
            origin=page_origin(page),
            page=number,
        )
    return Reading(text="".join(texts), words=tuple(words))


def _flatten(layout: LTPage) -> tuple[str, list[Any]]:
    """A page's text as TextConverter writes it, and for each character the item that brought it."""
    from pdfminer.layout import LTContainer, LTText, LTTextBox

    strings: list[str] = []
    owners: list[Any] = []

    def visit(item: LTItem) -> None:
        if isinstance(item, LTContainer):
            for child in item:
                visit(child)
        elif isinstance(item, LTText):
            string = item.get_text()
            strings.append(string)
            if len(string) == 1:
                owners.append(item)
            else:
                owners.extend([item] * len(string))
        if isinstance(item, LTTextBox):
            strings.append("\n")
            owners.append(None)

    visit(layout)
    strings.append("\f")
    owners.append(None)
    return "".join(strings), owners


def words_of_chars(
    text: str,
    owners: Sequence[Any],
    *,
    box: Callable[[Any], Box],
    font: Callable[[Any], str],
    origin: tuple[float, float],
    page: int,
) -> list[Word]:
    """Words of a page's text from the characters that brought it.

    Args:
        text: the page's text.
        owners: for each character of the text its layout character; any value at white space.
        box: a layout character's box, y upwards.
        font: a layout character's font.
        origin: left and top of the visible page where the boxes are measured.
        page: number of the page, from 1.
    """
    left, top = origin
    bare: dict[str, str] = {}
    words = []
    for start, end, line in tokens(text):
        chars = owners[start:end]
        x0s, y0s, x1s, y1s = zip(*map(box, chars), strict=True)
        name = font(chars[0])
        if name not in bare:
            bare[name] = bare_font(name if isinstance(name, str) else repr(name))
        words.append(
            Word(
                text=text[start:end],
                page=page,
                box=(min(x0s) - left, top - max(y1s), max(x1s) - left, top - min(y0s)),
                line=line,
                font=bare[name],
            )
        )
    return words


def page_origin(page: PDFPage) -> tuple[float, float]:
    """Left and top of the visible page in pdfminer's layout.

    The layout's origin is the lower left of the media box, after the page's rotation.
    """
    media, rotation = page.mediabox, page.rotate % 360
    left, top, *_ = as_displayed(visible(page.cropbox, media), media, rotation)
    height = media[2] - media[0] if rotation in (90, 270) else media[3] - media[1]
    return left, height - top
