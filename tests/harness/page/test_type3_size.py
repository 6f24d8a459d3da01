"""Type 3 fonts whose matrix makes their glyphs ten times as large as the size that the file names."""

from __future__ import annotations

import io

import pikepdf
import pytest

from atsharness.facts.gather import gather
from atsharness.reference.visual import see

MAP = (
    "begincmap 1 begincodespacerange <00> <FF> endcodespacerange 3 beginbfchar"
    " <01> <0061> <02> <0062> <03> <0063> endbfchar endcmap"
)


def drawn(matrix: float, size: float) -> bytes:
    """A page with the word "abc", each letter a block of 600 by 700 units."""
    document = pikepdf.new()
    block = b"700 0 0 0 700 700 d1 50 0 600 700 re f"
    names = [pikepdf.Name(f"/{letter}") for letter in "abc"]
    encoding = pikepdf.Dictionary(Type=pikepdf.Name.Encoding, Differences=[1, *names])
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type3,
        FontBBox=[0, -200, 700, 900],
        FontMatrix=[matrix, 0, 0, matrix, 0, 0],
        FirstChar=1,
        LastChar=3,
        Widths=[700, 700, 700],
        CharProcs=pikepdf.Dictionary({str(name): document.make_stream(block) for name in names}),
        Encoding=encoding,
        ToUnicode=document.make_stream(MAP.encode()),
    )
    document.add_blank_page(page_size=(300, 100))
    page = document.pages[0]
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(font)))
    page.Contents = document.make_stream(f"BT /F1 {size} Tf 40 40 Td <010203> Tj ET".encode())
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize(("matrix", "size"), [(0.001, 11), (0.01, 1.1)])
def test_letters_are_as_large_as_they_are_seen(matrix: float, size: float) -> None:
    facts = gather(drawn(matrix, size))
    (run,) = facts.pages[0].runs
    assert run.visible
    assert run.size == pytest.approx(11, rel=0.2)
    assert see(facts).text == "abc"


def test_tiny_letters_stay_tiny() -> None:
    (run,) = gather(drawn(0.001, 1.1)).pages[0].runs
    assert run.hidden == "tiny"
