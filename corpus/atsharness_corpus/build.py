"""Builds layouts and faults × seeds into PDFs with reference texts, reference fields and labels.

One seed makes every layout once and every fault twice, as a positive and a near-miss. Every file is
a job of its own, drawn from its seed alone, so that files neither depend on each other nor on the
order in which they are built.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from atsharness.errors import UsageError
from atsharness.registry import discover
from atsharness_corpus.faults import Fault, all_faults
from atsharness_corpus.faults._build import drawn_people, drawn_typesetters, installed, one_file, page_sizes
from atsharness_corpus.fields import printed_fields
from atsharness_corpus.held_out import tuned_on
from atsharness_corpus.labels import FileLabel, Labels, write_labels
from atsharness_corpus.layout_faults import file_faults, layout_faults
from atsharness_corpus.model import DoesNotFitError, Layout, Value
from atsharness_corpus.natural import natural_faults
from atsharness_corpus.person import content_dir, load_people
from atsharness_corpus.pool import mapped
from atsharness_corpus.reference import plain_text
from atsharness_corpus.typesetters.trial import said

T = TypeVar("T")
_PAIR = (False, True)


class Report(Value, frozen=True, kw_only=True):
    """What was built (file stems in order) and the reason for all that was left out, by its name."""

    built: tuple[str, ...]
    skipped: dict[str, str]


class Job(Value, frozen=True, kw_only=True):
    """One file to build: a layout's, or a fault's positive or near-miss. `person` is drawn unless named."""

    layout: str = ""
    fault: str = ""
    near_miss: bool = False
    seed: int
    person: str = ""


class Made(Value, frozen=True, kw_only=True):
    """A built file with all that stands beside it."""

    label: FileLabel
    pdf: bytes
    reference: str
    fields: dict[str, str]


def all_layouts() -> dict[str, Layout]:
    """Every layout by id: our files and other packages' entry points."""
    return {key: found.value for key, found in discover("atsharness_corpus.layouts", "LAYOUT").items()}


def choose_layouts(ids: Iterable[str] = ()) -> tuple[Layout, ...]:
    """The layouts of these ids, or all; in the order of their ids.

    Raises:
        UsageError: there is no layout of that id.
    """
    return _chosen("layout", all_layouts(), ids)


def choose_faults(ids: Iterable[str] = ()) -> tuple[Fault, ...]:
    """The faults of these ids, or all; in the order of their ids.

    Raises:
        UsageError: there is no fault of that id.
    """
    return _chosen("fault", all_faults(), ids)


def all_typesetters() -> dict[str, str]:
    """Every typesetter's id with the reason why it cannot be used here, empty where it can.

    A layout may need more than its typesetter, e.g. a theme (`plan` asks each): that does not count here.
    """
    reasons: dict[str, str] = {}
    for layout in all_layouts().values():
        name, reason = layout.typesetter.id, layout.typesetter.missing()
        reasons[name] = reason and reasons.get(name, reason)
    return dict(sorted(reasons.items()))


def plan(
    seeds: Iterable[int],
    layouts: Iterable[Layout],
    faults: Iterable[Fault],
    typesetters: dict[str, str],
) -> tuple[tuple[Job, ...], dict[str, str]]:
    """The jobs of these seeds, and the reason for every layout and fault left out.

    Args:
        seeds: each makes every layout once and every fault twice.
        layouts: e.g. from `choose_layouts`.
        faults: e.g. from `choose_faults`.
        typesetters: those wanted by id, with the reason why one cannot be used (`all_typesetters`).
    """
    skipped: dict[str, str] = {}
    usable = {name for name, reason in typesetters.items() if not reason}
    jobs: list[Job] = []
    seeds = tuple(seeds)
    for layout in layouts:
        setter = layout.typesetter.id
        if setter not in typesetters:
            continue
        if reason := typesetters[setter] or layout.typesetter.missing():
            skipped[layout.id] = reason
        else:
            jobs += [Job(layout=layout.id, seed=seed) for seed in seeds]
    for fault in faults:
        if missing := [name for name in fault.needs if not installed(name)]:
            skipped[fault.id] = f"not installed: pip install {' '.join(missing)}"
        elif usable & set(fault.typesetters):
            jobs += [
                Job(fault=fault.id, seed=seed, near_miss=flag) for seed in seeds for flag in (False, True)
            ]
        elif reasons := [typesetters[name] for name in fault.typesetters if name in typesetters]:
            skipped[fault.id] = reasons[0]
    return tuple(jobs), skipped


