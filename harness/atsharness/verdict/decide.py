"""The verdict: gates over the panel of parser paths, never an average.

Gates look at the text families of the panel alone, so that the verdict depends neither on what else is
installed nor on OCR, which errs on perfect pages.
"""

from __future__ import annotations

from atsharness.model import Gate, Verdict, VerdictLevel
from atsharness.verdict.families import OCR_FAMILY
from atsharness.verdict.gates import RANK, Observed, gates
from atsharness.verdict.limits import Limits

FEWEST_FAMILIES = 3
_LEAST_CONFIDENCE = 0.9
"""Estimated word F1 of a visual reference below which nothing can be held against it."""


def verdict(observed: Observed, limits: Limits) -> Verdict:
    """Every gate, and the worst of their levels.

    ``not_measurable`` where fewer than three text families ran, there is no reference that paths can be
    held against, it is too uncertain, or nothing is wrong but a part of the page was not read.
    """
    text = text_paths(observed)
    families = set(text.values())
    reference = observed.reference
    if reference is None or reference.word_count == 0:
        why = reference.reason if reference is not None and reference.reason else "none was made"
        return _unmeasured(f"no reference to compare the paths with: {why}", limits)
    if len(families) < FEWEST_FAMILIES:
        return _unmeasured(f"{len(families)} text families ran, {FEWEST_FAMILIES} are needed", limits)
    if reference.origin == "visual" and reference.confidence < _LEAST_CONFIDENCE:
        return _unmeasured("too much of the page could not be read", limits)
    found = gates(observed, text, limits)
    levels: list[VerdictLevel] = ["pass", *(gate.level for gate in found)]
    level = max(levels, key=RANK.index)
    if level == "pass" and reference.origin == "visual" and not reference.complete:
        return _unmeasured("what could be read passes, but part of the page could not be read", limits)
    return Verdict(level=level, gates=tuple(found), calibration=limits.calibration)


def text_paths(observed: Observed) -> dict[str, str]:
    """The family of each text path of the panel that ran, be it that it found nothing."""
    return {
        item.path_id: family
        for item in observed.extractions
        if (family := observed.panel.get(item.path_id, OCR_FAMILY)) != OCR_FAMILY
        and item.status in ("ok", "empty")
    }


def _unmeasured(reason: str, limits: Limits) -> Verdict:
    gate = Gate(name="content", value=None, limit=None, level="not_measurable", note=reason)
    return Verdict(level="not_measurable", gates=(gate,), calibration=limits.calibration)
