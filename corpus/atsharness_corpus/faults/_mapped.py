"""Faults that are a changed ToUnicode map: the page looks the same, its text says something else."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec.structs import replace

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._cmap import remap
from atsharness_corpus.faults._sheet import PRESSES, drawn_sheet, finished, printed
from atsharness_corpus.labels import Expect, ExpectedLabel
from atsharness_corpus.model import Block
from atsharness_corpus.person import Person

Change = Callable[[str], str]
_TYPST_LIGATURES = re.compile("ffi|ffl|ff|fi|fl|.")
_CHARACTERS = {"fi": "\ufb01", "fl": "\ufb02"}
"""Ligatures that are characters of their own in every font here."""
_AS_MAPPED = {"\ufb01": "fi", "\ufb02": "fl", "\uf001": "fi", "\uf002": "fl"}
"""What maps call them: Liberation's fonts have the glyphs at private codes, too, and Chromium takes those."""
_OTHER_LIGATURES = re.compile("|".join((*_CHARACTERS, ".")))


def mapped_fault(
    fault_id: str,
    catalogue: str,
    rule_id: str,
    draw: Callable[[str, random.Random], Change],
    prepare: Callable[[Person, random.Random], Person] = lambda person, _: person,
    expect: Expect = "violation",
    *,
    ligatures: bool = False,
    expected: tuple[ExpectedLabel, ...] = (),
    typesetters: tuple[str, ...] = PRESSES,
) -> Fault:
    """A fault whose positive has the text of every code changed; its near-miss has the honest map.

    Args:
        fault_id: its id.
        catalogue: its id in the catalogue.
        rule_id: the rule that must find it.
        draw: from the reference text to the change of a code's text.
        prepare: changes a person whose text does not hold what the fault needs.
        expect: ``information`` where no path loses anything by it.
        ligatures: whether it is about ligatures. Only Typst makes its own of them; elsewhere they are
            typed as the characters U+FB01 and U+FB02, which the honest map takes apart.
        expected: what paths make of the words changed.
        typesetters: in which it can be set.
    """

    def make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
        sheet = drawn_sheet(prepare(person, rng), rng, typesetter)
        change = draw(sheet.reference, rng)
        typed = ligatures and typesetter != "typst"
        blocks = [_with_ligatures(block) for block in sheet.blocks] if typed else sheet.blocks
        # The near-miss has the same rewriting of the map, so that only its content differs.
        new = partial(_changed, change=change if faulty else str)

        def edit(document: Any) -> None:
            remap(document, new)
            if typed:
                _without_replacements(document)

        pdf = finished(sheet, printed(sheet, blocks), edit)
        if not faulty:
            return Faulty(pdf=pdf, reference=sheet.reference)
        pieces = _OTHER_LIGATURES if typesetter != "typst" else _TYPST_LIGATURES
        placed = _places(sheet.reference, change, pieces, expected)
        return Faulty(pdf=pdf, reference=sheet.reference, placed=placed or (Placed(),))

    return Fault(
        id=fault_id,
        catalogue=catalogue,
        rule_ids=(rule_id,),
        expect=expect,
        typesetters=typesetters,
        inject=partial(make, faulty=True),
        near_miss=partial(make, faulty=False),
    )


def _with_ligatures(block: Block) -> Block:
    def typed(text: str) -> str:
        for letters, character in _CHARACTERS.items():
            text = text.replace(letters, character)
        return text

    return replace(block, text=typed(block.text), lead=typed(block.lead), right=typed(block.right))


def _without_replacements(document: Any) -> None:
    """Takes away the ActualText that Chromium gives a ligature whose glyph has a private code as well."""
    import pikepdf

    for page in document.pages:
        steps = list(pikepdf.parse_content_stream(page))
        said = [
            at
            for at, step in enumerate(steps)
            if str(step.operator) == "BDC" and "/ActualText" in getattr(step.operands[1], "keys", tuple)()
        ]
        for at in said:
            del steps[at].operands[1]["/ActualText"]
        if said:
            page.Contents = document.make_stream(pikepdf.unparse_content_stream(steps))


def _changed(text: str, change: Change) -> str:
    return change(_AS_MAPPED.get(text, text))


def _places(
    reference: str, change: Change, pieces: re.Pattern[str], expected: tuple[ExpectedLabel, ...]
) -> tuple[Placed, ...]:
    """The words that are hit, with what paths make of those that keep most of their letters."""
    hit = _hit(reference, change, pieces)
    if not expected:
        return (Placed(words=hit),)
    # A word with more of its letters changed may be taken for none at all.
    certain = tuple(word for word in hit if _mostly_kept(word, change, pieces))
    others = tuple(word for word in hit if word not in certain)
    placed = (Placed(words=certain, expected_labels=expected), Placed(words=others))
    return tuple(place for place in placed if place.words)


def _hit(reference: str, change: Change, pieces: re.Pattern[str]) -> tuple[str, ...]:
    """The reference words with a letter or ligature whose text changes, each once, in order."""
    words = dict.fromkeys(reference.split())
    return tuple(word for word in words if any(change(piece) != piece for piece in pieces.findall(word)))


def _mostly_kept(word: str, change: Change, pieces: re.Pattern[str]) -> bool:
    """Whether most letters of a word of four letters or more, and of those that it has, stay as they are."""
    kept = sum(len(piece) for piece in pieces.findall(word) if change(piece) == piece)
    return len(word) >= 4 and kept > 0.6 * len(word)


def with_accents(person: Person, rng: random.Random) -> Person:
    """A person whose name has letters with accents (ø is one letter): their own, or another first name."""
    if unicodedata.normalize("NFD", person.basics.name) != person.basics.name:
        return person
    first = rng.choice(("José", "Chloé", "Zoë", "Renée", "Jürgen", "Sören"))
    name = " ".join([first, *person.basics.name.split()[1:]])
    return replace(person, basics=replace(person.basics, name=name))
