"""Changes as lines that a person reads: what, in which paths, with the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from atsharness.model import DocumentResult
from atsharness.regression.compare import Change
from atsharness.regression.record import kind_of
from atsharness_reports._plain_words import family_names, field_names
from atsharness_reports._terminal import listing, plain
from atsharness_reports._verdict import said_of

_MOST = 48
"""Letters of a text that is quoted."""
_RATES = {"text": "characters recovered", "order": "characters in reading order"}
_GETS_NOTHING = {"failed": "the file cannot be read", "empty": "no text is found"}


def worse_lines(changes: Sequence[Change], after: DocumentResult | None) -> Iterator[str]:
    """What got worse, a line a change; fields that the same paths lose likewise share one.

    Args:
        changes: of one file.
        after: the file as it was read, for the words.
    """
    for some in _together(changes):
        one = some[0]
        if one.what == "field":
            yield f"{_names(some, after)}: {one.before} → {one.after}{_in(one)}{_as_read(one, after)}"
        elif one.what == "finding":
            yield f"{_finding(one, after)}"
        else:
            yield f"{_said(one, one.before, one.after)}{_example(one, after)}"


def better_lines(changes: Sequence[Change]) -> Iterator[str]:
    """What got better: changes that were compared the other way round."""
    for some in _together(changes):
        one = some[0]
        if one.what == "field":
            yield f"{_names(some, None)}: {one.after} → {one.before}{_in(one)}"
        elif one.what == "finding":
            yield f"{one.name} is gone or costs less{_in(one)}"
        elif one.what in ("lacks", "status", "gates"):
            yield f"no longer: {_said(one, one.before, one.after)}"
        else:
            yield _said(one, one.after, one.before)


def _together(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Each change alone, but fields with those that the same paths lose likewise."""
    groups: dict[object, list[Change]] = {}
    for number, one in enumerate(changes):
        key = (one.paths, one.before, one.after) if one.what == "field" else number
        groups.setdefault(key, []).append(one)
    yield from groups.values()


def _said(one: Change, before: str, after: str) -> str:
    if one.what == "verdict":
        return f"verdict: {before} → {after}"
    if one.what == "gates":
        return f"gates: {one.name.replace('_', ' ')}"
    if one.what == "status":
        return f"{_GETS_NOTHING.get(one.after, one.after)}{_in(one)}"
    if one.what in _RATES:
        more = f" (also in {', '.join(one.paths[1:])})" if one.paths[1:] else ""
        return f"{_RATES[one.what]}: {before} → {after} in {one.paths[0]}{more}"
    return f"{said_of(one.name)}{_in(one)}"


def _in(one: Change) -> str:
    if one.what == "finding":
        return f" (in {family_names(one.paths)})" if one.paths else ""
    return f" in {', '.join(one.paths)}"


# --- words ---------------------------------------------------------------------------------------------


def _names(some: Sequence[Change], after: DocumentResult | None) -> str:
    """The fields by name: each one that is lost now, where the file is at hand."""
    kinds = [one.name for one in some]
    if after is None:
        return field_names(kinds)
    lost = [
        item.field
        for item in after.fields
        if item.path_id in some[0].paths and item.outcome not in ("exact", "spurious")
    ]
    return field_names(dict.fromkeys(one for one in lost if kind_of(one) in kinds)) or field_names(kinds)


def _as_read(one: Change, after: DocumentResult | None) -> str:
    """What one of the paths reads in place of a field."""
    for item in after.fields if after is not None else ():
        if item.path_id in one.paths and item.outcome == one.after and kind_of(item.field) == one.name:
            if item.detail == "not_alone" and item.observed == item.expected:
                return f": {_quoted(item.expected)} shares its line with other text"
            read = f"read as {_quoted(item.observed)}" if item.observed else "not read"
            return f": {_quoted(item.expected)} is {read}"
    return ""


def _finding(one: Change, after: DocumentResult | None) -> str:
    found = [
        finding
        for item in (after.rule_results if after is not None else ())
        for finding in item.findings
        if item.rule_id == one.name and finding.fingerprint == f"{one.name}-{one.anchor}"
    ]
    if not found:
        return f"{one.name}{_in(one)}"
    said = f"{one.name} {plain(found[0].message)}"
    if one.before:
        said += f"; was {one.before}, is {one.after}" if one.before != one.after else "; hits further readers"
    words = f": costs {listing(found[0].words, most=4)}" if found[0].words else ""
    return f"{said}{_in(one)}{words}"


def _example(one: Change, after: DocumentResult | None) -> str:
    """A line of a text in which two entries are mixed."""
    if one.name != "order":
        return ""
    for item in after.recoveries if after is not None else ():
        if item.path_id in one.paths and item.order.mixed and after is not None:
            text = next((read.text for read in after.extractions if read.path_id == item.path_id), None)
            read = (text or "").splitlines()
            number = item.order.mixed[0]
            if number <= len(read):
                return f": {item.path_id} reads {_quoted(' '.join(read[number - 1].split()))}"
    return ""


def _quoted(text: str | None) -> str:
    shown = plain(text or "")
    return f"“{shown if len(shown) <= _MOST else shown[: _MOST - 1] + '…'}”"


def engine_lines(before: Iterable[tuple[str, str | None]], after: dict[str, str | None]) -> Iterator[str]:
    """Engines whose version is another now: ``pypdf-plain 7.1.0 → 7.2.0``; one that did not run is not."""
    for path, version in before:
        now = after.get(path)
        if now is not None and version is not None and now != version:
            yield f"{path} {plain(version)} → {plain(now)}"
