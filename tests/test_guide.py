"""The guide's page: every piece of advice on it has a rule, and every rule of advice is on it."""

from __future__ import annotations

import re
from pathlib import Path

from atsharness.rules.engine import all_rules

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "guide.md").read_text("utf-8")
ROWS = re.findall(r"^\| (?!advice|---)(.*?) \| (.*?) \|$", PAGE, re.MULTILINE)


def _names(cell: str) -> set[str]:
    return {re.sub(r"[\[\]]|\(.*?\)", "", name).split()[-1] for name in cell.split(", ")}


def test_every_row_has_its_rules() -> None:
    known = {rule.name for rule in all_rules().values()}
    assert len(ROWS) == 27
    for advice, cell in ROWS:
        assert _names(cell) <= known, advice


def test_every_rule_of_advice_is_on_the_page() -> None:
    listed = {name for _, cell in ROWS for name in _names(cell)}
    assert {rule.name for rule in all_rules().values() if rule.advises} <= listed
