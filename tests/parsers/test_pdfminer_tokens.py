"""pdfminer's streams parsed by whole tokens: the same objects as the engine's own machine finds."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from content_streams import TOKENS, contents
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.cmapdb import CMapParser, FileUnicodeMap
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSEOF

from atsharness_parsers._pdfminer_tokens import cmap_parser, content_parser


def _objects(parser: type[Any], *streams: bytes) -> list[object]:
    found: list[object] = []
    try:
        reading = parser([PDFStream({}, data) for data in streams])
        while True:
            pos, one = reading.nextobject()
            found.append((pos, (one.attrs, one.rawdata) if isinstance(one, PDFStream) else one))
    except PSEOF:
        pass
    except Exception as error:
        found.append((type(error), str(error)))
    return found


@given(contents(), contents())
def test_objects_of_random_streams_are_the_engines(first: bytes, second: bytes) -> None:
    assert repr(_objects(content_parser(), first, second)) == repr(_objects(PDFContentParser, first, second))


@pytest.mark.parametrize("shift", [0, 1, 2, 3, 5, 7])
def test_a_token_cut_off_by_the_buffers_end_is_the_engines(shift: int) -> None:
    data = b" " * shift + b"BT /F1 12.5 Tf [(ab\\051c) -12 <0041>] TJ << /MCID 3 >> BDC\n" * 400
    assert _objects(content_parser(), data) == _objects(PDFContentParser, data)


def test_an_inline_image_is_the_engines() -> None:
    data = b"q BI /W 2 /H 1 /BPC 8 ID \x00(]BT 1 0 EI Q (after) Tj"
    found = _objects(content_parser(), data)
    assert found == _objects(PDFContentParser, data)
    assert "b'after'" in repr(found)


def _mapped(parser: type[Any], data: bytes) -> object:
    known = FileUnicodeMap()
    try:
        parser(known, BytesIO(data)).run()
    except Exception as error:
        return type(error), str(error)
    return known.cid2unichr, known.attrs


MAP = (
    b"/CIDInit /ProcSet findresource begin begincmap /CMapName /A def 1 begincodespacerange <00> <ff>"
    b" endcodespacerange 2 beginbfchar <01> <0041> <02> <D83DDE00> endbfchar"
    b" 2 beginbfrange <03> <05> <0043> <06> <07> [<0061> <0062>] endbfrange endcmap end"
)


@given(st.lists(st.tuples(st.integers(0, len(MAP) - 1), st.sampled_from(TOKENS)), max_size=4))
def test_maps_of_unicode_are_the_engines(changes: list[tuple[int, bytes]]) -> None:
    data = MAP
    for at, token in changes:
        data = data[:at] + token + data[at:]
    assert _mapped(cmap_parser(), data) == _mapped(CMapParser, data)
    assert len(_mapped(cmap_parser(), MAP)[0]) == 7  # type: ignore[index]
