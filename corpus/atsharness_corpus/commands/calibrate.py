"""``ats corpus calibrate``: sets the verdict's limits on clean controls, or checks them on others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from atsharness.commands._shared import examples, print_result, screen
from atsharness.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from atsharness.model import VerdictLevel
    from atsharness_corpus.calibrate import Control


@click.command(
    epilog=examples(
        "ats corpus build --seeds 1-40 --faults none --out build/tuning",
        "ats corpus calibrate build/tuning --out harness/atsharness/verdict/limits.json",
        "ats corpus calibrate --check build/fresh",
    )
)
@click.argument(
    "folders",
    nargs=-1,
    required=True,
    metavar="FOLDER…",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
)
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write the limits to this file.")
@click.option("--check", is_flag=True, help="Judge clean files of fresh seeds by the present limits instead.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="Format.")
def calibrate(folders: tuple[Path, ...], out: Path | None, check: bool, form: str) -> int:
    """Set the verdict's order limits on clean control files.

    FOLDER is one that 'ats corpus build' made, with its labels.json. Control files are clean files of seeds
    below 1000 that are not held out; with --check, clean files of seeds from 1000.
    """
    import msgspec

    from atsharness_corpus.calibrate import as_file
    from atsharness_corpus.calibrate import calibrate as calibrated

    found = list(_controls(folders, tuning=not check))
    if not found:
        raise UsageError(
            f"these folders hold no clean control file of {'fresh' if check else 'tuning'} seeds"
        )
    controls = [one for one, _ in found]
    if form == "json":
        rows = [{**msgspec.to_builtins(one), "level": level} for one, level in found]
        print_result(msgspec.json.format(msgspec.json.encode(rows), indent=1).decode())
    elif check:
        print_result(_checked(found))
    if check:
        return ExitCode.OK
    data = as_file(calibrated(controls))
    if out is not None:
        out.write_bytes(data)
    if form == "table":
        print_result(data.decode())
    return ExitCode.OK


def _controls(folders: Sequence[Path], *, tuning: bool) -> Iterator[tuple[Control, VerdictLevel]]:
    """Every control against its true text, read by the text paths of the panel."""
    from atsharness.run import Session
    from atsharness.settings import Settings
    from atsharness.verdict.families import OCR_FAMILY
    from atsharness_corpus.calibrate import control, is_control
    from atsharness_corpus.labels import read_labels

    with Session(Settings(paths=("panel",), ocr=False)) as session:
        text = [key for key, found in session.found.items() if found.value.family != OCR_FAMILY]
        for folder in folders:
            for label in read_labels(folder / "labels.json").files:
                if not is_control(label, tuning=tuning):
                    continue
                # Against the truth, in the truth's order: a limit must not depend on how a page is read.
                source = folder / label.reference
                checked = next(session.check([str(folder / label.file)], source=source, analyse=False))
                assert checked.result.verdict is not None
                yield control(label, checked.result.recoveries, text), checked.result.verdict.level


def _checked(found: Sequence[tuple[Control, VerdictLevel]]) -> str:
    """Levels of the controls, those that lose something apart."""
    from atsharness_reports.table import table

    counts = Counter((one.typesetter, bool(one.losses), level) for one, level in found)
    rows = [
        [typesetter, "yes" if loses else "no", level.replace("_", " "), str(number)]
        for (typesetter, loses, level), number in sorted(counts.items())
    ]
    lossless = [level for one, level in found if not one.losses]
    passed = lossless.count("pass")
    head = ["typesetter", "some path loses words", "verdict", "files"]
    return f"{table(head, rows, screen())}\n{passed} of {len(lossless)} controls that lose nothing pass\n"
