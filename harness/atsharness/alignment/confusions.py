"""Characters read as others, grouped, with what their pattern says of the file's fonts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from atsharness.model import Confusion, ConfusionCause

_LIGATURE = re.compile("ffi|ffl|ff|fi|fl", re.IGNORECASE)
_MIN_COUNT = 3
_MIN_SHARE = 0.8


class Edit(NamedTuple):
    """Characters ``word[start:stop]`` of a reference word (RAW), read as `observed`."""

    word: str
    start: int
    stop: int
    observed: str


def confusions(edits: Sequence[Edit], accepted: Sequence[str]) -> tuple[Confusion, ...]:
    """Counts what was read as what, within words that count as recovered.

    A confusion is systematic if the character occurs at least 3 times in those words and at least .8
    of them read alike: fonts with a wrong map are consistent, recognition noise is not. Letters lost
    within ff, fi, fl, ffi or ffl count against the whole ligature.

    Args:
        edits: replaced and deleted characters; insertions are passed over.
        accepted: the RAW reference words that count as recovered.

    Returns:
        One entry per pair, the most frequent first.
    """
    counts: Counter[tuple[str, str]] = Counter()
    ligatures: set[tuple[str, str]] = set()
    for edit in edits:
        expected = edit.word[edit.start : edit.stop]
        if not expected:
            continue
        whole = _ligature(edit)
        if whole is not None:
            counts[whole] += 1
            ligatures.add(whole)
        elif len(expected) == len(edit.observed):
            counts.update(zip(expected, edit.observed, strict=True))
        else:
            counts[expected, edit.observed] += 1
    if not counts:
        return ()
    often = max(counts.values()) >= _MIN_COUNT
    text = " ".join(accepted) if often else ""
    letters = Counter(text)
    units = Counter(_LIGATURE.findall(text))
    found = []
    for (expected, observed), count in counts.items():
        systematic = False
        if count >= _MIN_COUNT:
            if (expected, observed) in ligatures:
                total = units[expected]
            else:
                total = letters[expected] if len(expected) == 1 else text.count(expected)
            systematic = count >= _MIN_SHARE * total
        cause = _cause(observed, systematic, (expected, observed) in ligatures)
        found.append(
            Confusion(expected=expected, observed=observed, count=count, systematic=systematic, cause=cause)
        )
    return tuple(sorted(found, key=lambda c: (-c.count, c.expected, c.observed)))


def _ligature(edit: Edit) -> tuple[str, str] | None:
    """The whole ligature and what is left of it, where an edit loses letters within one."""
    if any(map(str.isalnum, edit.observed)) and not edit.observed.startswith("(cid:"):
        return None
    for match in _LIGATURE.finditer(edit.word):
        if match.start() <= edit.start and edit.stop <= match.end():
            rest = edit.word[match.start() : edit.start] + edit.observed + edit.word[edit.stop : match.end()]
            return match.group(), rest
    return None


def _cause(observed: str, systematic: bool, ligature: bool) -> ConfusionCause | None:
    if "(cid:" in observed:
        return "no_tounicode"
    if "\ufffd" in observed:
        return "no_mapping"
    categories = {unicodedata.category(char) for char in observed}
    if "Co" in categories:
        return "private_use"
    if "Cc" in categories:
        return "raw_codes"
    if ligature:
        return "ligature_lost"
    return "bad_map" if systematic else None
