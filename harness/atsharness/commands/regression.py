"""``ats baseline``, ``ats compare``, ``ats approve``: whether files still read as their author approved."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from atsharness.commands._shared import examples, resolve, rule_options, setting_options
from atsharness.errors import ExitCode, UnreadableError, UsageError
from atsharness.regression import store

if TYPE_CHECKING:
    from atsharness.regression.against import Held, Read
    from atsharness.regression.baseline import Baseline, SourceRecord
    from atsharness.settings import Settings

_CODES = """\b
Exit codes:
  0    nothing reads worse
  1    something reads worse, or not as ats.toml asks
  2    wrong usage; a baseline, or that of a file, is missing
  4    a file is gone or cannot be read"""

_output = click.option(
    "--output",
    "-o",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=store.DEFAULT,
    metavar="FILE",
    help="The baseline.",
)


_source = click.option(
    "--source",
    metavar="FILE",
    help="The résumé's own content, as of ats check; recorded, so that ats compare takes it too. "
    "One FILE only.",
)


@click.command(
    epilog=examples(
        "ats baseline out/*.pdf",
        "ats baseline out/*.pdf --no-ocr -o .ats/baseline.json",
        "ats baseline out/resume.pdf --source resume.yaml",
    )
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@_output
@_source
@setting_options
@rule_options
def baseline(files: tuple[str, ...], file: Path, source: str | None, **flags: Any) -> int:
    """Record what each parser path recovers, to compare with later.

    The baseline is a small JSON file to be committed with the templates. It holds names of fields and rules
    and whole percents, no words of the files.
    """
    settings = resolve(flags).settings
    if file.exists():
        raise UsageError(
            f"{file} is there already; ats approve takes changes into it; delete it to start anew"
        )
    names = named(files, file)
    project = store.project_of(file)
    read = read_all(names, settings, _sources(names, source, project), project)
    store.save(
        file, store.made(settings, engines_of(read), {one.name: one.record for one in read if one.record})
    )
    for one in read:
        assert one.record is not None
        _say(one.name, "recorded", [_readers(one)])
    click.echo(f"{file}: {len(read)} file{'s' * (len(read) != 1)}; commit it, and run ats compare")
    failed = [_tell_unmet({one.name: one.record for one in read if one.record}, settings)]
    return ExitCode.VERDICT if any(failed) else ExitCode.OK


@click.command(
    epilog=f"{examples('ats compare', 'ats compare out/*.pdf --no-ocr')}\n\n{_CODES}",
)
@click.argument("files", nargs=-1, metavar="[FILE…]")
@_output
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github"]),
    default="text",
    show_default=True,
    help="Lines, or the same and annotations of GitHub Actions for what fails.",
)
@setting_options
@rule_options
def compare(files: tuple[str, ...], file: Path, form: str, **flags: Any) -> int:  # noqa: ARG001 (see _say)
    """Say what reads worse than in the baseline; write nothing.

    A change is a line. Without FILE all files of the baseline are read, with the options that it was recorded
    with unless others are given. What reads better is told and is no failure. Where the bytes are the same,
    what changed is an engine, a setting or ats itself, which is told and is no failure either. If neither has
    changed, no engine is started.
    """
    known = store.load(file, again=files)
    settings = store.as_recorded(known, resolve(flags))
    project = store.project_of(file)
    names = named(files, file) if files else _present(known, project)
    gone = [name for name in known.files if not os.path.lexists(project / name)]
    new = [name for name in names if name not in known.files]
    code = ExitCode.OK
    if _nothing_changed(known, names, settings, project):
        click.echo(
            f"{len(names)} file{'s' * (len(names) != 1)} unchanged, with the same engines and settings"
        )
        records = {name: known.files[name] for name in names}
    else:
        code, records = _compared(known, names, settings, project)
    if _tell_unmet(records, settings):
        code = ExitCode.VERDICT
    for name in gone:
        _say(name, "gone", ["the baseline has it, the folder has not (ats approve drops it)"])
    for name in new:
        _say(name, "new", [f"it has no baseline; write one: ats approve {names[name]}"])
    if gone:
        return ExitCode.UNREADABLE
    return ExitCode.USAGE if new and code == ExitCode.OK else code


@click.command(epilog=examples("ats approve", "ats approve out/two-column.pdf"))
@click.argument("files", nargs=-1, metavar="[FILE…]")
@_output
@_source
@setting_options
@rule_options
def approve(files: tuple[str, ...], file: Path, source: str | None, **flags: Any) -> int:
    """Take the files as they read now into the baseline.

    A file keeps the source that it was recorded with unless another one is given. Without FILE all files of
    the baseline are read again, and those that are gone are dropped from it.
    """
    known = store.load(file, again=files)
    settings = store.as_recorded(known, resolve(flags))
    project = store.project_of(file)
    names = named(files, file) if files else _present(known, project)
    gone = [] if files else [name for name in known.files if name not in names]
    read = read_all(names, settings, known.sources | _sources(names, source, project), project)
    records = {one.name: one.record for one in read if one.record}
    if files:
        store.update(file, records, engines_of(read), settings)
    else:
        store.save(file, store.made(settings, engines_of(read), records))
    for one in read:
        if one.name in known.files:
            _tell(_held(one, known, settings), approved=True)
        else:
            _say(one.name, "recorded", [_readers(one)])
    for name in gone:
        _say(name, "dropped", ["it is gone"])
    return ExitCode.VERDICT if _tell_unmet(records, settings) else ExitCode.OK


# --- files ---------------------------------------------------------------------------------------------


def named(files: Sequence[str], baseline: Path) -> dict[str, str]:
    """The files by their names in the baseline; one that is given twice counts once."""
    from atsharness import intake

    project = store.project_of(baseline)
    return {store.name_of(file, project): file for file in intake.expand(files)}


def _present(known: Baseline, project: Path) -> dict[str, str]:
    """The files of a baseline that are there, by name."""
    return {name: os.path.relpath(project / name) for name in known.files if os.path.lexists(project / name)}


def _sources(names: Mapping[str, str], source: str | None, project: Path) -> dict[str, SourceRecord]:
    """The source that is given, by the name of the one file that it belongs to."""
    if source is None:
        return {}
    if len(names) != 1:
        raise UsageError(f"--source needs exactly one file; {len(names)} were given")
    return dict.fromkeys(names, store.source_of(source, project))


def _nothing_changed(known: Baseline, names: Mapping[str, str], settings: Settings, project: Path) -> bool:
    from atsharness.regression.against import is_unchanged

    return bool(names) and is_unchanged(known, names, settings, project)


def _read(
    names: Mapping[str, str], settings: Settings, sources: Mapping[str, SourceRecord], project: Path
) -> Iterator[Read]:
    from atsharness.commands._progress import progress
    from atsharness.regression.against import read

    if not names:
        return
    with progress(list(names.values())) as show:
        yield from read(names, settings, sources=sources, project=project, progress=show)


def read_all(
    names: Mapping[str, str], settings: Settings, sources: Mapping[str, SourceRecord], project: Path
) -> list[Read]:
    """All files; nothing is recorded where one of them cannot be read.

    Args:
        names: of the files in the baseline, with where each lies.
        settings: of the run.
        sources: of the files that have one, by name.
        project: the folder that names are relative to.

    Raises:
        UnreadableError: names the first such file.
    """
    read = list(_read(names, settings, sources, project))
    for one in read:
        if one.record is None:
            reason = one.result.document.reason
            raise UnreadableError(f"{one.name}: {reason}; nothing was written")
    return read


def engines_of(read: Iterable[Read]) -> dict[str, str | None]:
    """Versions of the paths that read any of the files."""
    found: dict[str, str | None] = {}
    for one in read:
        for key in one.record.paths if one.record is not None else ():
            found[key] = found.get(key) or one.engines[key]
    return found


# --- what is said --------------------------------------------------------------------------------------


def _compared(
    known: Baseline, names: Mapping[str, str], settings: Settings, project: Path
) -> tuple[ExitCode, dict[str, Any]]:
    """Reads files and says how each compares: the exit code, and the records of those with a baseline."""
    code = ExitCode.OK
    records = {}
    for one in _read(names, settings, known.sources, project):
        if one.name not in known.files:
            continue
        if one.record is None:
            _say(one.name, "unreadable", [one.result.document.reason or one.result.document.status])
            code = ExitCode.UNREADABLE
            continue
        records[one.name] = one.record
        found = _tell(_held(one, known, settings))
        code = max(code, found)
    return code, records


def _held(one: Read, known: Baseline, settings: Settings) -> Held:
    from atsharness.regression.against import hold

    return hold(one, known, settings)


def _tell(held: Held, *, approved: bool = False) -> ExitCode:
    """Says all of one file, a line a change."""
    from atsharness.regression.wording import better_lines, worse_lines

    name, changes, result = held.read.name, held.changes, held.read.result
    worse, mild = list(worse_lines(changes.worse, result)), list(worse_lines(held.mild, result))
    if held.same_bytes:
        lapsed = list(worse_lines(held.lapsed, result))
        _say(name, "worse", [f"its waiver has ended: {line}" for line in lapsed])
        _say(name, "not the file", [line for line in worse + mild if line not in lapsed])
        _say(name, "not the file", [f"better: {line}" for line in better_lines(changes.better)])
    else:
        _say(name, "worse (approved)" if approved else "worse", worse)
        _say(name, "warning", mild)
        _say(name, "better", better_lines(changes.better))
    if not changes.compared:
        _say(name, "not compared", ["no parser path of the baseline has read it to its end"])
        return ExitCode.UNREADABLE
    if not changes.any and not mild:
        _say(name, "unchanged", ["it reads as in the baseline"])
    _say(name, "note", held.notes)
    if changes.not_compared:
        _say(name, "note", [f"not compared: {', '.join(changes.not_compared)}"])
    return ExitCode.VERDICT if held.lapsed or (worse and not held.same_bytes) else ExitCode.OK


def _tell_unmet(records: Mapping[str, Any], settings: Settings) -> bool:
    """Says what ``ats.toml`` asks of files and is not so."""
    from atsharness.regression.expectations import unmet

    found = {name: unmet(name, record, settings) for name, record in records.items()}
    for name, lines in found.items():
        _say(name, "not as asked", lines)
    return any(found.values())


def _readers(one: Read) -> str:
    assert one.record is not None
    complete, counted = one.record.readers
    return f"{one.record.verdict.replace('_', ' ')}, {complete} of {counted} readers get everything"


_FAILS = frozenset({"worse", "not as asked", "gone", "new", "unreadable", "not compared"})
"""What is said where ``ats compare`` fails."""


def _say(name: str, what: str, lines: Iterable[str]) -> None:
    """Says lines of a file, in the format that the command was asked for."""
    for line in lines:
        from atsharness_reports._terminal import plain  # where nothing is said it is not waited for

        click.echo(f"{plain(name)}: {what}: {plain(line)}")
        if what in _FAILS and click.get_current_context().params.get("form") == "github":
            from atsharness_reports.github import annotation

            click.echo(annotation("error", name, f"ats: {what}", line))
