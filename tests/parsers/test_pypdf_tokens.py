"""pypdf's streams parsed by whole tokens: the same operations as the engine's own parser finds."""

from __future__ import annotations

from typing import Any

import pytest
from content_streams import contents
from hypothesis import given
from pypdf.generic import ContentStream, DecodedStreamObject

from atsharness_parsers import _pypdf_tokens
from atsharness_parsers._pypdf_tokens import content_stream


def _operations(parser: type[Any], data: bytes, encoding: str | None = "bytes") -> object:
    stream = DecodedStreamObject()
    stream.set_data(data)
    try:
        found = parser(stream, None, encoding).operations
    except RecursionError:
        raise
    except Exception as error:
        return type(error), str(error)
    return [
        (
            operator,
            [(type(one), repr(one)) for one in operands] if isinstance(operands, list) else repr(operands),
        )
        for operands, operator in found
    ]


@given(contents())
def test_operations_of_random_streams_are_the_engines(data: bytes) -> None:
    assert _operations(content_stream(), data) == _operations(ContentStream, data)


@pytest.mark.parametrize(
    "data",
    [
        b"BT /F1 12.5 Tf [(ab\\051c) -12 <0041 4>] TJ << /MCID 3 >> BDC (a(b)c) ' ET",
        b"q BI /W 2 /H 1 /BPC 8 /CS /G ID ab EI Q (after) Tj",
        b"% a comment\n(a) Tj",
        b"[(a) [1 2] << /A 1 >> true] TJ",
        b"1 0 0 RG 1 0 R Tj",
        b"(never closed",
    ],
)
def test_operations_are_the_engines(data: bytes) -> None:
    found = _operations(content_stream(), data)
    assert found == _operations(ContentStream, data)
    assert found


def test_what_is_too_large_and_other_encodings_are_the_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"(caf\\351) Tj\n"
    assert _operations(content_stream(), data, None) == _operations(ContentStream, data, None)
    monkeypatch.setattr(_pypdf_tokens, "MOST_BYTES", 5)
    assert _operations(content_stream(), data) == _operations(ContentStream, data)
    monkeypatch.setattr(_pypdf_tokens, "MOST_ELEMENTS", 1)
    assert _operations(content_stream(), b"[1 2 3] TJ") == _operations(ContentStream, b"[1 2 3] TJ")
