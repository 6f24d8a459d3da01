"""Facts of the file alone to drafts: nothing is lost on the page, or everything."""

from __future__ import annotations

from atsharness.model import Evidence
from atsharness.rules.model import Cost, Draft


def file_draft(message: str, note: str, *, anchor: str = "", costs: tuple[Cost, ...] = ()) -> Draft:
    """A finding on the whole file.

    Args:
        message: its sentence.
        note: what the file says, for the evidence.
        anchor: names it; the rule alone unless given.
        costs: what it cost; nothing unless given.
    """
    return Draft(
        message=message,
        anchor=anchor or "file",
        costs=costs,
        evidence=(Evidence(kind="file", note=note),),
        harmless=not costs,
    )
