"""Golden short answers at 80 and 120 columns: ``pytest --update-golden`` writes them anew."""

from __future__ import annotations

import builders
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atsharness.model import Finding, RenderOptions, RuleResult
from atsharness_reports._terminal import columns, plain
from atsharness_reports.short import MOST_LINES, _shortened, render

RUNS = {
    "judged": builders.run_result(builders.judged()),
    "image": builders.run_result(builders.image()),
    "no_source": builders.run_result(builders.without_source()),
    "unreadable": builders.run_result(builders.unreadable()),
    "several": builders.run_result(
        builders.without_source("good.pdf"), builders.unreadable(), builders.judged("bad/resume.pdf")
    ),
}


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("width", [80, 120])
def test_screen(name: str, width: int, golden: object) -> None:
    shown = render(RUNS[name], RenderOptions(width=width))
    assert max(columns(line) for line in shown.splitlines()) <= width
    golden(f"short_{name}_{width}.txt", shown)  # type: ignore[operator]


def test_ascii_where_the_output_has_no_more() -> None:
    assert render(RUNS["judged"], RenderOptions(width=80, unicode=False)).isascii()


def test_colours_only_where_the_terminal_has_them() -> None:
    assert "\x1b" not in render(RUNS["judged"], RenderOptions())
    assert "\x1b[" in render(RUNS["judged"], RenderOptions(colour=True))


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.builds(
            lambda text, advice, words, page: (text, advice, words, page),
            st.text(max_size=400),
            st.text(max_size=400),
            st.lists(st.text(min_size=1, max_size=40), max_size=12),
            st.none() | st.integers(1, 99),
        ),
        max_size=6,
    )
)
def test_any_findings_fit_the_screen(given_findings: list[tuple[str, str, list[str], int | None]]) -> None:
    findings = tuple(
        Finding(
            rule_id="ATS201",
            impact="serious",
            confidence="high",
            message=text or "x",
            page=page,
            families_hit=("pdfium", "pypdf"),
            families_run=("mupdf", "pdfium", "pypdf"),
            words=tuple(words),
            word_count=len(words),
            advice=advice,
            fingerprint=str(number),
        )
        for number, (text, advice, words, page) in enumerate(given_findings)
    )
    judged = builders.judged()
    result = msgspec.structs.replace(
        judged,
        rule_results=(RuleResult(rule_id="ATS201", name="columns", outcome="violation", findings=findings),),
    )
    lines = render(builders.run_result(result), RenderOptions(width=80)).splitlines()
    assert len(lines) <= MOST_LINES
    assert all(plain(line) == line for line in lines)


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("“jane@example.com”", "“jane@example.com”"),
        ("“temperance.achterberg-mills@example.co.uk”", "“temperance.achterberg-mills@ex…”"),
        ("linkedin.com/in/temperance-achterberg-mills,", "linkedin.com/in/temperance-acht…,"),
    ],
)
def test_a_long_address_leaves_room_for_what_is_wrong_with_it(word: str, shown: str) -> None:
    assert _shortened(word) == shown
