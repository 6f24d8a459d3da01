"""The contract that every parser path of PDFs keeps, on small files made here."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import committed
import msgspec
import pytest
from cases import slow

from atsharness import registry
from atsharness.model import Box, ParserPath, Reading, ReadOptions
from atsharness.model.geometry import union
from atsharness_parsers._engine import PasswordError
from atsharness_parsers._process import ProcessError
from atsharness_parsers._words import as_displayed

TEXT = b"BT /F1 18 Tf 80 500 Td (Alpha) Tj 150 -200 Td (Omega) Tj ET"
# Widths of the words in Helvetica (Adobe's font metrics), by 18 points; baseline to cap height .718.
ALPHA: Box = (80, 500, 80 + 18 * 2.557, 500 + 18 * 0.718)
OMEGA: Box = (230, 300, 230 + 18 * 3.279, 300 + 18 * 0.718)

PATHS: dict[str, ParserPath] = {
    key: found.value
    for key, found in registry.discover("atsharness_parsers", "PARSER").items()
    if found.origin.startswith("atsharness_parsers.") and "application/pdf" in found.value.accepts
}
PANEL = {
    "pdfminer-layout": "pdfminer",
    "pdfminer-position": "pdfminer",
    "pdfplumber": "pdfminer",
    "pymupdf-stream": "mupdf",
    "pymupdf-sorted": "mupdf",
    "pypdf-plain": "pypdf",
    "pypdf-layout": "pypdf",
    "pdfium": "pdfium",
    "tesseract": "tesseract",
}
OTHERS = {
    "poppler-reading": "poppler",
    "poppler-layout": "poppler",
    "poppler-raw": "poppler",
    "tika": "tika",
    "pdfbox-stream": "pdfbox",
    "pdfbox-sorted": "pdfbox",
    "pdfjs": "pdfjs",
}
WITHOUT_BOXES = {"pypdf-plain", "pypdf-layout", "tika", "pdfbox-stream", "pdfbox-sorted", "pdfjs"}
every_path = pytest.mark.parametrize("parser", PATHS.values(), ids=PATHS)
# Of paths that differ in one argument and take a second a file, one is enough for what they share.
one_of_each = pytest.mark.parametrize(
    "parser", [path for path in PATHS.values() if path.id != "pdfbox-sorted"], ids=lambda path: path.id
)
Ready = Callable[[ParserPath], ParserPath]


def check_words(reading: Reading) -> None:
    if reading.words is not None:
        assert [word.text for word in reading.words] == reading.text.split()
        places = [(word.page, word.line or 0) for word in reading.words]
        assert places == sorted(places)
        assert all(page >= 1 and line >= 1 for page, line in places)


def test_the_paths_and_their_families() -> None:
    assert {key: path.family for key, path in PATHS.items()} == PANEL | OTHERS
    assert {key for key, path in PATHS.items() if path.panel} == set(PANEL)
    assert all(path.install and path.title and path.cost > 0 for path in PATHS.values())
    memory = {path.family: path.memory for path in PATHS.values()}
    assert {family for family, kind in memory.items() if kind == "resident"} == {"tika", "pdfbox", "pdfjs"}


def test_finding_the_paths_imports_no_engine() -> None:
    code = (
        "import sys; from atsharness import registry; "
        "registry.discover('atsharness_parsers', 'PARSER'); "
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    engines = {"pdfminer", "pdfplumber", "pymupdf", "pypdf", "pypdfium2", "pytesseract", "PIL", "numpy"}
    engines |= {"docx", "lxml", "docx2txt", "mammoth", "markitdown", "pypandoc"}
    assert "atsharness" in loaded.split()
    assert not engines & set(loaded.split())


@every_path
def test_says_who_runs_it_and_what_it_breaks_on(parser: ParserPath) -> None:
    text = sys.modules[parser.read.__module__].__doc__ or ""
    assert "\n\nWho runs it: " in text
    assert "\n\nWhat it breaks on: " in text


@every_path
def test_version(parser: ParserPath, ready: Ready, options: ReadOptions) -> None:
    assert re.match(r"\d+(\.\d+)*", ready(parser).probe(options))


@every_path
def test_text_words_and_pages(
    parser: ParserPath, ready: Ready, documents: Any, options: ReadOptions, capfd: pytest.CaptureFixture[str]
) -> None:
    more = [b"BT /F1 18 Tf 80 300 Td (%s) Tj ET" % text for text in (b"Beta Gamma", b"Delta")]
    data = documents.file(TEXT, *more)
    reading = ready(parser).read(data, msgspec.structs.replace(options, max_pages=2))
    expected = ["Alpha", "Omega", "Beta", "Gamma"]
    if parser.id == "tika":
        expected.append("Delta")  # it has no page limit
    if parser.id == "pdfjs":
        expected[1:3] = ["OmegaBeta"]  # OpenResume joins over the page break
    assert reading.text.split() == expected
    check_words(reading)
    assert (reading.words is None) == (parser.id in WITHOUT_BOXES)
    if reading.words is not None:
        assert [(word.page, word.line) for word in reading.words] == [(1, 1), (1, 2), (2, 1), (2, 1)]
    assert os.listdir(options.work_dir) == []
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "parser", [path for path in PATHS.values() if path.id not in WITHOUT_BOXES], ids=lambda path: path.id
)
@pytest.mark.parametrize("crop", [None, (50, 60, 400, 600)])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_stand_where_the_text_is_drawn(
    parser: ParserPath,
    rotation: int,
    crop: Box | None,
    ready: Ready,
    documents: Any,
    options: ReadOptions,
) -> None:
    page = {"Rotate": rotation} | ({"CropBox": list(crop)} if crop else {})
    reading = ready(parser).read(documents.file(TEXT, **page), options)
    check_words(reading)
    if reading.words is None:
        assert parser.id == "poppler-layout"  # on turned pages its words and its text differ in order
        assert rotation in (180, 270)
        return
    found: dict[str, Box] = {}
    for word in reading.words:
        # pdfminer takes turned text apart into letters; pdfplumber reads it backwards, Tesseract wrongly.
        (name,) = (name for name in ("Alpha", "Omega") if _near(word.box, _place(name, rotation, crop)))
        found[name] = union((found.get(name, word.box), word.box))
    assert found.keys() == {"Alpha", "Omega"}
    for name, box in found.items():
        # Boxes of letters as fonts measure them stand out above and below, not at the sides.
        for side, (mine, true) in enumerate(zip(box, _place(name, rotation, crop), strict=True)):
            along = side % 2 == (rotation in (90, 270))
            assert abs(mine - true) <= (2 if along else 9), (name, box)


def _place(name: str, rotation: int, crop: Box | None) -> Box:
    return as_displayed({"Alpha": ALPHA, "Omega": OMEGA}[name], crop or (20, 30, 420, 630), rotation)


def _near(box: Box, place: Box) -> bool:
    return all(abs(box[axis] - place[axis]) < 70 for axis in (0, 1))


@one_of_each
def test_an_encrypted_file_needs_its_password(
    parser: ParserPath, ready: Ready, documents: Any, options: ReadOptions
) -> None:
    data = documents.encrypted("secret")
    for password in (None, "falsch ä"):
        with pytest.raises(PasswordError, match=r"^the file is encrypted: "):
            ready(parser).read(data, msgspec.structs.replace(options, password=password))
    with_password = msgspec.structs.replace(options, password="secret")
    if parser.family == "tika":
        with pytest.raises(PasswordError):
            parser.read(data, with_password)  # it takes none
    elif parser.family == "pdfbox":
        with pytest.raises(RuntimeError, match="permission to extract"):
            parser.read(data, with_password)  # the one engine here that heeds the no-copy bit
        with_password = msgspec.structs.replace(options, password="owner")
        assert parser.read(data, with_password).text.split() == ["Alpha", "Omega"]
    else:
        assert parser.read(data, with_password).text.split() == ["Alpha", "Omega"]


@one_of_each
def test_a_file_that_may_only_not_be_copied_is_read(
    parser: ParserPath, ready: Ready, documents: Any, options: ReadOptions
) -> None:
    data = documents.encrypted("")
    if ready(parser).family == "pdfbox":
        with pytest.raises(RuntimeError, match="permission to extract"):
            parser.read(data, options)
    else:
        assert parser.read(data, options).text.split() == ["Alpha", "Omega"]


@one_of_each
def test_no_pages(parser: ParserPath, ready: Ready, documents: Any, options: ReadOptions) -> None:
    data = documents.file()
    if ready(parser).family in {"pdfium", "tesseract", "poppler"}:
        with pytest.raises((ValueError, ProcessError), match=r"no pages|page range"):
            parser.read(data, options)
    else:
        reading = parser.read(data, options)
        assert reading.text.split() == []
        assert not reading.words


@pytest.mark.parametrize(
    ("parser", "kind"),
    [
        pytest.param(path, kind, id=f"{path.id}-{kind}")
        for path in PATHS.values()
        for kind in ("cut", "garbage", "empty")
        if kind == "cut" or path.memory == "address_space"  # the others take a second a file
    ],
)
def test_what_is_no_pdf_fails_with_the_same_line_each_time(
    parser: ParserPath,
    kind: str,
    ready: Ready,
    documents: Any,
    options: ReadOptions,
    capfd: pytest.CaptureFixture[str],
) -> None:
    data = {"garbage": b"%PDF-1.7\ngarbage\n" * 9, "cut": documents.file(TEXT)[:150], "empty": b""}[kind]
    said = set()
    for _ in range(2):
        try:
            assert ready(parser).read(data, options).text.split() == []
        except Exception as error:
            said.add(f"{type(error).__name__}: {error}")
        else:
            said.add("no text")
    assert len(said) == 1
    line = said.pop()
    assert "\n" not in line.strip()
    assert options.work_dir not in line
    assert not re.search(r"0x[0-9a-f]{6,}|@[0-9a-f]{6,}", line)
    assert capfd.readouterr() == ("", "")
    assert os.listdir(options.work_dir) == []


def test_mutilated_files_keep_the_rule_of_the_words(documents: Any, options: ReadOptions) -> None:
    data = documents.file(TEXT)
    readings = []
    for start in range(20, len(data) - 20, 13):
        broken = data[:start] + b"7" + data[start + 1 :]
        for key in ("pdfminer-layout", "pdfplumber", "pymupdf-stream", "pymupdf-sorted", "pdfium"):
            with contextlib.suppress(Exception):  # what the engine raises is its own business
                readings.append(PATHS[key].read(broken, options))
    assert sum(bool(reading.words) for reading in readings) > 100
    for reading in readings:
        check_words(reading)


def test_words_without_width_are_lost_only_where_the_engine_loses_them(
    documents: Any, options: ReadOptions
) -> None:
    pdf = documents.pages(b"BT /F1 18 Tf 80 500 Td (Alpha) Tj 150 -200 Td (xyz) Tj ET")
    font = pdf.pages[0].Resources.Font.F1
    font.FirstChar, font.LastChar = 32, 126
    font.Widths = [0 if chr(code) in "xyz" else 500 for code in range(32, 127)]
    data = documents.saved(pdf)
    assert PATHS["pymupdf-stream"].read(data, options).text.split() == ["Alpha", "xyz"]
    assert PATHS["pymupdf-sorted"].read(data, options).text.split() == ["Alpha"]
    check_words(PATHS["pymupdf-stream"].read(data, options))


def test_a_word_that_pdfium_joins_over_a_line_end_has_the_box_of_its_first_part(
    documents: Any, options: ReadOptions
) -> None:
    data = documents.file(b"BT /F1 12 Tf 200 500 Td (we develop-) Tj -100 -14 Td (ment of things) Tj ET")
    words = PATHS["pdfium"].read(data, options).words
    assert words is not None
    assert [word.text for word in words] == ["we", "develop\ufffement", "of", "things"]
    x0, y0, x1, y1 = words[1].box
    assert x0 > 190
    assert y1 - y0 < 16
    assert x1 < 250


def test_pdfium_keeps_boxes_with_characters_outside_the_basic_plane(
    documents: Any, options: ReadOptions
) -> None:
    pdf = documents.pages(b"BT /F1 18 Tf 80 500 Td (Zebra Omega) Tj ET")
    cmap = b"1 begincodespacerange <00> <ff> endcodespacerange\n1 beginbfchar <5a> <d83ddf84> endbfchar"
    cmap += b"\n1 beginbfrange <20> <59> <0020> endbfrange 1 beginbfrange <5b> <7e> <005b> endbfrange"
    pdf.pages[0].Resources.Font.F1.ToUnicode = pdf.make_stream(cmap)
    words = PATHS["pdfium"].read(documents.saved(pdf), options).words
    assert words is not None
    assert [word.text for word in words] == ["\U0001f784ebra", "Omega"]
    assert abs(words[1].box[0] - (80 - 20 + 18 * (0.611 + 0.556 * 3 + 0.333 + 0.278))) < 1


@pytest.mark.parametrize("key", [key for key in PANEL if key != "tesseract"])
@pytest.mark.parametrize(
    "typesetter",
    ["chromium", "typst", *slow("libreoffice", "lualatex", "pdflatex", "reportlab", "weasyprint", "xelatex")],
)
def test_text_is_what_the_engines_own_call_gives(key: str, typesetter: str) -> None:
    file = max(committed.RENDERED.glob(f"pdf/{typesetter}-*.pdf"))
    reading = committed.reading(key, file.stem)
    assert reading.text == _plain(key, file)
    check_words(reading)
    if key not in WITHOUT_BOXES:
        assert reading.words is not None


def _plain(key: str, file: Path) -> str:
    join = "\n\f".join
    if key.startswith("pdfminer"):
        from pdfminer.high_level import extract_text
        from pdfminer.layout import LAParams

        return extract_text(file, laparams=LAParams(boxes_flow=None) if key.endswith("position") else None)
    if key == "pdfplumber":
        import pdfplumber

        with pdfplumber.open(file) as document:
            return join(page.extract_text() for page in document.pages)
    if key.startswith("pymupdf"):
        import pymupdf

        with pymupdf.open(file) as document:
            return join(page.get_text("text", sort=key.endswith("sorted")) for page in document)
    if key.startswith("pypdf"):
        import pypdf

        with pypdf.PdfReader(file) as reader:
            mode = "layout" if key.endswith("layout") else "plain"
            return join(page.extract_text(extraction_mode=mode) for page in reader.pages)
    import pypdfium2

    with pypdfium2.PdfDocument(file) as document:
        return join(page.get_textpage().get_text_range() for page in document)
