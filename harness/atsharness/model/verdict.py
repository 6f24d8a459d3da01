"""The verdict and its gates."""

from __future__ import annotations

from typing import Literal

from atsharness.model.value import Value

VerdictLevel = Literal["pass", "at_risk", "fail", "not_measurable"]


class Gate(Value, frozen=True, kw_only=True):
    """One number against its limit. `value` is None where it cannot be measured."""

    name: str
    value: float | None
    limit: float | None
    level: VerdictLevel
    note: str = ""


class Calibration(Value, frozen=True, kw_only=True):
    """On how many clean controls the limits of order were set, and which share of them exceeds any limit."""

    controls: int
    joint_false_alarms: float


class Verdict(Value, frozen=True, kw_only=True):
    """The worst level of all gates, with every gate."""

    level: VerdictLevel
    gates: tuple[Gate, ...]
    calibration: Calibration | None = None
