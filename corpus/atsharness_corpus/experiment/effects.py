"""From the rows of two files to the effect of the one thing in which they differ. Pure.

An effect is what a reader loses of the file with the thing, minus what it loses of the file without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from atsharness.batch.bootstrap import Floats, Indices, Ratio, rates
from atsharness.batch.rows import DocumentRow, ExtractionRow, Measures
from atsharness_corpus.model import Value

MEASURES = ("lost", "altered", "cut", "moved", "extra", "fields")
"""Words lost, altered, split or glued, in % of the page's words; text moved, in % of what was found; words
that the page does not show, in % of the page's words; fields not recovered exactly, in % of the page's
fields."""
VERDICT, RULES = "verdict", "rules"
"""What stands in the place of a path: the verdict on the file, and the rules that are to name the thing."""
WORSE, NAMED, READERS = "worse", "named", "readers"
"""Of the verdict: 1 where it is worse, -1 where it is better, else 0; the share of readers that get
everything, in % less. Of the rules: 1 where one of them reports the thing, else 0."""
LEVELS = ("pass", "at_risk", "fail")
FAMILY = "family "
"""Before the name of a family, which counts as its best mode."""
WHOLE = 100.0
DIGITS = 2
NOISE = 0.5
"""Percent: losses smaller than this for everybody, two words of a page of 400, have no cell."""

Losses = dict[str, dict[str, float]]
"""By path, family, `VERDICT` or `RULES`: measures with their values."""


class Cell(Value, frozen=True, kw_only=True, array_like=True):
    """One measure, of all readers that have the same values: a value a person, their mean, its interval."""

    of: tuple[str, ...]
    measure: str
    values: tuple[float, ...]
    mean: float
    low: float | None = None
    high: float | None = None
    """The 95 % bootstrap interval over people; None where there is one person."""


def losses(row: DocumentRow, rule_ids: Sequence[str] = ()) -> Losses:
    """What each path and family loses of a document; those that did not read it are not in it."""
    found: Losses = {}
    families: dict[str, list[dict[str, float]]] = {}
    for item in row.extractions:
        own = _of_path(item, row)
        if own is not None:
            found[item.path] = own
            families.setdefault(item.family, []).append(own)
    for family, modes in families.items():
        found[FAMILY + family] = {name: min(mode[name] for mode in modes) for name in MEASURES}
    verdict = row.verdict
    if verdict is not None and verdict.level in LEVELS:
        found[VERDICT] = {WORSE: float(LEVELS.index(verdict.level))}
        if verdict.counted:
            found[VERDICT][READERS] = WHOLE * (1 - verdict.complete / verdict.counted)
    if rule_ids and row.rules_asked:
        named = any(item.rule in rule_ids and item.outcome != "error" for item in row.findings)
        found[RULES] = {NAMED: float(named)}
    return found


def _of_path(item: ExtractionRow, row: DocumentRow) -> dict[str, float] | None:
    if item.measures is not None:
        return _measured(item.measures, item)
    read = item.status in ("failed", "timeout", "killed") or (
        item.status == "not_read" and row.status != "ok"
    )
    return {name: WHOLE if name in ("lost", "fields") else 0.0 for name in MEASURES} if read else None


def _measured(found: Measures, item: ExtractionRow) -> dict[str, float]:
    words = max(1, found.reference_words)
    cut = found.split_words + found.glued_words
    altered = found.reference_words - found.exact_words - found.missing_words - cut + found.other_characters
    fields = [(one.exact, one.altered + one.scattered + one.partial + one.missing) for one in item.fields]
    all_fields = sum(map(sum, fields))
    return {
        "lost": WHOLE * found.missing_words / words,
        "altered": WHOLE * max(0, altered) / words,
        "cut": WHOLE * cut / words,
        "moved": WHOLE * found.moved_chars / found.matched_chars if found.matched_chars else 0.0,
        "extra": WHOLE * found.extra_words / words,
        "fields": WHOLE * sum(lost for _, lost in fields) / all_fields if all_fields else 0.0,
    }


def difference(one: Losses, other: Losses | None) -> Losses:
    """What is lost of the one file beyond what is lost of the other; of readers that have read both."""
    if other is None:
        return one
    return {
        key: {
            name: _sign(value - other[key][name]) if name == WORSE else value - other[key][name]
            for name, value in values.items()
            if name in other[key]
        }
        for key, values in one.items()
        if key in other
    }


def _sign(value: float) -> float:
    return float((value > 0) - (value < 0))


def cells(pairs: Mapping[str, Iterable[Losses]]) -> tuple[Cell, ...]:
    """The cells of one thing in one typesetter; a measure that is hardly above 0 for anybody has none.

    Args:
        pairs: by person, the effects of that person's pairs. A person counts once: as the mean of them.
    """
    people = {person: list(found) for person, found in sorted(pairs.items())}
    keys = sorted(
        {
            (key, name)
            for found in people.values()
            for one in found
            for key, values in one.items()
            for name in values
        }
    )
    same: dict[tuple[str, tuple[float, ...]], list[str]] = {}
    for key, name in keys:
        values = tuple(
            round(float(np.mean(own)), DIGITS) + 0.0
            for found in people.values()
            if (own := [one[key][name] for one in found if key in one and name in one[key]])
        )
        least = 0.0 if key in (VERDICT, RULES) else NOISE
        if any(abs(value) > least for value in values):
            same.setdefault((name, values), []).append(key)
    return tuple(
        _cell(tuple(of), name, values)
        for (name, values), of in sorted(same.items(), key=lambda item: (item[1], item[0]))
    )


def _cell(of: tuple[str, ...], measure: str, values: tuple[float, ...]) -> Cell:
    """The mean and its interval: people are drawn anew, each with the value that is his or hers."""
    rate = rates(np.arange(len(values)), {0: _mean_of(np.array(values))})[0]
    low, high = (None if end is None else round(end, DIGITS) + 0.0 for end in (rate.low, rate.high))
    mean = round(float(rate.value or 0.0), DIGITS) + 0.0
    return Cell(of=of, measure=measure, values=values, mean=mean, low=low, high=high)


def _mean_of(values: Floats) -> Ratio:
    def ratio(at: Indices) -> tuple[Floats, Floats]:
        return values[at], np.ones(len(at))

    return ratio


def readers(pairs: Iterable[Losses]) -> Iterator[str]:
    """The paths that have read all that there was to read, in the order of their ids."""
    found = [set(one) for one in pairs]
    common = set.intersection(*found) if found else set()
    yield from sorted(key for key in common if not key.startswith(FAMILY) and key not in (VERDICT, RULES))
