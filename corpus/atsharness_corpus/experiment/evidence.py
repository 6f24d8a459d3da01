"""What an experiment found, as a small file: a line of JSON for the whole, and one a thing and typesetter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from atsharness.batch.rows import DocumentRow
from atsharness.errors import UsageError
from atsharness.version import __version__
from atsharness_corpus.experiment.build import Built, Job, Pair
from atsharness_corpus.experiment.contrasts import all_contrasts
from atsharness_corpus.experiment.effects import RULES, Cell, Losses, cells, difference, losses, readers
from atsharness_corpus.model import Value

FORMAT: Literal[1] = 1


class Line(Value, frozen=True, kw_only=True):
    """One thing in one typesetter."""

    thing: str
    typesetter: str
    people: tuple[str, ...]
    """Whom the values of cells are of, in that order."""
    seeds: tuple[int, ...]
    """The first seed of each person."""
    files: int
    readers: tuple[str, ...]
    """Paths that have read all of them: what has no cell of one of these is 0."""
    left_out: Mapping[str, str] = {}
    """By person, why there is no pair."""
    cells: tuple[Cell, ...] = ()


class Evidence(Value, frozen=True, kw_only=True):
    """All that was found."""

    format: int = FORMAT
    tool: str = __version__
    paths: Mapping[str, str] = {}
    """Versions of the engines."""
    families: Mapping[str, str] = {}
    """Of each path."""
    typesetters: Mapping[str, str] = {}
    """Versions of those that files were made with."""
    skipped: Mapping[str, str] = {}
    """What was not made at all, with the reason."""
    lines: tuple[Line, ...] = ()

    def line(self, thing: str, typesetter: str) -> Line | None:
        """One thing in one typesetter; None where it was not measured."""
        return next((one for one in self.lines if (one.thing, one.typesetter) == (thing, typesetter)), None)


def found(
    pairs: Iterable[Pair],
    files: Mapping[Job, Built],
    rows: Mapping[str, DocumentRow],
    *,
    typesetters: Mapping[str, str],
    skipped: Mapping[str, str],
) -> Evidence:
    """The evidence of all pairs whose two files are built and read.

    Args:
        pairs: of the experiment.
        files: what became of each job.
        rows: of the run, by the name of the file.
        typesetters: versions by id.
        skipped: what was not made, with the reason.
    """
    groups: dict[tuple[str, str], list[Pair]] = {}
    for pair in sorted(pairs, key=lambda one: one.with_it):
        groups.setdefault((pair.with_it.thing, pair.with_it.typesetter), []).append(pair)
    used = {one for pair in pairs for job in (pair.with_it, pair.without) if job for one in [files[job].file]}
    said = [item for name in sorted(used) if name in rows for item in rows[name].extractions if item.version]
    lines = tuple(_line(key, some, files, rows) for key, some in sorted(groups.items()))
    return Evidence(
        paths=dict(sorted({item.path: str(item.version) for item in said}.items())),
        families=dict(sorted({item.path: item.family for item in said}.items())),
        typesetters=dict(sorted(typesetters.items())),
        skipped=dict(sorted(skipped.items())),
        lines=tuple(line for line in lines if line.people or line.left_out),
    )


def _line(
    key: tuple[str, str], pairs: Iterable[Pair], files: Mapping[Job, Built], rows: Mapping[str, DocumentRow]
) -> Line:
    rule_ids = all_contrasts()[key].rule_ids
    effects: dict[str, list[Losses]] = {}
    seeds: dict[str, int] = {}
    left_out: dict[str, str] = {}
    count = 0
    for pair in pairs:
        one, other = files[pair.with_it], files[pair.without] if pair.without is not None else None
        if reason := one.reason or (other.reason if other is not None else ""):
            left_out[one.person] = reason
            continue
        if one.file not in rows or (other is not None and other.file not in rows):
            continue
        with_it = losses(rows[one.file], rule_ids)
        without = None if other is None else losses(rows[other.file], rule_ids)
        effect = difference(with_it, without)
        if RULES in with_it:
            effect[RULES] = with_it[RULES]
        effects.setdefault(one.person, []).append(effect)
        seeds.setdefault(one.person, pair.with_it.seed)
        count += 1 + (other is not None)
    people = tuple(sorted(effects))
    return Line(
        thing=key[0],
        typesetter=key[1],
        people=people,
        seeds=tuple(seeds[person] for person in people),
        files=count,
        readers=tuple(readers(one for some in effects.values() for one in some)),
        left_out={person: why for person, why in sorted(left_out.items()) if person not in effects},
        cells=cells(effects),
    )


_SHARED = ("people", "readers", "seeds")
"""What most lines have in common: in the file the head has each list once, and a line its number."""


def write(file: Path, evidence: Evidence) -> None:
    """Writes it: the head, then a line each."""
    lists: dict[str, list[Any]] = {name: [] for name in _SHARED}
    lines = [msgspec.to_builtins(line) for line in evidence.lines]
    for line in lines:
        for name in _SHARED:
            if line[name] not in lists[name]:
                lists[name].append(line[name])
            line[name] = lists[name].index(line[name])
    head = msgspec.to_builtins(msgspec.structs.replace(evidence, lines=()))
    del head["lines"]
    parts = [{**head, "lists": lists}, *lines]
    data = b"".join(msgspec.json.encode(part, order="sorted") + b"\n" for part in parts)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{file}: cannot be written ({error.strerror})") from error


class _Head(Value, frozen=True):
    lists: Mapping[str, list[Any]] = {}


def _read(data: bytes, lists: Mapping[str, list[Any]]) -> Line:
    line = msgspec.json.decode(data, type=dict[str, Any])
    return msgspec.convert({**line, **{name: lists[name][line[name]] for name in _SHARED}}, Line)


def load(file: Path) -> Evidence:
    """Reads it.

    Raises:
        UsageError: there is none, or another version of ats wrote it.
    """
    try:
        head, *lines = file.read_bytes().splitlines()
        evidence = msgspec.json.decode(head, type=Evidence)
        if evidence.format != FORMAT:
            raise UsageError(f"{file}: is of another version of ats (format {evidence.format})")
        lists = msgspec.json.decode(head, type=_Head).lists
        return msgspec.structs.replace(evidence, lines=tuple(_read(line, lists) for line in lines))
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise UsageError(f"{file}: no evidence of ats experiment ({error})") from error
