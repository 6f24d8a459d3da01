"""A line a document and one for each finding, as compilers print them."""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.model import DocumentResult, RenderOptions, ReportFormat, RunResult
from atsharness_reports._findings import roots
from atsharness_reports._terminal import plain
from atsharness_reports._verdict import sentence


def render(run: RunResult, _options: RenderOptions) -> str:
    """``resume.pdf: FAIL  none of 8 readers …``, then ``resume.pdf:1: ATS201 serious two columns``."""
    return "".join(f"{line}\n" for result in run.documents for line in _lines(result))


def _lines(result: DocumentResult) -> Iterator[str]:
    name = plain(result.document.path)
    if result.document.status != "ok":
        yield f"{name}: {result.document.status}: {plain(result.document.reason or '')}"
    else:
        yield f"{name}: {sentence(result) or 'no verdict'}"
    for one in roots(result):
        where = f"{name}:{one.page}" if one.page is not None else name
        yield f"{where}: {one.rule_id} {one.impact} {plain(one.message)}"


FORMAT = ReportFormat(id="concise", render=render, shows="figures")
