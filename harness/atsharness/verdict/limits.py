"""What the verdict's gates allow: calibrated limits, and what settings change."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

from atsharness.model import Calibration
from atsharness.settings import LimitSettings


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What a gate allows. `moved` and `adjacency` are by path, from ``ats corpus calibrate``.

    The other numbers are the definition of the verdict (docs/verdict.md).
    """

    moved: Mapping[str, float] = {}
    adjacency: Mapping[str, float] = {}
    any_moved: float = 0.02
    """For a path that was not calibrated."""
    any_adjacency: float = 0.9
    content: float = 0.95
    segmentation: float = 0.01
    hidden: float = 0.01
    calibration: Calibration | None = None


@lru_cache(maxsize=1)
def calibrated() -> Limits:
    """The limits of ``limits.json``, which ``ats corpus calibrate`` writes."""
    return msgspec.json.decode(Path(__file__).with_name("limits.json").read_bytes(), type=Limits)


def with_settings(limits: Limits, changed: LimitSettings) -> Limits:
    """The limits with what settings say instead; a number for order holds for every path."""
    if changed.order_moved is not None:
        limits = msgspec.structs.replace(limits, moved={}, any_moved=changed.order_moved)
    if changed.order_adjacency is not None:
        limits = msgspec.structs.replace(limits, adjacency={}, any_adjacency=changed.order_adjacency)
    given = {
        name: value
        for name in ("content", "segmentation", "hidden")
        if (value := getattr(changed, name)) is not None
    }
    return msgspec.structs.replace(limits, **given)
