"""What each parser path does not deliver, thing by thing: what gates and the readers' count are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal
from unicodedata import normalize

import msgspec

from atsharness.model import Extraction, FieldOutcome, FieldRecovery, Keyword, Recovery, ReferenceSummary
from atsharness.text.tokens import tokens
from atsharness.verdict.entries import Kept
from atsharness.verdict.families import FEWEST_FAMILIES
from atsharness.verdict.limits import Limits

What = Literal[
    "contact.name",
    "contact.email",
    "contact.phone",
    "links",
    "job",
    "education",
    "heading",
    "skills",
    "keywords",
    "words",
    "mapping",
    "segmentation",
    "order",
]
_PARTS: Mapping[str, tuple[str, ...]] = {
    "job": (".position", ".name", ".startDate", ".endDate"),
    "education": (".institution", ".startDate", ".endDate"),
}
"""The fields of a job and of a degree that a parser needs, beside the entry's head as a whole."""
_NO_PHRASE = ("Date", ".url")
"""Ends of fields that may stand under the heading of the skills and are none."""
_SECTIONS: Mapping[What, str] = {"job": "work.", "education": "education."}


class Observed(msgspec.Struct, frozen=True, kw_only=True):
    """What the verdict is made of. `panel` gives each panel path's family."""

    panel: Mapping[str, str]
    reference: ReferenceSummary | None
    extractions: Sequence[Extraction]
    recoveries: Sequence[Recovery]
    fields: Sequence[FieldRecovery] = ()
    keywords: Sequence[Keyword] = ()
    entries: Mapping[str, Kept] = {}
    """By path."""
    fewest: int = FEWEST_FAMILIES
    """How many text families have to run for a verdict."""


class Thing(msgspec.Struct, frozen=True):
    """One thing of the document that a reader is to deliver, and the paths that do not.

    `count` gives, by path, how many words, fields or entries are concerned, where that can be counted.
    """

    what: What
    name: str
    """A field's pointer, a keyword; of rates the rate's own name."""
    lost_in: frozenset[str]
    count: Mapping[str, int] = {}
    slight: bool = False
    """It puts at risk, but is never a failure."""
    order_only: bool = False
    """All words are there, in another order: two modes of pdfminer part the dates at the right edge of
    perfectly clean pages from their entries."""


def things(observed: Observed, paths: Iterable[str], limits: Limits) -> list[Thing]:
    """Everything identified that readers are to deliver, with the paths that do not.

    Args:
        observed: of one document.
        paths: the text paths that ran.
        limits: of the rates.
    """
    paths = tuple(paths)
    outcomes: dict[str, dict[str, FieldOutcome]] = {}
    for item in observed.fields:
        if item.outcome != "spurious":
            outcomes.setdefault(item.field, {})[item.path_id] = item.outcome
    return [
        *_contact(outcomes, paths),
        *_entries(observed, outcomes, paths),
        *_wording(observed, outcomes, paths),
        *_rates(observed, paths, limits),
    ]


def _contact(outcomes: Mapping[str, Mapping[str, FieldOutcome]], paths: Sequence[str]) -> Iterator[Thing]:
    contact: tuple[tuple[What, str], ...] = (
        ("contact.name", "basics.name"),
        ("contact.email", "basics.email"),
        ("contact.phone", "basics.phone"),
    )
    for what, pointer in contact:
        if pointer in outcomes:
            yield Thing(what, pointer, _without(outcomes[pointer], paths, ("exact",)))
    for pointer, found in outcomes.items():
        if pointer.startswith("basics.") and pointer.endswith(".url"):
            yield Thing("links", pointer, _without(found, paths, ("exact",)), slight=True)


def _without(
    outcomes: Mapping[str, FieldOutcome], paths: Iterable[str], fine: Sequence[FieldOutcome]
) -> frozenset[str]:
    return frozenset(path for path in paths if outcomes.get(path, "missing") not in fine)


