"""Report formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from atsharness.model.results import RunResult
from atsharness.model.value import Value

Shows = Literal["texts", "losses", "figures"]
"""What of a document's words a format shows: all, those that were damaged, or none."""


class RenderOptions(Value, frozen=True, kw_only=True):
    """How a report is to look: columns of the screen, and whether texts and word labels stay in."""

    width: int = 100
    unicode: bool = True
    """Whether the output can show more than ASCII (box-drawing characters)."""
    keep_text: bool = False


class ReportFormat(Value, frozen=True, kw_only=True):
    """A way to write a `RunResult`. A module's constant ``FORMAT``."""

    id: str
    render: Callable[[RunResult, RenderOptions], str]
    pieces: Callable[[RunResult, RenderOptions], Iterator[str]] | None = None
    """The same in pieces that are made as they are written, where the whole may be very long."""
    shows: Shows = "texts"
    """What it needs of the words; the rest is dropped of each document as it is done. With
    ``RenderOptions.keep_text`` nothing is."""
