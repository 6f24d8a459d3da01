"""From a fault, a person and a seed to one file and its label."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO

from atsharness_corpus.faults import Fault, Faulty, Placed, all_faults, generator
from atsharness_corpus.held_out import tuned_on
from atsharness_corpus.labels import FaultLabel, FileLabel
from atsharness_corpus.layout_faults import file_faults
from atsharness_corpus.model import DoesNotFitError
from atsharness_corpus.natural import natural_faults
from atsharness_corpus.person import Person


def drawn_person(fault_id: str, people: Sequence[Person], seed: int) -> Person:
    """Whom a fault's pair of this seed is about."""
    return random.Random(f"{fault_id}/{seed}").choice(people)


def drawn_people(fault_id: str, people: Sequence[Person], seed: int) -> tuple[Person, ...]:
    """All people in a drawn order, `drawn_person` first: whom to try where a text does not fit."""
    first = drawn_person(fault_id, people, seed)
    others = [person for person in people if person is not first]
    random.Random(f"{fault_id}/{seed}/others").shuffle(others)
    return (first, *others)


def drawn_typesetters(fault: Fault, typesetters: Collection[str], seed: int) -> tuple[str, ...]:
    """Those of the typesetters that can set a fault, in the order drawn for its pair of this seed."""
    order = random.Random(f"{fault.id}/{seed}/typesetter").sample(fault.typesetters, len(fault.typesetters))
    return tuple(name for name in order if name in typesetters)


def one_file(
    fault: Fault, person: Person, seed: int, near_miss: bool, typesetters: Collection[str] = ("typst",)
) -> tuple[FileLabel, Faulty]:
    """Builds one file and its label.

    It is set in the first typesetter of the drawn order that the person's text fits. What does not fit is
    found before the two files of a pair part ways, so that both fall to the same one.

    Raises:
        DoesNotFitError: it fits none of them.
    """
    make = fault.near_miss if near_miss else fault.inject
    order = drawn_typesetters(fault, typesetters, seed)
    for typesetter in order:
        try:
            faulty = make(person, generator(fault.id, person, seed), typesetter)
            break
        except DoesNotFitError:
            if typesetter == order[-1]:
                raise
    layout = faulty.layout or f"{typesetter}/single-column"
    stem = f"{layout.replace('/', '-')}__{fault.id}__{seed}" + ("__nm" if near_miss else "")
    faults = tuple(_label(fault, placed) for placed in faulty.placed)
    faults += natural_faults(faulty.pdf, faulty.reference, faults)
    faults += file_faults(faulty.pdf, faults)
    label = FileLabel(
        file=f"pdf/{stem}.pdf",
        reference=f"ref/{stem}.txt",
        content=person.id,
        layout=layout,
        typesetter=typesetter,
        template=faulty.template,
        seed=seed,
        tuned_on=tuned_on(typesetter, faulty.template),
        clean=all(found.expect == "information" for found in faults),
        near_miss_of=fault.id if near_miss else None,
        page_sizes=faulty.page_sizes or page_sizes(faulty.pdf),
        faults=faults,
    )
    return label, faulty


def _label(fault: Fault, placed: Placed) -> FaultLabel:
    """The label of a place: of this fault, or of another that stands there."""
    meant = all_faults()[placed.fault] if placed.fault else fault
    return FaultLabel(
        fault=meant.id,
        rule_ids=meant.rule_ids,
        expect=placed.expect or meant.expect,
        page=placed.page,
        boxes=placed.boxes,
        words=placed.words,
        expected_labels=placed.expected_labels or meant.expected,
    )


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page in points, as displayed."""
    import pypdfium2

    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        sizes = [document.get_page_size(number) for number in range(len(document))]
    return tuple((round(width, 2), round(height, 2)) for width, height in sizes)


def installed(name: str) -> bool:
    """Whether a package is."""
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True