def _entries(
    observed: Observed, outcomes: Mapping[str, Mapping[str, FieldOutcome]], paths: Sequence[str]
) -> Iterator[Thing]:
    """The parts and the heads of jobs and degrees, and their dates beside them."""
    misread = _misread_dates(observed.fields)
    for what, start in _SECTIONS.items():
        for pointer, found in outcomes.items():
            if not pointer.startswith(start):
                continue
            head = pointer.count(".") == 1
            if not head and not pointer.endswith(_PARTS[what]):
                continue
            lost = _without(found, paths, ("exact", "altered", "partial"))
            slight = head or what == "education"
            yield Thing(what, pointer, lost, slight=slight, order_only=head)
            if pointer.endswith("Date"):
                yield Thing(what, pointer, misread.get(pointer, frozenset()) & frozenset(paths), slight=True)
            if pointer.endswith(".startDate"):
                torn = frozenset(path for path, kept in observed.entries.items() if pointer in kept.torn)
                yield Thing(what, pointer, torn & frozenset(paths), slight=True, order_only=True)


def _misread_dates(fields: Iterable[FieldRecovery]) -> dict[str, frozenset[str]]:
    """By date, the paths in which it is no word of its own, as where it is glued to the one before it.

    One whose own letters are all there, but over two lines, is read by whoever joins these.
    """
    found: dict[str, set[str]] = {}
    for item in fields:
        if item.outcome == "altered" and not _stands_in(item.expected, item.observed or ""):
            found.setdefault(item.field, set()).add(item.path_id)
    return {field: frozenset(paths) for field, paths in found.items()}


def _stands_in(text: str, observed: str) -> bool:
    """Whether a text is there, dashes and bullets aside, with no letter or figure straight at its ends."""
    wanted, there = (
        " ".join(word.raw for word in tokens(normalize("NFC", one)) if not word.decoration)
        for one in (text, observed)
    )
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", there) is not None


def _wording(
    observed: Observed, outcomes: Mapping[str, Mapping[str, FieldOutcome]], paths: Sequence[str]
) -> Iterator[Thing]:
    sections: tuple[tuple[What, str], ...] = (("heading", "section."), ("skills", "skills."))
    for what, start in sections:
        for pointer, found in outcomes.items():
            if pointer.startswith(start) and not pointer.endswith(_NO_PHRASE):
                yield Thing(what, pointer, _without(found, paths, ("exact",)), slight=True)
    for word in observed.keywords:
        if word.in_reference:
            yield Thing("keywords", word.keyword, frozenset(word.lost_in) & frozenset(paths), slight=True)


def _rates(observed: Observed, paths: Sequence[str], limits: Limits) -> Iterator[Thing]:
    recoveries = {item.path_id: item for item in observed.recoveries if item.path_id in paths}
    total = observed.reference.word_count if observed.reference is not None else 0
    lost = {path: words_lost(recoveries.get(path), total) for path in paths}
    cut = {path: item.segmentation.split + item.segmentation.glued for path, item in recoveries.items()}
    yield _rate("words", lost, limits.allowed(limits.words, total))
    yield _rate("segmentation", cut, limits.allowed(limits.segmentation, total))
    yield Thing(
        "mapping", "mapping", frozenset(path for path, item in recoveries.items() if _mismapped(item))
    )
    if observed.reference is not None and observed.reference.order_known:
        mixed = {path: _disordered(kept) for path, kept in observed.entries.items() if path in paths}
        yield _rate("order", mixed, 0)


def _disordered(kept: Kept) -> int:
    """Entries whose lines are mixed, and those of no known section whose dates are torn off."""
    known = tuple(_SECTIONS.values())
    return kept.mixed + sum(not pointer.startswith(known) for pointer in kept.torn)


def _rate(what: What, counts: Mapping[str, int], allowed: float) -> Thing:
    beyond = frozenset(path for path, count in counts.items() if count > allowed)
    return Thing(what, what, beyond, counts, slight=True, order_only=what == "order")


def words_lost(recovery: Recovery | None, total: int) -> int:
    """How many words a path lost or misread; one that read nothing lost all of them."""
    if recovery is None:
        return total
    cut = recovery.segmentation
    whole = recovery.content.counts.exact_words + cut.split + cut.glued + cut.hyphenated
    return max(recovery.content.counts.reference_words - whole, 0)


def _mismapped(recovery: Recovery) -> bool:
    return any(item.systematic and any(char.isalnum() for char in item.expected) for item in recovery.mapping)
