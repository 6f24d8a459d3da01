"""GitLab's Code Quality report: a list of problems that a merge request shows."""

from __future__ import annotations

import hashlib

from atsharness.model import RenderOptions, ReportFormat, RunResult
from atsharness_reports._problems import UNREADABLE, Problem, problems
from atsharness_reports._terminal import plain
from atsharness_reports.json import formatted

_SEVERITY = {
    "critical": "critical",
    "serious": "major",
    "moderate": "minor",
    "minor": "info",
    "advice": "info",
}
_OF_LEVEL = {"error": "critical", "warning": "major", "note": "info"}


def render(run: RunResult, _options: RenderOptions) -> str:
    """One JSON list; every entry has a location, or GitLab shows none."""
    return formatted([_entry(one) for one in problems(run) if one.waived is None]) + "\n"


def _entry(one: Problem) -> dict[str, object]:
    severity = _SEVERITY[one.impact] if one.impact is not None else _OF_LEVEL[one.level]
    return {
        "description": one.message,
        "check_name": one.check,
        "fingerprint": hashlib.sha256(f"{one.file}\0{one.fingerprint}".encode()).hexdigest(),
        "severity": "blocker" if one.check == UNREADABLE else severity,
        "location": {"path": plain(one.file), "lines": {"begin": 1}},
    }


FORMAT = ReportFormat(id="gitlab", render=render, shows="figures")
