"""``ats summary``, ``ats export``: what a run over many documents shows."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from atsharness.commands._shared import (
    examples,
    note,
    print_json,
    print_result,
    screen,
    write_file,
    write_text,
)
from atsharness.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from atsharness.batch.export import Form
    from atsharness.model.run_summary import GroupBy, RunSummary

_BY = re.compile(r"(producer|layout|rule|path|label)(?:[:=](.+))?")
PAGE = "index.html"


def _grouping(_context: object, _parameter: object, value: str | None) -> tuple[GroupBy, str | None] | None:
    if value is None:
        return None
    found = _BY.fullmatch(value)
    if not found or (found[2] and found[1] != "label"):
        raise click.BadParameter("producer, layout, rule, path, label or label:NAME")
    return found[1], found[2]  # type: ignore[return-value]


@click.command(
    epilog=examples(
        "ats summary RUN",
        "ats summary RUN --by layout",
        "ats summary RUN --by label:template --top 30",
        "ats summary OLD NEW                        what new versions of engines changed",
    )
)
@click.argument("run")
@click.argument("other", required=False, metavar="[RUN2]")
@click.option(
    "--by",
    callback=_grouping,
    metavar="WHAT",
    help="Group documents by producer, layout, rule, label or label:NAME; path: all figures of each path.",
)
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True, help="Lines of a list.")
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", help="What to print."
)
@click.option(
    "--output",
    "-o",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where to write index.html. Default: into RUN.",
)
def summary(
    run: str,
    other: str | None,
    by: tuple[GroupBy, str | None] | None,
    top: int,
    form: str,
    folder: Path | None,
) -> int:
    """Sum up a run of ats batch, or compare two.

    Every figure is of the documents that are done; those that are not are counted and named. The same is
    written as a page, RUN/index.html. With RUN2 it shows what changed from RUN to RUN2, and writes no page.
    """
    import msgspec

    from atsharness.batch.reading import Run
    from atsharness.batch.summarise import summarise

    if other is not None:
        if by is not None or folder is not None:
            raise UsageError("two runs are compared as they are: --by and --output are for one")
        return _compare(run, other, top, form)
    kind, label = by if by is not None else (None, None)
    found = summarise(Run(run), by=kind, label=label)
    if form == "json":
        print_json([msgspec.json.format(msgspec.json.encode(found), indent=1).decode()])
    else:
        from atsharness_reports import _run_summary

        print_result(_run_summary.render(found, screen(), top=top, by_path=kind == "path"))
    _write_page(found, folder, run)
    return ExitCode.OK


def _write_page(found: RunSummary, folder: Path | None, run: str) -> None:
    """Writes the page; a run that may not be written to is summed up all the same."""
    from atsharness.batch.urls import is_url
    from atsharness_reports.html.run import run_page

    if folder is None and is_url(run):
        note("-o DIR writes the page")
        return
    page = (folder or Path(run)) / PAGE
    try:
        write_text(page, run_page(found))
    except UsageError as error:
        if folder is not None:
            raise
        note(f"{error}; -o DIR writes the page elsewhere")
    else:
        note(f"the page is {page}")


@click.command(
    epilog=examples(
        "ats export RUN --csv                       all tables into RUN/export",
        "ats export RUN --csv --table extractions | less",
        "ats export RUN --parquet -o tables",
    )
)
@click.argument("run")
@click.option("--csv", "form", flag_value="csv", help="Comma-separated values; no cell is a formula.")
@click.option("--jsonl", "form", flag_value="jsonl", help="JSON Lines.")
@click.option("--parquet", "form", flag_value="parquet", help="Parquet, by DuckDB.")
@click.option(
    "--table",
    metavar="NAME",
    help="Only this table: documents, extractions, fields, findings, gates or agreements.",
)
@click.option(
    "--output",
    "-o",
    "target",
    type=click.Path(path_type=Path),
    metavar="PLACE",
    help="The folder, or with --table the file. Default: RUN/export, or standard output.",
)
def export(run: str, form: Form | None, table: str | None, target: Path | None) -> int:
    """Write the figures of a run as tables for other tools.

    Documents, extractions (a row a document and parser path), fields, findings, gates, and what families
    agree on; all have the document's number and name.
    """
    from atsharness.batch import export as exporting
    from atsharness.batch.reading import Run
    from atsharness.batch.tables import TABLES
    from atsharness.batch.urls import is_url

    if form is None:
        raise UsageError("which format: --csv, --jsonl or --parquet?")
    if table is not None and table not in TABLES:
        raise UsageError(f"there is no table {table!r}; there are {', '.join(TABLES)}")
    source = Run(run)
    if table is None:
        if target is None and is_url(run):
            raise UsageError("where to? -o DIR")
        folder = target or Path(run) / "export"
        counts = exporting.export(source, form, folder)
        said = ", ".join(f"{name} {count:,}" for name, count in counts.items())
        note(f"rows in {folder}: {said}")
    elif form == "parquet":
        raise UsageError("Parquet is written for all tables at once: leave out --table")
    elif target is None:
        sys.stdout.writelines(exporting.lines(source, form, table))
    else:
        write_file(target, exporting.lines(source, form, table))
    for reason in source.notes:
        note(reason)
    return ExitCode.OK


def _compare(run: str, other: str, top: int, form: str) -> int:
    import msgspec

    from atsharness.batch.comparing import compare
    from atsharness.batch.reading import Run

    found = compare(Run(run), Run(other))
    if form == "json":
        print_json([msgspec.json.format(msgspec.json.encode(found), indent=1).decode()])
    else:
        from atsharness_reports import _run_comparison

        print_result(_run_comparison.render(found, screen(), top=top))
    return ExitCode.OK
