"""How much of what faulty files lose the findings explain, and what vanishes with the fault (ablation).

``python -m tests.bench.explained FOLDER [--limit N] [--faults a,b] [--ocr] [--json FILE]`` over a folder
made by ``ats corpus build``. Without ``--ocr`` files without a text layer, or with one that tells no letter,
have no reference and no losses.

A loss is one word in one text path of the panel: *lost* (missing), *altered* (its letters or boundaries
differ) or *moved*. It is explained where a finding names it and the finding's boxes cover no more than a
quarter of their page. Columns and scans, whose place is the page, are exempt; so are the rules of a fault
that the labels place in the whole document or in more than a quarter of a page (a broken font): what is
explained so alone is counted as ``wide``.

Ablation: the near-miss of the same seed is the same page without the fault. Of the losses that the fault's
rules explain in the faulty file, those vanish that the same word in the same path does not suffer there.
Words are the same by their letters and their context (`align` of what a person reads in either file). A word
that the near-miss does not have (it is set otherwise there) tells nothing and is counted apart, and so is a
loss that the rules of another fault explain too which both files are labelled with (columns, whose stream
alone differs).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from atsharness.model import Finding
    from atsharness.model.facts import PageFacts
    from atsharness.rules.engine import Judged, Loss
    from atsharness.rules.model import Artifacts
    from atsharness_corpus.labels import FileLabel

LARGEST = 0.25
"""Share of a page that a finding's boxes may cover to say where a loss comes from."""

WHOLE_PAGE = frozenset({"ATS101", "ATS102", "ATS201", "ATS202", "ATS203", "ATS204", "ATS205", "ATS208"})
"""Scans and columns."""

GOAL, GOAL_ABLATION = 0.95, 0.9
_CELL = 2.0
"""Side of the squares, in points, in which covered area is counted."""

_COUNTS = (
    "files", "lost", "altered", "moved", "explained", "wide", "own", "own_explained", "by_layout", "tested",
    "vanished", "untold",
)  # fmt: skip


@dataclass
class Row:
    """One fault's files summed up; counts of losses."""

    fault: str
    files: int = 0
    lost: int = 0
    altered: int = 0
    moved: int = 0
    explained: int = 0
    wide: int = 0
    """Explained by no finding but those of a fault that is wider than a quarter of the page."""
    own: int = 0
    """Losses that the fault itself causes: the near-miss does not have them."""
    own_explained: int = 0
    by_layout: int = 0
    """Explained by a finding other than those on single fields (ATS3xx)."""
    tested: int = 0
    vanished: int = 0
    untold: int = 0
    """Losses of the fault's rules whose word the near-miss does not have, or that it has by another fault."""
    unexplained: dict[str, list[str]] = field(default_factory=dict)
    """By file and path, some words."""
    own_unexplained: dict[str, list[str]] = field(default_factory=dict)
    """Those of them that the fault itself causes."""
    persisting: dict[str, list[str]] = field(default_factory=dict)
    """Explained by the labelled rules, and lost in the near-miss too."""

    @property
    def total(self) -> int:
        """All losses."""
        return self.lost + self.altered + self.moved

    def add(self, other: Row) -> None:
        """Sums up."""
        for name in _COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.unexplained |= other.unexplained
        self.own_unexplained |= other.own_unexplained
        self.persisting |= other.persisting


# --- pure parts ------------------------------------------------------------------------------------------


def covered(boxes: Iterable[Sequence[float]], width: float, height: float) -> float:
    """Share of a page that boxes cover together (points, origin top left; what is off it is left out)."""
    cells: set[tuple[int, int]] = set()
    columns, rows = max(1, round(width / _CELL)), max(1, round(height / _CELL))
    for x0, y0, x1, y1 in boxes:
        across = range(max(0, round(x0 / _CELL)), min(columns, round(x1 / _CELL)))
        down = range(max(0, round(y0 / _CELL)), min(rows, round(y1 / _CELL)))
        cells.update((x, y) for x in across for y in down)
    return len(cells) / (columns * rows)


def is_placed(finding: Finding, pages: Mapping[int, PageFacts], wide: Collection[str] = ()) -> bool:
    """Whether a finding says closely enough where it stands; those of the rules `wide` need not."""
    if finding.rule_id in WHOLE_PAGE or finding.rule_id in wide:
        return True
    page = pages.get(finding.page or 0)
    if page is None or not finding.boxes:
        return False
    return covered(finding.boxes, page.width, page.height) <= LARGEST


def wide_rules(label: FileLabel) -> frozenset[str]:
    """The rules of faults that stand in the whole document or in much of a page."""
    found: set[str] = set()
    for one in label.faults:
        size = label.page_sizes[(one.page or 1) - 1]
        if one.boxes is None or covered(one.boxes, *size) > LARGEST:
            found.update(one.rule_ids)
    return frozenset(found)


