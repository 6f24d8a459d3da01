"""Advice on content in reports: a section of its own, the most useful first, and nowhere else."""

from __future__ import annotations

import builders
import msgspec
import pytest

from atsharness.model import DocumentResult, Evidence, Finding, RenderOptions, RuleResult
from atsharness_reports import markdown, short, table
from atsharness_reports._advice import advice_lines, advice_of
from atsharness_reports._findings import findings_lines
from atsharness_reports._problems import problems
from atsharness_reports._terminal import columns
from atsharness_reports.html.document import document_page

LINE = Evidence(kind="content", page=1, expected="Responsible for <APIs> and \x1b[31mmore", note="2 bullets")


def _told(rule: str, concern: str, message: str, **fields: object) -> RuleResult:
    finding = Finding(
        rule_id=rule,
        impact="advice",
        confidence="high",
        message=message,
        advice=f"Do that of {rule}.",
        concern=concern,  # type: ignore[arg-type]
        fingerprint=f"{rule}-1",
        **fields,  # type: ignore[arg-type]
    )
    return RuleResult(
        rule_id=rule, name=f"name-{rule[-3:]}", outcome="information", findings=(finding,), advises=True
    )


def _quiet(rule: str, outcome: str, reason: str | None = None) -> RuleResult:
    return RuleResult(rule_id=rule, name=f"name-{rule[-3:]}", outcome=outcome, reason=reason, advises=True)  # type: ignore[arg-type]


RULES = (
    _told("ATS401", "weak", "pages are many", page=1, evidence=(LINE,)),
    _told("ATS402", "missing", "no heading Experience"),
    _told("ATS404", "note", "an odd font"),
    _told("ATS405", "weak", "small text"),
    _told("ATS406", "weak", "two signs"),
    _told("ATS417", "missing", "in what pdfium returns: no dates", families_hit=("pdfium",)),
    _quiet("ATS418", "passed"),
    _quiet("ATS420", "incomplete", "the year is not known"),
    _quiet("ATS421", "inapplicable", "there is no list of words in German"),
)


def _result(rules: tuple[RuleResult, ...] = RULES) -> DocumentResult:
    own = builders.judged()
    return msgspec.structs.replace(own, rule_results=(*own.rule_results, *rules))


def test_remarks_stand_by_what_a_reader_loses() -> None:
    found = advice_of(_result())
    assert found is not None
    assert [one.rule_id for one in found.remarks] == ["ATS402", "ATS401", "ATS405", "ATS406"]
    assert [one.rule_id for one in found.notes] == ["ATS404"]
    assert [one.rule_id for one in found.as_read] == ["ATS417"]
    assert (found.passed, len(found.unknown), len(found.without)) == (1, 1, 1)
    assert advice_of(builders.judged()) is None


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("whole", [True, False])
def test_the_section(width: int, whole: bool) -> None:
    lines = list(advice_lines(_result(), RenderOptions(width=width), whole=whole))
    text = " ".join(" ".join(lines).split())
    assert lines[0] == "Content  4 points to look at, 1 for information, 2 in order, 1 not known"
    assert max(map(columns, lines)) <= width
    assert "1. No heading Experience (ATS402) → Do that of ATS402." in text
    assert "· “Responsible for <APIs> and <U+001B>[31mmore”: 2 bullets" in text
    assert "The page is fine, but not as pdfium reads it: name-417" in text
    assert ("and name-406" in text) is not whole
    for shown in (
        "An odd font (ATS404)",
        "not judged (the year is not known): name-420",
        "4. Two signs",
        "no dates (ATS417)",
    ):
        assert (shown in text) is whole


def test_what_is_no_resume_gets_one_line() -> None:
    why = "this does not look like a résumé: no section of experience"
    rules = (
        *(_quiet(f"ATS40{number}", "inapplicable", why) for number in range(1, 5)),
        _quiet("ATS701", "inapplicable", "there is no posting (--job)"),
    )
    assert list(advice_lines(_result(rules), RenderOptions(width=80), whole=False)) == [
        "Content  no advice",
        f"  T{why[1:]}.",
    ]


def test_advice_is_no_finding_and_no_problem() -> None:
    plain = builders.judged()
    options = RenderOptions(width=80)
    assert findings_lines(_result(), options) == findings_lines(plain, options)
    assert problems(builders.run_result(_result())) == problems(builders.run_result(plain))


@pytest.mark.parametrize("form", [short, table, markdown])
def test_reports_have_it(form: object) -> None:
    shown = form.render(builders.run_result(_result()), RenderOptions(width=80))  # type: ignore[attr-defined]
    assert "heading Experience" in shown
    assert "\x1b" not in shown


def test_the_html_report_has_all_of_it_escaped() -> None:
    shown = document_page(builders.run_result(_result()), RenderOptions(), 0)
    section = shown.partition('id="h-content"')[2].partition("</section>")[0]
    for text in ("No heading Experience", "An odd font", "name-417", "there is no list of words in German"):
        assert text in section
    assert "&lt;APIs&gt;" in section
    assert 'id="h-content"' not in document_page(builders.run_result(builders.judged()), RenderOptions(), 0)
