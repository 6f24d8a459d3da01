"""``ats corpus``: builds and lists files with known faults, to judge parser paths and rules by."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

import click

from atsharness.commands._shared import Commands, examples, print_json, print_result, screen
from atsharness.errors import ExitCode, UsageError
from atsharness_corpus.commands.calibrate import calibrate

if TYPE_CHECKING:
    from atsharness.model import RenderOptions
    from atsharness_corpus.listing import Inventory


@click.group(
    cls=Commands,
    epilog=examples("ats corpus list", "ats corpus build --seeds 1-3", "ats corpus score --seeds 1000-1004"),
)
def corpus() -> None:
    """Build test résumés with known faults, score rules on them."""


corpus.add_command(calibrate)


@corpus.command("list", epilog=examples("ats corpus list", "ats corpus list --format json"))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="Format.")
def list_(form: str) -> int:
    """List people, typesetters, layouts, faults and committed files."""
    import msgspec

    from atsharness_corpus.listing import inventory

    found = inventory()
    if form == "json":
        print_json([msgspec.json.format(msgspec.json.encode(found), indent=1).decode()])
    else:
        print_result(_listed(found, screen()))
    return ExitCode.OK


def _listed(found: Inventory, options: RenderOptions) -> str:
    from atsharness_reports._terminal import count
    from atsharness_reports.table import table

    people = [[one.id, one.name, one.language, str(one.pages)] for one in found.people]
    setters = [
        [one.id, str(one.layouts), str(one.faults), "" if one.tuned_on else "held out", one.missing]
        for one in found.typesetters
    ]
    layouts = [
        [one.id, "" if one.tuned_on else "held out", ", ".join(one.faults) or "none"] for one in found.layouts
    ]
    faults = [
        [one.id, one.catalogue, ", ".join(one.rule_ids), one.expect, " ".join(one.typesetters)]
        for one in found.faults
    ]
    parts = [
        (
            count(len(people), "person").replace("persons", "people"),
            ["id", "name", "language", "pages"],
            people,
        ),
        (
            count(len(setters), "typesetter"),
            ["id", "layouts", "faults", "tuning", "not installed"],
            setters,
        ),
        (count(len(layouts), "layout"), ["id", "tuning", "inherent faults"], layouts),
        (
            f"{count(len(faults), 'fault')}, each with a near-miss",
            ["id", "catalogue", "rule", "expected", "set in"],
            faults,
        ),
    ]
    files = [label for label in found.committed if label.near_miss_of is None]
    last = (
        f"committed in corpus/rendered: {count(len(found.committed), 'file')}, "
        f"{len(found.committed) - len(files)} of them near-misses; labels are valid"
    )
    return "\n".join(f"{title}\n{table(head, rows, options)}" for title, head, rows in parts) + f"\n{last}\n"


@corpus.command(
    epilog=examples(
        "ats corpus build",
        "ats corpus build --seeds 1-5 --typesetters typst --out build/typst",
        "ats corpus build --faults none --layouts typst/two-column,typst/cards",
    )
)
@click.option(
    "--seeds", default="1-1", metavar="A-B", help="First and last seed; each builds every file once."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default="build/corpus",
    metavar="DIR",
    help="Folder to write to.",
)
@click.option("--typesetters", metavar="A,B", help="Only these. Default: all that are installed.")
@click.option("--layouts", metavar="A,B", help="Only these layouts; 'none' for no layout. Default: all.")
@click.option("--faults", metavar="A,B", help="Only these faults; 'none' for no fault. Default: all.")
@click.option("--jobs", "-j", type=int, default=0, metavar="N", help="Processes; 0 means one per core.")
@click.option(
    "--committed",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="Rebuild the committed files (rendered/ and demo/) of this corpus folder instead.",
)
def build(
    seeds: str,
    out: Path,
    typesetters: str | None,
    layouts: str | None,
    faults: str | None,
    jobs: int,
    committed: Path | None,
) -> int:
    """Build PDFs with reference texts, fields and labels.

    What cannot be built is listed on standard error, with the reason.
    """
    from atsharness_corpus import build as builder

    if committed is not None:
        from atsharness_corpus.committed import rebuild

        report = rebuild(committed, _counter())
        click.echo(f"{len(report.built)} files in {committed}")
        return _say_skipped(report.skipped)
    wanted = builder.all_typesetters()
    if typesetters is not None:
        names = _names(typesetters)
        if unknown := [name for name in names if name not in wanted]:
            raise UsageError(f"no such typesetter: {', '.join(unknown)}; known: {', '.join(wanted)}")
        wanted = {name: wanted[name] for name in names}
    planned, skipped = builder.plan(
        seeds_of(seeds),
        builder.choose_layouts(_names(layouts)) if layouts != "none" else (),
        builder.choose_faults(_names(faults)) if faults != "none" else (),
        wanted,
    )
    if not planned and not skipped:
        raise UsageError("nothing to build: these typesetters set none of these layouts and faults")
    usable = [name for name, reason in wanted.items() if not reason]
    report = builder.build(out, planned, usable, processes=jobs, progress=_counter(len(planned)))
    hostile = 0
    if layouts is None and faults is None:
        from atsharness_corpus.hostile.catalogue import write

        files = write(out / "hostile")["files"]
        hostile = len(files) if isinstance(files, list) else 0
    also = f" and {hostile} hostile ones in {out / 'hostile'}" if hostile else ""
    click.echo(f"{len(report.built)} files in {out}, labels in {out / 'labels.json'}{also}")
    return _say_skipped({**skipped, **report.skipped})


@corpus.command(
    epilog=examples(
        "ats corpus score --seeds 1000-1004",
        "ats corpus score build/corpus --wrong",
        "ats corpus score build/corpus --reference --ocr",
    )
)
@click.argument("folder", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--seeds", metavar="A-B", help="Build the files of these seeds, if need be, and score them.")
@click.option("--typesetters", metavar="A,B", help="With --seeds: only these typesetters.")
@click.option("--layouts", metavar="A,B", help="With --seeds: only these layouts; 'none' for no layout.")
@click.option("--faults", metavar="A,B", help="With --seeds: only these faults; 'none' for no fault.")
@click.option("--reference", is_flag=True, help="Score the visual reference instead of the rules.")
@click.option("--ocr", is_flag=True, help="Run OCR where text layers do not give the letters.")
@click.option(
    "--wrong",
    is_flag=True,
    help="List the files with a wrong result (found or read otherwise than labelled).",
)
@click.option("--jobs", "-j", type=int, default=0, metavar="N", help="Processes; 0 means one per core.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="Format.")
@click.pass_context
def score(
    context: click.Context,
    folder: Path | None,
    seeds: str | None,
    typesetters: str | None,
    layouts: str | None,
    faults: str | None,
    reference: bool,
    ocr: bool,
    wrong: bool,
    jobs: int,
    form: str,
) -> int:
    """Score the rules, or the visual reference, against labels.

    FOLDER is one that 'ats corpus build' made, with its labels.json. Give either FOLDER or --seeds.
    """
    import msgspec

    from atsharness_corpus.commands import scoring

    if (folder is None) == (seeds is None):
        raise UsageError("give a folder that 'ats corpus build' made, or --seeds A-B, not both")
    if folder is None:
        wanted = [typesetters or "", layouts or "", faults or ""]
        folder = scoring.built_folder(seeds_of(seeds or ""), wanted)
        if not (folder / "labels.json").exists():
            with redirect_stdout(sys.stderr):  # the result is the scores alone
                context.invoke(
                    build,
                    seeds=seeds,
                    out=folder,
                    typesetters=typesetters,
                    layouts=layouts,
                    faults=faults,
                    jobs=jobs,
                    committed=None,
                )
    labels = scoring.labelled(folder)
    progress = _counter(len(labels))
    if reference:
        read = scoring.reference_rows(folder, labels, ocr=ocr, jobs=jobs, progress=progress)
        records, text = scoring.reference_report(read, screen(), wrong=wrong)
    else:
        found = scoring.rule_cases(folder, labels, ocr=ocr, jobs=jobs, progress=progress)
        records, text = scoring.rule_report(found, screen(), wrong=wrong)
    if form == "json":
        text = msgspec.json.format(msgspec.json.encode(records), indent=1).decode()
    print_result(text)
    return ExitCode.OK


def seeds_of(text: str) -> range:
    """``3-7`` as 3, 4, 5, 6, 7; ``3`` as 3 alone.

    Raises:
        UsageError: it is neither.
    """
    match = re.fullmatch(r"(\d+)(?:-(\d+))?", text)
    if not match or int(match[2] or match[1]) < int(match[1]):
        raise UsageError(f"{text!r} is not a range of seeds; write one as 1-5")
    return range(int(match[1]), int(match[2] or match[1]) + 1)


def _names(text: str | None) -> list[str]:
    return [name.strip() for name in (text or "").split(",") if name.strip()]


def _say_skipped(skipped: dict[str, str]) -> int:
    for name, reason in skipped.items():
        click.echo(f"skipped {name}: {reason}", err=True)
    return ExitCode.OK


def _counter(total: int = 0) -> Callable[[int], None]:
    """A count of the files built on standard error, at a terminal."""

    def show(done: int) -> None:
        if sys.stderr.isatty():
            end = "\r\033[K" if done == total else ""
            click.echo(f"\r{done}{f'/{total}' if total else ''} files{end}", nl=False, err=True)

    return show