def losses(artifacts: Artifacts) -> dict[Loss, str]:
    """Every loss with its kind: lost, altered or moved."""
    from atsharness.rules.kit.losses import LOST

    found: dict[Loss, str] = {}
    for path, alignment in artifacts.measured.alignments.items():
        for index, label in enumerate(alignment.words):
            if label.decoration:
                continue
            if label.form in LOST:
                found["content", path, index] = "lost" if label.form == "missing" else "altered"
            if label.place == "moved":
                found["order", path, index] = "moved"
    return found


def twins(words: Sequence[str], others: Sequence[str]) -> dict[int, int]:
    """Which of the other words is the same word, by index: by letters and context, wherever it stands."""
    from atsharness.alignment.align import align

    aligned = align(" ".join(words), " ".join(others), path_id="near-miss").words
    return {
        index: label.hypothesis[0]
        for index, label in enumerate(aligned)
        if len(label.hypothesis) == 1 and label.form != "glued"
    }


def explained_by(
    judged: Judged,
    artifacts: Artifacts,
    rules: Collection[str] | None = None,
    wide: Collection[str] = (),
) -> set[Loss]:
    """The losses that placed findings account for; of these rules only, if given."""
    pages = {page.number: page for page in (artifacts.facts.pages if artifacts.facts else ())}
    found: set[Loss] = set()
    for result in judged.results:
        for finding in result.findings:
            if (rules is None or finding.rule_id in rules) and is_placed(finding, pages, wide):
                found |= judged.explained.get(finding.fingerprint, frozenset())
    return found


@dataclass(frozen=True)
class Pair:
    """A faulty file and the file without the fault."""

    fault: str
    rules: frozenset[str]
    """The rules that must find the fault."""
    shared: frozenset[str]
    """The rules of the other faults that both files have."""
    wide: frozenset[str]
    file: str
    near: str | None

    @property
    def name(self) -> str:
        """Of the faulty file."""
        return Path(self.file).stem


def row_of(pair: Pair, faulty: Artifacts, without: Artifacts | None) -> Row:
    """One faulty file, with the artifacts of the file that lacks the fault."""
    from atsharness.rules.engine import all_rules, judge

    judged = judge(faulty, all_rules().values())
    all_losses = losses(faulty)
    close = explained_by(judged, faulty) & all_losses.keys()
    known = explained_by(judged, faulty, wide=pair.wide) & all_losses.keys()
    layout = {rule for rule in (item.rule_id for item in judged.results) if not _is_field(rule)}
    kinds = Counter(all_losses.values())
    row = Row(
        fault=pair.fault,
        files=1,
        lost=kinds["lost"],
        altered=kinds["altered"],
        moved=kinds["moved"],
        explained=len(known),
        wide=len(known - close),
        by_layout=len(explained_by(judged, faulty, layout, pair.wide) & all_losses.keys()),
    )
    texts = faulty.measured.texts
    row.unexplained = _shown(pair.name, sorted(all_losses.keys() - known), texts)
    if without is not None:
        other = losses(without)
        same = twins(texts, without.measured.texts)
        kept = {
            (kind, path, index)
            for kind, path, index in all_losses
            if index in same and (kind, path, same[index]) in other
        }
        named = explained_by(judged, faulty, pair.rules, pair.wide) & all_losses.keys()
        apart = explained_by(judged, faulty, pair.shared) if pair.shared else set()
        ran = without.measured.alignments
        told = {loss for loss in named - apart if loss[2] in same and loss[1] in ran}
        row.untold, row.tested, row.vanished = len(named - told), len(told), len(told - kept)
        row.persisting = _shown(pair.name, sorted(told & kept), texts)
        own = all_losses.keys() - kept
        row.own, row.own_explained = len(own), len(own & known)
        row.own_unexplained = _shown(pair.name, sorted(own - known), texts)
    return row


def _is_field(rule_id: str) -> bool:
    return rule_id.startswith("ATS3") and rule_id not in ("ATS306", "ATS308")


