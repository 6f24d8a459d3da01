"""No verdict contradicts itself, over the files of the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest
from invariants import complaints

from atsharness.in_process import inputs_of, text_panel
from atsharness.model import DocumentResult
from atsharness.pipeline import Judging, check
from atsharness.rules.engine import all_rules
from atsharness.rules.kit.resume import Asked
from atsharness.settings import Settings
from atsharness.verdict.limits import calibrated
from atsharness_corpus.person import content_dir

pytestmark = pytest.mark.filterwarnings("ignore")  # of the engines
RENDERED = sorted((content_dir().parent / "rendered" / "pdf").glob("*.pdf"))
EVERY = 24
"""So many files of the corpus are judged with each run of the tests, all of them among the slow ones."""


def checked(file: Path, advice: Asked | None = None) -> DocumentResult:
    inputs = inputs_of(file.read_bytes(), text_panel(), name=file.name)
    judging = Judging(limits=calibrated(), rules=all_rules(), settings=Settings(), content=advice)
    return check(inputs, judging)


@pytest.mark.parametrize("file", RENDERED[::EVERY], ids=lambda file: file.stem)
def test_a_verdict_agrees_with_itself(file: Path) -> None:
    assert complaints(checked(file)) == []


@pytest.mark.parametrize("file", RENDERED[:: 3 * EVERY], ids=lambda file: file.stem)
def test_advice_on_content_changes_no_verdict(file: Path) -> None:
    plain, advised = checked(file), checked(file, Asked(today=(2026, 6)))
    own = [item for item in advised.rule_results if not item.advises]
    assert (advised.verdict, own) == (plain.verdict, list(plain.rule_results))
    assert len(advised.rule_results) - len(own) >= 25
    assert {one.impact for item in advised.rule_results if item.advises for one in item.findings} <= {
        "advice"
    }


@pytest.mark.slow
@pytest.mark.parametrize("file", RENDERED, ids=lambda file: file.stem)
def test_every_verdict_agrees_with_itself(file: Path) -> None:
    assert complaints(checked(file)) == []
