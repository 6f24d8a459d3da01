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
PATHS = ("pdfium", "pypdf-plain", "pymupdf-sorted")


def controls(values: list[tuple[float, ...]]) -> list[Control]:
    return [
        Control(
            file=f"{number}.pdf",
            typesetter="typst",
            moved=dict(zip(PATHS, row, strict=True)),
            adjacency={path: 1 - value for path, value in zip(PATHS, row, strict=True)},
            losses={},
        )
        for number, row in enumerate(values)
    ]


RATES = st.lists(st.tuples(*[st.floats(0, 1)] * len(PATHS)), min_size=1, max_size=150)


@given(RATES)
def test_few_controls_exceed_any_limit_jointly(values: list[tuple[float, ...]]) -> None:
    own = controls(values)
    found = calibrate(own)
    assert alarms(own, found.moved, found.adjacency) <= 0.01
    assert found.calibration["controls"] == len(own)


def test_limits_are_as_tight_as_the_joint_rate_allows() -> None:
    """Outliers in different paths may not add up: 99 of 100 in each path would fail three files."""
    rows = [[0.101] * len(PATHS) for _ in range(100)]
    for index in range(len(PATHS)):
        rows[index][index] = 0.5
    own = controls([tuple(row) for row in rows])
    assert calibrate(own).moved == dict.fromkeys(PATHS, 0.5), "each outlier would be an alarm of its own"
    assert calibrate(own, most=0.03).moved == dict.fromkeys(PATHS, 0.105)


def test_the_file_is_what_the_verdict_reads() -> None:
    found = calibrate(controls([(0.1, 0.2, 0.3), (0.0, 0.0, 0.0)]))
    limits = msgspec.json.decode(as_file(found), type=Limits)
    assert limits.moved["pymupdf-sorted"] == 0.3
    assert limits.any_adjacency == 0.7
    assert limits.calibration is not None
    assert limits.calibration.controls == 2


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
    lossy = msgspec.structs.replace(builders.recovery("pdfium", recall=0.9), path_id="pdfium")
    found = control(LABEL, [lossy, builders.recovery("pypdf-plain"), builders.recovery("tesseract")], PATHS)
    assert found.losses == {"pdfium": 20}
    assert set(found.moved) == {"pdfium", "pypdf-plain"}


def test_no_control_is_said() -> None:
    with pytest.raises(ValueError, match="no clean control"):
        calibrate([])
