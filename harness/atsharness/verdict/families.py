"""Families of parser paths: one code base each, however many modes of it ran."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from atsharness.model import Extraction, VerdictLevel
from atsharness.model.media_types import ODT, RTF

OCR_FAMILY = "tesseract"
FEWEST_FAMILIES = 3
"""Text families that have to run for a verdict."""
_FEWER = {RTF: 2, ODT: 2}
"""The same of formats that fewer code bases read clean documents of."""
_ONE_MODE = 1
"""A loss in one mode of one family, whose other modes do not show it, is information."""


def fewest_families(media_type: str | None) -> int:
    """How many text families have to run for a verdict on a document of a type."""
    return _FEWER.get(media_type or "", FEWEST_FAMILIES)


class Hits(msgspec.Struct, frozen=True, kw_only=True):
    """Families that a loss hits, and those that it hits partly, of those that ran; sorted.

    A loss *hits* a family where every mode of it that ran shows the loss, and *partly* hits it where some do.
    """

    hit: tuple[str, ...]
    partly: tuple[str, ...]
    run: tuple[str, ...]
    modes: int = 0
    """How many paths show the loss."""

    @property
    def majority(self) -> bool:
        """Whether more than half of the families are hit."""
        return 2 * len(self.hit) > len(self.run)

    @property
    def level(self) -> VerdictLevel:
        """``fail`` for a majority; ``at_risk`` for a whole family, or for two modes."""
        if self.majority:
            return "fail"
        return "at_risk" if self.hit or self.modes > _ONE_MODE else "pass"

    @property
    def note(self) -> str:
        """``hits pdfium; partly pymupdf``."""
        parts = [f"hits {', '.join(self.hit)}" if self.hit else ""]
        parts.append(f"partly {', '.join(self.partly)}" if self.partly else "")
        return "; ".join(part for part in parts if part)


def hits(text: Mapping[str, str], shows: Callable[[str], bool]) -> Hits:
    """Which families show a loss.

    Args:
        text: family by path, of the paths that ran.
        shows: whether a path shows the loss.
    """
    modes: dict[str, list[bool]] = {}
    for path_id, family in text.items():
        modes.setdefault(family, []).append(shows(path_id))
    return Hits(
        hit=tuple(sorted(family for family, found in modes.items() if all(found))),
        partly=tuple(sorted(family for family, found in modes.items() if any(found) and not all(found))),
        run=tuple(sorted(modes)),
        modes=sum(sum(found) for found in modes.values()),
    )


def is_reader(item: Extraction) -> bool:
    """Whether a path reads a text layer and came to its end, be it without text or with an error of its own.

    OCR is none.
    """
    return item.family != OCR_FAMILY and item.status in ("ok", "empty", "failed")


def is_unmeasured(item: Extraction) -> bool:
    """Whether a path that reads a text layer was ended from outside, so that nothing is known of it."""
    return item.family != OCR_FAMILY and item.status in ("timeout", "killed")
