"""One document judged from what paths recovered."""

from __future__ import annotations

import pytest

from atsharness.checking.assess import Assessment, Measured, assess
from atsharness.checking.scoring import Scorer, unreadable_page
from atsharness.keywords.vocabulary import parse
from atsharness.model import Extraction, Reference
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
LIMITS = Limits(any_moved=0.05)


def assessed(texts: dict[str, str], *, page: str = PAGE, terms: str | None = None) -> Assessment:
    scorer = Scorer(Reference(text=page, origin="visual"))
    extractions = [
        Extraction(
            path_id=path,
            family=PANEL.get(path, path),
            version="1",
            status="ok" if text else "empty",
            text=text,
        )
        for path, text in texts.items()
    ]
    measured = [found for item in extractions if (found := scorer.measure(item)) is not None]
    return assess(
        Measured(
            panel=PANEL,
            summary=scorer.summary(extractions),
            reference=scorer.reference,
            words=scorer.tokens,
            extractions=extractions,
            alignments=[alignment for alignment, _ in measured],
            recoveries=[recovery for _, recovery in measured],
        ),
        LIMITS,
        None if terms is None else parse(terms),
    )


def test_all_recovered() -> None:
    found = assessed(dict.fromkeys(PANEL, PAGE))
    assert found.verdict.level == "pass"
    assert {item.outcome for item in found.fields} == {"exact"}
    assert [word.keyword for word in found.keywords] == ["Go", "C++", "PostgreSQL", "CI/CD"]


def test_a_scan_fails_because_no_text_path_reads_anything() -> None:
    found = assessed(dict.fromkeys(PANEL, ""))
    assert found.verdict.level == "fail"
    failing = {gate.name for gate in found.verdict.gates if gate.level == "fail"}
    assert failing >= {"contact.name", "contact.email", "contact.phone", "content", "job"}


def test_without_a_reference_nothing_is_measurable() -> None:
    summary = unreadable_page("without OCR the text in 1 image cannot be read")
    extractions = [
        Extraction(path_id=path, family=PANEL[path], version="1", status="empty") for path in PANEL
    ]
    found = assess(Measured(panel=PANEL, summary=summary, extractions=extractions), LIMITS)
    assert found.verdict.level == "not_measurable"
    assert "without OCR" in found.verdict.gates[0].note
    assert found.fields == found.keywords == ()


def test_an_image_s_text_paths_read_nothing() -> None:
    scorer = Scorer(Reference(text=PAGE, origin="visual", read_by="ocr"))
    ocr = Extraction(path_id="tesseract", family="tesseract", version="5", status="ok", text=PAGE)
    measured = Measured(
        panel={**PANEL, "tesseract": "tesseract"},
        summary=scorer.summary(),
        reference=scorer.reference,
        words=scorer.tokens,
        extractions=[ocr],
        image=True,
    )
    found = assess(measured, LIMITS)
    assert found.verdict.level == "fail"


def test_asked_keywords_alone_count() -> None:
    texts = dict.fromkeys(PANEL, PAGE) | {"pdfium": PAGE.replace("C++", "C + +")}
    found = assessed(texts, terms="C++\nErlang\nGo")
    assert [(word.keyword, word.in_reference, word.lost_in) for word in found.keywords] == [
        ("C++", True, ("pdfium",)),
        ("Erlang", False, ()),
        ("Go", True, ()),
    ]
    assert found.verdict.level == "at_risk"


@pytest.mark.parametrize("path", PANEL)
def test_fields_come_path_by_path(path: str) -> None:
    texts = dict.fromkeys(PANEL, PAGE) | {path: PAGE.replace("hannah@", "han nah@")}
    found = assessed(texts)
    lost = [(item.path_id, item.field, item.outcome) for item in found.fields if item.outcome != "exact"]
    assert lost == [(path, "basics.email", "altered")]
    assert found.verdict.level == "at_risk"
