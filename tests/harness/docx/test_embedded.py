"""Documents embedded in a DOCX (`w:altChunk`): they are read as Word shows them, and told as lost."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from docx_files import judged, outcomes

from atsharness.flow.gather import gather
from atsharness.model import Reference
from atsharness.model.flow_facts import FlowFacts
from atsharness.model.media_types import DOCX
from atsharness_corpus.docx import pieces
from atsharness_corpus.docx.writer import MAIN_TYPE, Docx, paragraph, zipped

PAGE = "<html><head><title>Unseen</title></head><body><h1>Zoë</h1><p>Kestrel <b>Falcon</b></p></body></html>"
MAIL = (
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="=b"\r\n\r\n'
    '--=b\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n'
    "Content-Location: file:///page.html\r\n\r\n"
    '<h1>Zo=C3=AB</h1><p class=3D"x">Kestrel =\r\nFalcon</p>\r\n--=b--\r\n'
)
DEEP = "".join(
    f'Content-Type: multipart/mixed; boundary="={level}"\r\n\r\n--={level}\r\n' for level in range(2_000)
)
RICH = r"{\rtf1\ansi\ansicpg1252 Zo\'eb\par Kestrel Falcon\par}"


def embedding(name: str, kind: str, content: str) -> Docx:
    made = Docx(paragraph("Before"))
    made.body.append(f'<w:altChunk r:id="{made.part(name, "aFChunk", kind, content)}"/>')
    made.body.append(paragraph("After"))
    return made


def read(made: Docx) -> tuple[FlowFacts, Reference]:
    facts, seen = gather(DOCX, made.saved())
    assert facts.flow is not None
    return facts.flow, seen


@pytest.mark.parametrize(
    ("name", "kind", "content"),
    [
        ("page.html", "text/html", PAGE),
        ("page.xhtml", "application/xhtml+xml", PAGE),
        ("page.mht", "message/rfc822", MAIL),
        ("page.rtf", "application/rtf", RICH),
        ("page.txt", "text/plain", "Zoë\r\nKestrel Falcon"),
    ],
)
def test_what_is_embedded_is_read_at_its_place(name: str, kind: str, content: str) -> None:
    facts, seen = read(embedding(name, kind, content))
    assert seen.text.split() == ["Before", "Zoë", "Kestrel", "Falcon", "After"]
    (part,) = facts.of("alternative_part")
    assert (part.start, part.stop) == (1, 4)
    assert seen.complete
    assert not seen.warnings


@pytest.mark.parametrize(
    ("name", "kind", "content"),
    [
        ("page.bin", "application/octet-stream", "Kestrel"),
        ("page.html", "text/html", random.Random(1).randbytes(2_500_001).hex()),
        ("page.mht", "message/rfc822", "no mail"),
        ("page.docx", MAIN_TYPE, "no archive"),
        ("page.mht", "message/rfc822", DEEP),
        ("page.html", "text/html", "<div>" * 5_000 + "Kestrel"),
        ("page.rtf", "text/rtf", r"{\rtf1" + "{" * 5_000 + "Kestrel"),
    ],
    ids=["unknown", "large", "no page", "damaged", "deep mail", "deep page", "deep RTF"],
)
def test_what_cannot_be_read_leaves_the_reading_incomplete(name: str, kind: str, content: str) -> None:
    facts, seen = read(embedding(name, kind, content))
    assert seen.text.split() == ["Before", "After"]
    assert facts.of("alternative_part")
    assert not seen.complete
    assert "was not read" in seen.warnings[0]


def test_a_part_that_is_missing_or_elsewhere_is_not_read() -> None:
    made = Docx(paragraph("Before"), pieces.EMBEDDED)
    assert not read(made)[1].complete
    made = Docx(paragraph("Before"))
    made.body.append(f'<w:altChunk r:id="{made.link("https://example.org/page.html")}"/>')
    assert not read(made)[1].complete


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The file with one of its parts changed."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = {entry: archive.read(entry) for entry in archive.namelist()}
    return zipped({**files, name: change(files[name])})


def test_a_content_type_may_be_given_by_the_ending() -> None:
    by_name = b'<Override PartName="/word/page.HTML" ContentType="text/html"/>'
    by_ending = b'<Default Extension="html" ContentType="text/html"/>'
    data = embedding("page.HTML", "text/html", PAGE).saved()
    data = changed(data, "[Content_Types].xml", lambda types: types.replace(by_name, by_ending))
    assert "Kestrel" in gather(DOCX, data)[1].text


def test_a_docx_within_a_docx_is_read_and_one_within_that_is_not() -> None:
    inner = embedding("page.html", "text/html", PAGE).saved()
    data = changed(embedding("inner.docx", MAIN_TYPE, "").saved(), "word/inner.docx", lambda _: inner)
    seen = gather(DOCX, data)[1]
    assert seen.text.split() == ["Before", "Before", "After", "After"]
    assert not seen.complete


def test_nobody_gets_a_document_that_is_embedded_as_a_whole() -> None:
    lines = "".join(f"<p>{line}</p>" for line in RESUME)
    made = Docx()
    page = f"<html><body>{lines}</body></html>"
    made.body.append(f'<w:altChunk r:id="{made.part("page.html", "aFChunk", "text/html", page)}"/>')
    result = judged(made.saved())
    assert outcomes(result)["ATS628"] == "violation"
    assert outcomes(result)["ATS627"] == "passed"  # OpenCATS reads nothing that it could misread
    assert result.verdict is not None
    assert (result.verdict.level, result.verdict.complete) == ("fail", 0)
    (finding,) = next(one for one in result.rule_results if one.rule_id == "ATS628").findings
    assert finding.message.startswith("an embedded document: “Zoë Example")
    assert len(finding.families_hit) == result.verdict.counted


def test_of_many_embedded_documents_the_first_are_read() -> None:
    made = Docx()
    number = made.part("page.html", "aFChunk", "text/html", PAGE)
    made.body += [f'<w:altChunk r:id="{number}"/>'] * 30
    facts, seen = read(made)
    assert seen.text.split() == ["Zoë", "Kestrel", "Falcon"] * 20
    assert len(facts.of("alternative_part")) == 30
    assert not seen.complete


RESUME = (
    "Zoë Example",
    "zoe.example@example.org",
    "+49 30 23125417",
    "Experience",
    "Engineer, Acme",
    "2019 - 2024",
    "Cut the bill by a third with fewer idle workers.",
    "Education",
    "Example University, Physics",
    "2012 - 2016",
)
