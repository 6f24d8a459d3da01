"""pdfminer.six: text as `pdfminer.high_level.extract_text` gives it, and words from the same layout."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias

from atsharness.model import Box, Reading, ReadOptions, Word
from atsharness_parsers._engine import PasswordError, need, quiet
from atsharness_parsers._kept import Kept, is_tried
from atsharness_parsers._pdfminer_tokens import usual_tokens_at_once
from atsharness_parsers._words import as_displayed, bare_font, tokens, visible

if TYPE_CHECKING:
    from pdfminer.layout import LAParams, LTItem, LTPage, LTTextBox, LTTextLine
    from pdfminer.pdfpage import PDFPage

    Interpreted: TypeAlias = tuple[PDFPage, LTPage]

INSTALL = "pip install pdfminer.six"

INTERPRETED: Kept[Interpreted] = Kept()
"""Pages with their characters. pdfplumber's have lines and pictures too, which are no text."""
_boxes: Kept[tuple[PDFPage, Any]] = Kept()
"""Pages with their text boxes in the order of `boxes_flow`."""


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
    texts: list[str] = []
    words: list[Word] = []
    for number, (page, layout) in enumerate(_arranged(data, options, boxes_flow), 1):
        text, owners = _flatten(layout)
        texts.append(text)
        words += words_of_chars(
            text,
            owners,
            box=attrgetter("bbox"),
            font=attrgetter("fontname"),
            origin=page_origin(page),
            page=number,
        )
    return Reading(text="".join(texts), words=tuple(words))


def _arranged(data: bytes, options: ReadOptions, boxes_flow: float | None) -> Iterator[tuple[PDFPage, Any]]:
    """Pages and what pdfminer's layout analysis makes of them.

    The analysis finds the same boxes whatever their order is to be, so they are found once.
    """
    from pdfminer.layout import LAParams

    parameters = LAParams(boxes_flow=boxes_flow)
    if boxes_flow is None and is_tried("pdfminer") and (kept := _boxes.pages(data, options)) is not None:
        for page, layout in kept:
            yield page, layout.from_the_top()
        return
    with _boxes.keeping(data, options) as keep:
        for page, layout in _interpreted(data, options):
            found = _page_type()(layout)
            found.analyze(parameters)
            keep((page, found), size(layout))
            yield page, found


def _interpreted(data: bytes, options: ReadOptions) -> Iterator[Interpreted]:
    """Pages with their characters, before any layout analysis, as `TextConverter` gets them."""
    if (kept := INTERPRETED.pages(data, options)) is not None:
        yield from kept
        return
    from io import BytesIO, StringIO

    from pdfminer.converter import TextConverter
    from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    quiet("pdfminer")

    class Keeper(TextConverter):
        """Keeps a page's characters instead of writing them; like its parent it keeps no paths or images."""

        page: LTPage

        def receive_layout(self, ltpage: LTPage) -> None:
            self.page = ltpage

    try:
        document = PDFDocument(PDFParser(BytesIO(data)), password=options.password or "")
    except PDFPasswordIncorrect as error:
        raise PasswordError from error
    resources = PDFResourceManager()
    keeper = Keeper(resources, StringIO(), laparams=None)
    interpreter = PDFPageInterpreter(resources, keeper)
    with INTERPRETED.keeping(data, options) as keep:
        for page in islice(PDFPage.create_pages(document), options.max_pages):
            with usual_tokens_at_once():
                interpreter.process_page(page)
            keep((page, keeper.page), size(keeper.page))
            yield page, keeper.page


def size(items: Iterable[LTItem]) -> int:
    """How many objects there are, those within others too."""
    from pdfminer.layout import LTContainer

    return sum(1 + size(item) if isinstance(item, LTContainer) else 1 for item in items)


@cache
def _page_type() -> Any:
    """A page that knows in which order its text boxes were found."""
    from pdfminer.layout import LTPage, LTTextBoxVertical

    class Page(LTPage):
        """A copy of a page that was interpreted, to be analysed."""

        def __init__(self, page: LTPage) -> None:
            super().__init__(page.pageid, page.bbox)
            self.boxes: list[LTTextBox] = []
            self.extend(page)

        def group_textlines(self, laparams: LAParams, lines: Iterable[LTTextLine]) -> Iterator[LTTextBox]:
            self.boxes = list(super().group_textlines(laparams, lines))
            return iter(self.boxes)

        def from_the_top(self) -> list[LTItem]:
            """Its items in the order that the analysis gives them for a `boxes_flow` of None."""

            def height(box: LTTextBox) -> tuple[int, float, float]:
                return (0, -box.x1, -box.y0) if isinstance(box, LTTextBoxVertical) else (1, -box.y0, box.x0)

            return [*sorted(self.boxes, key=height), *self._objs[len(self.boxes) :]]

    return Page


def _flatten(layout: Iterable[LTItem]) -> tuple[str, list[Any]]:
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

    for item in layout:
        visit(item)
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
