from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atsharness import intake
from atsharness.errors import UsageError
from atsharness.model import Document, ReadOptions, media_types
from atsharness.session import Session
from atsharness.settings import Settings
from atsharness_corpus.hostile.pdfbytes import SENTENCE, page_objects, pdf


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"%PDF-1.7\n", media_types.PDF),
        (b"\xef\xbb\xbf\n\n%PDF-1.4", media_types.PDF),
        (b"x" * 1500 + b"%PDF-1.4", "text/plain"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"II*\x00", "image/tiff"),
        (b"PK\x03\x04" + b"word/document.xml", media_types.DOCX),
        (b"PK\x03\x04mimetype", "application/zip"),
        (b"{\\rtf1\\ansi", media_types.RTF),
        (b" <!DOCTYPE html><html>", media_types.HTML),
        (
            b'<?xml version="1.0"?>\n<!-- made by X -->\n<!DOCTYPE html PUBLIC "x" "y"><html>',
            media_types.HTML,
        ),
        (b"<p>a fragment</p>", media_types.HTML),
        (b"<!-- part of a page -->\n<div class=cv><h1>Jane</h1></div>", media_types.HTML),
        (b"<jane@example.org> Back-end engineer", media_types.TEXT),
        (b"<project> Built it.", media_types.TEXT),
        ("Łukasz – développeur".encode(), media_types.TEXT),
        ("Łukasz – développeur".encode("utf-16"), media_types.TEXT),
        ("Łukasz – développeur".encode("cp1250"), media_types.TEXT),
        (b"# Jane Example\n\n* Go", media_types.TEXT),
        (b'{"basics": {"name": "Jane"}}', intake.JSON),
        (b"{curly} braces", media_types.TEXT),
        (b"\x00\x01\x02\x03", None),
        (b"MZ\x90\x00 program", None),
        (bytes(range(128, 256)), None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", media_types.DOC),
        (f"PK\x03\x04....mimetype{media_types.ODT}PK".encode(), media_types.ODT),
    ],
)
def test_type_comes_from_the_content(data: bytes, media_type: str | None) -> None:
    assert intake.sniff(data) == media_type


@given(st.binary(max_size=6000))
def test_sniff_takes_any_bytes(data: bytes) -> None:
    assert intake.sniff(data) is None or "/" in (intake.sniff(data) or "")


def test_text_cut_inside_a_character_is_still_text() -> None:
    data = "ü".encode() * 3000
    assert intake.sniff(b"a" + data) == "text/plain"


def _read(path: Path, **settings: int) -> Document:
    return intake.read(str(path), Settings(**settings))[0]  # type: ignore[arg-type]


def test_a_name_says_nothing(tmp_path: Path) -> None:
    liar = tmp_path / "resume.pdf"
    liar.write_bytes(b"\x89PNG\r\n\x1a\n")
    document = _read(liar)
    assert (document.status, document.media_type) == ("ok", "image/png")
    liar.write_bytes(b"{\\rtf1\\ansi")
    document = _read(liar)
    assert (document.status, document.media_type) == ("ok", media_types.RTF)
    liar.write_bytes(b'{"basics": {}}')
    document = _read(liar)
    assert (document.status, document.media_type) == ("unsupported", intake.JSON)
    assert document.reason == "a JSON file: it is no résumé but the source of one: give it with --source"


