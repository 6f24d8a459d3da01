"""What the verdict's gates allow: calibrated limits, and what settings change."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

from atsharness.model import Calibration
from atsharness.settings import LimitSettings


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What a gate allows; shares of the words of a document.

    `spare` is from ``ats corpus calibrate``; the others are the definition of the verdict (docs/verdict.md).
    """

    content: float = 0.95
    """Characters recovered by the median family, below which a document fails."""
    words: float = 0.01
    """Words lost or misread."""
    segmentation: float = 0.01
    """Words split or glued."""
    hidden: float = 0.01
    """Words that nobody sees, of those that a path returns."""
    spare: int = 0
    """So many words may be lost, or split and glued, however short the document is."""
    calibration: Calibration | None = None

    def allowed(self, share: float, words: int) -> float:
        """How many of a document's words a share allows."""
        return max(share * words, self.spare)


@lru_cache(maxsize=1)
def calibrated() -> Limits:
    """The limits of ``limits.json``, which ``ats corpus calibrate`` writes."""
    return msgspec.json.decode(Path(__file__).with_name("limits.json").read_bytes(), type=Limits)


def with_settings(limits: Limits, changed: LimitSettings) -> Limits:
    """The limits with what settings say instead."""
    given = {
        name: value
        for name in ("content", "words", "segmentation", "hidden")
        if (value := getattr(changed, name)) is not None
    }
    return msgspec.structs.replace(limits, **given)
