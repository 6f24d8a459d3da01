"""What is refused before any reader sees a DOCX: each in one line, none by a reader's crash."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from atsharness import intake
from atsharness.docx import package
from atsharness.docx.package import Package, PackageError, inspected
from atsharness.errors import ExitCode
from atsharness.model import media_types
from atsharness_corpus.docx.writer import NAMESPACES, Docx, paragraph, zipped

GOOD = Docx(paragraph("Jane Example")).saved()


def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(GOOD)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_part(name: str, content: bytes) -> bytes:
    return zipped({**parts(), name: content})


def without_part(name: str) -> bytes:
    return zipped({key: value for key, value in parts().items() if key != name})


def document(inner: str) -> bytes:
    return f'<w:document xmlns:w="{NAMESPACES["w"]}"><w:body>{inner}</w:body></w:document>'.encode()


def test_a_good_file_is_not_refused() -> None:
    assert inspected(GOOD) is None
    assert Package(GOOD).main == "word/document.xml"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (GOOD[:-40], "truncated"),
        (GOOD[: len(GOOD) // 2], "truncated"),
        (b"PK\x03\x04word/document.xml", "truncated"),
        (with_part("../evil.xml", b"<x/>"), "outside of itself"),
        (with_part("word/../../evil.xml", b"<x/>"), "outside of itself"),
        (with_part("/etc/evil.xml", b"<x/>"), "outside of itself"),
        (with_part("word\\evil.xml", b"<x/>"), "outside of itself"),
        (without_part("word/document.xml"), "no main part"),
        (without_part("_rels/.rels"), "no main part"),
        (without_part("[Content_Types].xml"), "does not say what its parts are"),
        (with_part("word/document.xml", b"<w:document"), "no well-formed XML"),
        (with_part("word/document.xml", b"<html/>"), "no Word document's"),
        (with_part("word/styles.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"), "document type"),
        (
            with_part("word/styles.xml", '<?xml version="1.0"?><!DOCTYPE x><x/>'.encode("utf-16")),
            "document type",
        ),
        (with_part("word/styles.xml", b'<?xml version="1.0" encoding="UTF-7"?><x/>'), "encoding UTF-7"),
        (with_part("word/document.xml", document("<w:p>" * 300 + "</w:p>" * 300)), "within each other"),
        (with_part("word/media/a.bin", b"\0" * 9_000_000), "far more than a document has"),
    ],
)
def test_what_is_refused_has_its_reason_in_one_line(data: bytes, said: str) -> None:
    reason = inspected(data)
    assert reason is not None
    assert said in reason
    assert "\n" not in reason


def test_limits_on_parts_xml_and_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_PARTS", 5)
    assert "parts, more than 5" in (inspected(GOOD) or "")
    monkeypatch.undo()
    monkeypatch.setattr(package, "MOST_XML_BYTES", 1_000)
    assert "bytes of XML, more than 1,000" in (inspected(GOOD) or "")
    monkeypatch.undo()
    monkeypatch.setattr(package, "MOST_ELEMENTS", 20)
    assert "more than 20 elements" in (inspected(GOOD) or "")


def test_two_parts_of_one_name() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts().items():
            archive.writestr(name, content)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", b"<x/>")
    assert inspected(out.getvalue()) == "corrupt: two of its parts have the same name"


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
@example(GOOD.rindex(b"PK\x01\x02") + 46, 0)  # a part whose name is empty
@example(GOOD.rindex(b"PK\x05\x06") + 17, 11)  # a directory of parts that begins elsewhere
@settings(max_examples=150, deadline=None)
def test_a_damaged_byte_is_a_reason_or_harmless(at: int, value: int) -> None:
    data = GOOD[:at] + bytes([value]) + GOOD[at + 1 :]
    reason = inspected(data)
    assert reason is None or "\n" not in reason


def test_relationships_outside_are_named_and_never_parts() -> None:
    made = Docx(paragraph("x"))
    number = made.link("https://example.org/x.dotm")
    found = Package(made.saved()).relationships("word/document.xml")
    assert found[number].external
    assert found[number].target == "https://example.org/x.dotm"


def test_a_missing_part_is_an_error_of_the_package() -> None:
    with pytest.raises(PackageError, match="is missing"):
        Package(GOOD).read("word/none.xml")


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (OLE + "Workbook".encode("utf-16-le"), "it is an Excel workbook, no Word document"),
        (OLE, "corrupt: it holds no Word document"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "under a password: save it without the password"),
        (GOOD[: len(GOOD) // 2], "truncated: the end of the file is missing"),
        (with_part("word/styles.xml", b"<!DOCTYPE x><x/>"), "declares a document type"),
        (Docx(paragraph()).saved(), "the document shows no text"),
    ],
)
def test_check_says_one_line_and_exits_with_4(
    data: bytes, said: str, tmp_path: object, capsys: pytest.CaptureFixture[str]
) -> None:
    from pathlib import Path

    from atsharness.cli import main

    file = Path(str(tmp_path)) / "resume.docx"
    file.write_bytes(data)
    assert main(["check", str(file)]) == ExitCode.UNREADABLE
    shown = " ".join(capsys.readouterr().out.split())
    assert said in shown
    assert "Traceback" not in shown


def test_a_docx_is_told_by_its_content() -> None:
    assert intake.sniff(GOOD) == media_types.DOCX
    assert intake.sniff(zipped({"mimetype": media_types.ODT, "content.xml": "<x/>"})) == "application/zip"
    stored = b"PK\x03\x04" + bytes(26) + b"mimetype" + media_types.ODT.encode()
    assert intake.sniff(stored) == media_types.ODT
    assert (
        intake.sniff(zipped({"xl/workbook.xml": "<x/>", "[Content_Types].xml": "<x/>"})) == "application/zip"
    )
