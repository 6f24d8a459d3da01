"""``ats experiment templates``: public templates with one fictional person, printed, read and tabulated."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from atsharness.commands._shared import examples, note, print_result, write_file
from atsharness.errors import ExitCode

if TYPE_CHECKING:
    from atsharness.batch.rows import DocumentRow
    from atsharness_corpus.templates.model import Rendered
    from atsharness_corpus.templates.rows import Evidence

EVIDENCE = "evidence.jsonl"
PAGE = "index.html"
RUN = "run"
LISTED = "documents.jsonl"


@click.command(
    epilog=examples(
        "ats experiment templates -o build/templates",
        "ats experiment templates -o build/templates --only rendercv --only npm-even@0.26.1",
        "ats experiment templates --from corpus/evidence/templates.jsonl --write docs/templates.md",
        "ats summary OLD/run NEW/run                what a theme or an engine that moved has changed",
    )
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default="build/templates",
    metavar="DIR",
    help="Folder for documents, the run and the page.",
)
@click.option(
    "--only", multiple=True, metavar="WORD", help="Only templates with this in their name, or NAME@VERSION."
)
@click.option(
    "--themes",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    help="Take JSON Resume themes from this folder's package.json and package-lock.json instead.",
)
@click.option(
    "--cache",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Where packages are installed. Default: DIR/cache.",
)
@click.option(
    "--limit", "limit_s", type=click.FloatRange(1), default=120.0, metavar="SECONDS", help="For one template."
)
@click.option("--again", is_flag=True, help="Print and read everything anew.")
@click.option("--paths", metavar="A,B", help="Read by these parser paths only.")
@click.option("--jobs", "-j", type=int, default=0, metavar="N", help="At a time; 0 means one per core.")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Print and read nothing: take this evidence.",
)
@click.option(
    "--keep", type=click.Path(path_type=Path), metavar="FILE", help="Write the evidence here as well."
)
@click.option("--write", type=click.Path(path_type=Path), metavar="FILE", help="Write the table as Markdown.")
def templates(
    output: Path,
    only: tuple[str, ...],
    themes: Path | None,
    cache: Path | None,
    limit_s: float,
    again: bool,
    paths: str | None,
    jobs: int,
    source: Path | None,
    keep: Path | None,
    write: Path | None,
) -> int:
    """Print public résumé templates and see what readers make of them.

    One fictional person in JSON Resume themes, RenderCV's themes, LaTeX classes and others, unmodified and at
    pinned versions: installed into a cache folder, printed without network, read by all parser paths. What is
    printed and read is not printed and read again.
    """
    from atsharness_corpus.templates import page, rows

    if source is not None:
        found = rows.read(source)
    else:
        found = _measured(output, only, themes, cache, limit_s, paths, jobs, again=again)
        write_file(output / EVIDENCE, [rows.encoded(found).decode()])
        _write_page(found, output)
    if keep is not None:
        write_file(keep, [rows.encoded(found).decode()])
    if write is not None:
        write_file(write, [page.text(found)])
    print_result(_screen(found))
    return ExitCode.OK


def _measured(
    output: Path,
    only: Sequence[str],
    themes: Path | None,
    cache: Path | None,
    limit_s: float,
    paths: str | None,
    jobs: int,
    *,
    again: bool,
) -> Evidence:
    from atsharness.batch.folder import alone
    from atsharness.sources.read import read_source
    from atsharness_corpus.templates import gallery, resume, rows
    from atsharness_corpus.templates.model import Workshop

    cache = (cache or output / "cache").absolute()
    workshop = Workshop(cache=cache, person=resume.PERSON, limit_s=limit_s, themes=themes)
    chosen = gallery.chosen(workshop, only)
    with alone(output):
        made = gallery.print_all(chosen, output, workshop, jobs=jobs, again=again, told=_tell)
        read = _read(output, made, paths, jobs, again=again)
    words = len(read_source(resume.PERSON).text.split())
    return rows.evidence(made, read, resume.load(), words)


def _tell(done: Rendered, new: bool) -> None:
    """Says what was printed now, and what could not be."""
    name = f"{done.template.id} {done.template.version}"
    if done.status != "printed":
        note(f"{name}: {done.status}: {done.reason}")
    elif new:
        note(f"{name}: printed, {done.cpu_s:.1f} s of CPU time")


def _read(
    output: Path, made: Sequence[Rendered], paths: str | None, jobs: int, *, again: bool
) -> list[DocumentRow]:
    """Has the batch machinery read what was printed, and returns its rows."""
    import msgspec

    from atsharness.batch.folder import RunFolder
    from atsharness.batch.plan import Plan, asked_for
    from atsharness.batch.reading import Run
    from atsharness.batch.rows import DocumentRow
    from atsharness.batch.run import run_here
    from atsharness.batch.sources import Source
    from atsharness.commands.batch import progress
    from atsharness.settings import Settings
    from atsharness.sources.read import read_source
    from atsharness_corpus.templates import gallery, resume

    listed = _listed(output)
    listed |= {f"{gallery.DOCUMENTS}/{one.file}": labels_of(one) for one in made if one.file}
    if not listed:
        return []
    lines = ({"path": path, **labels} for path, labels in sorted(listed.items()))
    write_file(output / LISTED, (msgspec.json.encode(one).decode() + "\n" for one in lines))
    settings = Settings(jobs=jobs)
    if paths:
        settings = msgspec.structs.replace(settings, paths=tuple(paths.split(",")))
    reference = msgspec.structs.replace(read_source(resume.PERSON), source_path=resume.PERSON.name)
    asked = asked_for(settings, ocr="never", keep_text=True, anonymous=False, source=reference)
    with RunFolder(str(output / RUN)) as folder:
        plan = Plan(folder, Source(str(output / LISTED)), settings, asked, reference=reference, again=again)
        with progress(plan) as watcher:
            run_here(plan, jobs or os.cpu_count() or 1, watcher, folder.lock)
    run = Run(str(output / RUN))
    found = list(run.rows(DocumentRow))
    return [msgspec.structs.replace(one, name=one.name.rpartition("/")[2]) for one in found]


def _listed(output: Path) -> dict[str, dict[str, str]]:
    """Documents of the run so far that are still there, with their labels: none is to be read again."""
    import msgspec

    file = output / LISTED
    try:
        found = [msgspec.json.decode(line, type=dict[str, str]) for line in file.read_bytes().splitlines()]
    except (OSError, msgspec.MsgspecError):
        return {}
    return {path: one for one in found if (path := one.pop("path", "")) and (output / path).is_file()}


def labels_of(done: Rendered) -> dict[str, str]:
    """What the run knows of a document before it is read, for ``ats summary --by label:ecosystem``."""
    template = done.template
    return {"template": template.id, "ecosystem": template.ecosystem, "version": template.version}


def _write_page(found: Evidence, output: Path) -> None:
    from atsharness_corpus.templates import gallery, sheet

    style = (files("atsharness_reports") / "html" / "templates" / "style.css").read_text("utf-8")
    write_file(output / PAGE, [sheet.html(found, output / gallery.DOCUMENTS, style)])
    note(f"the page is {output / PAGE}")


def _screen(found: Evidence) -> str:
    """The table at the terminal: what fits a line."""
    from atsharness.commands._shared import screen
    from atsharness_corpus.templates import page
    from atsharness_reports.table import table

    head = ["template", "version", "right", "content", "moved", "verdict"]
    lines = []
    for row in page.ordered(found.rows):
        if row.status != "printed":
            lines.append(
                [row.id, row.version, "–", "–", "–", "not printed" if row.status == "failed" else "missing"]
            )
            continue
        cells = dict(zip(page.COLUMNS, page.cells(row), strict=True))
        shown = ("template", "version", "readers right", "worst content", "worst order (moved)", "verdict")
        lines.append([cells[name] for name in shown])
    return table(head, lines, screen()) + "\n"
