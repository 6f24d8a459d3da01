"""Fields that paths tear, alter or lose: shared by the rules on single fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from atsharness.fields.field import Field
from atsharness.model import Evidence, FieldRecovery
from atsharness.rules.model import Artifacts, Check, Cost, Draft, IncompleteError

_ONE_LINE = frozenset({"email", "phone", "url", "start", "end"})
"""Kinds of fields that nobody reads across a line's end: what breaks them is the line, whatever else does."""


def lost_fields(chosen: Callable[[Field], bool], what: str, *, scattered: bool = False) -> Check:
    """The check of the fields of one kind: a draft for each that some path has not exactly.

    Args:
        chosen: which fields are the rule's.
        what: their name in the finding's sentence.
        scattered: whether only torn and lost ones count, not altered ones.
    """

    def find(artifacts: Artifacts) -> Iterator[Draft]:
        drafts = [
            draft
            for field in artifacts.expected
            if chosen(field)
            for draft in field_draft(artifacts, field, what, scattered=scattered)
        ]
        reference = artifacts.reference
        if not drafts and reference is not None and not reference.complete:
            # What was not read may be what is lost.
            reasons = "; ".join(reference.warnings) or "part of the page could not be read"
            raise IncompleteError(f"no field is lost in what could be read, but: {reasons}")
        yield from drafts

    return find


def field_draft(artifacts: Artifacts, field: Field, what: str, *, scattered: bool = False) -> Iterator[Draft]:
    """A draft of one field, if some path of the panel has it not exactly."""
    measured = artifacts.measured
    fine = ("exact", "altered") if scattered else ("exact",)
    torn = {
        item.path_id: item
        for item in artifacts.fields or ()
        if item.field == field.pointer and item.path_id in measured.families and item.outcome not in fine
    }
    if not torn:
        return
    worst = max(torn.values(), key=lambda item: (_rank(item), item.path_id))
    page, box = measured.box_of(field.words[0]) if field.words else (None, None)
    boxes = tuple(place for index in field.words if (place := measured.box_of(index)[1]) is not None)
    cost = Cost(
        loss="content",
        hits=measured.hits(torn),
        words=dict.fromkeys(torn, tuple(sorted({*field.words, *field.unit}))),
    )
    lines = _lines(artifacts, field)
    stands = f"stands on {lines} lines and is" if lines > 1 else "is"
    # Its own letters are there, but what parts it from the period's other end is not: “T O” for “to”.
    loose = field.kind in ("start", "end") and worst.outcome == "altered" and worst.observed == field.text
    became = "part of no period that can be read" if loose else worst.outcome
    yield Draft(
        message=f"{what} “{field.text[:60]}” {stands} {became} in {worst.path_id}",
        anchor=field.pointer,
        own_cause=lines > 1,
        page=page,
        boxes=boxes,
        costs=(cost,),
        evidence=(
            Evidence(
                kind="changed" if worst.observed else "lost",
                path_id=worst.path_id,
                page=page,
                box=box,
                expected=field.text[:200],
                observed=(worst.observed or "")[:200] or None,
                note=worst.detail or worst.outcome,
            ),
        ),
    )


def _lines(artifacts: Artifacts, field: Field) -> int:
    """Over how many lines the page breaks a value that detectors read line by line."""
    if field.kind not in _ONE_LINE:
        return 1
    measured = artifacts.measured
    places = artifacts.reference.words or () if artifacts.reference is not None else ()
    own = field.unit or field.words
    lines = {place.line for index in own if index < len(places) and (place := places[index]) is not None}
    divided = [index for index in own if any(measured.spoilt((index,), ("hyphenated",)))]
    return len(lines) + len(divided)


def _rank(item: FieldRecovery) -> int:
    return ("spurious", "exact", "altered", "partial", "scattered", "missing").index(item.outcome)
