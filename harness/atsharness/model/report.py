"""Report formats."""

from __future__ import annotations

from collections.abc import Callable

from atsharness.model.results import RunResult
from atsharness.model.value import Value


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
