"""The judged files: the table can be read, names rules that exist, and what is counted from it is right."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from atsharness.rules.engine import all_rules

SCRIPT = Path(__file__).resolve().parent / "bench" / "judged_files.py"
PAGE = Path(__file__).resolve().parents[1] / "docs" / "judged-files.md"


@pytest.fixture(scope="module")
def script() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("judged_files", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def test_every_line_is_well_formed(script: ModuleType) -> None:
    lines = script.read_table()
    files = {one.sha256: one for one in lines if not one.rule}
    assert len(files) >= 50
    assert sum(not one.rule for one in lines) == len(files)
    for one in files.values():
        assert re.fullmatch("[0-9a-f]{64}", one.sha256)
        assert one.maker
        assert one.layout in script.LAYOUTS
        assert one.loss
        assert one.loss != script.CLEAN or one.due == "pass"
        assert {one.due, one.verdict} <= set(script.LEVELS)
        assert one.right == ("yes" if one.due == one.verdict else "no")
        assert one.right == "yes" or one.why
        assert not one.judgement


def test_every_judgement_is_of_a_rule_and_a_file(script: ModuleType) -> None:
    lines = script.read_table()
    files = {one.sha256 for one in lines if not one.rule}
    for one in lines:
        assert one.sha256 in files
        if one.rule:
            assert set(one.rule.split(",")) <= set(all_rules())
            assert one.judgement in (*script.JUDGED, *script.SEEN)
            assert one.why


def test_the_page_gives_the_figures_of_the_table(script: ModuleType) -> None:
    text = PAGE.read_text("utf-8")
    files = [one for one in script.read_table() if not one.rule]
    assert f"{len(files)} files" in text
    assert f"| {sum(one.right == 'yes' for one in files)} of {len(files)} |" in text


def line(script: ModuleType, **given: str) -> Any:
    known = dict.fromkeys(script.Line._fields, "") | {"file": "a.pdf", "sha256": "0" * 64}
    return script.Line(**(known | given))


def checked(script: ModuleType, level: str, *judged: Any, due: str = "pass", **given: Any) -> Any:
    layout, loss = given.pop("layout", "one column"), given.pop("loss", "no")
    own = line(script, layout=layout, loss=loss, due=due, right="yes", why="so")
    roots = given.pop("roots", frozenset(one.rule for one in judged))
    return script.Checked(own, judged, level, given.pop("serious", False), roots, given.pop("told", roots))


def counted(script: ModuleType, *of: Any) -> dict[str, tuple[int, int]]:
    return {name: (hits, total) for name, hits, total in script.figures(of)}


def test_levels_are_held_against_what_is_due(script: ModuleType) -> None:
    lost = {"due": "at_risk", "loss": "the phone number"}
    found = counted(
        script,
        checked(script, "pass"),
        checked(script, "fail"),
        checked(script, "pass", layout="sidebar", serious=True),
        checked(script, "at_risk", line(script, rule="ATS303", judgement="true"), **lost),
        checked(script, "pass", **lost),
    )
    assert found["verdicts that are due"] == (3, 5)
    assert found["clean files of one column that pass"] == (1, 2)
    assert found["files with a real loss at risk or fail"] == (1, 2)
    assert found["fail that is not due"] == (1, 1)
    assert found["pass with a serious finding"] == (1, 3)
    assert found["below pass without a violation"] == (1, 2)


def test_violations_are_counted_by_group_where_they_are_still_told(script: ModuleType) -> None:
    judged = [
        line(script, rule=rule, judgement=judgement)
        for rule, judgement in (("ATS201", "true"), ("ATS202", "false"), ("ATS304", "debatable"))
    ]
    gone = line(script, rule="ATS204", judgement="false")
    roots = frozenset(one.rule for one in judged)
    found = counted(script, checked(script, "pass", *judged, gone, roots=roots))
    assert found["violations of layout rules that are true"] == (1, 2)
    assert found["violations of field rules that are true"] == (0, 1)
    assert found["violations of field rules that are true or debatable"] == (1, 1)
    assert found["all violations that are true"] == (1, 3)


def test_what_is_unjudged_gone_or_not_due_is_told(script: ModuleType) -> None:
    gone = line(script, rule="ATS204", judgement="true", why="heads first")
    seen = line(script, rule="ATS201,ATS202", judgement="seen", why="two columns")
    one = checked(script, "at_risk", gone, seen, roots=frozenset({"ATS303"}))
    assert script.remarks(one) == [
        "pass is due, at_risk is said: so",
        "unjudged ATS303",
        "gone ATS204: heads first",
        "missed ATS201,ATS202: two columns",
    ]
    assert script.is_worse(one)
    assert not script.is_worse(checked(script, "pass", seen, told=frozenset({"ATS202"}), roots=frozenset()))


@pytest.mark.parametrize(("hits", "of", "low", "high"), [(9, 10, 0.596, 0.982), (0, 10, 0.0, 0.278)])
def test_the_interval_is_wilson_s(script: ModuleType, hits: int, of: int, low: float, high: float) -> None:
    """Against the values of Newcombe's tables (1998)."""
    assert script.wilson(hits, of) == pytest.approx((low, high), abs=0.001)
