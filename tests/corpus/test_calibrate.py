"""Limits from clean controls."""

from __future__ import annotations

import builders
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atsharness.verdict.limits import Limits
from atsharness_corpus.calibrate import Control, alarms, as_file, calibrate, control, is_control
from atsharness_corpus.labels import FaultLabel, FileLabel

LABEL = FileLabel(
    file="pdf/typst-single-column__clean__7.pdf",
    reference="ref/typst-single-column__clean__7.txt",
    content="dense",
    layout="typst/single-column",
    typesetter="typst",
    seed=7,
    tuned_on=True,
    clean=True,
    page_sizes=((595.0, 842.0),),
)
PATHS = {"pdfium": "pdfium", "pypdf-plain": "pypdf", "pymupdf-sorted": "pymupdf", "pymupdf-stream": "pymupdf"}


def controls(lost: list[dict[str, int]]) -> list[Control]:
    return [
        Control(
            file=f"{number}.pdf",
            typesetter="typst",
            words=100,
            lost={**dict.fromkeys(PATHS, 0), **row},
            cut=dict.fromkeys(PATHS, 0),
        )
        for number, row in enumerate(lost)
    ]


ROWS = st.lists(st.dictionaries(st.sampled_from(sorted(PATHS)), st.integers(0, 20)), min_size=8, max_size=99)


@given(ROWS)
def test_few_files_exceed_the_limit(rows: list[dict[str, int]]) -> None:
    own = controls(rows)
    found = calibrate(own, PATHS)
    setting = found.calibration["controls"]
    assert 0 < setting < len(own)
    assert found.calibration["joint_false_alarms"] <= 1
    assert alarms(own, PATHS, 20) == 0


def test_the_limit_is_as_tight_as_the_files_allow() -> None:
    quiet = controls([{}] * 60)
    assert calibrate(quiet, PATHS).spare == 5
    noisy = controls([{"pdfium": 8}] * 60)
    assert calibrate(noisy, PATHS).spare == 8
    one_mode = controls([{"pymupdf-sorted": 8}] * 60)
    assert calibrate(one_mode, PATHS).spare == 5, "one mode of a family is no loss that counts"


def test_files_that_lose_much_are_not_clean() -> None:
    with pytest.raises(ValueError, match="said to be clean"):
        calibrate(controls([{"pdfium": 60}] * 20), PATHS)


def test_the_file_is_what_the_verdict_reads() -> None:
    limits = msgspec.json.decode(as_file(calibrate(controls([{}] * 20), PATHS)), type=Limits)
    assert (limits.spare, limits.words) == (5, 0.01)
    assert limits.calibration is not None
    assert limits.calibration.controls >= 5


@pytest.mark.parametrize(
    ("change", "tuning", "fresh"),
    [
        ({}, True, False),
        ({"seed": 1000}, False, True),
        ({"tuned_on": False}, False, False),
        ({"tuned_on": False, "seed": 1001}, False, True),
        ({"near_miss_of": "sidebar"}, False, False),
        (
            {
                "clean": False,
                "faults": (FaultLabel(fault="sidebar", rule_ids=("ATS201",), expect="violation"),),
            },
            False,
            False,
        ),
    ],
)
def test_what_is_a_control(change: dict[str, object], tuning: bool, fresh: bool) -> None:
    label = msgspec.structs.replace(LABEL, **change)
    assert (is_control(label, tuning=True), is_control(label, tuning=False)) == (tuning, fresh)


def test_losses_are_words_that_are_not_as_they_were() -> None:
    lossy = builders.recovery("pdfium", recall=0.9)
    seen = [builders.recovery("pdfium", glued=2), builders.recovery("tesseract")]
    found = control("a.pdf", "typst", seen, [lossy, builders.recovery("pypdf-plain")], PATHS)
    assert found.losses == {"pdfium": 20}
    assert (found.words, found.lost, found.cut) == (200, {"pdfium": 0}, {"pdfium": 2})


def test_no_control_is_said() -> None:
    with pytest.raises(ValueError, match="no clean control"):
        calibrate([], PATHS)
