"""Prints all templates into a folder, each once: what is there and would come out the same is left.

``<output>/pdf/<id>.pdf``    the document (``.docx`` of Word)
``<output>/made/<id>.json``  how it was made, or why it was not: `model.Rendered`
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import cast

import msgspec

from atsharness.errors import UsageError
from atsharness_corpus.model import TypesetterMissing
from atsharness_corpus.templates import jsonresume, latex, processes, pypi, rendercv, word
from atsharness_corpus.templates.model import Rendered, Runner, Status, Template, Workshop
from atsharness_corpus.typesetters.trial import said

RUNNERS: dict[str, Runner] = {
    name: cast(Runner, module)
    for name, module in (
        ("npm", jsonresume),
        ("rendercv", rendercv),
        ("latex", latex),
        ("pypi", pypi),
        ("word", word),
    )
}
DOCUMENTS, MADE = "pdf", "made"


def chosen(workshop: Workshop, words: Sequence[str] = ()) -> tuple[Template, ...]:
    """The templates whose id holds one of the words, or is one with its version: ``npm-even@0.26.1``.

    All where there are no words.

    Raises:
        UsageError: there is no such template, or it is pinned at another version.
    """
    every = [one for runner in RUNNERS.values() for one in runner.templates(workshop)]
    found = {one.id: one for text in words for one in _named(text, every)}
    return tuple(one for one in every if not words or one.id in found)


def _named(text: str, every: Sequence[Template]) -> list[Template]:
    name, _, version = text.partition("@")
    found = [one for one in every if (one.id == name if version else name in one.id)]
    if not found:
        known = ", ".join(one.id for one in every)
        raise UsageError(f"no template has {name!r} in its name; there are {known}")
    if version and version != word_of(found[0].version):
        raise UsageError(f"{name} is here at version {word_of(found[0].version)}, not {version}")
    return found


def word_of(version: str) -> str:
    """The last word of a version, by which it can be named: ``v2.3.1`` of ``2022-02-21 v2.3.1``."""
    return version.rpartition(" ")[2]


def print_all(
    templates: Sequence[Template],
    output: Path,
    workshop: Workshop,
    *,
    jobs: int = 0,
    again: bool = False,
    told: Callable[[Rendered, bool], None] = lambda _one, _new: None,
) -> list[Rendered]:
    """Prints what is not printed yet.

    Args:
        templates: which.
        output: the folder.
        workshop: where runners work.
        jobs: templates at a time; 0 means one a core.
        again: whether to print all anew.
        told: hears of each template how it ended, and whether it was printed now.

    Returns:
        How each ended, in the order given. A template that does not print is no error.

    Raises:
        UsageError: the folder cannot be written to.
    """
    try:
        for name in (DOCUMENTS, MADE):
            (output / name).mkdir(parents=True, exist_ok=True)
        workshop.cache.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{output} cannot be written to: {error.strerror}") from error
    engines = {name: _engine(name, workshop) for name in dict.fromkeys(one.ecosystem for one in templates)}
    ended: dict[str, Rendered] = {}
    todo: list[tuple[Template, str, str]] = []
    for one in templates:
        engine, reason = engines[one.ecosystem]
        key = key_of(one, engine, workshop)
        known = None if again else before(output, one)
        if reason:
            ended[one.id] = Rendered(template=one, status="missing", engine="", key=key, reason=reason)
            told(ended[one.id], False)
        elif known is not None and known.key == key:
            ended[one.id] = known
            told(known, False)
        else:
            todo.append((one, engine, key))
    for done in _printed(todo, output, workshop, jobs):
        ended[done.template.id] = done
        told(done, True)
    for one in templates:
        if ended[one.id].status == "missing":
            _keep(output, ended[one.id], b"")
    return [ended[one.id] for one in templates]


def _engine(name: str, workshop: Workshop) -> tuple[str, str]:
    """What prints an ecosystem, or else why nothing can."""
    try:
        return RUNNERS[name].prepare(workshop), ""
    except TypesetterMissing as error:
        return "", str(error)


def key_of(template: Template, engine: str, workshop: Workshop) -> str:
    """A digest of what a document depends on: the person, the versions, the runner's own code."""
    runner = RUNNERS[template.ecosystem]
    found = hashlib.sha256(workshop.person.read_bytes())
    found.update(repr((template, engine)).encode())
    own = Path(str(cast(ModuleType, runner).__file__))
    for file in (*runner.pinned(workshop), own):
        found.update(file.read_bytes())
    return found.hexdigest()[:16]


def before(output: Path, template: Template) -> Rendered | None:
    """How a template ended the last time; None where its document is gone or it lacked something."""
    try:
        known = msgspec.json.decode((output / MADE / f"{template.id}.json").read_bytes(), type=Rendered)
    except (OSError, msgspec.MsgspecError):
        return None
    there = known.status == "failed" or (output / DOCUMENTS / known.file).is_file()
    return known if known.status != "missing" and there else None


def _printed(
    todo: Sequence[tuple[Template, str, str]], output: Path, workshop: Workshop, jobs: int
) -> Iterator[Rendered]:
    if not todo:
        return
    workers = min(len(todo), jobs or os.cpu_count() or 1)
    # "spawn": each process counts the CPU time of its own programs, and of no other.
    with ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=processes.adopt_orphans
    ) as pool:
        futures = [pool.submit(print_one, *item, output, workshop) for item in todo]
        for future in futures:
            yield future.result()


def print_one(template: Template, engine: str, key: str, output: Path, workshop: Workshop) -> Rendered:
    """Prints one template and keeps its document and how it was made."""
    start = processes.cpu_s()
    data, file, reason, printer = b"", "", "", engine
    status: Status = "printed"
    remarks: tuple[str, ...] = ()
    try:
        sheet = RUNNERS[template.ecosystem].render(template, workshop)
        data, file, remarks = sheet.data, f"{template.id}{sheet.suffix}", sheet.remarks
        printer = sheet.engine or engine
    except TypesetterMissing as error:
        status, reason = "missing", str(error)
    except RuntimeError as error:
        status, reason = "failed", said(str(error))
    done = Rendered(
        template=template,
        status=status,
        engine=printer,
        key=key,
        file=file,
        reason=reason,
        remarks=remarks,
        cpu_s=round(processes.cpu_s() - start, 2),
    )
    _keep(output, done, data)
    return done


def _keep(output: Path, done: Rendered, data: bytes) -> None:
    for suffix in (".pdf", ".docx"):
        (output / DOCUMENTS / f"{done.template.id}{suffix}").unlink(missing_ok=True)
    if done.file:
        (output / DOCUMENTS / done.file).write_bytes(data)
    note = msgspec.json.format(msgspec.json.encode(done), indent=1)
    (output / MADE / f"{done.template.id}.json").write_bytes(note + b"\n")
