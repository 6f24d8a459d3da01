"""What an author of templates asks of a file in ``ats.toml``, held against its record. Pure."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from atsharness.regression.baseline import FileRecord, PathRecord
from atsharness.settings import Expected, Least, Level, Settings

_SAID = {
    "text": "characters recovered",
    "order": "characters in reading order",
    "fields": "fields recovered exactly",
}
Rate = Literal["text", "order", "fields"]


def expected_of(name: str, settings: Settings) -> Expected:
    """What is asked of a file: by patterns that fit it, the first one before the next, then of every file."""
    last = name.rpartition("/")[2]
    asked = [
        one
        for pattern, one in settings.files.items()
        if fnmatch.fnmatchcase(name, pattern) or fnmatch.fnmatchcase(last, pattern)
    ]
    rules: dict[str, Level] = dict(settings.rules)
    found = Expected(
        text=settings.text, order=settings.order, fields=settings.fields, readers=settings.readers
    )
    for one in reversed(asked):
        rules |= one.rules
        given = {key: getattr(one, key) for key in ("text", "order", "fields", "readers")}
        found = msgspec.structs.replace(
            found, **{key: value for key, value in given.items() if value is not None}
        )
    return msgspec.structs.replace(found, rules=rules)


def level_of(rule: str, levels: Mapping[str, Level]) -> Level:
    """What a violation of a rule means by the longest beginning of its id; an error where none is given."""
    fitting = [name for name in levels if rule.startswith(name.upper())]
    return levels[max(fitting, key=len)] if fitting else "error"


def unmet(name: str, record: FileRecord, settings: Settings) -> list[str]:
    """What is asked of a file and not so, a line each.

    Args:
        name: of the file.
        record: of the file.
        settings: in force.
    """
    asked = expected_of(name, settings)
    found = [
        line
        for rate in ("text", "order", "fields")
        if (least := getattr(asked, rate)) is not None
        for line in _too_low(rate, least, record)
    ]
    if asked.readers is not None and record.readers[0] < asked.readers:
        found.append(f"{record.readers[0]} readers get everything, {asked.readers} are asked for")
    for rule, level in asked.rules.items():
        hit = [one for one in record.findings if one.startswith(rule.upper())]
        if level == "error" and hit:
            found.append(f"a violation of {', '.join(hit)}, which are to have none (rules.{rule})")
    return found


def _too_low(rate: Rate, least: Least, record: FileRecord) -> Iterator[str]:
    total = sum(record.fields.values())
    shares = {key: _share(rate, path, total) for key, path in _paths(least.over, record).items()}
    known = {key: share for key, share in shares.items() if share is not None}
    asked = f"at least {least.min:.0%} is asked for over {least.over}"
    if not known:
        yield f"{rate}: no such path has read any; {asked}"
        return
    of_family = least.over.startswith("family:")
    key = (max if of_family else min)(known, key=lambda one: (known[one], one))
    unread = [one for one in shares if one not in known]
    if known[key] < least.min:
        yield f"{rate}: {known[key]:.0%} of the {_SAID[rate]} in {key}; {asked}"
    elif unread and not of_family:
        yield f"{rate}: nothing is known of {', '.join(unread)}; {asked}"


def _paths(over: str, record: FileRecord) -> dict[str, PathRecord]:
    kind, _, name = over.partition(":")
    return {
        key: path
        for key, path in record.paths.items()
        if (kind == "worst" and path.counts) or (kind == "family" and path.family == name) or key == name
    }


def _share(rate: Rate, path: PathRecord, total: int) -> float | None:
    """A path that found no text recovered nothing; of one that did not come to its end nothing is known."""
    if not path.ran:
        return None
    if path.status != "ok":
        return 0.0
    if rate == "fields":
        return path.fields / total if total else None
    percents = path.text if rate == "text" else path.order
    return None if percents is None else percents / 100
