"""What each DOCX path makes of each construct: kept, lost, n times, glued, moved.

Files hold one construct each, between two paragraphs. The cells were measured first with python-docx 1.2.0,
docx2txt 0.9 and mammoth 1.13.0; the emulations are held against what the originals gave.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from docx_files import CHEAP, paths

from atsharness.model import ParserPath, ReadOptions
from atsharness_corpus.docx import pieces
from atsharness_corpus.docx.writer import MACRO_TYPE, TEMPLATE_TYPE, Docx, paragraph, run, table
from atsharness_parsers._process import ProcessError

WORDS = paragraph("Kestrel Falcon")
"""The words that a construct holds."""
KEPT, LOST, TWICE, FOUR, GLUED, MOVED, FAILS, EMPTY = (
    "kept",
    "lost",
    "2x",
    "4x",
    "glued",
    "moved",
    "fails",
    "empty",
)


def around(*content: str, **more: object) -> Docx:
    return Docx(paragraph("Before"), *content, paragraph("After"), **more)  # type: ignore[arg-type]


def in_header() -> Docx:
    made = around()
    made.section(made.bound("header1", WORDS))
    return made


def unused_header() -> Docx:
    made = around()
    made.section(made.bound("header1", WORDS, use="even"))
    return made


def footnote() -> Docx:
    made = around(paragraph(run("Text"), '<w:r><w:footnoteReference w:id="1"/></w:r>'))
    made.notes(WORDS)
    return made


def linked() -> Docx:
    made = around()
    made.body.insert(1, paragraph(pieces.link(made.link("https://example.org/"), "Kestrel Falcon")))
    return made


def between(element: str) -> Docx:
    """`Kestrel` and `Falcon` with nothing but an element between them."""
    return around(paragraph(run("Kestrel"), element, run("Falcon")))


def merged() -> Docx:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{WORDS}</w:tc>'
    other = "".join(f"<w:tc><w:tcPr/>{paragraph(text)}</w:tc>" for text in ("One", "Two"))
    grid = "<w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    return around(f"<w:tbl>{grid}<w:tr>{cell}</w:tr><w:tr>{other}</w:tr></w:tbl>")


def wrapped_row() -> Docx:
    row = f"<w:tr><w:tc><w:tcPr/>{WORDS}</w:tc></w:tr>"
    grid = "<w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"
    return around(f"<w:tbl>{grid}{pieces.control(row)}</w:tbl>")


CONSTRUCTS: dict[str, tuple[Callable[[], Docx], tuple[str, ...]]] = {
    "header": (in_header, (LOST, LOST, KEPT, LOST, LOST, LOST)),
    "header of even pages, unused": (unused_header, (LOST, LOST, KEPT, LOST, LOST, LOST)),
    "title": (
        lambda: Docx(paragraph("Kestrel Falcon", style="Title"), paragraph("Before"), paragraph("After")),
        (KEPT, KEPT, KEPT, KEPT, KEPT, KEPT),
    ),
    "text box, stored twice": (
        lambda: around(paragraph(pieces.box(WORDS))),
        (LOST, LOST, TWICE, KEPT, TWICE, FOUR),
    ),
    "text box, new programs alone": (
        lambda: around(paragraph(pieces.box(WORDS, stored="new"))),
        (LOST, LOST, KEPT, LOST, KEPT, TWICE),
    ),
    "text box, old programs alone": (
        lambda: around(paragraph(pieces.box(WORDS, stored="old"))),
        (LOST, LOST, KEPT, KEPT, KEPT, TWICE),
    ),
    "content control, block": (lambda: around(pieces.control(WORDS)), (LOST, LOST, KEPT, KEPT, KEPT, KEPT)),
    "content control, inline": (
        lambda: around(paragraph(pieces.control(run("Kestrel Falcon")))),
        (LOST, LOST, KEPT, KEPT, KEPT, KEPT),
    ),
    "content control round a row": (wrapped_row, (LOST, LOST, KEPT, KEPT, KEPT, KEPT)),
    "layout table": (lambda: around(table((WORDS,))), (LOST, MOVED, KEPT, KEPT, KEPT, KEPT)),
    "nested table": (
        lambda: around(table((table((WORDS,)) + paragraph("Cell"),))),
        (LOST, LOST, KEPT, KEPT, KEPT, KEPT),
    ),
    "merged cells": (merged, (LOST, TWICE, KEPT, KEPT, KEPT, KEPT)),
    "tab": (lambda: between(pieces.TAB), (KEPT, KEPT, KEPT, KEPT, GLUED, GLUED)),
    "positioned tab": (lambda: between(pieces.POSITIONED_TAB), (KEPT, KEPT, GLUED, GLUED, GLUED, GLUED)),
    "line break": (lambda: between(pieces.BREAK), (KEPT, KEPT, KEPT, GLUED, KEPT, GLUED)),
    "carriage return": (lambda: between(pieces.RETURN), (KEPT, KEPT, KEPT, GLUED, GLUED, GLUED)),
    "page break": (lambda: between(pieces.PAGE_BREAK), (GLUED, GLUED, KEPT, GLUED, GLUED, GLUED)),
    "non-breaking hyphen": (lambda: between(pieces.HYPHEN), (KEPT, KEPT, GLUED, KEPT, GLUED, GLUED)),
    "hidden": (
        lambda: around(paragraph(run("Kestrel Falcon", pieces.HIDDEN))),
        (KEPT, KEPT, KEPT, KEPT, KEPT, KEPT),
    ),
    "inserted": (
        lambda: around(paragraph(pieces.inserted("Kestrel Falcon"))),
        (LOST, LOST, KEPT, KEPT, KEPT, KEPT),
    ),
    "deleted": (
        lambda: around(paragraph(pieces.deleted("Kestrel Falcon"))),
        (LOST, LOST, LOST, LOST, KEPT, KEPT),
    ),
    "simple field": (
        lambda: around(paragraph(pieces.field("Kestrel Falcon"))),
        (LOST, LOST, KEPT, LOST, KEPT, KEPT),
    ),
    "field code": (
        lambda: around(paragraph(pieces.coded_field("Text", "Kestrel Falcon"))),
        (LOST, LOST, LOST, LOST, KEPT, KEPT),
    ),
    "footnote": (footnote, (LOST, LOST, LOST, LOST, LOST, LOST)),
    "link": (linked, (KEPT, KEPT, KEPT, KEPT, KEPT, KEPT)),
    "framed paragraph": (
        lambda: around(paragraph("Kestrel Falcon", properties=pieces.FRAME)),
        (KEPT, KEPT, KEPT, KEPT, KEPT, KEPT),
    ),
    "smart tag": (
        lambda: around(paragraph(f'<w:smartTag w:element="x">{run("Kestrel Falcon")}</w:smartTag>')),
        (LOST, LOST, KEPT, KEPT, KEPT, KEPT),
    ),
    "custom XML": (
        lambda: around(f'<w:customXml w:element="x">{WORDS}</w:customXml>'),
        (LOST, LOST, KEPT, KEPT, KEPT, KEPT),
    ),
    "strict": (lambda: around(WORDS, strict=True), (FAILS, FAILS, EMPTY, KEPT, KEPT, KEPT)),
    "macros": (lambda: around(WORDS, kind=MACRO_TYPE), (FAILS, FAILS, KEPT, KEPT, KEPT, KEPT)),
    "template": (lambda: around(WORDS, kind=TEMPLATE_TYPE), (FAILS, FAILS, KEPT, KEPT, KEPT, KEPT)),
}


OTHERS: dict[str, dict[str, str]] = {
    "markitdown": {
        **dict.fromkeys(("header", "header of even pages, unused", "text box, new programs alone"), LOST),
        **dict.fromkeys(("deleted", "simple field", "field code"), LOST),
        **dict.fromkeys(("positioned tab", "carriage return", "page break"), GLUED),
        "footnote": MOVED,
    },
    "pandoc-plain": {
        **dict.fromkeys(("header", "header of even pages, unused", "text box, new programs alone"), LOST),
        "title": LOST,
        **dict.fromkeys(("text box, old programs alone", "deleted", "simple field", "field code"), LOST),
        **dict.fromkeys(("positioned tab", "carriage return"), GLUED),
        "custom XML": LOST,
        "footnote": MOVED,
    },
    "tika": {**dict.fromkeys(("deleted", "field code"), LOST), "positioned tab": GLUED},
}
"""Of paths that not everybody has, what is not `KEPT`: MarkItDown 0.1.9, pandoc 3.9, iscc-tika 0.6.0."""
OLDER = {
    ("pandoc-plain", "2"): {
        **OTHERS["pandoc-plain"],
        **dict.fromkeys(
            ("layout table", "nested table", "merged cells", "content control round a row"), LOST
        ),
        "text box, stored twice": LOST,
        "strict": FAILS,
    }
}
"""The same of an older major version: pandoc 2.17.1.1, which Debian 12 has."""


def cell(text: str) -> str:
    """What became of the words in one path's text."""
    if not text.strip():
        return EMPTY
    whole = len(re.findall(r"Kestrel\W+Falcon", text))
    if not whole:
        return GLUED if "KestrelFalcon" in text else LOST
    if whole > 1:
        return f"{whole}x"
    return MOVED if text.index("Kestrel") > text.index("After") else KEPT


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_each_cell_is_as_measured(name: str, options: ReadOptions) -> None:
    build, expected = CONSTRUCTS[name]
    data = build().saved()
    found = []
    for path in paths():
        try:
            found.append(cell(path.read(data, options).text))
        except (ValueError, KeyError):
            found.append(FAILS)
    assert dict(zip(CHEAP, found, strict=True)) == dict(zip(CHEAP, expected, strict=True))


@pytest.mark.parametrize("path_id", OTHERS)
def test_paths_that_not_everybody_has(
    path_id: str, options: ReadOptions, ready: Callable[[ParserPath], ParserPath]
) -> None:
    (path,) = paths(path_id)
    path = ready(path)
    found = {}
    for name, (build, _) in CONSTRUCTS.items():
        try:
            found[name] = cell(path.read(build().saved(), options).text)
        except ProcessError:
            found[name] = FAILS
    expected = OLDER.get((path_id, path.probe(options).partition(".")[0]), OTHERS[path_id])
    assert {name: one for name, one in found.items() if one != KEPT} == expected


def test_what_letters_become(options: ReadOptions) -> None:
    data = Docx(paragraph("Zoë Müller, R&D, jane_doe@x.io")).saved()
    texts = {path.id: path.read(data, options).text.strip() for path in paths()}
    assert texts.pop("opencats-docx") == "ZoÃ« MÃ¼ller, R&amp;D, jane_doe@x.io"
    assert set(texts.values()) == {"Zoë Müller, R&D, jane_doe@x.io"}
