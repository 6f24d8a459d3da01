"""How right verdicts and findings are on files from other people, and from their templates.

Checks every PDF of the FOLDERs that docs/judged-files.tsv knows by its SHA-256, as it was judged: without
OCR. Holds each verdict against the level that is due by eye, and takes the judgement on each violation that
no other one causes from that table. Prints the figures with 95 % Wilson intervals, verdicts not as due,
violations that are not true, those that nobody has judged, and what was true or seen and is told no more.
Exits 1 where a verdict that was right is wrong, or a violation is unjudged.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
from collections.abc import Iterable, Sequence
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from atsharness.model import DocumentResult
from atsharness.session import Session
from atsharness.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "judged-files.tsv"
JUDGED = ("true", "debatable", "false")
SEEN = ("seen", "missed")
"""What a person saw: some rule tells of it, or none does."""
LEVELS = ("pass", "at_risk", "fail", "not_measurable")
LAYOUTS = ("one column", "label column", "sidebar", "two columns")
CLEAN = "no"
Z = 1.96
"""Of a 95 % interval."""


class Line(NamedTuple):
    """One line of the table: of a file where `rule` is empty, else of a violation of it."""

    file: str
    sha256: str
    maker: str
    layout: str
    loss: str
    """What paths really lose, by eye; `CLEAN`: nothing that a reader of a résumé needs."""
    due: str
    """The level that is due for it."""
    verdict: str
    """The level that the product gave when the file was judged."""
    right: str
    """``yes``, ``no``, or ``debatable``."""
    rule: str
    """An id; of something seen the ids that may tell of it, parted by commas."""
    judgement: str
    why: str


class Checked(NamedTuple):
    """A file's own line, those of its violations, and what the product says now."""

    line: Line
    judged: Sequence[Line]
    level: str
    serious: bool
    roots: frozenset[str]
    """Rules with a violation that is no other finding's effect."""
    told: frozenset[str]
    """Rules that say anything, as a violation, its effect, or information."""


def read_table(path: Path = TABLE) -> list[Line]:
    """The lines of the table."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [Line(**row) for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)]


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if not of:
        return 0.0, 1.0
    share, square = hits / of, Z * Z / of
    centre = (share + square / 2) / (1 + square)
    half = Z * sqrt(share * (1 - share) / of + square / (4 * of)) / (1 + square)
    return max(0.0, centre - half), min(1.0, centre + half)


def said(document: DocumentResult, lines: Sequence[Line]) -> Checked:
    """What the product says of a file, beside the table's lines of it."""
    found = [(one.outcome, finding) for one in document.rule_results for finding in one.findings]
    violations = [finding for outcome, finding in found if outcome == "violation"]
    return Checked(
        line=next(line for line in lines if not line.rule),
        judged=[line for line in lines if line.rule],
        level=document.verdict.level if document.verdict is not None else "not_measurable",
        serious=any(finding.impact in ("critical", "serious") for finding in violations),
        roots=frozenset(finding.rule_id for finding in violations if finding.cause is None),
        told=frozenset(
            finding.rule_id for outcome, finding in found if outcome in ("violation", "information")
        ),
    )


def is_right(one: Checked) -> bool:
    """Whether the level is the one that is due."""
    return one.level == one.line.due


def figures(checked: Sequence[Checked]) -> list[tuple[str, int, int]]:
    """What is counted, how many, and of how many."""
    plain = [one for one in checked if one.line.layout == "one column" and one.line.loss == CLEAN]
    lossy = [one for one in checked if one.line.due in ("at_risk", "fail")]
    below = [one for one in checked if one.level in ("at_risk", "fail")]
    failed = [one for one in checked if one.level == "fail"]
    passed = [one for one in checked if one.level == "pass"]
    judged = [line for one in checked for line in one.judged if line.rule in one.roots]
    layout, fields = _of_group(judged, "ATS2"), _of_group(judged, "ATS3")
    return [
        ("verdicts that are due", sum(map(is_right, checked)), len(checked)),
        ("clean files of one column that pass", sum(one.level == "pass" for one in plain), len(plain)),
        ("files with a real loss at risk or fail", sum(one in below for one in lossy), len(lossy)),
        ("fail that is not due", sum(one.line.due != "fail" for one in failed), len(failed)),
        ("pass with a serious finding", sum(one.serious for one in passed), len(passed)),
        ("below pass without a violation", sum(not one.roots for one in below), len(below)),
        ("violations of layout rules that are true", _true(layout), len(layout)),
        ("violations of field rules that are true", _true(fields), len(fields)),
        ("violations of field rules that are true or debatable", _tenable(fields), len(fields)),
        ("all violations that are true", _true(judged), len(judged)),
        ("all violations that are true or debatable", _tenable(judged), len(judged)),
    ]


def _of_group(lines: Iterable[Line], start: str) -> list[Line]:
    return [line for line in lines if line.rule.startswith(start) and line.judgement in JUDGED]


def _true(lines: Iterable[Line]) -> int:
    return sum(line.judgement == "true" for line in lines)


def _tenable(lines: Iterable[Line]) -> int:
    return sum(line.judgement in ("true", "debatable") for line in lines)


def remarks(one: Checked) -> list[str]:
    """What is not as it was judged, or not as it should be."""
    told = []
    if not is_right(one):
        told.append(f"{one.line.due} is due, {one.level} is said: {one.line.why}")
    known = {line.rule for line in one.judged if line.judgement in JUDGED}
    told += [f"unjudged {rule}" for rule in sorted(one.roots - known)]
    for line in one.judged:
        if line.rule in one.roots and line.judgement in ("debatable", "false"):
            told.append(f"{line.judgement} {line.rule}: {line.why}")
        elif line.judgement == "true" and line.rule not in one.told:
            told.append(f"gone {line.rule}: {line.why}")
        elif line.judgement in SEEN and not one.told & set(line.rule.split(",")):
            told.append(f"{'missed' if line.judgement == 'seen' else 'not found'} {line.rule}: {line.why}")
    return told


def is_worse(one: Checked) -> bool:
    """Whether a verdict that was right is wrong, or a violation is unjudged."""
    known = {line.rule for line in one.judged if line.judgement in JUDGED}
    return (one.line.right == "yes" and not is_right(one)) or bool(one.roots - known)


def main() -> int:
    """Checks, takes the judgements, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER", help="with PDFs of the table")
    parser.add_argument("--ocr", action="store_true", help="with OCR, as ats check does it by default")
    options = parser.parse_args()
    by_digest: dict[str, list[Line]] = {}
    for line in read_table():
        by_digest.setdefault(line.sha256, []).append(line)
    paths = sorted(path for folder in options.folders for path in folder.rglob("*.pdf"))
    files = {
        digest: path
        for path in paths
        if (digest := hashlib.sha256(path.read_bytes()).hexdigest()) in by_digest
    }
    if not files:
        print(f"no file there is in {TABLE.relative_to(ROOT)}", file=sys.stderr)
        return 2
    with Session(Settings(paths=("panel",), ocr=options.ocr)) as session:
        checked = [
            said(found.result, by_digest[digest])
            for digest, found in zip(files, session.check(map(str, files.values())), strict=True)
        ]
    for one in checked:
        for remark in remarks(one):
            print(f"{one.line.file}: {remark}")
    for name, hits, of in figures(checked):
        low, high = wilson(hits, of)
        share = f"{100 * hits / of:.0f} % ({100 * low:.0f}-{100 * high:.0f})" if of else "-"
        print(f"{name:54} {hits:4} of {of:4}  {share}")
    return int(any(map(is_worse, checked)))


if __name__ == "__main__":
    raise SystemExit(main())
