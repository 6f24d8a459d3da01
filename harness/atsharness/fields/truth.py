"""Which kinds of fields a file truly loses, from its true text and its true data alone.

Neither the page as a person sees it nor any rule has a part in it: the paths' texts are aligned with the true
text, and each true field's outcome is what harness/fields makes of that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from atsharness.alignment.align import align
from atsharness.fields.expected import expected_fields
from atsharness.fields.field import Field
from atsharness.fields.recover import Detected, recover
from atsharness.model import Extraction, Leaf, LeafKind, Reference
from atsharness.text.tokens import tokens

SOURCED = frozenset({"ATS305", "ATS307", "ATS310"})
"""Rules that know their fields from a structured source alone."""

_RULES = {
    "name": "ATS301",
    "email": "ATS302",
    "phone": "ATS303",
    "start": "ATS304",
    "end": "ATS304",
    "heading": "ATS306",
    "skill": "ATS307",
    "url": "ATS309",
}
_KINDS: dict[str, LeafKind] = {
    **dict.fromkeys(("startDate", "endDate"), "date"),
    "url": "url",
    "email": "email",
    "phone": "phone",
}
_ENTRIES = {"work": "ATS305", "education": "ATS310"}


def true_leaves(fields: Mapping[str, str]) -> tuple[Leaf, ...]:
    """The data of a built file as a structured source gives them.

    Args:
        fields: what the file prints, by pointer (`atsharness_corpus.fields`).
    """
    return tuple(
        Leaf(pointer=pointer, text=text, kind=_kind(pointer), forms=(text,))
        for pointer, text in fields.items()
    )


def _kind(pointer: str) -> LeafKind:
    if pointer.startswith("section."):
        return "heading"
    return _KINDS.get(pointer.rpartition(".")[2], "text")


def lost_kinds(text: str, leaves: tuple[Leaf, ...], extractions: Iterable[Extraction]) -> frozenset[str]:
    """The ids of the field rules that have something to find: some path has some field of theirs not exactly.

    Args:
        text: what a person reads in the file, in order.
        leaves: of the file's data. What is of a kind that needs no source (addresses, numbers, periods,
            headings) counts wherever it stands in the text, the name where the data have none.
        extractions: of the text paths of the panel; those without text read nothing and are passed over.
    """
    words = tokens(text)
    sourced = expected_fields(Reference(text=text, leaves=leaves), words)
    named = any(field.kind == "name" for field in sourced)
    plain = [
        field
        for field in expected_fields(Reference(text=text), words)
        if not (named and field.kind == "name")
    ]
    fields = {field.pointer: field for field in (*plain, *sourced)}
    lost = set()
    for item in extractions:
        if item.text is None:
            continue
        own = tokens(item.text)
        alignment = align(words, own, path_id=item.path_id)
        for outcome in recover(fields.values(), alignment, own, Detected(item.text)):
            if outcome.outcome not in ("exact", "spurious") and (rule := rule_of(fields[outcome.field])):
                lost.add(rule)
    return frozenset(lost)


def rule_of(field: Field) -> str | None:
    """The rule that a field is of."""
    if field.kind == "entry":
        return _ENTRIES.get(field.pointer.partition(".")[0])
    return _RULES.get(field.kind)
