"""Whether the verdict holds: on clean controls, against the true text, and with or without a source.

Reads every file of built corpora once and judges it five times: without a source (``page``), with its true
text as the source (``text``) or its true data (``data``), and against the truth, which is that text in its
own order (``truth``) with those data (``true_data``). Prints

- of the tuning controls, the share that exceeds any limit of order;
- of the fresh controls, how many pass, those of which a path loses words apart;
- of the files of which a fail gate holds against the truth, the share that is ``fail``, and any other one;
- the share of files with the same level with a source and without.

Exits 1 below the goals. Build the files with ``ats corpus build``.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import msgspec

from atsharness.fields.truth import true_leaves
from atsharness.in_process import inputs_of, text_panel
from atsharness.model import Reference, Verdict
from atsharness.pipeline import against, artifacts_of, observed, with_source
from atsharness.rules.engine import all_rules, judge
from atsharness.rules.model import Artifacts
from atsharness.verdict.decide import verdict
from atsharness.verdict.limits import calibrated
from atsharness_corpus.calibrate import Control, alarms, control, is_control
from atsharness_corpus.labels import FileLabel, read_labels

ROOT = Path(__file__).resolve().parents[2]
EXCEEDING, PASSING, FAILS_FOUND, SAME_LEVEL = 0.01, 0.98, 0.98, 0.95
WAYS = (("page", "truth"), ("data", "true_data"))
"""What a user is told, and the truth of the same fields: data know jobs and skills, a page does not."""


class Row(msgspec.Struct, frozen=True):
    """One file: its level by what it is held against, the gates that fail, and what its paths lose."""

    file: str
    seed: int
    clean: bool
    tuning: bool
    levels: dict[str, str]
    failing: dict[str, list[str]]
    control: Control


def verdict_of(artifacts: Artifacts) -> Verdict:
    """The verdict on one document, as ``ats check`` gives it."""
    return verdict(
        observed(artifacts), calibrated(), judge(artifacts, all_rules().values()).results, every_rule=True
    )


def judged(ocr: bool, item: tuple[Path, FileLabel]) -> Row:
    """One file, judged every way."""
    folder, label = item
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    panel = text_panel()
    page = artifacts_of(inputs_of((folder / label.file).read_bytes(), panel, ocr=ocr))
    true = (folder / label.reference).read_text("utf-8")
    leaves = true_leaves(json.loads((folder / label.fields).read_bytes())) if label.fields else ()
    data = "\n".join(leaf.text for leaf in leaves)
    ways = {
        "page": page,
        "text": with_source(page, Reference(text=true)),
        "truth": against(page, Reference(text=true)),
    }
    if leaves:
        ways["data"] = with_source(page, Reference(text=data, leaves=leaves))
        ways["true_data"] = against(page, Reference(text=true, leaves=leaves))
    verdicts = {way: verdict_of(artifacts) for way, artifacts in ways.items()}
    return Row(
        file=label.file,
        seed=label.seed,
        clean=label.clean and label.near_miss_of is None,
        tuning=is_control(label, tuning=True),
        levels={way: verdict.level for way, verdict in verdicts.items()},
        failing={
            way: [gate.name for gate in verdict.gates if gate.level == "fail"]
            for way, verdict in verdicts.items()
        },
        control=control(
            label.file,
            label.typesetter,
            page.recoveries,
            ways["truth"].recoveries,
            [path.id for path in panel],
        ),
    )


def on_controls(rows: Sequence[Row], fresh_from: int) -> list[bool]:
    """Prints what controls are told; whether the goals are met."""
    families = {path.id: path.family for path in text_panel()}
    met = []
    tuning = [row.control for row in rows if row.tuning and row.seed < fresh_from and not row.control.losses]
    if tuning:
        share = alarms(tuning, families, calibrated().spare)
        print(f"tuning controls: {len(tuning)}; beyond some limit: {share:.2%} (goal {EXCEEDING:.0%})")
        met.append(share <= EXCEEDING)
    fresh = [row for row in rows if row.clean and row.seed >= fresh_from]
    for losing, name in ((False, "lose nothing"), (True, "lose words in some path")):
        some = [row for row in fresh if bool(row.control.losses) == losing]
        told = Counter(row.levels["page"] for row in some)
        print(f"fresh controls that {name}: {len(some)}: {dict(told)}")
        if some and not losing:
            met.append(told["pass"] >= PASSING * len(some))
            _listed(some, lambda row: row.levels["page"] != "pass")
    return met


def on_fails(rows: Sequence[Row]) -> list[bool]:
    """Prints how ``fail`` agrees with the fail gates held against the truth; whether the goals are met."""
    met = []
    for told, true in WAYS:
        known = [row for row in rows if {told, true} <= row.levels.keys()]
        sure = [row for row in known if row.levels[told] != "not_measurable"]
        holds = [row for row in sure if row.failing[true]]
        found = [row for row in holds if row.levels[told] == "fail"]
        false = [row for row in sure if row.levels[told] == "fail" and not row.failing[true]]
        print(
            f"{told} against {true}: {len(found)} of {len(holds)} fails found (goal {FAILS_FOUND:.0%}), "
            f"{len(false)} false ones, {len(known) - len(sure)} not measurable"
        )
        for row in holds:
            if row not in found:
                print(f"  missed {row.file}: {row.levels[told]}; true {', '.join(row.failing[true])}")
        for row in false:
            print(f"  false  {row.file}: {', '.join(row.failing[told])}; true {row.levels[true]}")
        met += [len(found) >= FAILS_FOUND * len(holds), not false]
    return met


def on_sources(rows: Sequence[Row]) -> list[bool]:
    """Prints how often the level is the same with a source; whether the goal is met."""
    same = [row for row in rows if row.levels["page"] == row.levels["text"]]
    print(
        f"same level with and without the text as source: {len(same) / len(rows):.1%} (goal {SAME_LEVEL:.0%})"
    )
    for row in rows:
        if row not in same:
            print(f"  {row.file}: page {row.levels['page']}, text {row.levels['text']}")
    data = [row for row in rows if "data" in row.levels]
    alike = sum(row.levels["page"] == row.levels["data"] for row in data)
    print(f"the same with the data, which know jobs and skills: {alike} of {len(data)}")
    return [len(same) >= SAME_LEVEL * len(rows)]


def _listed(rows: Sequence[Row], wrong: Any) -> None:
    for row in rows:
        if wrong(row):
            print(f"  {row.file}: {row.levels['page']}; against the truth {row.levels['truth']}")


def main() -> int:
    """Judges, counts, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*", default=[ROOT / "corpus" / "rendered"])
    parser.add_argument(
        "--fresh-from", type=int, default=1000, metavar="SEED", help="limits know those below"
    )
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth file")
    parser.add_argument("--ocr", action="store_true", help="also read what the text layer does not tell")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write a record a file")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    options = parser.parse_args()
    items = [
        (folder, label)
        for folder in options.folders
        for label in read_labels(folder / "labels.json").files[:: options.every]
    ]
    rows: list[Row] = []
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
        for row in pool.map(partial(judged, options.ocr), items, chunksize=2):
            rows.append(row)
            if sys.stderr.isatty():
                print(f"\r{len(rows)}/{len(items)} files", end="", file=sys.stderr)
    if options.json:
        options.json.write_bytes(msgspec.json.format(msgspec.json.encode(rows), indent=1))
    print(f"{len(rows)} files; levels by what they are held against:")
    for way, levels in _levels(rows).items():
        print(f"  {way}: {dict(levels)}")
    met = [*on_controls(rows, options.fresh_from), *on_fails(rows), *on_sources(rows)]
    return int(not all(met))


def _levels(rows: Sequence[Row]) -> Mapping[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for row in rows:
        for way, level in row.levels.items():
            found.setdefault(way, Counter())[level] += 1
    return found


if __name__ == "__main__":
    sys.exit(main())
