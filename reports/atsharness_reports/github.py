"""GitHub Actions: annotations of the files, the worst first; the rest is for the step's summary.

GitHub shows ten annotations of a kind and step.
``--report markdown=$GITHUB_STEP_SUMMARY`` writes the summary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from atsharness.model import RenderOptions, ReportFormat, RunResult
from atsharness_reports._problems import Problem, problems
from atsharness_reports._terminal import count, plain

MOST = 10
"""Annotations of a kind that GitHub shows of one step."""
_KINDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(run: RunResult, _options: RenderOptions) -> str:
    """``::error file=out/resume.pdf,line=1,title=ATS201 columns::two columns …``."""
    return "".join(f"{line}\n" for line in _lines(run))


def _lines(run: RunResult) -> Iterator[str]:
    found = [one for one in problems(run) if one.waived is None]
    shown: Counter[str] = Counter()
    for one in found:
        shown[one.level] += 1
        if shown[one.level] <= MOST:
            yield _of(one)
    more = sum(max(0, number - MOST) for number in shown.values())
    files = count(len(run.documents), "file")
    yield f"{files}, {count(len(found), 'problem')}" + (
        f"; {more} more than annotations show" if more else ""
    )


def _of(one: Problem) -> str:
    title = one.title if one.check in one.title else f"{one.check} {one.title}"
    return annotation(_KINDS[one.level], one.file, title, one.message)


def annotation(kind: str, file: str, title: str, text: str) -> str:
    """One workflow command: ``error``, ``warning`` or ``notice`` of a file."""
    return f"::{kind} file={_property(file)},line=1,title={_property(title)}::{_text(text)}"


def _text(text: str) -> str:
    """What would end a message or begin an escape, escaped; the runner takes the rest as it is."""
    return plain(text, keep="\r\n").replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")


FORMAT = ReportFormat(id="github", render=render, shows="figures")
