from __future__ import annotations

from pathlib import Path

import pytest

from atsharness.errors import UsageError
from atsharness.sources.read import read_source


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_plain_text_is_taken_as_it_stands(tmp_path: Path) -> None:
    path = write(tmp_path, "résumé.txt", b"Jane *Doe*\r\n# not a heading\n")
    found = read_source(path)
    assert found.text == "Jane *Doe*\r\n# not a heading\n"
    assert (found.origin, found.source_path, found.words) == ("source", "résumé.txt", None)


@pytest.mark.parametrize("name", ["cv.md", "cv.MARKDOWN"])
def test_markdown_goes_by_its_extension(tmp_path: Path, name: str) -> None:
    assert read_source(write(tmp_path, name, b"# Jane *Doe*")).text == "Jane Doe"


def test_a_byte_order_mark_is_tolerated(tmp_path: Path) -> None:
    assert read_source(write(tmp_path, "cv.txt", b"\xef\xbb\xbfJane")).text == "Jane"
    assert read_source(write(tmp_path, "cv.md", b"\xef\xbb\xbf# Jane")).text == "Jane"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("cv.txt", "Zoë".encode("latin-1"), "UTF-8"),
        ("cv.txt", "Jane".encode("utf-16"), "UTF-8"),
        ("cv.txt", b"", "no text"),
        ("cv.txt", b"\xef\xbb\xbf \n\t", "no text"),
        ("cv.md", b"<!-- nothing -->\n![photo](me.png)\n", "no text"),
        ("cv.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF"),
        ("cv.md", b"%PDF-1.4\n", "is a PDF"),
        ("cv.docx", b"PK\x03\x04\0\0", "not a text file"),
    ],
)
def test_unusable_sources_are_one_line(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_source(write(tmp_path, name, data))
    message = str(caught.value)
    assert says in message
    assert name in message
    assert "\n" not in message
    assert str(tmp_path) not in message


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        read_source(tmp_path / "none.txt")
    with pytest.raises(UsageError, match="cannot be read"):
        read_source(tmp_path)


def test_names_cannot_reach_the_terminal_as_codes(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        read_source(tmp_path / "a\x1b[31m\nb.txt")
    assert str(caught.value).isprintable()
    found = read_source(write(tmp_path, "a\nb\udcff.txt", b"Jane"))
    assert found.source_path == "a\ufffdb\ufffd.txt"
