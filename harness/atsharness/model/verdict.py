"""The verdict: what each reader delivers, the gates, and the level."""

from __future__ import annotations

from typing import Literal

from atsharness.model.extraction import Status
from atsharness.model.value import Value

VerdictLevel = Literal["pass", "at_risk", "fail", "not_measurable"]
GateLevel = Literal["pass", "at_risk", "fail", "not_measurable", "not_found"]
"""``not_found``: the document shows nothing of the kind, so that nothing is known of it; no pass."""


class Gate(Value, frozen=True, kw_only=True):
    """One number against its limit. `value` is None where it cannot be measured."""

    name: str
    value: float | None
    limit: float | None
    level: GateLevel
    note: str = ""


class Reader(Value, frozen=True, kw_only=True):
    """What one parser path delivers of a document: yes or no.

    `lacks` names the kinds of things that it does not deliver whole, `note` the gravest in words.
    """

    path_id: str
    family: str
    status: Status
    """``timeout`` and ``killed``: nothing is known of it, and it does not get everything."""
    gets_everything: bool
    counted: bool
    """Whether it is of the panel: others inform only, so that no figure depends on what else is installed."""
    lacks: tuple[str, ...] = ()
    note: str = ""


class Calibration(Value, frozen=True, kw_only=True):
    """On how many clean files the limits were set, and which share of as many others they hold against."""

    controls: int
    joint_false_alarms: float


class Verdict(Value, frozen=True, kw_only=True):
    """The level, with every gate and every reader."""

    level: VerdictLevel
    gates: tuple[Gate, ...]
    readers: tuple[Reader, ...] = ()
    """Every text path that was started."""
    complete: int = 0
    """How many of the readers that count get everything."""
    counted: int = 0
    """How many readers count."""
    not_found: tuple[str, ...] = ()
    """What a résumé has and no detector found on the page, as it is said; it is not judged."""
    calibration: Calibration | None = None
