"""Golden screens at 80 and 120 columns: ``pytest --update-golden`` writes them anew."""

from __future__ import annotations

import builders
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atsharness.model import Document, DocumentResult, RenderOptions, RunResult
from atsharness_reports._terminal import columns
from atsharness_reports.table import render

RUNS = {
    "source": builders.run_result(builders.with_source()),
    "page": builders.run_result(builders.with_page()),
    "unsure_page": builders.run_result(builders.with_page(order_known=False, agreement=None)),
    "image": builders.run_result(builders.image()),
    "no_source": builders.run_result(builders.without_source()),
    "unreadable": builders.run_result(builders.unreadable()),
    "judged": builders.run_result(builders.judged()),
    "several": builders.run_result(
        builders.without_source("good.pdf"), builders.unreadable(), builders.with_source("bad/resume.pdf")
    ),
}


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("width", [80, 120])
def test_screen(name: str, width: int, golden: object) -> None:
    shown = render(RUNS[name], RenderOptions(width=width))
    assert max(columns(line) for line in shown.splitlines()) <= width
    golden(f"table_{name}_{width}.txt", shown)  # type: ignore[operator]


def test_ascii_where_the_output_has_no_more() -> None:
    shown = render(RUNS["source"], RenderOptions(width=80, unicode=False))
    assert shown.isascii()
    assert "+--" in shown


def test_worst_file_first() -> None:
    shown = render(RUNS["several"], RenderOptions(width=120))
    assert shown.index("locked.pdf") < shown.index("bad/resume.pdf") < shown.index("good.pdf")


def test_verdicts_sort_several_files() -> None:
    levels = ["pass", "fail", "at_risk", "not_measurable"]
    run = builders.run_result(*(builders.judged(f"{level}.pdf", level) for level in levels))
    shown = render(run, RenderOptions(width=100))
    at = [shown.index(f"{level}.pdf") for level in ("not_measurable", "fail", "at_risk", "pass")]
    assert at == sorted(at)


HOSTILE = "a\x1b[31m\n\r\x07\x9b\u202eb.pdf"


@given(st.text(max_size=30), st.integers(60, 160))
@settings(max_examples=60)
def test_no_name_or_reason_reaches_the_terminal_raw(name: str, width: int) -> None:
    for text in (name, HOSTILE):
        result = DocumentResult(document=Document(path=text, status="unreadable", reason=text))
        for run in (builders.run_result(result), builders.run_result(result, builders.with_source(text))):
            _assert_clean(run, width)


def _assert_clean(run: RunResult, width: int) -> None:
    shown = render(run, RenderOptions(width=width))
    assert not any((ord(char) < 32 and char != "\n") or 0x7F <= ord(char) < 0xA0 for char in shown)
    assert "\u202e" not in shown
