"""A report format of a third party: the verdicts, in capitals."""

from __future__ import annotations

from atsharness.model import RenderOptions, ReportFormat, RunResult


def render(run: RunResult, options: RenderOptions) -> str:
    """A line a document."""
    del options
    return "".join(f"{one.verdict.level.upper() if one.verdict else '-'}\n" for one in run.documents)


FORMAT = ReportFormat(id="shout", render=render)
