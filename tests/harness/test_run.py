"""What a document is held against: its page, its source in the page's order, or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import builders
import msgspec
import pytest

from atsharness import check
from atsharness.extract import tasks
from atsharness.model import Document, DocumentResult, Reference
from atsharness.pending import Pending
from atsharness.pipeline import Judging
from atsharness.run import run
from atsharness.session import Session
from atsharness.settings import Settings
from atsharness.verdict.limits import Limits
from atsharness.workers.supervisor import Outcome

TEXTS = Settings(paths=("pdfium", "pypdf-plain"), ocr=False)
LINES = ("Jane Example", "Engineer at Acme Rockets", "Python Kafka")


JUDGING = Judging(limits=Limits(), rules={}, settings=TEXTS)


def judged(page: Reference | str | None, source: Reference | None = None) -> DocumentResult:
    made = Pending(Document(path="a.pdf", media_type="application/pdf"), "nowhere")
    made.add(builders.extraction("pdfium", text="\n".join(LINES)), 0.1)
    made.page = page
    made.set_reference(source)
    made.add(builders.extraction("pypdf-plain", text="\n".join(LINES[:2])), 0.1)
    return made.result(JUDGING)


def page(text: str = "\n".join(LINES), **fields: Any) -> Reference:
    return Reference(text=text, origin="visual", **{"read_by": "glyphs", **fields})


def test_without_a_source_the_page_is_the_reference() -> None:
    result = judged(page())
    assert result.reference is not None
    assert (result.reference.origin, result.reference.word_count) == ("visual", 8)
    recall = {item.path_id: item.content.char_recall for item in result.recoveries}
    assert recall["pdfium"] == 1.0
    assert recall["pypdf-plain"] is not None
    assert recall["pypdf-plain"] < 1.0
    assert result.comparisons == ()


@pytest.mark.parametrize("why", ["it crashed", page("", warnings=("without OCR a scan cannot be read",))])
def test_without_a_page_paths_are_compared_with_each_other(why: Reference | str) -> None:
    result = judged(why)
    assert result.reference is not None
    assert result.reference.reason == (why if isinstance(why, str) else why.warnings[0])
    assert result.recoveries == ()
    assert {item.path_id for item in result.comparisons} == {"pdfium", "pypdf-plain"}


def test_a_source_alone_keeps_its_own_order_and_says_why() -> None:
    result = judged("it crashed", Reference(text="\n".join(reversed(LINES)), source_path="a.txt"))
    assert result.reference is not None
    assert result.reference.warnings == ("the source's own order is used: it crashed",)
    assert [item.path_id for item in result.recoveries] == ["pdfium", "pypdf-plain"]


def test_ocr_is_not_scored_against_itself() -> None:
    made = Pending(Document(path="a.pdf", media_type="application/pdf"), "nowhere")
    made.page = page(read_by="ocr")
    made.set_reference(None)
    made.add(builders.extraction("tesseract", text="\n".join(LINES)), 0.1)
    made.add(builders.extraction("pdfium", "empty"), 0.1)
    result = made.result(JUDGING)
    assert result.recoveries == ()
    assert result.reference is not None
    assert result.reference.read_by == "ocr"


def test_ocr_that_was_cut_by_time_is_kept_and_not_measured() -> None:
    made = Pending(Document(path="a.pdf", media_type="application/pdf"), "nowhere")
    made.page = page()
    made.set_reference(None)
    read = builders.extraction("tesseract", text=LINES[0], detail="there was time for 1 page")
    made.add(msgspec.structs.replace(read, status="timeout"), 9)
    made.add(builders.extraction("pdfium", text="\n".join(LINES)), 0.1)
    result = made.result(JUDGING)
    assert [item.path_id for item in result.recoveries] == ["pdfium"]
    assert {item.path_id for item in result.fields} == {"pdfium"}
    assert [item.text for item in result.extractions if item.path_id == "tesseract"] == [LINES[0]]


def test_an_uncertain_order_is_not_measured() -> None:
    result = judged(page(order_known=False))
    assert {item.order.moved for item in result.recoveries} == {None}
    assert {item.order.cause for item in result.recoveries} == {None}
    assert result.recoveries[0].content.char_recall == 1.0


@pytest.mark.parametrize("status", ["timeout", "killed", "failed"])
def test_an_analysis_that_fails_is_one_line(status: Any) -> None:
    why = tasks.analysis(Outcome(key="0:#analysis", status=status, detail="no result within 20 s"))
    assert why == f"the page could not be analysed ({status}: no result within 20 s)"


def test_words_of_the_page_are_borne_out_by_other_engines(rendered: Path) -> None:
    result = check(rendered / "pdf/typst-two-column__junior.pdf", settings=TEXTS)
    assert result.reference is not None
    assert result.reference.agreement is not None
    assert result.reference.agreement > 0.99
    by_itself = check(
        rendered / "pdf/typst-two-column__junior.pdf", settings=Settings(paths=("pymupdf-stream",), ocr=False)
    )
    assert by_itself.reference is not None
    assert by_itself.reference.agreement is None


def test_the_page_gives_the_order_of_a_source_that_has_none(rendered: Path, tmp_path: Path) -> None:
    text = (rendered / "ref/typst-two-column__junior.txt").read_text("utf-8")
    shuffled = tmp_path / "shuffled.txt"
    lines = text.splitlines()
    shuffled.write_text("\n".join(sorted(lines)), "utf-8")
    result = check(rendered / "pdf/typst-two-column__junior.pdf", source=shuffled, settings=TEXTS)
    assert {item.order.moved for item in result.recoveries} == {0.0}
    assert result.reference is not None
    assert result.reference.not_on_page == 0


@pytest.fixture
def picture(rendered: Path, tmp_path: Path) -> Path:
    import pypdfium2

    path = tmp_path / "resume.png"
    with pypdfium2.PdfDocument(rendered / "pdf/typst-single-column__junior.pdf") as document:
        document[0].render(scale=150 / 72, grayscale=True).to_pil().save(path, dpi=(150, 150))
    return path


def test_an_image_is_read_by_ocr_which_is_the_reference(picture: Path) -> None:
    result = check(picture, settings=Settings(paths=("panel",)))
    assert (result.document.status, result.document.page_count) == ("ok", 1)
    assert [item.path_id for item in result.extractions] == ["tesseract"]
    assert result.reference is not None
    assert (result.reference.origin, result.reference.read_by) == ("visual", "ocr")
    assert result.reference.word_count > 200
    assert result.recoveries == ()
    words = result.extractions[0].words
    assert words is not None
    assert max(word.box[2] for word in words) < 620


def test_a_scan_is_read_by_ocr_which_is_the_reference(scan: Path) -> None:
    result = check(scan, settings=Settings(paths=("pdfium", "tesseract")))
    assert result.reference is not None
    assert (result.reference.read_by, result.reference.reason) == ("ocr", None)
    assert result.reference.word_count > 70
    assert {item.path_id: item.content.char_recall for item in result.recoveries} in ({}, {"pdfium": 0.0})
    left_out = check(scan, settings=TEXTS)
    assert left_out.reference is not None
    assert "without OCR 1 scanned page cannot be read" in (left_out.reference.reason or "")


def test_without_ocr_an_image_has_no_reference(picture: Path) -> None:
    result = check(picture, settings=TEXTS)
    assert (result.document.status, result.document.reason) == (
        "unsupported",
        "none of the chosen paths reads a PNG image",
    )
    with Session(TEXTS) as session:
        looked = session.analyse(str(picture))
    assert looked.page == "an image can only be read by OCR, which is switched off"


def test_a_hostile_image_is_refused(tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "bomb.png"
    Image.new("1", (9000, 9000)).save(path)
    result = check(path, settings=Settings(paths=("panel",), max_pixels=1_000_000))
    assert result.document.reason == "9,000 x 9,000 pixels, more than 1,000,000 (setting max_pixels)"
    Image.new("RGB", (900, 900)).save(path)
    path.write_bytes(path.read_bytes()[:60])
    assert (check(path, settings=Settings(paths=("panel",))).document.reason or "").startswith(
        "corrupt: the image"
    )


def test_a_bug_in_one_document_costs_no_other_its_result(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An absurd fact may come from a worker that a file took over."""
    from atsharness import pipeline

    real = pipeline.check

    def absurd(inputs: pipeline.Inputs, *rest: object) -> DocumentResult:
        if inputs.document.path.endswith("second.pdf") and inputs.document.status == "ok":
            raise ZeroDivisionError("an absurd fact")
        return real(inputs, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "check", absurd)
    data = (demo / "resume.pdf").read_bytes()
    files = []
    for name in ("first", "second", "third"):
        files.append(str(tmp_path / f"{name}.pdf"))
        Path(files[-1]).write_bytes(data)
    settings = Settings(paths=("pdfium",), ocr=False)
    first, second, third = run(files, settings=settings).documents
    assert [first.document.status, third.document.status] == ["ok", "ok"]
    assert second.document.status == "unreadable"
    assert "a bug in ats" in (second.document.reason or "")
    with pytest.raises(ZeroDivisionError):
        run(files[1:2], settings=settings)
