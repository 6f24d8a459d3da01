"""pypdf: text page by page. The engine gives no boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from atsharness.model import Reading, ReadOptions
from atsharness_parsers._engine import PAGE_BREAK, PasswordError, need, quiet
from atsharness_parsers._kept import Kept, is_tried
from atsharness_parsers._pypdf_tokens import content_stream

if TYPE_CHECKING:
    from pypdf import PageObject

INSTALL = "pip install 'pypdf>=6'"

SCALE_WEIGHT, FONT_HEIGHT_WEIGHT = 1.25, 1
"""Defaults of layout mode."""

_parsed: Kept[PageObject] = Kept()
"""Pages with their content parsed."""


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of pypdf."""
    return str(need("pypdf", INSTALL).__version__)


def read(data: bytes, options: ReadOptions, mode: Literal["plain", "layout"]) -> Reading:
    """Reads with one of pypdf's extraction modes, "plain" or "layout".

    Raises:
        PasswordError: encrypted, and the password does not open it.
    """
    quiet("pypdf")
    try:
        text = PAGE_BREAK.join(_texts(data, options, mode))
    except Exception as error:
        if stable(str(error)) == str(error):
            raise
        raise ValueError(f"{type(error).__name__}: {stable(str(error))}") from error
    return Reading(text=text)


def _texts(data: bytes, options: ReadOptions, mode: Literal["plain", "layout"]) -> Iterator[str]:
    """The text of each page. Layout mode leaves its pages, with their content parsed, for plain mode."""
    kept = _parsed.pages(data, options)
    if mode == "plain" and kept is not None:
        yield from (page.extract_text() for page in kept)
    elif mode == "layout" and is_tried("pypdf"):
        with _parsed.keeping(data, options) as keep:
            for page in _pages(data, options):
                text, operations = _laid_out(page)
                keep(page, operations)
                yield text
    else:
        yield from (page.extract_text(extraction_mode=mode) for page in _pages(data, options))


def _pages(data: bytes, options: ReadOptions) -> Iterator[PageObject]:
    from io import BytesIO

    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(options.password or ""):
        raise PasswordError
    for number in range(min(len(reader.pages), options.max_pages)):
        yield reader.pages[number]


def _laid_out(page: PageObject) -> tuple[str, int]:
    """What `page.extract_text(extraction_mode="layout")` returns (pypdf 7.1, ``_layout_mode_text``).

    The page has its content parsed from then on.

    Returns:
        The text, and how many operations the content has.
    """
    from pypdf._text_extraction import _layout_mode as layout
    from pypdf.generic import ArrayObject, NameObject, StreamObject

    fonts = page._layout_mode_fonts()
    found = page.get("/Contents")
    found = None if found is None else found.get_object()
    if not isinstance(found, (ArrayObject, StreamObject)):
        return "", 0
    content = content_stream()(found, page.pdf, "bytes")
    written = content.get_data()
    operations = content.operations
    content._data = written  # given up by parsing, it would be written anew
    page[NameObject("/Contents")] = content
    groups = layout.text_show_operations(iter(operations), fonts, True, None)
    if not groups:
        return "", len(operations)
    rows, width = layout.y_coordinate_groups(groups, None), layout.fixed_char_width(groups, SCALE_WEIGHT)
    return layout.fixed_width_page(rows, width, True, FONT_HEIGHT_WEIGHT), len(operations)


def stable(message: str) -> str:
    """A message of pypdf without addresses: it writes ``IndirectObject(4, 0, <address of the reader>)``."""
    return re.sub(r"IndirectObject\((\d+), (\d+), \d+\)", r"\1 \2 R", message)
