"""A run: files checked with one set of workers, and summed up."""

from __future__ import annotations

import os
import platform
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from atsharness.model import (
    SCHEMA_VERSION,
    DocumentResult,
    Environment,
    Exhibit,
    PathTiming,
    RunResult,
    Summary,
    Timing,
    View,
)
from atsharness.session import Checked, Session
from atsharness.settings import Settings
from atsharness.version import __version__
from atsharness.workers.sandbox import tier

if TYPE_CHECKING:
    from atsharness.keywords.vocabulary import Term


def run(
    files: Iterable[str],
    *,
    settings: Settings,
    source: Path | None = None,
    password: str | None = None,
    asked: Sequence[Term] | None = None,
    meanwhile: Callable[[], None] = lambda: None,
    progress: Callable[[DocumentResult], None] | None = None,
    view: View | None = None,
    exhibits: dict[int, Exhibit] | None = None,
    keep: Callable[[DocumentResult], DocumentResult] = lambda result: result,
    fields: bool = False,
    guide: bool = False,
    posting: str | None = None,
) -> RunResult:
    """Checks files with one set of workers and sums up.

    Args:
        files: names as `intake.expand` gives them.
        settings: of the run.
        source: of the same document, for one file only.
        password: opens encrypted files.
        asked: keywords that must survive, see `Session.check`.
        meanwhile: see `Session.check`.
        progress: called with each result as it is ready.
        view: what a report is to show of each document; None where none shows pages.
        exhibits: takes, by the number of the document, what such a report shows.
        keep: what is kept of each result.
        fields: whether results hold the fields as parsers fill them.
        guide: whether results hold advice on content.
        posting: the text of a job posting; results then say where a résumé has its terms.
    """
    start = time.perf_counter()
    checked: list[Checked] = []
    with Session(
        settings, password=password, view=view, fields=fields, guide=guide, posting=posting
    ) as session:
        names = list(files)
        sources = [source] * len(names)
        for item in session.check(names, sources=sources, asked=asked, meanwhile=meanwhile):
            if exhibits is not None and item.exhibit is not None:
                exhibits[len(checked)] = item.exhibit
            checked.append(Checked(result=keep(item.result), seconds=item.seconds))
            if progress is not None:
                progress(item.result)
            del item
    redact = view is not None and view.redact
    return summarise(checked, settings, wall_s=time.perf_counter() - start, redact=redact)


def summarise(
    checked: Sequence[Checked], settings: Settings, *, wall_s: float, redact: bool = False
) -> RunResult:
    """One run's results with settings, versions and counts; clocks only under ``timing``."""
    if redact:
        settings = msgspec.structs.replace(settings, per_file_ignores={}, waivers={})  # they may name persons
    results = [item.result for item in checked]
    versions: dict[str, str | None] = {}
    for result in results:
        for item in result.extractions:
            versions[item.path_id] = versions.get(item.path_id) or item.version
    shown: dict[str, Any] = msgspec.to_builtins(settings)
    if settings.tesseract:
        shown["tesseract"] = os.path.basename(settings.tesseract)
    return RunResult(
        schema_version=SCHEMA_VERSION,
        tool_version=__version__,
        settings=shown,
        environment=Environment(
            python=platform.python_version(),
            platform=f"{platform.system()} {platform.machine()}",
            paths=dict(sorted(versions.items())),
            sandbox=str(tier()),
            sandbox_gaps=tier().gaps(),
        ),
        documents=tuple(results),
        summary=Summary(
            documents=_counts(result.document.status for result in results),
            extractions=_counts(item.status for result in results for item in result.extractions),
        ),
        timing=Timing(
            wall_s=round(wall_s, 3),
            documents=tuple(
                PathTiming(
                    path=item.result.document.path,
                    seconds={key: round(value, 4) for key, value in sorted(item.seconds.items())},
                )
                for item in checked
            ),
        ),
    )


def _counts(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))
