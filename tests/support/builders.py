"""Hand-made results for tests of report formats."""

from __future__ import annotations

from typing import Any

import msgspec

from atsharness.model import (
    SCHEMA_VERSION,
    Alignment,
    Calibration,
    Comparison,
    Confusion,
    Content,
    ContentCounts,
    Document,
    DocumentResult,
    Environment,
    Extra,
    Extraction,
    FieldRecovery,
    Gate,
    Keyword,
    LackedWord,
    Order,
    OrderCounts,
    PathTiming,
    Reader,
    Recovery,
    ReferenceSummary,
    RunResult,
    Segmentation,
    Summary,
    Timing,
    Verdict,
    WordLabel,
)


def extraction(path_id: str, status: str = "ok", **fields: Any) -> Extraction:
    family = path_id.split("-")[0]
    values: dict[str, Any] = {"version": "1.0", "word_count": 200, "text": "Jane Example", **fields}
    if status != "ok":
        values |= {"text": None, "word_count": 0}
    return Extraction(path_id=path_id, family=family, status=status, **values)  # type: ignore[arg-type]


def recovery(path_id: str, *, recall: float = 1.0, moved: float | None = 0.0, **fields: Any) -> Recovery:
    cause = fields.get("cause", "none" if moved is not None else None)
    return Recovery(
        path_id=path_id,
        content=Content(
            char_recall=recall,
            char_precision=1.0,
            word_exact=recall,
            word_missing=1 - recall,
            bag_recall=recall,
            counts=ContentCounts(
                reference_chars=1000,
                hypothesis_chars=int(1000 * recall),
                equal_chars=int(1000 * recall),
                reference_words=200,
                exact_words=int(200 * recall),
                missing_words=fields.get("missing", 0),
                bag_words=int(200 * recall),
            ),
        ),
        order=Order(
            moved=moved,
            adjacency=fields.get("adjacency", 1.0 if moved is not None else None),
            tau=1.0,
            coverage=recall,
            cause=cause,
            mixed_lines=0.0,
            counts=OrderCounts(
                matched_words=200,
                matched_chars=1000,
                moved_chars=int(1000 * (moved or 0)),
                neighbours=199,
                kept_neighbours=199,
                runs=1,
                returns=0,
                mixed_lines=fields.get("mixed_lines", 0),
                lines=fields.get("lines", 40),
            ),
        ),
        segmentation=Segmentation(
            split=fields.get("split", 0),
            glued=fields.get("glued", 0),
            hyphenated=0,
            reference_words=200,
            boundary_f1=1.0,
        ),
        mapping=tuple(fields.get("mapping", ())),
        extra=Extra(rate=0.0, hidden=None, duplicate=0, extra=0, hypothesis_words=200),
    )


def alignment(path_id: str, *labels: WordLabel) -> Alignment:
    return Alignment(
        path_id=path_id,
        words=labels,
        spurious=(),
        confusions=(),
        reference_chars=1000,
        hypothesis_chars=1000,
        equal_chars=1000,
        hypothesis_words=200,
    )


def label(text: str, form: str = "ok", observed: str | None = None) -> WordLabel:
    place = None if form == "missing" else "in_order"
    return WordLabel(text=text, form=form, place=place, observed=observed)  # type: ignore[arg-type]


def run_result(*documents: DocumentResult) -> RunResult:
    return RunResult(
        schema_version=SCHEMA_VERSION,
        tool_version="0.0.0",
        settings={"deadline_s": 20.0},
        environment=Environment(
            python="3.11.0", platform="Linux x86_64", paths={"pdfium": "1.0"}, sandbox="seccomp"
        ),
        documents=documents,
        summary=Summary(documents={"ok": len(documents)}, extractions={"ok": 1}),
        timing=Timing(wall_s=1.5, documents=(PathTiming(path="resume.pdf", seconds={"pdfium": 0.01}),)),
    )


def with_source(path: str = "resume.pdf") -> DocumentResult:
    """Nine rows with one of every kind of note."""
    return DocumentResult(
        document=Document(
            path=path, media_type="application/pdf", sha256="0" * 64, size_bytes=9, page_count=2
        ),
        reference=ReferenceSummary(
            origin="source",
            source_path="resume.md",
            word_count=200,
            not_on_page=2,
            not_on_page_words=("draft", "GitHub"),
            warnings=("2 images have no text",),
        ),
        extractions=(
            extraction("mupdf-sorted"),
            extraction("mupdf-stream"),
            extraction("pdfium"),
            extraction("pdfminer-layout", "timeout", detail="no result within 20 s"),
            extraction(
                "poppler-raw", "unavailable", detail="pdftotext is not installed: apt install poppler-utils"
            ),
            extraction("pypdf-plain", "killed", detail="died of SIGSEGV, twice"),
            extraction("tesseract", "empty", detail="no text"),
        ),
        recoveries=(
            recovery("mupdf-sorted", moved=0.36, adjacency=0.7, cause="interleaved", mixed_lines=12),
            recovery("mupdf-stream", recall=0.99996),
            recovery(
                "pdfium",
                recall=0.95,
                missing=2,
                glued=4,
                split=3,
                mapping=[Confusion(expected="fi", observed="\ufffd", count=5, systematic=True)],
            ),
            recovery("tesseract", recall=0.0, moved=None),
        ),
        alignments=(
            alignment(
                "pdfium",
                label("Kafka", "missing"),
                label("Redis", "missing"),
                label("Job", "glued", "JobQueue"),
                label("EDUCATION", "split", "E D U C A T I O N"),
                label("Go", "substituted", "G0"),
            ),
        ),
    )


