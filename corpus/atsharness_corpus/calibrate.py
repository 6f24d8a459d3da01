"""Calibrates the verdict's limits of order on clean controls of the corpus.

Every limit is set at once: per path and rate the same share of the controls may lie beyond it, the largest
for which few controls exceed *any* limit. Percentiles chosen path by path would fail far more (16 rates
at 1 % each).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, floor
from pathlib import Path

import msgspec

from atsharness.model import Recovery
from atsharness_corpus.labels import FileLabel
from atsharness_corpus.model import Value

TUNING_SEEDS = 1000
"""Seeds below are for tuning, figures are reported on the others."""
MOST_FALSE_ALARMS = 0.01
_STEP = 0.005
"""Limits are rounded away from the controls to multiples of this."""
_LEAST_MOVED, _MOST_ADJACENCY = 0.02, 0.98
"""Where no control shows any disorder: a displaced line of ten words in 500 is no broken order."""


class Control(Value, frozen=True, kw_only=True):
    """What the paths made of one clean file: order by path, and how many words are not as they were."""

    file: str
    typesetter: str
    moved: dict[str, float]
    adjacency: dict[str, float]
    losses: dict[str, int]
    """Words lost, misread, split or glued by path, where there are any: the file is rightly at risk."""


class Calibrated(Value, frozen=True, kw_only=True):
    """The data file of limits. `calibration` holds the number of controls and their joint false alarms."""

    moved: dict[str, float]
    adjacency: dict[str, float]
    any_moved: float
    """For a path that no control was read by: the loosest of the calibrated ones."""
    any_adjacency: float
    calibration: dict[str, float]


def is_control(label: FileLabel, *, tuning: bool) -> bool:
    """Whether a file is a clean control: of tuning seeds and typesetters, or any of a fresh seed."""
    clean = label.clean and label.near_miss_of is None
    return clean and (label.tuned_on and label.seed < TUNING_SEEDS if tuning else label.seed >= TUNING_SEEDS)


def control(label: FileLabel, recoveries: Iterable[Recovery], text_paths: Iterable[str]) -> Control:
    """What matters of a file's recoveries.

    Args:
        label: of the file.
        recoveries: of the file against its true text.
        text_paths: the paths that the verdict's gates look at.
    """
    wanted = set(text_paths)
    own = [item for item in recoveries if item.path_id in wanted]
    return Control(
        file=Path(label.file).name,
        typesetter=label.typesetter,
        moved={item.path_id: item.order.moved for item in own if item.order.moved is not None},
        adjacency={item.path_id: item.order.adjacency for item in own if item.order.adjacency is not None},
        losses={item.path_id: lost for item in own if (lost := _lost(item))},
    )


def _lost(recovery: Recovery) -> int:
    counts = recovery.content.counts
    return counts.reference_words - counts.exact_words - recovery.segmentation.hyphenated


def calibrate(controls: Sequence[Control], most: float = MOST_FALSE_ALARMS) -> Calibrated:
    """The tightest limits that at most a share of the controls exceeds jointly.

    Args:
        controls: of tuning seeds.
        most: the share of controls that may exceed any limit.

    Raises:
        ValueError: there is no control.
    """
    if not controls:
        raise ValueError("no clean control of a tuning seed is there")
    best = _limits(controls, 0)
    for beyond in range(1, len(controls)):
        tighter = _limits(controls, beyond)
        if alarms(controls, *tighter) > most:
            break
        best = tighter
    moved, adjacency = best
    return Calibrated(
        moved=moved,
        adjacency=adjacency,
        any_moved=max(moved.values()),
        any_adjacency=min(adjacency.values()),
        calibration={
            "controls": len(controls),
            "joint_false_alarms": round(alarms(controls, moved, adjacency), 5),
        },
    )


def _limits(controls: Sequence[Control], beyond: int) -> tuple[dict[str, float], dict[str, float]]:
    """The limits that so many controls lie beyond, path by path, rounded away from the controls."""
    paths = sorted({path for one in controls for path in one.moved})
    moved = {}
    adjacency = {}
    for path in paths:
        high = sorted((one.moved[path] for one in controls if path in one.moved), reverse=True)
        low = sorted(one.adjacency[path] for one in controls if path in one.adjacency)
        moved[path] = max(_LEAST_MOVED, round(ceil(high[min(beyond, len(high) - 1)] / _STEP) * _STEP, 4))
        adjacency[path] = min(
            _MOST_ADJACENCY, round(floor(low[min(beyond, len(low) - 1)] / _STEP) * _STEP, 4)
        )
    return moved, adjacency


def alarms(controls: Sequence[Control], moved: Mapping[str, float], adjacency: Mapping[str, float]) -> float:
    """The share of controls that exceed any limit."""
    exceeding = sum(
        any(value > moved[path] for path, value in one.moved.items())
        or any(value < adjacency[path] for path, value in one.adjacency.items())
        for one in controls
    )
    return exceeding / len(controls)


def as_file(limits: Calibrated) -> bytes:
    """The data file's bytes, with a final newline."""
    return msgspec.json.format(msgspec.json.encode(limits), indent=1) + b"\n"
