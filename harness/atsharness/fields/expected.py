"""Which fields the reference holds: those of a structured source, or those that a detector backs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from atsharness.fields.field import Field, Spans
from atsharness.fields.name import name_words
from atsharness.fields.sourced import sourced_fields
from atsharness.language.found import Found
from atsharness.model import Reference
from atsharness.text.tokens import Token


def expected_fields(reference: Reference, words: Sequence[Token]) -> tuple[Field, ...]:
    """The fields that a path is held against.

    Args:
        reference: with `leaves` where its source is structured, and `words` where their places are known.
        words: the words of its text.

    Returns:
        Of a structured source every leaf that the page shows, each job's and degree's head as a whole
        (``work.0``), the headings, and the e-mail and phone that it lacks; else what detectors find: e-mail,
        phone, addresses, periods, headings, and the name (the largest text at the top of page 1). Each
        instance counts by itself.
    """
    found = Spans(reference.text, words, reference.words or ())
    if reference.leaves:
        fields = _once(sourced_fields(reference, words, found))
        known = {field.kind for field in fields}
        # A page may print an address otherwise than its source has it, or broken over two lines.
        return (*fields, *(field for field in _contact(found) if field.kind not in known and field.words))
    return tuple(_once(_detected(reference, words, found)))


def _once(fields: Iterable[Field]) -> list[Field]:
    kept: dict[str, Field] = {}
    for field in fields:
        kept.setdefault(field.pointer, field)
    return list(kept.values())


def _detected(reference: Reference, words: Sequence[Token], found: Spans) -> list[Field]:
    """What detectors find in the reference, in its order; periods belong to the section they stand in."""
    fields = []
    if name := name_words(reference, words):
        text = " ".join(words[index].raw for index in name)
        fields.append(Field(pointer="basics.name", kind="name", text=text, words=name))
    fields += _contact(found)
    for number, one in enumerate(_own(found, found.urls, "references", "publications")):
        fields.append(found.field(f"basics.profiles.{number}.url", "url", one))
    counts: dict[str, int] = {}
    for one in found.periods:
        key = _section(found, one) or "dates"
        number = counts.get(key, 0)
        counts[key] = number + 1
        fields += found.dated(f"{key}.{number}", one)
    fields += found.heads()
    return sorted((field for field in fields if field.words), key=lambda field: field.words)


def _contact(found: Spans) -> Iterator[Field]:
    """E-mail addresses and phone numbers; a referee's are not the person's, unless there are no others."""
    for number, one in enumerate(_own(found, found.emails, "references") or found.emails):
        yield found.field("basics.email" + _nth(number), "email", one)
    for number, one in enumerate(_own(found, found.phones, "references") or found.phones):
        yield found.field("basics.phone" + _nth(number), "phone", one)


def _own(found: Spans, ones: Iterable[Found], *others: str) -> list[Found]:
    """Finds that stand in none of some sections."""
    return [one for one in ones if _section(found, one) not in others]


def _section(found: Spans, one: Found) -> str | None:
    """The key of the heading that a find stands below; None above all headings."""
    return next((head.value for head in reversed(found.headings) if head.start < one.start), None)


def _nth(number: int) -> str:
    """The first e-mail address is ``basics.email``; further ones are told apart by a number."""
    return f".{number}" if number else ""
