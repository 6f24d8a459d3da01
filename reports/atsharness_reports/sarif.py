"""SARIF 2.1.0, for code scanning: every result has a location, or GitHub rejects the whole upload."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from atsharness.model import RenderOptions, ReportFormat, RunResult
from atsharness_reports._problems import Problem, problems
from atsharness_reports.json import formatted

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_SAID = {
    "verdict": "The verdict of a file",
    "unreadable": "A file that cannot be read",
    "asked": "What the settings ask",
}


def render(run: RunResult, _options: RenderOptions) -> str:
    """One log with one run."""
    found = problems(run)
    rules = sorted({one.check for one in found})
    titles = {one.check: one.title for one in found}
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "ats",
                        "version": run.tool_version,
                        "rules": [_rule(rule, titles[rule]) for rule in rules],
                    },
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(one, rules.index(one.check)) for one in found],
            }
        ],
    }
    return formatted(log) + "\n"


def _rule(rule: str, title: str) -> dict[str, Any]:
    said = _SAID.get(rule, title[:1].upper() + title[1:])
    name = "".join(word[:1].upper() + word[1:] for word in said.split())
    return {
        "id": rule,
        "name": name,
        "shortDescription": {"text": said},
        "help": {"text": "see docs/verdict.md" if rule in _SAID else f"ats rule {rule}"},
    }


def _result(one: Problem, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": one.check,
        "ruleIndex": index,
        "level": one.level,
        "message": {"text": one.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(one.file)},
                    "region": {"startLine": 1},
                }
            }
        ],
        "partialFingerprints": {"atsFinding/v1": one.fingerprint},
    }
    if one.page is not None:
        result["properties"] = {"page": one.page}
    if one.waived is not None:
        result["suppressions"] = [{"kind": "external", "justification": one.waived}]
    return result


FORMAT = ReportFormat(id="sarif", render=render, shows="figures")
