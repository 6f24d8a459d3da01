"""``ats experiment``: what each choice of a page costs each parser path, held against a twin without it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from atsharness.commands._shared import _names, examples, note, print_result, screen, write_text
from atsharness.errors import ExitCode, UsageError
from atsharness_corpus.commands.templates import templates

if TYPE_CHECKING:
    from atsharness_corpus.experiment.evidence import Evidence

EVIDENCE, PAGE = "evidence.jsonl", "index.html"
_EXAMPLES = examples(
    "ats experiment --faults columns,sidebar --typesetters typst --seeds 1-2",
    "ats experiment -o run --seeds 1-8             everything, in hours; again: goes on",
    "ats experiment templates                      public templates with one person",
    "ats experiment --evidence run/evidence.jsonl --write advice.md",
)


@click.group(invoke_without_command=True, epilog=_EXAMPLES)
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    default="build/experiment",
    show_default=True,
    metavar="DIR",
    help="Folder of the experiment.",
)
@click.option(
    "--seeds",
    default="1-8",
    show_default=True,
    metavar="A-B",
    help="First and last seed; each is a person, in another look.",
)
@click.option(
    "--typesetters",
    metavar="A,B",
    callback=_names,
    help="Only these; 'docx' for Word files. Default: all that are installed.",
)
@click.option(
    "--faults", metavar="A,B", callback=_names, help="Only these faults and choices of a page. Default: all."
)
@click.option(
    "--paths",
    metavar="A,B",
    callback=_names,
    help="Only these parser paths: ids, families or 'panel'. Default: all quick ones, without OCR.",
)
@click.option(
    "--jobs", "-j", type=click.IntRange(0), default=0, metavar="N", help="Processes; 0 means one per core."
)
@click.option(
    "--evidence",
    "known",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Measure nothing: show, or write, what this file of an earlier experiment holds.",
)
@click.option(
    "--write",
    "page",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Also write popular advice, judged by the evidence, as a page of Markdown.",
)
@click.pass_context
def experiment(
    context: click.Context,
    folder: Path,
    seeds: str,
    typesetters: tuple[str, ...] | None,
    faults: tuple[str, ...] | None,
    paths: tuple[str, ...] | None,
    jobs: int,
    known: Path | None,
    page: Path | None,
) -> int | None:
    """Measure what each choice of a page costs each parser path.

    A résumé is built twice, with one thing (columns, a layout table, ligatures, a fault) and without it; all
    parser paths read both; what is lost of the one and not of the other is the effect. The same command goes
    on where it was stopped. Writes evidence.jsonl and index.html into DIR.
    """
    if context.invoked_subcommand is not None:
        return None
    from atsharness_corpus.experiment import evidence

    if known is not None:
        found = evidence.load(known)
    else:
        found = _measured(folder, seeds, typesetters, faults or (), paths, jobs)
        evidence.write(folder / EVIDENCE, found)
    _show(found, folder if known is None else None)
    if page is not None:
        from atsharness_corpus.experiment.advice_page import advice_page

        write_text(page, advice_page(found))
        note(f"the page is {page}")
    return ExitCode.OK


experiment.add_command(templates)


def _measured(
    folder: Path,
    seeds: str,
    typesetters: tuple[str, ...] | None,
    things: tuple[str, ...],
    paths: tuple[str, ...] | None,
    jobs: int,
) -> Evidence:
    """Builds, reads, and compares; of all pairs that the folder holds, be they of this call or another."""
    from atsharness.commands.batch import progress
    from atsharness_corpus.commands.corpus import seeds_of
    from atsharness_corpus.experiment import build, contrasts, evidence, read

    wanted = contrasts.choose_things(things)
    forms = build.all_forms()
    if unknown := [name for name in typesetters or () if name not in forms]:
        raise UsageError(f"no such typesetter: {', '.join(unknown)}; known: {', '.join(forms)}")
    chosen = {name: forms[name] for name in typesetters or forms}
    pairs, skipped = build.plan(wanted, chosen, seeds_of(seeds))
    if not pairs and not skipped:
        raise UsageError("nothing to measure: none of these things is made in these typesetters")
    if seeds_of(seeds).start < 1:
        raise UsageError("seeds count from 1")
    made = build.build(folder, build.jobs_of(pairs), processes=jobs, progress=_counter())
    note(f"{made:,} files built, {len(build.jobs_of(pairs)) - made:,} were there")
    known = build.built(folder)
    all_pairs = build.pairs_of(known)
    readers = paths if paths is not None else read.default_paths()
    files = [known[job] for job in build.jobs_of(all_pairs)]
    count = read.read(folder, files, readers, jobs=jobs, watching=progress)
    note(f"{count:,} files read")
    return evidence.found(
        all_pairs,
        known,
        read.rows(folder),
        typesetters={
            form: build.version_of(form) for form in {pair.with_it.typesetter for pair in all_pairs}
        },
        skipped=skipped,
    )


def _show(found: Evidence, folder: Path | None) -> None:
    from atsharness_corpus.experiment import tables
    from atsharness_corpus.experiment.heat_map import heat_map

    print_result(tables.render(found, screen()))
    if folder is not None:
        write_text(folder / PAGE, heat_map(found))
        note(f"the page is {folder / PAGE}")


def _counter() -> Callable[[int, int], None]:
    """A count of the files built on standard error, at a terminal."""

    def show(done: int, total: int) -> None:
        if sys.stderr.isatty():
            end = "\r\033[K" if done == total else ""
            click.echo(f"\r{done}/{total} files built{end}", nl=False, err=True)

    return show
