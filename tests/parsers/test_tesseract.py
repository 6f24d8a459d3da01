from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from atsharness.extract.work import read_path
from atsharness.model import ReadOptions
from atsharness_parsers import _tesseract, tesseract
from atsharness_parsers._process import ProcessError
from atsharness_parsers.tesseract import PARSER, resolution

LETTER = (612, 792)


@pytest.mark.parametrize(
    ("width", "height", "pixels", "dpi"),
    [
        (*LETTER, 50_000_000, 150),
        (2384, 3370, 50_000_000, 150),  # A0
        (*LETTER, 1_000_000, 103),
        (20_000, 10, 50_000_000, 117),  # the longest side that Tesseract takes
        (0, 0, 50_000_000, 150),
    ],
)
def test_resolution(width: float, height: float, pixels: int, dpi: int) -> None:
    assert resolution(width, height, pixels) == dpi
    assert (width * dpi / 72) * (height * dpi / 72) <= pixels


@pytest.mark.parametrize("size", [(1e9, 1e9), (1e9, 1), (10_000, 10_000)])
def test_a_page_too_large_is_one_line_not_the_end_of_memory(
    size: tuple[float, float], documents: Any, options: ReadOptions
) -> None:
    data = documents.file(b"", MediaBox=[0, 0, *map(int, size)])
    with pytest.raises(ValueError, match=r"^a page of \d+ x \d+ points is too large to render$"):
        PARSER.read(data, options)
    assert os.listdir(options.work_dir) == []


def test_reads_pages_that_are_pictures_in_gray_at_the_edge_of_the_pixel_limit(
    scan: Path, options: ReadOptions
) -> None:
    limited = ReadOptions(work_dir=options.work_dir, max_pixels=400_000)  # 525,000 at 150 dpi
    reading = PARSER.read(scan.read_bytes(), limited)
    assert len(reading.text.split()) > 60
    assert reading.words is not None
    assert [word.text for word in reading.words] == reading.text.split()
    assert all(0 <= word.box[0] < word.box[2] <= 620 for word in reading.words)


def test_one_process_a_page_and_the_environment_left_as_it_was(
    documents: Any, options: ReadOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TESSDATA_PREFIX", "/nowhere")
    monkeypatch.delenv("OMP_THREAD_LIMIT", raising=False)
    pytesseract = _tesseract.load()
    runs = []
    real = pytesseract.subprocess.Popen

    def popen(command: list[str], **others: Any) -> Any:
        runs.append((command[0], others["env"].get("OMP_THREAD_LIMIT")))
        return real(command, **others)

    monkeypatch.setattr(pytesseract.subprocess, "Popen", popen)
    words = [b"BT /F1 18 Tf 80 300 Td (%s) Tj ET" % word for word in (b"Alpha", b"Omega")]
    assert PARSER.read(documents.file(*words), options).text.split() == ["Alpha", "Omega"]
    assert runs == [(_tesseract.find(options).program, "1")] * 2
    assert os.environ["TESSDATA_PREFIX"] == "/nowhere"
    assert "OMP_THREAD_LIMIT" not in os.environ


def test_pages_read_in_time_are_kept(
    documents: Any, options: ReadOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the processor's clock, which here goes four seconds a page."""
    read: list[int] = []
    real = _tesseract.recognise

    def recognise(*arguments: Any) -> Any:
        read.append(4)
        return real(*arguments)

    monkeypatch.setattr(_tesseract, "recognise", recognise)
    monkeypatch.setattr(tesseract, "cpu_seconds", lambda: float(sum(read)))
    words = [b"BT /F1 18 Tf 80 300 Td (%s) Tj ET" % word for word in (b"Alpha", b"Omega", b"Third")]
    limited = msgspec.structs.replace(options, seconds=10.0)
    found = read_path(PARSER, lambda: documents.file(*words), limited)
    assert (found.status, found.detail) == ("timeout", "there was time for 2 pages, not for those after")
    assert (found.text or "").split() == ["Alpha", "Omega"]
    assert [word.page for word in found.words or ()] == [1, 2]
    assert read_path(PARSER, lambda: documents.file(*words[:2]), limited).status == "ok"


def test_its_errors_name_no_temporary_files(tmp_path: Path, options: ReadOptions) -> None:
    image = tmp_path / "page.pgm"
    image.write_bytes(b"P5 9 9 255\nno pixels")
    with pytest.raises(ProcessError) as caught:
        _tesseract.recognise(options, image, 150)
    assert str(caught.value).startswith("tesseract ended with exit code 1: ")
    assert str(tmp_path) not in str(caught.value)


def test_pytesseract_comes_without_numpy_and_pandas(tmp_path: Path) -> None:
    for name in ("numpy", "pandas"):
        (tmp_path / f"{name}.py").write_text(f"raise SystemExit('imported {name}')", "utf-8")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from atsharness_parsers import _tesseract\n"
        "print(_tesseract.load().numpy_installed, 'numpy' in sys.modules, 'pandas' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", "False"]


def test_words_of_a_table() -> None:
    header = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
    rows = ["4\t1\t1\t1\t1\t0\t5\t6\t70\t8\t-1\t", '5\t1\t1\t1\t1\t1\t5\t6\t7\t8\t96.5\t"a', "5\t1\t1", ""]
    assert list(_tesseract._table_words("\n".join([header, *rows]))) == [('"a', (5, 6, 12, 14))]


def test_the_images_rows_are_the_pages(documents: Any, options: ReadOptions, tmp_path: Path) -> None:
    from atsharness_parsers import _pdfium

    image = tmp_path / "page.pgm"
    # A page whose width in pixels is no multiple of four: rows end in padding in PDFium's bitmap.
    data = documents.file(b"0 g 10 0 5 50 re f", MediaBox=[0, 0, 47, 50])
    with _pdfium.opened(data, options) as document:
        dpi, across, down = tesseract._render(document[0], image, 50_000_000)
    head, _, pixels = image.read_bytes().partition(b" 255\n")
    width, height = map(int, head.split()[1:])
    assert (dpi, head[:2], len(pixels)) == (150, b"P5", width * height)
    assert width % 4
    assert abs(width * across - 47) < 0.01
    assert abs(height * down - 50) < 0.01
    dark = {index % width for index, value in enumerate(pixels) if value < 100}
    assert min(dark) * across == pytest.approx(10, abs=1)
    assert max(dark) * across == pytest.approx(15, abs=1)
    assert len(dark) < 14
