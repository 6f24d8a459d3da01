"""Builds the files of an experiment into its folder; what is there is not built again.

files/columns__typst__3.pdf           with it, of seed 3
files/columns__typst__3__without.pdf  without it
files/plain-page__typst__3.pdf        the plain page, without any of the things that it is compared with
files/….txt                           what a person reads in the file of that name
built.jsonl                           a line a file: who it is of, or why there is none
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

import msgspec

from atsharness.batch.folder import alone
from atsharness_corpus.experiment.contrasts import all_contrasts
from atsharness_corpus.experiment.model import DOCX, Contrast, Made
from atsharness_corpus.experiment.people import person_of
from atsharness_corpus.experiment.things import PLAIN
from atsharness_corpus.faults._build import installed
from atsharness_corpus.model import DoesNotFitError, Value
from atsharness_corpus.person import content_dir, load_people
from atsharness_corpus.pool import mapped
from atsharness_corpus.typesetters.trial import said

FILES, LIST = "files", "built.jsonl"


class Job(Value, frozen=True, kw_only=True, order=True):
    """One file: the thing, the typesetter, the seed, and whether it is the file without the thing."""

    thing: str
    typesetter: str
    seed: int
    without: bool = False

    @property
    def stem(self) -> str:
        """The file's name without its end."""
        return f"{self.thing}__{self.typesetter}__{self.seed}" + "__without" * self.without


class Pair(Value, frozen=True, kw_only=True):
    """Two files that differ in one thing; `without` is None where a file is held against its text alone."""

    with_it: Job
    without: Job | None


class Built(Value, frozen=True, kw_only=True):
    """What became of a job: its file, or the reason why there is none."""

    job: Job
    person: str = ""
    file: str = ""
    text: str = ""
    """The file's own text; empty where its XML tells."""
    reason: str = ""
    again: bool = False
    """Whether a later call tries once more: the typesetter failed, not the text."""


def plan(
    things: Iterable[str], typesetters: Mapping[str, str], seeds: Iterable[int]
) -> tuple[tuple[Pair, ...], dict[str, str]]:
    """The pairs to build, and the reason for each contrast that is left out.

    Args:
        things: e.g. from `contrasts.choose_things`.
        typesetters: those wanted by id, with the reason why one cannot be used.
        seeds: each makes every pair once, of one person.
    """
    wanted, seeds = set(things), tuple(seeds)
    pairs: list[Pair] = []
    skipped: dict[str, str] = {}
    for (thing, typesetter), contrast in all_contrasts().items():
        if thing not in wanted or typesetter not in typesetters:
            continue
        if typesetters[typesetter]:
            skipped[typesetter] = typesetters[typesetter]
        elif lacking := [name for name in contrast.needs if not installed(name)]:
            skipped[f"{thing} in {typesetter}"] = f"not installed: pip install {' '.join(lacking)}"
        elif reason := contrast.missing():
            skipped[f"{thing} in {typesetter}"] = reason
        else:
            pairs += [_pair(contrast, seed) for seed in seeds]
    return tuple(pairs), skipped


def _pair(contrast: Contrast, seed: int) -> Pair:
    job = Job(thing=contrast.thing, typesetter=contrast.typesetter, seed=seed)
    if contrast.without is None:
        return Pair(with_it=job, without=None)
    if contrast.plain:
        return Pair(with_it=job, without=Job(thing=PLAIN, typesetter=contrast.typesetter, seed=seed))
    return Pair(with_it=job, without=msgspec.structs.replace(job, without=True))


def pairs_of(known: Mapping[Job, Built]) -> tuple[Pair, ...]:
    """All pairs that a folder has both files of, or the reasons why not."""
    found = [
        _pair(all_contrasts()[job.thing, job.typesetter], job.seed)
        for job in sorted(known)
        if not job.without and (job.thing, job.typesetter) in all_contrasts()
    ]
    return tuple(pair for pair in found if pair.without is None or pair.without in known)


