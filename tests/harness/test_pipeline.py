"""One document judged from what paths recovered."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from atsharness.keywords.vocabulary import parse
from atsharness.model import Document, DocumentResult, Extraction, Reference, Verdict
from atsharness.pipeline import Inputs, Judging, check
from atsharness.settings import Settings
from atsharness.verdict.limits import Limits

PAGE = """Hannah O'Brien
hannah@example.com | +1 614-555-0117
Experience
Back-End Developer Jan 2020 – Present
Lumen Freight
• Built services in Go, C++ and PostgreSQL with CI/CD.
"""
PANEL = {
    "pymupdf-stream": "pymupdf",
    "pdfium": "pdfium",
    "pdfminer-layout": "pdfminer",
    "pypdf-plain": "pypdf",
}
LIMITS = Limits()
SEEN = Reference(text=PAGE, origin="visual")


def judged(
    texts: dict[str, str],
    *,
    page: Reference | str = SEEN,
    terms: str | None = None,
    panel: Mapping[str, str] = PANEL,
    media_type: str = "application/pdf",
) -> DocumentResult:
    extractions = tuple(
        Extraction(
            path_id=path,
            family=PANEL.get(path, path),
            version="1",
            status="ok" if text else "empty",
            text=text,
        )
        for path, text in texts.items()
    )
    document = Document(path="resume.pdf", media_type=media_type)
    inputs = Inputs(document=document, extractions=extractions, page=page, panel=panel)
    asked = None if terms is None else parse(terms)
    return check(inputs, Judging(limits=LIMITS, rules={}, settings=Settings(), asked=asked))


def _verdict(result: DocumentResult) -> Verdict:
    assert result.verdict is not None
    return result.verdict


def test_all_recovered() -> None:
    found = judged(dict.fromkeys(PANEL, PAGE))
    assert _verdict(found).level == "pass"
    assert {item.outcome for item in found.fields} == {"exact"}
    assert [word.keyword for word in found.keywords] == ["Go", "C++", "PostgreSQL", "CI/CD"]


def test_a_scan_fails_because_no_text_path_reads_anything() -> None:
    found = judged(dict.fromkeys(PANEL, ""))
    assert _verdict(found).level == "fail"
    failing = {gate.name for gate in _verdict(found).gates if gate.level == "fail"}
    assert failing >= {"contact.name", "contact.email", "contact.phone", "content", "job"}


def test_without_a_reference_nothing_is_measurable() -> None:
    found = judged(dict.fromkeys(PANEL, ""), page="without OCR the text in 1 image cannot be read")
    assert _verdict(found).level == "not_measurable"
    assert "without OCR" in _verdict(found).gates[0].note
    assert found.fields == found.keywords == ()


def test_an_image_s_text_paths_read_nothing() -> None:
    seen = Reference(text=PAGE, origin="visual", read_by="ocr")
    panel = {**PANEL, "tesseract": "tesseract"}
    found = judged({"tesseract": PAGE}, page=seen, panel=panel, media_type="image/png")
    assert _verdict(found).level == "fail"


def test_asked_keywords_alone_count() -> None:
    texts = dict.fromkeys(PANEL, PAGE) | {"pdfium": PAGE.replace("C++", "C + +")}
    found = judged(texts, terms="C++\nErlang\nGo")
    assert [(word.keyword, word.in_reference, word.lost_in) for word in found.keywords] == [
        ("C++", True, ("pdfium",)),
        ("Erlang", False, ()),
        ("Go", True, ()),
    ]
    assert _verdict(found).level == "at_risk"


@pytest.mark.parametrize("path", PANEL)
def test_fields_come_path_by_path(path: str) -> None:
    texts = dict.fromkeys(PANEL, PAGE) | {path: PAGE.replace("hannah@", "han nah@")}
    found = judged(texts)
    lost = [(item.path_id, item.field, item.outcome) for item in found.fields if item.outcome != "exact"]
    assert lost == [(path, "basics.email", "altered")]
    assert _verdict(found).level == "at_risk"
