"""Report formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from atsharness.model.exhibit import Exhibit
from atsharness.model.results import RunResult
from atsharness.model.value import Value

Shows = Literal["texts", "losses", "figures"]
"""What of a document's words a format shows: all, those that were damaged, or none."""


class RenderOptions(Value, frozen=True, kw_only=True):
    """How a report is to look: columns of the screen, and whether texts and word labels stay in.

    `exhibits` holds, by the number of the document, what a format with pictures shows of it.
    """

    width: int = 100
    unicode: bool = True
    """Whether the output can show more than ASCII (box-drawing characters)."""
    every_detail: bool = False
    """Whether long lists are shown whole, with the evidence of each finding."""
    colour: bool = False
    """Whether the output is a terminal that shows colours."""
    keep_text: bool = False
    exhibits: Mapping[int, Exhibit] = {}
    refresh_s: int | None = None
    """After so many seconds an HTML page loads itself again; None: never."""


class ReportFormat(Value, frozen=True, kw_only=True):
    """A way to write a `RunResult`. A module's constant ``FORMAT``.

    `files`, where a format has it, writes a run of several documents as a folder: names with their contents.
    """

    id: str
    render: Callable[[RunResult, RenderOptions], str]
    files: Callable[[RunResult, RenderOptions], Iterator[tuple[str, str]]] | None = None
    shows_pages: bool = False
    """It shows texts and pages: the run has to keep an `Exhibit` of each document."""
    pieces: Callable[[RunResult, RenderOptions], Iterator[str]] | None = None
    """The same in pieces that are made as they are written, where the whole may be very long."""
    shows: Shows = "texts"
    """What it needs of the words; the rest is dropped of each document as it is done. With
    ``RenderOptions.keep_text`` nothing is."""