def jobs_of(pairs: Iterable[Pair]) -> tuple[Job, ...]:
    """The files of pairs, each once."""
    found = {job: None for pair in pairs for job in (pair.without, pair.with_it) if job is not None}
    return tuple(found)


def build(
    folder: Path,
    jobs: Sequence[Job],
    *,
    processes: int = 0,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> int:
    """Builds what is not there yet; returns how many files or reasons that made.

    Args:
        folder: of the experiment.
        jobs: all that is wanted.
        processes: how many build at a time; 0 for one a core.
        progress: called with the number of jobs done in this call, and of all that there were to do.

    Raises:
        UsageError: nothing can be written there, or another process does.
    """
    with alone(folder, FILES):
        return _build(folder, jobs, processes, progress)


def _build(folder: Path, jobs: Sequence[Job], processes: int, progress: Callable[[int, int], None]) -> int:
    known = built(folder)
    left = [job for job in jobs if job not in known or known[job].again]
    with (folder / LIST).open("ab") as stream:
        for done, result in enumerate(mapped(partial(_built, folder), left, processes), start=1):
            stream.write(msgspec.json.encode(result) + b"\n")
            stream.flush()
            progress(done, len(left))
    return len(left)


def built(folder: Path) -> dict[Job, Built]:
    """What became of every job so far; a line that was cut off while it was written counts as not there."""
    file = folder / LIST
    found: dict[Job, Built] = {}
    for line in file.read_bytes().splitlines() if file.exists() else ():
        try:
            one = msgspec.json.decode(line, type=Built)
        except msgspec.MsgspecError:
            continue
        if one.reason or (folder / one.file).exists():
            found[one.job] = one
    return found


def _built(folder: Path, job: Job) -> Built:
    contrast = all_contrasts()[job.thing, job.typesetter]
    person = person_of(job.seed, load_people(content_dir()))
    make = contrast.without if job.without else contrast.with_it
    assert make is not None
    try:
        made = make(person, job.seed)
    except DoesNotFitError as error:
        return Built(job=job, person=person.id, reason=str(error))
    except Exception as error:  # a typesetter of another version, or without a font
        reason = f"raises {type(error).__name__}: {said(str(error))}"
        return Built(job=job, person=person.id, reason=reason, again=True)
    return _written(folder, job, person.id, made)


def _written(folder: Path, job: Job, person: str, made: Made) -> Built:
    """Writes a file and its text, the file last: what is there is whole."""
    text = f"{FILES}/{job.stem}.txt" if made.text else ""
    if text:
        (folder / text).write_text(made.text, encoding="utf-8", newline="\n")
    file = f"{FILES}/{job.stem}{made.suffix}"
    beside = folder / f"{file}.new"
    beside.write_bytes(made.data)
    beside.replace(folder / file)
    return Built(job=job, person=person, file=file, text=text)


def all_forms() -> dict[str, str]:
    """Every typesetter by id, and `DOCX`, with the reason why one cannot be used here; empty where it can."""
    from atsharness_corpus.build import all_typesetters
    from atsharness_corpus.typesetters import trial

    known = {name for _, name in all_contrasts()}
    reasons = {name: reason for name, reason in all_typesetters().items() if name in known}
    reasons[DOCX] = ""
    try:
        trial.package("python-docx", "docx", "pip install python-docx")
    except Exception as error:
        reasons[DOCX] = str(error)
    return dict(sorted(reasons.items()))


def version_of(form: str) -> str:
    """The version of a typesetter, or of what writes Word files."""
    from importlib.metadata import version

    from atsharness_corpus.build import all_layouts

    if form == DOCX:
        return f"python-docx {version('python-docx')}"
    setters = [one.typesetter for one in all_layouts().values() if one.typesetter.id == form]
    return next(one for one in setters if not one.missing()).probe()  # themes of others may be missing
