"""CSV: a row for each document and parser path."""

from __future__ import annotations

from atsharness.model import RenderOptions, ReportFormat, RunResult
from atsharness_reports._rows import separated


def render(run: RunResult, _options: RenderOptions) -> str:
    """Values between commas, with a head; see `atsharness_reports._rows.COLUMNS`."""
    return separated(run, ",")


FORMAT = ReportFormat(id="csv", render=render, shows="figures")
