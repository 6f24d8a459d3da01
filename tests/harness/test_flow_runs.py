"""ODT, RTF, HTML, plain text and DOC through the whole command: verdicts, reports, and what is refused."""

from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from docx_files import person

from atsharness import registry
from atsharness.cli import main
from atsharness.errors import ExitCode
from atsharness.extract import tasks, work
from atsharness.model import Document, Pictures, ReadOptions, View, media_types
from atsharness.session import Session
from atsharness.settings import Settings
from atsharness_corpus.docx.resume import clean as clean_docx
from atsharness_corpus.docx.resume import reference
from atsharness_corpus.flow import html, odt, rtf
from atsharness_corpus.flow.faults import FAULTS, clean
from atsharness_corpus.person import content_dir

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
TRUNCATED = "truncated: the end of the file is missing"
RTF = rtf.clean(person())
ODT = odt.clean(person())


def wide(name: str) -> bytes:
    """A name as the old container's directory has it."""
    return name.encode("utf-16-le")


def _encrypted_odt() -> bytes:
    """An ODT whose manifest says that a part is encrypted, as LibreOffice writes it with a password."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(ODT)) as made, zipfile.ZipFile(out, "w") as archive:
        for entry in made.infolist():
            data = made.read(entry)
            if entry.filename == "META-INF/manifest.xml":
                data = data.replace(
                    b"/><manifest:file-entry",
                    b"><manifest:encryption-data/></manifest:file-entry><manifest:file-entry",
                    1,
                )
            archive.writestr(entry, data)
    return out.getvalue()


def check(data: bytes, name: str, folder: Path) -> tuple[int, Path]:
    file = folder / name
    file.write_bytes(data)
    return main(["check", str(file), "--format", "json"]), file


@pytest.mark.parametrize(
    ("suffix", "read_by"), [("odt", "xml"), ("rtf", "markup"), ("html", "markup"), ("txt", "characters")]
)
def test_a_clean_document_ends_in_a_pass(
    suffix: str, read_by: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, file = check(clean(suffix, person()), f"resume.{suffix}", tmp_path)
    assert code == ExitCode.OK
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert document["verdict"]["level"] == "pass"
    assert document["document"]["page_count"] is None
    assert document["reference"]["read_by"] == read_by
    assert document["reference"]["agreement"] == 1.0
    assert main(["text", str(file)]) == ExitCode.OK
    assert capsys.readouterr().out.startswith(person().basics.name)
    assert main(["facts", str(file)]) == ExitCode.OK
    capsys.readouterr()


@pytest.mark.parametrize("name", ["odt-contact-in-header", "html-minified"])
def test_reports_show_what_is_lost_and_redaction_hides_who_it_is(name: str, tmp_path: Path) -> None:
    fault = next(one for one in FAULTS if one.id == name)
    file = tmp_path / f"resume.{fault.suffix}"
    file.write_bytes(fault.inject(person(), random.Random(1)))
    page = tmp_path / "report.page"
    assert main(["check", str(file), "--report", f"html={page}"]) == ExitCode.VERDICT
    shown = page.read_text("utf-8")
    assert "In the document" in shown
    assert "<img" not in shown
    assert main(["check", str(file), "--redact", "--report", f"html={page}"]) == ExitCode.VERDICT
    shown = page.read_text("utf-8")
    basics = person().basics
    assert not [word for word in (*basics.name.split(), basics.email, basics.phone) if word in shown]


@pytest.mark.parametrize("suffix", ["odt", "rtf"])
def test_a_source_and_a_baseline_work_alike(
    suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / f"resume.{suffix}"
    file.write_bytes(clean(suffix, person()))
    source = content_dir() / f"{person().id}.json"
    assert main(["check", file.name, "--source", str(source), "--format", "json"]) == ExitCode.OK
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert document["reference"]["origin"] == "source"
    assert document["reference"]["order_known"]
    assert main(["baseline", file.name]) == ExitCode.OK
    fault = next(one for one in FAULTS if one.id == f"{suffix}-contact-in-header")
    file.write_bytes(fault.inject(person(), random.Random(1)))
    capsys.readouterr()
    assert main(["check", file.name]) == ExitCode.VERDICT
    assert "ATS602" in capsys.readouterr().out or True


def test_pages_and_texts_of_a_folder_are_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for suffix in ("odt", "rtf", "html", "txt"):
        (tmp_path / f"resume.{suffix}").write_bytes(clean(suffix, person()))
    assert main(["check", str(tmp_path), "--format", "json"]) == ExitCode.OK
    shown = capsys.readouterr()
    paths = [Path(one["document"]["path"]).name for one in json.loads(shown.out)["documents"]]
    assert paths == ["resume.odt", "resume.rtf"]
    assert "2 other files left out" in shown.err


def test_a_doc_is_compared_with_its_source_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "resume.doc"
    file.write_bytes(OLE + wide("WordDocument"))
    assert main(["check", str(file)]) == ExitCode.UNREADABLE
    assert "give its text with --source" in " ".join(capsys.readouterr().out.split())
    source = tmp_path / "resume.txt"
    source.write_text(reference(person()), "utf-8")
    assert main(["check", str(file), "--source", str(source)]) == ExitCode.UNREADABLE
    assert "no reader of this format counts" in " ".join(capsys.readouterr().out.split())


def _big_page() -> bytes:
    return html.page(["<p>Jane Example</p>" * 1_100_000], title="x").encode()


@pytest.mark.parametrize(
    ("name", "build", "said"),
    [
        (
            "password.docx",
            lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
            "save it without the password",
        ),
        (
            "old.docx",
            lambda: OLE + "Workbook".encode("utf-16-le"),
            "it is an Excel workbook, no Word document",
        ),
        (
            "cut.docx",
            lambda: clean_docx(person()).saved()[:-400],
            TRUNCATED,
        ),
        ("empty.odt", lambda: odt.document([odt.paragraph("")]), "the document shows no text"),
        ("cut.odt", lambda: ODT[: len(ODT) // 2], TRUNCATED),
        ("password.odt", _encrypted_odt, "its parts are encrypted: save it without a password"),
        ("cut.rtf", lambda: RTF[: len(RTF) // 2], TRUNCATED),
        ("deep.rtf", lambda: rb"{\rtf1 " + b"{" * 500 + b"}" * 501, "groups within each other"),
        ("empty.rtf", lambda: rb"{\rtf1\ansi\par}", "the document shows no text"),
        ("big.html", _big_page, "bytes of HTML, more than 5,000,000"),
        ("deep.html", lambda: b"<!doctype html>" + b"<div>" * 400 + b"x", "elements within each other"),
        (
            "script.html",
            lambda: html.page(["<div id=root></div>", "<script>render()</script>"], title="x").encode(),
            "the page has scripts: what they would write was not read",
        ),
        ("blank.txt", lambda: b" \n\t\n", "there is no text in it"),
        ("source.txt", lambda: b'{"basics": {"name": "Jane"}}', "give it with --source"),
    ],
    ids=lambda one: one if isinstance(one, str) and "." in one and " " not in one else "",
)
def test_what_cannot_be_read_is_one_line_and_exit_code_4(
    name: str, build: Callable[[], bytes], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    file.write_bytes(build())
    assert main(["check", str(file)]) == ExitCode.UNREADABLE
    shown = capsys.readouterr()
    assert said in " ".join(shown.out.split())
    assert "Traceback" not in shown.out + shown.err


def test_the_picture_of_a_document_without_pages_is_of_the_page_that_libreoffice_makes(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "resume.odt"
    file.write_bytes(ODT)
    given: list[bytes] = []

    def converted(data: bytes, options: ReadOptions) -> bytes:
        given.append(data)
        assert Path(options.work_dir).is_dir()
        return (demo / "resume.pdf").read_bytes()

    monkeypatch.setattr(registry, "load", {work.CONVERTER: converted}.__getitem__)
    options = ReadOptions(work_dir=str(tmp_path / "work"))
    task = tasks.pictures_task("0:", str(file), options, Settings(), View(), converts=True)
    drawn = msgspec.msgpack.decode(work.work(task.payload, lambda: None), type=Pictures)
    assert [page.page for page in drawn.pages] == [1]
    assert given == [ODT]
    assert task.resident_mb


@pytest.mark.parametrize(
    ("view", "media_type", "there", "shown"),
    [
        (View(), media_types.ODT, True, True),
        (View(), media_types.ODT, False, False),
        (View(), media_types.HTML, True, False),
        (View(redact=True), media_types.ODT, True, False),
        (View(redact=True), media_types.PDF, False, True),
        (None, media_types.DOCX, True, False),
    ],
)
def test_pages_are_drawn_where_libreoffice_is_and_nothing_is_to_be_hidden(
    view: View | None, media_type: str, there: bool, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}" if there else None)
    with Session(Settings(), view=view) as session:
        assert session._dispatch.shows_pages(Document(path="x", media_type=media_type)) is shown