def _shown(name: str, some: Iterable[Loss], texts: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for kind, path, index in some:
        found.setdefault(f"{name} {path} {kind}", []).append(texts[index])
    return found


# --- running ---------------------------------------------------------------------------------------------


def pairs(labels: Iterable[FileLabel]) -> list[Pair]:
    """Every file made for a fault, with its near-miss."""
    labels = tuple(labels)
    near = {(label.near_miss_of, label.seed): label for label in labels if label.near_miss_of}
    found = []
    for label in labels:
        one = next((one for one in label.faults if f"__{one.fault}__" in label.file), None)
        if label.near_miss_of is not None or one is None:
            continue
        twin = near.get((one.fault, label.seed))
        others = twin.faults if twin is not None else ()
        rules = frozenset(one.rule_ids)
        found.append(
            Pair(
                fault=one.fault,
                rules=rules,
                shared=frozenset(rule for item in others for rule in item.rule_ids) - rules,
                wide=wide_rules(label),
                file=label.file,
                near=twin.file if twin is not None else None,
            )
        )
    return found


def _measured(folder: str, ocr: bool, pair: Pair) -> Row | str:
    import logging
    import warnings

    from atsharness.in_process import inputs_of, text_panel
    from atsharness.pipeline import artifacts_of

    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    panel = text_panel()

    def read(name: str) -> Artifacts:
        return artifacts_of(inputs_of((Path(folder) / name).read_bytes(), panel, name=name, ocr=ocr))

    try:
        return row_of(pair, read(pair.file), read(pair.near) if pair.near else None)
    except Exception as error:
        return f"{pair.file}: {type(error).__name__}: {error}"


def summed(found: Iterable[Row]) -> dict[str, Row]:
    """Rows by fault, and one over all of them (``all``)."""
    rows: dict[str, Row] = {}
    for row in found:
        for name in (row.fault, "all"):
            rows.setdefault(name, Row(fault=name)).add(row)
    return rows


def means(rows: Mapping[str, Row]) -> tuple[float, float]:
    """Shares explained and vanished, each fault counting once whatever it loses (0-1, 0 where none does)."""
    faults = [row for name, row in rows.items() if name != "all"]
    explained = [row.explained / row.total for row in faults if row.total]
    vanished = [row.vanished / row.tested for row in faults if row.tested]
    return fmean(explained or [0.0]), fmean(vanished or [0.0])


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f}" if whole else "    -"


def table(rows: Mapping[str, Row], most: int) -> str:
    """The rows for a screen, the least explained last, then their words."""
    import tabulate

    ordered = sorted(
        rows.values(),
        key=lambda row: (row.fault != "all", row.own_explained - row.own, row.explained - row.total),
    )
    cells = [
        (
            row.fault, row.files, row.lost, row.altered, row.moved, _percent(row.explained, row.total),
            row.wide,            _percent(row.by_layout, row.total), row.total - row.explained, row.own,
            _percent(row.own_explained, row.own), row.own - row.own_explained, row.tested,
            _percent(row.vanished, row.tested), row.untold,
        )
        for row in ordered
    ]  # fmt: skip
    names = (
        "fault", "files", "lost", "altered", "moved", "explained %", "wide", "by layout %", "unexplained",
        "of the fault", "explained % ", "unexplained ",
        "tested", "vanished %", "untold",
    )  # fmt: skip
    explained, vanished = means(rows)
    parts = [
        tabulate.tabulate(cells, names, "rounded_outline", disable_numparse=True),
        f"mean of the faults: explained {100 * explained:.1f} %, vanished {100 * vanished:.1f} %",
    ]
    for title, chosen in (
        ("unexplained", "unexplained"),
        ("unexplained, of the fault", "own_unexplained"),
        ("not vanished", "persisting"),
    ):
        worst = sorted(getattr(rows.get("all", Row("all")), chosen).items(), key=lambda item: -len(item[1]))
        parts += [f"{title}: {where}: {len(words)}: {' '.join(words[:12])}" for where, words in worst[:most]]
    return "\n".join(parts)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures a folder; exit code 1 where either share is under its goal."""
    from concurrent.futures import ProcessPoolExecutor
    from functools import partial
    from multiprocessing import get_context

    from atsharness_corpus.labels import read_labels

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, help="a built corpus: labels.json, pdf/, ref/")
    parser.add_argument("--limit", type=int, help="only so many faulty files")
    parser.add_argument("--faults", default="", help="only these, parted by commas")
    parser.add_argument("--worst", type=int, default=20, help="lines of unexplained words shown")
    parser.add_argument("--ocr", action="store_true", help="have OCR read what text layers do not tell")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--json", type=Path, metavar="FILE", help="the rows with all words")
    asked = parser.parse_args(arguments)
    chosen = pairs(read_labels(asked.folder / "labels.json").files)
    if asked.faults:
        chosen = [pair for pair in chosen if pair.fault in asked.faults.split(",")]
    chosen = chosen[: asked.limit]
    found: list[Row] = []
    with ProcessPoolExecutor(asked.jobs, mp_context=get_context("spawn")) as pool:
        for row in pool.map(partial(_measured, str(asked.folder), asked.ocr), chosen):
            if isinstance(row, str):
                print(row, file=sys.stderr)
            else:
                found.append(row)
    rows = summed(found)
    print(table(rows, asked.worst))
    if asked.json:
        asked.json.write_text(
            json.dumps({name: asdict(row) for name, row in rows.items()}, indent=1), "utf-8"
        )
    whole = rows.get("all", Row("all"))
    reached = whole.explained >= GOAL * whole.total and whole.vanished >= GOAL_ABLATION * whole.tested
    return int(not reached or len(found) < len(chosen))


if __name__ == "__main__":
    sys.exit(main())