def with_page(path: str = "resume.pdf", **fields: Any) -> DocumentResult:
    """Compared with the page as a person sees it."""
    values: dict[str, Any] = {"word_count": 200, "read_by": "glyphs", "agreement": 0.985, **fields}
    return DocumentResult(
        document=Document(
            path=path, media_type="application/pdf", sha256="0" * 64, size_bytes=9, page_count=1
        ),
        reference=ReferenceSummary(origin="visual", source_path=None, **values),
        extractions=(extraction("pdfium"), extraction("pypdf-plain", "empty", detail="no text")),
        recoveries=(recovery("pdfium"), recovery("pypdf-plain", recall=0.0, moved=None)),
    )


def image(path: str = "photo.jpg") -> DocumentResult:
    """An image: OCR is the reference."""
    return DocumentResult(
        document=Document(path=path, media_type="image/jpeg", sha256="0" * 64, size_bytes=9, page_count=1),
        reference=ReferenceSummary(origin="visual", source_path=None, word_count=150, read_by="ocr"),
        extractions=(extraction("tesseract", word_count=150),),
    )


def judged(path: str = "resume.pdf", level: str = "at_risk") -> DocumentResult:
    """With fields, keywords and a verdict."""
    outcomes = {
        "mupdf-sorted": {"work.0": "scattered", "work.0.startDate": "scattered", "work.0.endDate": "missing"},
        "pdfium": {"basics.email": "altered", "section.work": "altered"},
        "mupdf-stream": {},
        "tesseract": {f"work.{number}.name": "missing" for number in range(20)},
    }
    pointers = ["basics.email", "section.work", "work.0", "work.0.startDate", "work.0.endDate"]
    pointers += [f"work.{number}.name" for number in range(20)]
    fields = [
        FieldRecovery(
            path_id=path,
            field=pointer,
            expected="x",
            observed="y",
            outcome=lost.get(pointer, "exact"),  # type: ignore[arg-type]
            detail="not_alone" if pointer == "section.work" and pointer in lost else None,
        )
        for path, lost in outcomes.items()
        for pointer in pointers
    ]
    fields.append(
        FieldRecovery(
            path_id="pdfium", field="basics.email", expected="", observed="j@example.org", outcome="spurious"
        )
    )
    return msgspec.structs.replace(
        with_source(path),
        fields=tuple(fields),
        keywords=(
            Keyword(keyword="Go", in_reference=True, survives=tuple(outcomes)),
            Keyword(keyword="C++", in_reference=True, survives=("pdfium",), lost_in=("mupdf-sorted",)),
            Keyword(keyword="Erlang", in_reference=False),
        ),
        verdict=_verdict(level),
    )


def _verdict(level: str) -> Verdict:
    gates = (
        Gate(name="contact.email", value=1.0, limit=2.0, level="at_risk", note="hits pdfium"),
        Gate(
            name="contact.phone",
            value=None,
            limit=None,
            level="not_found",
            note="no phone number found on the page",
        ),
        Gate(name="content", value=0.9876, limit=0.95, level="pass"),
        Gate(name="order", value=3.0, limit=0.0, level="at_risk", note="mupdf-sorted; hits mupdf"),
        Gate(name="keywords", value=1.0, limit=0.0, level="at_risk", note="C++"),
    )
    return Verdict(
        level=level,  # type: ignore[arg-type]
        gates=gates,
        readers=(
            Reader(
                path_id="mupdf-sorted",
                family="mupdf",
                status="ok",
                gets_everything=False,
                counted=True,
                lacks=("order", "keywords"),
                note="mixes the lines of 3 entries",
            ),
            Reader(path_id="pdfium", family="pdfium", status="ok", gets_everything=True, counted=True),
        ),
        complete=1,
        counted=2,
        not_found=("no phone number found on the page",),
        calibration=Calibration(controls=580, joint_false_alarms=0.0017),
    )


def without_source(path: str = "resume.pdf") -> DocumentResult:
    """The page could not be looked at."""
    return DocumentResult(
        document=Document(
            path=path, media_type="application/pdf", sha256="0" * 64, size_bytes=9, page_count=1
        ),
        reference=ReferenceSummary(
            origin="visual", source_path=None, word_count=0, reason="the page could not be analysed"
        ),
        extractions=(extraction("pdfium"), extraction("pypdf-plain", word_count=188)),
        comparisons=(
            Comparison(path_id="pdfium", word_count=200, lacks_count=0, lacks=()),
            Comparison(
                path_id="pypdf-plain",
                word_count=188,
                lacks_count=3,
                lacks=(
                    LackedWord(word="PostgreSQL", count=2, families=("mupdf", "pdfium")),
                    LackedWord(word="Kafka", count=1, families=("mupdf", "pdfium")),
                ),
            ),
        ),
    )


def unreadable(path: str = "locked.pdf") -> DocumentResult:
    return DocumentResult(
        document=Document(
            path=path, status="unreadable", reason="encrypted: give its password with --password"
        )
    )