def build(
    out: Path,
    jobs: Sequence[Job],
    typesetters: Collection[str],
    *,
    people: Path | None = None,
    processes: int = 0,
    progress: Callable[[int], None] = lambda _: None,
) -> Report:
    """Writes ``out/{pdf,ref,fields}/<stem>.*`` for every job, and ``out/labels.json``.

    Args:
        out: made if need be; other files in it stay, ``labels.json`` names the new ones alone.
        jobs: e.g. from `plan`.
        typesetters: ids of those that faults may be printed with.
        people: folder of the people; the committed ones unless given.
        processes: how many build at a time; 0 for one a core.
        progress: called with the number of files built so far.

    Returns:
        What was built, and each job left out since nobody's text fits it or its typesetter or fault raised.
    """
    make = partial(made, typesetters=tuple(sorted(typesetters)), people=people or content_dir())
    for folder in ("pdf", "ref", "fields"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    labels: list[FileLabel] = []
    skipped: dict[str, str] = {}
    for job, result in zip(jobs, mapped(make, jobs, processes), strict=True):
        if isinstance(result, str):
            skipped[f"{job.layout or job.fault} of seed {job.seed}"] = result
            continue
        write(out, result)
        labels.append(result.label)
        progress(len(labels))
    write_labels(out / "labels.json", Labels(files=tuple(labels)))
    return Report(built=tuple(Path(label.file).stem for label in labels), skipped=skipped)


def made(job: Job, typesetters: Collection[str], people: Path) -> Made | str:
    """One file, or the reason why there is none."""
    try:
        if job.fault:
            return _faulty(job, typesetters, people)
        return _laid_out(job, people)
    except DoesNotFitError as error:
        return str(error)
    except Exception as error:  # a typesetter of another version, or without a font
        return f"raises {type(error).__name__}: {said(str(error))}"


def write(out: Path, result: Made) -> None:
    """Writes a file and what stands beside it below `out`, whose folders exist."""
    label = result.label
    (out / label.file).write_bytes(result.pdf)
    (out / label.reference).write_text(result.reference, encoding="utf-8", newline="\n")
    if label.fields:
        text = json.dumps(result.fields, indent=1, ensure_ascii=False) + "\n"
        (out / label.fields).write_text(text, encoding="utf-8", newline="\n")


def _faulty(job: Job, typesetters: Collection[str], folder: Path) -> Made:
    """A fault in the drawn typesetter, for the first drawn person whose text it can set."""
    (fault,) = choose_faults([job.fault])
    reason: DoesNotFitError | None = None
    for typesetter in drawn_typesetters(fault, typesetters, job.seed):
        for person in drawn_people(fault.id, load_people(folder), job.seed):
            try:
                label, faulty = one_file(fault, person, job.seed, job.near_miss, (typesetter,))
            except DoesNotFitError as error:
                reason = reason or error
                continue
            fields = printed_fields(person, faulty.reference)
            label = msgspec.structs.replace(label, fields=f"fields/{Path(label.file).stem}.json")
            return Made(label=label, pdf=faulty.pdf, reference=faulty.reference, fields=fields)
    raise reason or DoesNotFitError(f"{fault.id} is set in none of {', '.join(typesetters)}")


def _laid_out(job: Job, folder: Path) -> Made:
    """A layout for the first person, in an order drawn from the seed, whose text fits it."""
    (layout,) = choose_layouts([job.layout])
    people = load_people(folder, [job.person] if job.person else [])
    order = random.Random(f"{layout.id}/{job.seed}").sample(people, len(people))
    for number, person in enumerate(order, start=1):
        try:
            result = layout.build(person, job.seed)
            break
        except DoesNotFitError:
            if number == len(order):
                raise
    name = layout.id.replace("/", "-")
    stem = f"{name}__{person.id}" if job.person else f"{name}__clean__{job.seed}"
    reference = plain_text(result.arrangement)
    faults = layout_faults(layout, result)
    faults += natural_faults(result.pdf, reference, faults)
    faults += file_faults(result.pdf, faults)
    label = FileLabel(
        file=f"pdf/{stem}.pdf",
        reference=f"ref/{stem}.txt",
        fields=f"fields/{stem}.json",
        content=person.id,
        layout=layout.id,
        typesetter=layout.typesetter.id,
        template=layout.template,
        seed=job.seed,
        tuned_on=tuned_on(layout.typesetter.id, layout.template),
        clean=all(fault.expect == "information" for fault in faults),
        page_sizes=page_sizes(result.pdf),
        faults=faults,
    )
    fields = printed_fields(person, reference)
    return Made(label=label, pdf=result.pdf, reference=reference, fields=fields)


def _chosen(kind: str, known: dict[str, T], ids: Iterable[str]) -> tuple[T, ...]:
    wanted = sorted(set(ids)) or list(known)
    if unknown := [name for name in wanted if name not in known]:
        raise UsageError(f"no such {kind}: {', '.join(unknown)}; known: {', '.join(known)}")
    return tuple(known[name] for name in wanted)
