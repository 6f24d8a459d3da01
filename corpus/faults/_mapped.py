"""Faults that are a changed ToUnicode map: the page looks the same, its text says something else."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

from msgspec.structs import replace

from atsharness.corpus.faults import Fault, Faulty, Placed
from atsharness.corpus.faults._cmap import remap
from atsharness.corpus.faults._sheet import body, drawn_sheet, finished, typeset
from atsharness.corpus.labels import Expect
from atsharness.corpus.person import Person

Change = Callable[[str], str]


def mapped_fault(
    fault_id: str,
    catalogue: str,
    rule_id: str,
    draw: Callable[[str, random.Random], Change],
    prepare: Callable[[Person, random.Random], Person] = lambda person, _: person,
    expect: Expect = "violation",
) -> Fault:
    """A fault whose positive has the text of every code changed; its near-miss has the honest map.

    Args:
        fault_id: its id.
        catalogue: its id in the catalogue.
        rule_id: the rule that must find it.
        draw: from the reference text to the change of a code's text.
        prepare: changes a person whose text does not hold what the fault needs.
        expect: ``information`` where no path loses anything by it.
    """

    def make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
        sheet = drawn_sheet(prepare(person, rng), rng, typesetter)
        change = draw(sheet.reference, rng)
        printed = typeset(sheet, body(sheet.blocks))
        if not faulty:
            # The same rewriting of the map, so that only its content differs.
            pdf = finished(sheet, printed, lambda document: remap(document, str))
            return Faulty(pdf=pdf, reference=sheet.reference)
        pdf = finished(sheet, printed, lambda document: remap(document, change))
        return Faulty(
            pdf=pdf, reference=sheet.reference, placed=(Placed(words=_hit(sheet.reference, change)),)
        )

    return Fault(
        id=fault_id,
        catalogue=catalogue,
        rule_ids=(rule_id,),
        expect=expect,
        inject=partial(make, faulty=True),
        near_miss=partial(make, faulty=False),
    )


def _hit(reference: str, change: Change) -> tuple[str, ...]:
    """The reference words with a letter or ligature whose text changes, each once, in order."""
    pieces = ("ffi", "ffl", "ff", "fi", "fl")
    words = dict.fromkeys(reference.split())
    return tuple(
        word
        for word in words
        if any(change(letter) != letter for letter in word)
        or any(piece in word and change(piece) != piece for piece in pieces)
    )


def with_accents(person: Person, rng: random.Random) -> Person:
    """A person whose name has accents: their own, or another first name."""
    if any(ord(letter) > 0xBF for letter in person.basics.name):
        return person
    first = rng.choice(("José", "Chloé", "Zoë", "Renée", "Jürgen", "Søren"))
    name = " ".join([first, *person.basics.name.split()[1:]])
    return replace(person, basics=replace(person.basics, name=name))
