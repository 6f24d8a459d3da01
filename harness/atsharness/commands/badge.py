"""``ats badge``: how many readers get everything of a template, for its README."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from atsharness.commands._shared import examples, resolve, setting_options, write_text
from atsharness.errors import ExitCode, UsageError
from atsharness.regression import store

_RENDER = {".svg": "svg", ".json": "endpoint"}


@click.command(epilog=examples("ats badge", "ats badge out/*.pdf -o docs/ats.svg -o docs/ats.json"))
@click.argument("files", nargs=-1, metavar="[FILE…]")
@click.option(
    "--output",
    "-o",
    "outputs",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    default=(Path("ats.svg"),),
    metavar="FILE",
    help="A picture (.svg), or the JSON of an endpoint badge of shields.io (.json); repeatable.",
)
@click.option(
    "--baseline",
    "recorded",
    type=click.Path(path_type=Path, dir_okay=False),
    default=store.DEFAULT,
    metavar="FILE",
    help="Where the figures are from if no FILE is given.",
)
@setting_options
def badge(files: tuple[str, ...], outputs: tuple[Path, ...], recorded: Path, **flags: Any) -> int:
    """Write a badge: how many readers get everything.

    It is of the FILE that fewest readers get whole. Without FILE the figures are those of the baseline.
    """
    from atsharness.regression.baseline import FileRecord
    from atsharness_reports import _badge

    for output in outputs:
        if output.suffix.lower() not in _RENDER:
            raise UsageError(f"{output}: a badge is written as .svg or .json")
    records: list[FileRecord]
    if files:
        from atsharness.commands.regression import engines_of, named, read_all

        project = store.project_of(recorded)
        read = read_all(named(files, recorded), resolve(flags).settings, {}, project)
        records = [one.record for one in read if one.record is not None]
        known = store.made(resolve({}).settings, engines_of(read), {})
    else:
        known = store.load(recorded)
        records = list(known.files.values())
    if not records:
        raise UsageError(f"{recorded} has no files")
    worst = min(records, key=lambda one: (one.readers[0] - one.readers[1], _severity(one.verdict)))
    made = _badge.Badge(
        complete=worst.readers[0],
        counted=worst.readers[1],
        verdict=worst.verdict,
        tool=known.tool,
        engines={key: version for key, version in known.engines.items() if version is not None},
    )
    for output in outputs:
        write_text(output, getattr(_badge, _RENDER[output.suffix.lower()])(made))
    click.echo(f"{_badge.LABEL}: {made.message} ({', '.join(map(str, outputs))})")
    return ExitCode.OK


def _severity(verdict: str) -> int:
    order = ("fail", "not_measurable", "at_risk", "pass")
    return order.index(verdict) if verdict in order else 0
