"""Builds faults × seeds into files with their reference texts and ``labels.json``."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path

import msgspec

from atsharness.corpus.faults import Fault, Faulty, all_faults, generator
from atsharness.corpus.labels import FaultLabel, FileLabel, Labels, write_labels
from atsharness.corpus.person import Person
from atsharness.harness.errors import UsageError


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What was built: file stems in order, and the reason for every fault left out."""

    built: tuple[str, ...]
    skipped: dict[str, str]


def choose_faults(ids: Iterable[str] = ()) -> tuple[Fault, ...]:
    """The faults of these ids, or all; in the order of their ids.

    Raises:
        UsageError: there is no fault of that id.
    """
    known = all_faults()
    wanted = sorted(set(ids)) or list(known)
    if unknown := [name for name in wanted if name not in known]:
        raise UsageError(f"no such fault: {', '.join(unknown)}; there are {', '.join(known)}")
    return tuple(known[name] for name in wanted)


def build_faults(
    out: Path,
    faults: Iterable[Fault],
    people: Sequence[Person],
    seeds: Iterable[int],
    typesetters: Collection[str] = ("typst",),
) -> Report:
    """Writes one positive and one near-miss of every fault and seed, and ``out/labels.json``.

    Args:
        out: gets ``pdf/`` and ``ref/``; other files in it stay.
        faults: e.g. from `choose_faults`. Those that need something not installed are skipped.
        people: of whom each seed draws one a fault.
        seeds: one pair a fault each.
        typesetters: ids of those to print with. Faults that none of them can set are skipped.
    """
    seeds = tuple(seeds)
    labels: list[FileLabel] = []
    built: list[str] = []
    skipped: dict[str, str] = {}
    for folder in ("pdf", "ref"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    for fault in faults:
        if missing := [name for name in fault.needs if not _installed(name)]:
            skipped[fault.id] = f"not installed: {', '.join(missing)}"
            continue
        if not set(fault.typesetters) & set(typesetters):
            skipped[fault.id] = f"set in {', '.join(fault.typesetters)}"
            continue
        for seed in seeds:
            person = drawn_person(fault.id, people, seed)
            for near_miss in (False, True):
                label, faulty = one_file(fault, person, seed, near_miss, typesetters)
                (out / label.file).write_bytes(faulty.pdf)
                (out / label.reference).write_text(faulty.reference, encoding="utf-8", newline="\n")
                labels.append(label)
                built.append(Path(label.file).stem)
    write_labels(out / "labels.json", Labels(files=tuple(labels)))
    return Report(built=tuple(built), skipped=skipped)


def drawn_person(fault_id: str, people: Sequence[Person], seed: int) -> Person:
    """Whom a fault's pair of this seed is about."""
    return random.Random(f"{fault_id}/{seed}").choice(people)


def drawn_typesetter(fault: Fault, typesetters: Collection[str], seed: int) -> str:
    """In what a fault's pair of this seed is set: the first of a drawn order that is to be had."""
    order = random.Random(f"{fault.id}/{seed}/typesetter").sample(fault.typesetters, len(fault.typesetters))
    return next(name for name in order if name in typesetters)


def one_file(
    fault: Fault, person: Person, seed: int, near_miss: bool, typesetters: Collection[str] = ("typst",)
) -> tuple[FileLabel, Faulty]:
    """Builds one file and its label."""
    make = fault.near_miss if near_miss else fault.inject
    typesetter = drawn_typesetter(fault, typesetters, seed)
    faulty = make(person, generator(fault.id, person, seed), typesetter)
    layout = faulty.layout or f"{typesetter}/single-column"
    stem = f"{layout.replace('/', '-')}__{fault.id}__{seed}" + ("__nm" if near_miss else "")
    faults = tuple(
        FaultLabel(
            fault=fault.id,
            rule_ids=fault.rule_ids,
            expect=fault.expect,
            page=placed.page,
            boxes=placed.boxes,
            words=placed.words,
            expected_labels=placed.expected_labels,
        )
        for placed in faulty.placed
    )
    label = FileLabel(
        file=f"pdf/{stem}.pdf",
        reference=f"ref/{stem}.txt",
        content=person.id,
        layout=layout,
        typesetter=typesetter,
        template=faulty.template,
        seed=seed,
        tuned_on=True,
        clean=near_miss or fault.expect == "information",
        near_miss_of=fault.id if near_miss else None,
        page_sizes=page_sizes(faulty.pdf),
        faults=faults,
    )
    return label, faulty


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page in points, as displayed."""
    import pypdfium2

    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        return tuple((round(page.get_width(), 2), round(page.get_height(), 2)) for page in document)


def _installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True
