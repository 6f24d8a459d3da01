"""The main job on real files: what nine paths recover of committed layouts, compared with the known text."""

from __future__ import annotations

from pathlib import Path

import pytest

from atsharness import check
from atsharness.model import DocumentResult, Order
from atsharness.settings import Settings

PANEL = {
    "pdfium",
    "pdfminer-layout",
    "pdfminer-position",
    "pdfplumber",
    "pymupdf-sorted",
    "pymupdf-stream",
    "pypdf-layout",
    "pypdf-plain",
    "tesseract",
}


def _check(rendered: Path, name: str, **settings: object) -> DocumentResult:
    chosen = Settings(paths=("panel",), **settings)  # type: ignore[arg-type]
    return check(rendered / f"pdf/{name}.pdf", source=rendered / f"ref/{name}.txt", settings=chosen)


@pytest.fixture(scope="module")
def two_columns(rendered: Path) -> DocumentResult:
    return _check(rendered, "typst-two-column__dense", ocr=False)


def test_every_path_of_the_panel_ends_with_a_status(rendered: Path) -> None:
    result = _check(rendered, "typst-single-column__junior")
    assert {item.path_id for item in result.extractions} == PANEL
    assert {item.status for item in result.extractions} == {"ok"}
    assert {item.path_id for item in result.recoveries} == PANEL
    for recovery in result.recoveries:
        assert (recovery.content.char_recall or 0) > 0.97, recovery.path_id


@pytest.mark.parametrize("path_id", ["pymupdf-sorted", "pypdf-layout", "pdfplumber"])
def test_position_sorted_paths_mix_two_columns(two_columns: DocumentResult, path_id: str) -> None:
    order = _order(two_columns, path_id)
    assert (order.moved or 0) > 0.2
    assert order.cause == "interleaved"
    assert order.counts.mixed_lines > 10


@pytest.mark.parametrize("path_id", ["pymupdf-stream", "pdfium", "pypdf-plain"])
def test_stream_order_paths_keep_two_columns_apart(two_columns: DocumentResult, path_id: str) -> None:
    order = _order(two_columns, path_id)
    assert order.moved == pytest.approx(0, abs=0.01)
    assert order.cause == "none"


def _order(result: DocumentResult, path_id: str) -> Order:
    return next(item.order for item in result.recoveries if item.path_id == path_id)


def test_row_wise_stream_breaks_stream_order_too(rendered: Path) -> None:
    result = _check(rendered, "typst-interleaved__dense", ocr=False)
    assert (_order(result, "pymupdf-stream").moved or 0) > 0.2


def test_a_scan_is_empty_but_for_ocr(scan: Path) -> None:
    result = check(scan, source=scan.with_suffix(".txt"), settings=Settings(paths=("panel",)))
    statuses = {item.path_id: item.status for item in result.extractions}
    assert statuses.pop("tesseract") == "ok"
    assert set(statuses.values()) == {"empty"}
    assert (_recall(result, "tesseract") or 0) >= 0.97
    empty = next(item for item in result.recoveries if item.path_id == "pdfium")
    assert empty.content.char_recall == 0
    assert empty.order.moved is None


@pytest.mark.slow
def test_ocr_recovers_a_whole_scanned_page(rendered: Path) -> None:
    assert (_recall(_check(rendered, "typst-scan__dense"), "tesseract") or 0) >= 0.97


def _recall(result: DocumentResult, path_id: str) -> float | None:
    return next(item.content.char_recall for item in result.recoveries if item.path_id == path_id)


def test_words_stand_where_the_page_is(two_columns: DocumentResult) -> None:
    placed = [item for item in two_columns.extractions if item.words is not None]
    assert len(placed) >= 5
    for item in placed:
        assert "".join(word.text for word in item.words or ()) == "".join((item.text or "").split())
        for word in item.words or ():
            x0, y0, x1, y1 = word.box
            assert -1 <= x0 <= x1 <= 700, item.path_id
            assert -1 <= y0 <= y1 <= 900, item.path_id
