"""What the experiment prints, at several widths."""

from __future__ import annotations

from pathlib import Path

import pytest

from atsharness.model import RenderOptions
from atsharness_corpus.experiment import evidence
from atsharness_corpus.experiment.tables import render
from atsharness_reports._terminal import columns

KEPT = evidence.load(Path(__file__).resolve().parents[3] / "corpus" / "evidence" / "experiment.jsonl")


@pytest.mark.parametrize("width", [80, 100, 120])
def test_the_screen_is_no_wider_than_the_terminal(width: int) -> None:
    shown = render(KEPT, RenderOptions(width=width))
    assert max(columns(line) for line in shown.splitlines()) <= width
    assert "columns" in shown
    assert ("–" in shown.partition("│ columns")[2].partition("\n")[0]) == (width >= 100)
