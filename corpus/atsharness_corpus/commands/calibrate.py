"""``ats corpus calibrate``: sets the verdict's limits on clean controls, or checks them on others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from atsharness.commands._shared import examples, print_json, print_result, screen
from atsharness.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from atsharness.model import VerdictLevel
    from atsharness_corpus.calibrate import Control


@click.command(
    epilog=examples(
        "ats corpus build --seeds 1-40 --faults none --out build/tuning",
        "ats corpus calibrate build/tuning clean-files --out harness/atsharness/verdict/limits.json",
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
    """Set the verdict's limits on clean files.

    FOLDER is one that 'ats corpus build' made, with its labels.json: its clean files of seeds below 1000
    that are not held out; with --check, of seeds from 1000. Or it is a folder of real PDF files without
    labels, all of which a person judged clean.
    """
    import msgspec

    from atsharness_corpus.calibrate import as_file
    from atsharness_corpus.calibrate import calibrate as calibrated

    families: dict[str, str] = {}
    found = list(_controls(folders, families, tuning=not check))
    if not found:
        raise UsageError(
            f"these folders hold no clean control file of {'fresh' if check else 'tuning'} seeds"
        )
    if form == "json":
        rows = [{**msgspec.to_builtins(one), "level": level} for one, level in found]
        print_json([msgspec.json.format(msgspec.json.encode(rows), indent=1).decode()])
    elif check:
        print_result(_checked(found))
    if check:
        return ExitCode.OK
    try:
        data = as_file(calibrated([one for one, _ in found if not one.losses], families))
    except ValueError as error:
        raise UsageError(str(error)) from error
    if out is not None:
        out.write_bytes(data)
    if form == "table":
        print_result(data.decode())
    return ExitCode.OK


def _controls(
    folders: Sequence[Path], families: dict[str, str], *, tuning: bool
) -> Iterator[tuple[Control, VerdictLevel]]:
    """Every clean file as its pages show it, and against its true text, read by the panel's text paths."""
    from atsharness.session import Session
    from atsharness.settings import Settings
    from atsharness.verdict.families import OCR_FAMILY
    from atsharness_corpus.calibrate import control, is_control
    from atsharness_corpus.labels import read_labels

    with Session(Settings(paths=("panel",), ocr=False)) as session:
        text = {key: found.value.family for key, found in session.found.items()}
        families |= {key: family for key, family in text.items() if family != OCR_FAMILY}
        for folder in folders:
            if not (folder / "labels.json").is_file():
                for file in sorted(folder.glob("*.pdf")):
                    seen = next(session.check([str(file)])).result
                    if seen.verdict is not None:
                        yield control(file.name, "real", seen.recoveries, (), families), seen.verdict.level
                continue
            for label in read_labels(folder / "labels.json").files:
                if not is_control(label, tuning=tuning):
                    continue
                file = folder / label.file
                seen = next(session.check([str(file)])).result
                source = folder / label.reference
                true = next(session.check([str(file)], sources=[source], analyse=False)).result
                assert seen.verdict is not None
                found = control(file.name, label.typesetter, seen.recoveries, true.recoveries, families)
                yield found, seen.verdict.level


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