def test_what_cannot_be_read_has_a_reason(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.touch()
    assert _read(empty).reason == "the file is empty"
    big = tmp_path / "big.pdf"
    big.write_bytes(b"%PDF-1.7" + b" " * 100)
    assert _read(big, max_bytes=50).reason == "larger than 50 bytes (setting max_bytes)"
    assert _read(tmp_path / "gone.pdf").reason == "cannot be opened: No such file or directory"
    fifo = tmp_path / "pipe.pdf"
    os.mkfifo(fifo)
    assert _read(fifo).reason == "not a regular file"
    assert {_read(file).status for file in (empty, fifo)} == {"unreadable"}


def test_expand_is_sorted_and_skips_hidden_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("b/2.pdf", "b/1.pdf", "a/3.pdf", ".git/x", "b/.hidden"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert intake.expand(["."]) == ["./a/3.pdf", "./b/1.pdf", "./b/2.pdf"]
    assert intake.expand(["b/*.pdf", "-"]) == ["b/1.pdf", "b/2.pdf", "-"]
    with pytest.raises(UsageError, match="no such file"):
        intake.expand(["c/*.pdf"])


def test_names_never_hold_undecodable_bytes_or_the_way_to_the_file(tmp_path: Path) -> None:
    file = os.path.join(os.fsencode(tmp_path), b"r\xe9sum\xe9.pdf")
    assert intake.display_path(os.fsdecode(file)) == "r\ufffdsum\ufffd.pdf"
    assert intake.display_path("/etc/../etc/hosts") == "hosts"


def test_page_limit() -> None:
    document = Document(path="a.pdf", media_type=media_types.PDF)
    admitted = intake.admit(document, intake.Inspection(page_count=101), Settings())
    assert (admitted.status, admitted.page_count) == ("unreadable", 101)
    assert admitted.reason == "101 pages, more than 100 (setting max_pages)"
    assert intake.admit(document, intake.Inspection(page_count=100), Settings()).status == "ok"
    # A probe that died says nothing: the paths are tried all the same.
    assert intake.admit(document, intake.Inspection(), Settings()).status == "ok"


class TestInspection:
    def test_a_readable_file(self, demo: Path) -> None:
        assert intake.inspect_pdf((demo / "resume.pdf").read_bytes(), None).page_count == 1

    @pytest.mark.parametrize("share", [0.3, 0.9])
    def test_truncated(self, demo: Path, share: float) -> None:
        data = (demo / "resume.pdf").read_bytes()
        assert (intake.inspect_pdf(data[: int(len(data) * share)], None).reason or "").startswith("truncated")

    def test_corrupt(self) -> None:
        assert (intake.inspect_pdf(b"%PDF-1.7\n junk \n%%EOF\n", None).reason or "").startswith("corrupt")

    def test_a_corrupt_image_is_told_without_objects_in_memory(self) -> None:
        found = intake.inspect_image(b"\x89PNG\r\n\x1a\n....", ReadOptions())
        assert found.reason == "corrupt: the image cannot be decoded"

    def test_encrypted(self, demo: Path, tmp_path: Path) -> None:
        import pikepdf

        locked = tmp_path / "locked.pdf"
        with pikepdf.open(demo / "resume.pdf") as pdf:
            pdf.save(locked, encryption=pikepdf.Encryption(user="open", owner="own"))
        data = locked.read_bytes()
        assert intake.inspect_pdf(data, None).reason == "encrypted: give its password with --password"
        assert intake.inspect_pdf(data, "nope").reason == "encrypted: the password is wrong"
        assert intake.inspect_pdf(data, "open").page_count == 1

    def test_no_pages(self, tmp_path: Path) -> None:
        import pikepdf

        pikepdf.new().save(tmp_path / "none.pdf")
        assert intake.inspect_pdf((tmp_path / "none.pdf").read_bytes(), None).reason == "it has no pages"


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        (b"%PDF-1.7", True),
        (b"%PDF 1.7", True),
        (b"%PDF1.4", True),
        (b"%PDFs are fine", False),
        (b"PDF-1.7", False),
    ],
)
def test_a_header_without_a_dash_is_a_pdf(head: bytes, is_one: bool) -> None:
    assert (intake.sniff(b"\n" * 100 + head + b"\n%more") == media_types.PDF) is is_one


def test_a_pdf_without_a_dash_is_read(tmp_path: Path) -> None:
    data = pdf(page_objects(SENTENCE))
    (tmp_path / "a.pdf").write_bytes(data.replace(b"%PDF-1.7", b"%PDF 1.7"))
    with Session(Settings(paths=("panel",), ocr=False)) as session:
        (checked,) = session.check([str(tmp_path / "a.pdf")])
    assert checked.result.document.status == "ok"
    assert {item.status for item in checked.result.extractions} == {"ok"}


def test_files_of_one_name_elsewhere_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    top = tmp_path.as_posix()
    files = [f"{top}/a/r.pdf", f"{top}/b/r.pdf", f"{top}/a/r.pdf", f"{top}/b/other.pdf", "b/r.pdf", "-"]
    assert intake.display_paths(files) == [
        "a/r.pdf",
        f"{tmp_path.name}/b/r.pdf",
        "a/r.pdf",
        "other.pdf",
        "b/r.pdf",
        "-",
    ]
    same = [f"{top}/one.pdf"] * 2
    assert intake.display_paths(same) == ["one.pdf"] * 2
    assert intake.display_paths(["/a/r.pdf", "/x/a/r.pdf"]) == ["/a/r.pdf", "x/a/r.pdf"]
    unprintable = [os.fsdecode(b"/a/\xfe.pdf"), os.fsdecode(b"/a/\xff.pdf")]
    assert intake.display_paths(unprintable) == ["/a/\ufffd.pdf"] * 2


def test_every_report_tells_files_of_one_name_apart(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "r.txt").write_text(folder)
    with Session(Settings(paths=("pdfium",))) as session:
        checked = session.check([str(tmp_path / folder / "r.txt") for folder in ("a", "b")])
        assert [item.result.document.path for item in checked] == ["a/r.txt", "b/r.txt"]
