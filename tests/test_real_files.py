"""The verdicts on real files: the table can be read, names rules that exist, and is found again by place."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from atsharness.model import Box, Finding, OnPage, RuleResult
from atsharness.rules.engine import all_rules

SCRIPT = Path(__file__).resolve().parent / "bench" / "real_files.py"
PAGE = Path(__file__).resolve().parents[1] / "docs" / "real-files.md"


@pytest.fixture(scope="module")
def script() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("real_files", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def finding(**given: object) -> Finding:
    known = {
        "rule_id": "ATS201",
        "impact": "serious",
        "confidence": "high",
        "message": "two columns",
        "page": 1,
        "box": (0.0, 0.0, 100.0, 100.0),
        "fingerprint": "ATS201-a",
    }
    return Finding(**{**known, **given})  # type: ignore[arg-type]


def line(script: ModuleType, **given: object) -> object:
    known = {
        "file": "a.pdf",
        "sha256": "0" * 64,
        "rule": "ATS201",
        "page": 1,
        "box": (0.0, 0.0, 100.0, 100.0),
        "fingerprint": "ATS201-a",
        "verdict": "true",
        "why": "two columns",
    }
    return script.Line(**{**known, **given})


def test_every_line_is_well_formed(script: ModuleType) -> None:
    lines = script.read_table()
    rules = all_rules()
    assert len(lines) > 50
    for one in lines:
        assert re.fullmatch("[0-9a-f]{64}", one.sha256)
        assert one.verdict in (*script.JUDGED, "seen", "missed", "clean")
        assert one.why
        assert set(filter(None, one.rule.split(","))) <= set(rules)
        assert (one.rule == "") == (one.verdict == "clean")
        assert one.verdict not in script.JUDGED or one.fingerprint.startswith(one.rule)


def test_the_page_names_every_file_and_verdict(script: ModuleType) -> None:
    text = PAGE.read_text("utf-8")
    for one in script.read_table():
        assert one.file in text
        assert one.sha256[:12] in text


@pytest.mark.parametrize(
    ("box", "print_", "page", "found"),
    [
        ((0.0, 0.0, 100.0, 100.0), "ATS201-a", 1, True),
        ((300.0, 0.0, 400.0, 100.0), "ATS201-a", 1, True),
        ((0.0, 20.0, 100.0, 140.0), "ATS201-b", 1, True),
        ((0.0, 90.0, 100.0, 300.0), "ATS201-b", 1, False),
        ((0.0, 0.0, 100.0, 100.0), "ATS201-a", 2, False),
        (None, "ATS201-b", 1, False),
    ],
)
def test_a_finding_is_known_by_fingerprint_or_place(
    script: ModuleType, box: Box | None, print_: str, page: int, found: bool
) -> None:
    judged = line(script)
    given = finding(box=box, fingerprint=print_, page=page)
    assert script.matched(given, [judged]) == (judged if found else None)


def test_another_rule_is_never_matched(script: ModuleType) -> None:
    assert script.matched(finding(rule_id="ATS202"), [line(script)]) is None


def test_effects_and_information_are_not_judged(script: ModuleType) -> None:
    results = [
        RuleResult(
            rule_id="ATS201",
            name="columns",
            outcome="violation",
            findings=(finding(), finding(cause="ATS204-a")),
        ),
        RuleResult(rule_id="ATS134", name="photo", outcome="information", findings=(finding(),)),
    ]
    assert script.roots(results) == [finding()]


def test_a_finding_is_judged_place_by_place(script: ModuleType) -> None:
    first, second = line(script), line(script, page=2, fingerprint="ATS201-b")
    elsewhere = (OnPage(page=2, boxes=((10.0, 10.0, 90.0, 90.0),)),)
    both = RuleResult(
        rule_id="ATS201", name="columns", outcome="violation", findings=(finding(elsewhere=elsewhere),)
    )
    assert [script.matched(one, [first, second]) for one in script.roots([both])] == [first, second]
    seen = line(script, verdict="seen", page=2)
    assert script.unseen([seen], [both]) == []


def test_what_is_said_twice_counts_once(script: ModuleType) -> None:
    found = [
        script.Found("a.pdf", finding(), line(script)),
        script.Found("a.pdf", finding(page=2), line(script, page=2)),
        script.Found("a.pdf", finding(page=3), line(script, page=3, verdict="false", why="one column")),
        script.Found("a.pdf", finding(page=4), None),
    ]
    assert script.verdict_lines(found) == {"true": 1, "false": 1}


def test_what_was_seen_is_told_of_by_any_of_its_rules(script: ModuleType) -> None:
    seen = line(script, rule="ATS201,ATS202", verdict="seen", page=None)
    sidebar = finding(rule_id="ATS202", page=2)
    information = RuleResult(rule_id="ATS202", name="sidebar", outcome="information", findings=(sidebar,))
    passed = RuleResult(rule_id="ATS201", name="columns", outcome="passed")
    assert script.unseen([seen, line(script)], [information, passed]) == []
    assert script.unseen([seen, line(script)], [passed]) == [seen]


def test_what_was_seen_on_one_page_is_not_told_of_on_another(script: ModuleType) -> None:
    first, second = (line(script, rule="ATS201", verdict="seen", page=page) for page in (1, 2))
    found = RuleResult(rule_id="ATS201", name="columns", outcome="violation", findings=(finding(),))
    assert script.unseen([first, second], [found]) == [second]
