"""What is otherwise than at the last check of a file, in a line."""

from __future__ import annotations

from collections.abc import Iterable

from atsharness.model import DocumentResult
from atsharness_reports._findings import is_violation
from atsharness_reports._terminal import listing, plain
from atsharness_reports._verdict import LEVELS

_MOST_NAMES = 4


def since(before: DocumentResult, after: DocumentResult) -> str:
    """What has changed: the verdict, who gets everything, which rules find something.

    Args:
        before: the result of the file as it was.
        after: as it is.

    Returns:
        ``AT RISK → PASS · pypdf-plain gets everything now · no longer found: ATS121``.
    """
    parts = []
    if _level(before) != _level(after):
        parts.append(f"{_level(before)} → {_level(after)}")
    old, new = _complete(before), _complete(after)
    both = old.keys() & new.keys()
    gained = sorted(one for one in both if new[one] and not old[one])
    lost = sorted(one for one in both if old[one] and not new[one])
    if gained:
        verb = "gets" if len(gained) == 1 else "get"
        parts.append(f"{_names(gained)} {verb} everything now")
    if lost:
        parts.append(f"{_names(lost)} no longer {'does' if len(lost) == 1 else 'do'}")
    gone, come = _rules(before) - _rules(after), _rules(after) - _rules(before)
    if gone and after.document.status == "ok":
        parts.append(f"no longer found: {_names(sorted(gone))}")
    if come:
        parts.append(f"newly found: {_names(sorted(come))}")
    return " · ".join(parts) or "verdict, readers and findings are the same"


def _level(result: DocumentResult) -> str:
    if result.document.status != "ok":
        return result.document.status
    return LEVELS[result.verdict.level] if result.verdict is not None else "no verdict"


def _complete(result: DocumentResult) -> dict[str, bool]:
    """Whether each reader gets everything."""
    known = result.verdict.readers if result.verdict is not None else ()
    return {reader.path_id: reader.gets_everything for reader in known}


def _rules(result: DocumentResult) -> set[str]:
    """The rules that found something that costs."""
    return {
        item.rule_id
        for item in result.rule_results
        if any(is_violation(item, finding) for finding in item.findings)
    }


def _names(names: Iterable[str]) -> str:
    return plain(listing(names, most=_MOST_NAMES))
