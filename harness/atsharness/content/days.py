"""The two ends of an entry's date as values."""

from __future__ import annotations

from atsharness.content.entries import Entry
from atsharness.content.lines import Pieces
from atsharness.model.content import Day


def days_of(entry: Entry, pieces: Pieces) -> tuple[Day | None, Day | None]:
    """Start and end of an entry; of a single date the end alone."""
    if entry.date is None:
        return None, None
    date, piece = entry.date, pieces.of(entry.date_words)
    ends = []
    for text, value in ((date.since, date.since_value), (date.until, date.until_value)):
        ends.append(
            None
            if text is None
            else Day(text=text, value=value, lines=piece.lines, page=piece.page, box=piece.box)
        )
    return ends[0], ends[1]
