"""``ats batch``: thousands of documents into the folder of a run, which goes on where it was stopped."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from atsharness.commands._shared import (
    SettingOption,
    _names,
    examples,
    note,
    print_result,
    resolve,
    rule_options,
)
from atsharness.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from atsharness.batch.plan import Plan
    from atsharness.batch.sources import Source

_EXAMPLES = examples(
    "ats batch cvs/ -o run",
    "ats batch cvs/ -o run                      (once more: goes on, or reads what has changed)",
    "ats batch s3://bucket/cvs -o s3://bucket/run --scheduler tcp://10.0.0.1:8786",
    "ats batch corpus/rendered/pdf -o run --labels corpus/rendered --ocr never -j 2",
)
_EXIT_CODES = """\b
Exit codes:
  0    every document has its row, whatever its verdict is
  2    wrong usage, or nothing more can be done; what is done is kept
  130  interrupted; what is done is kept"""


@click.command(epilog=f"{_EXAMPLES}\n\n{_EXIT_CODES}")
@click.argument("documents", metavar="DOCUMENTS")
@click.option("-o", "--output", "place", required=True, metavar="RUN", help="Folder or URL of the run.")
@click.option(
    "--ocr",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="auto: only documents that cannot be read whole without, or of which engines read different words.",
)
@click.option(
    "--labels", metavar="DIR|CSV", help="What is known of the documents: a corpus's labels, or a table."
)
@click.option(
    "--source",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="What all documents were made from, such as one résumé in many templates.",
)
@click.option("--keep-text", is_flag=True, help="Keep the texts that are read (personal data).")
@click.option("--anonymise", is_flag=True, help="Keep no names: hashes and counts alone.")
@click.option("--again", is_flag=True, help="Read all documents again, whatever settings the run had.")
@click.option(
    "--shard-size",
    type=click.IntRange(1),
    metavar="N",
    help="Documents a shard, of a new run.  [default: 64]",
)
@click.option("--scheduler", metavar="URL", help="Have the workers of a Dask cluster read: tcp://HOST:PORT.")
@click.option(
    "--paths", metavar="A,B", callback=_names, help="Run only these parser paths: ids, families or 'panel'."
)
@click.option("--lang", metavar="CODES", cls=SettingOption, help="Languages for OCR, such as eng+deu.")
@click.option(
    "--deadline",
    "deadline_s",
    metavar="SECONDS",
    cls=SettingOption,
    help="Most CPU seconds for one parser path and file.",
)
@click.option(
    "--jobs", "-j", metavar="N", cls=SettingOption, help="Documents at a time; 0 means one per core."
)
@rule_options
def batch(
    documents: str,
    place: str,
    ocr: str,
    labels: str | None,
    source: Path | None,
    keep_text: bool,
    anonymise: bool,
    again: bool,
    shard_size: int | None,
    scheduler: str | None,
    **flags: Any,
) -> int:
    """Check thousands of documents, and go on where it was stopped.

    A row of figures of each is kept in the folder RUN. DOCUMENTS is a folder, a pattern such as
    'cvs/*.pdf', a list of files (.txt, .csv or .jsonl with a column "path"), or a URL. The same command goes
    on after whatever stopped it, and reads what has changed since.
    """
    from atsharness.batch.folder import RunFolder
    from atsharness.batch.labels import Labels
    from atsharness.batch.plan import Plan, asked_for
    from atsharness.batch.run import run_here
    from atsharness.batch.sources import Source
    from atsharness.sources.read import read_source

    if keep_text and anonymise:
        raise UsageError("texts name persons: --keep-text and --anonymise exclude each other")
    resolved = resolve(flags)
    settings = resolved.settings
    known = Labels(Path(labels)) if labels is not None else None
    reference = read_source(source) if source is not None else None
    asked = asked_for(settings, ocr=ocr, keep_text=keep_text, anonymous=anonymise, source=reference)
    with RunFolder(place) as folder:
        listed = Source(documents)
        plan = Plan(
            folder,
            listed,
            settings,
            asked,
            reference=reference,
            labelled=(lambda entries: entries) if known is None else known.on,
            shard_size=shard_size,
            again=again,
        )
        _tell(plan, listed, known.unlabelled if known is not None else 0)
        with _going_on(place), progress(plan) as watcher:
            if scheduler is None:
                run_here(plan, settings.jobs or os.cpu_count() or 1, watcher, folder.lock)
            else:
                from atsharness.batch.cluster import run_there

                run_there(plan, scheduler, watcher)
    print_result(_result(plan, place))
    return ExitCode.OK


def _tell(plan: Plan, source: Source, unlabelled: int) -> None:
    """Says what there is to read, as far as that may surprise."""
    change = plan.change
    if source.twice:
        first = ", ".join(source.twice[:3]) + (", …" if len(source.twice) > 3 else "")
        note(f"{len(source.twice):,} named more than once are read once ({first})")
    if unlabelled:
        note(f"{unlabelled:,} of {change.documents:,} documents have no labels")
    if change.gone or 0 < change.added < change.documents:
        note(f"documents since the last time: {change.added:,} new, {change.gone:,} gone")


@contextmanager
def _going_on(place: str) -> Iterator[None]:
    """Says how to go on where the run is stopped."""
    try:
        yield
    except KeyboardInterrupt:
        note(f"what is done is kept in {place}: run the same command again to go on")
        raise


@contextmanager
def progress(plan: Plan) -> Iterator[Any]:
    """Shows how far the run is, on standard error: in place on a terminal, else in a line now and then."""
    from atsharness.batch.progress import EVERY_S, REFRESH_S, Progress

    screen = sys.stderr
    terminal = screen is not None and screen.isatty() and os.environ.get("TERM") != "dumb"

    def in_place(text: str) -> None:
        import shutil

        width = shutil.get_terminal_size((100, 24)).columns - 1
        click.echo(f"\r\x1b[K{text[:width]}", err=True, nl=False)

    show: Callable[[str], None] = in_place if terminal else lambda text: click.echo(text, err=True)
    watcher = Progress(
        plan.info.documents,
        lambda: plan.statuses,
        show,
        every_s=REFRESH_S if terminal else EVERY_S,
    )
    try:
        yield watcher
    finally:
        if terminal:
            in_place("")


def _result(plan: Plan, place: str) -> str:
    """How the run ended."""
    from atsharness.batch.progress import said

    counts = plan.statuses
    total = sum(counts.values())
    what = f"{total:,} document{'s' * (total != 1)}: {said(counts)}"
    return f"{what} · {plan.read:,} read now\nats summary {place}"
