"""JSON Lines: a document a line, for tools that read them one by one."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from atsharness.model import RenderOptions, ReportFormat, RunResult
from atsharness.model.slim import slim
from atsharness_reports.json import escaped


def render(run: RunResult, options: RenderOptions) -> str:
    """Each document as in ``--format json``, in one line."""
    return "".join(pieces(run, options))


def pieces(run: RunResult, options: RenderOptions) -> Iterator[str]:
    """What `render` gives, a line at a time."""
    for item in run.documents:
        kept = item if options.keep_text else slim(item, "figures")
        yield escaped(msgspec.json.encode(kept).decode()) + "\n"


FORMAT = ReportFormat(id="jsonl", render=render, pieces=pieces, shows="figures")
