"""A glyph without a letter of its own, to which /ActualText gives one."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
import pymupdf
import pytest
import typst

from atsharness.facts.gather import gather
from atsharness.model.text_facts import ActualText, UnmappedGlyphs
from atsharness.reference.visual import see

TEXT = "Certified findings of the first five files"
SOURCE = f'#set page(width: 12cm, height: 3cm)\n#set text(font: "Libertinus Serif")\n{TEXT}'


def without_fi(pdf: bytes, replacement: str) -> pikepdf.Pdf:
    """A file whose map lacks the ligature fi, each of which is given as `replacement`."""
    document = pikepdf.open(io.BytesIO(pdf))
    page = document.pages[0]
    (font,) = page.Resources.Font.values()
    source = font.ToUnicode.read_bytes().decode("latin-1")
    (code,) = re.findall("<([0-9A-Fa-f]{4})> <00660069>", source)
    source = source.replace(f"<{code}> <00660069>\n", "")
    source = re.sub(r"(\d+) beginbfchar", lambda found: f"{int(found[1]) - 1} beginbfchar", source, count=1)
    font.ToUnicode.write(source.encode("latin-1"))
    steps = list(_steps(pikepdf.parse_content_stream(page), bytes.fromhex(code), replacement))
    page.Contents = document.make_stream(pikepdf.unparse_content_stream(steps))
    return document


def _steps(steps: list[pikepdf.ContentStreamInstruction], code: bytes, text: str) -> Iterator[object]:
    for step in steps:
        if str(step.operator) != "TJ":
            yield step
            continue
        for item in step.operands[0]:
            data = bytes(item) if isinstance(item, pikepdf.String) else None
            for part in [item] if data is None else [data[at : at + 2] for at in range(0, len(data), 2)]:
                shown = part if data is None else pikepdf.String(part)
                if part == code:
                    given = pikepdf.Dictionary(ActualText=pikepdf.String(text))
                    yield pikepdf.ContentStreamInstruction(
                        [pikepdf.Name.Span, given], pikepdf.Operator("BDC")
                    )
                yield pikepdf.ContentStreamInstruction([pikepdf.Array([shown])], pikepdf.Operator("TJ"))
                if part == code:
                    yield pikepdf.ContentStreamInstruction([], pikepdf.Operator("EMC"))


def over_outlines(document: pikepdf.Pdf) -> pikepdf.Pdf:
    """Its text at opacity 0 over the same letters drawn as paths, as some programs draw bold text."""
    with pymupdf.open(stream=typst.compile(SOURCE.encode())) as plain:
        drawing = plain[0].get_svg_image(text_as_path=True).encode()
    with pymupdf.open(stream=drawing, filetype="svg") as paths:
        base = pikepdf.open(io.BytesIO(paths.convert_to_pdf()))
    page = document.pages[0]
    page.Resources.ExtGState = pikepdf.Dictionary(None_=pikepdf.Dictionary(ca=0.0, CA=0.0))
    page.Contents = document.make_stream(b"/None_ gs " + page.Contents.read_bytes())
    base.pages[0].add_overlay(page)
    return base


def bytes_of(document: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize("transparent", [False, True])
def test_it_is_the_letter(transparent: bool) -> None:
    document = without_fi(typst.compile(SOURCE.encode()), "fi")
    facts = gather(bytes_of(over_outlines(document) if transparent else document))
    seen = see(facts)
    assert seen.text == TEXT
    assert seen.complete
    assert list(facts.of(UnmappedGlyphs))
    assert not list(facts.of(ActualText)), "it equals what the page shows"


def test_a_blank_where_a_transparent_letter_stands_is_none() -> None:
    """Without a replacement the letter is unknown, and its word no two."""
    document = over_outlines(without_fi(typst.compile(SOURCE.encode()), ""))
    seen = see(gather(bytes_of(document)))
    assert not {"Certi", "ed", "ve", "les"} & set(seen.text.split())
    assert not seen.complete
