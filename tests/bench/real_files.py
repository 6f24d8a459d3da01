"""How many findings are true on résumés that people made: those of docs/real-files.md, checked again.

Checks every PDF of FOLDER that docs/real-files.tsv knows by its SHA-256, with OCR unless told otherwise.
Takes the verdict on each violation that no other finding causes from that table: by fingerprint, else by an
overlapping box on the page. Prints the precision, findings without a verdict, true ones that are gone, and
what a person saw that no rule reports. Exits 1 below the goal, or where a finding is unjudged or gone, or
something is missed that was found before.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from atsharness.model import Box, Finding, RuleResult
from atsharness.model.geometry import union
from atsharness.run import Session
from atsharness.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "real-files.tsv"
GOAL = 0.9
JUDGED = ("true", "debatable", "false")
OVERLAP = 0.5
"""Of the smaller of two boxes: from there on a finding is at the place of the one that was judged."""


class Line(NamedTuple):
    """One line of the table: a verdict on a finding, or something seen that a rule is to tell of."""

    file: str
    sha256: str
    rule: str
    """An id; of something seen the ids that may tell of it, parted by commas."""
    page: int | None
    box: Box | None
    fingerprint: str
    verdict: str
    """One of `JUDGED`; ``seen`` (some rule finds it), ``missed`` (none does yet); ``clean``: no violation."""
    why: str


class Found(NamedTuple):
    """A finding of now and the line that judges it."""

    file: str
    finding: Finding
    line: Line | None


def read_table(path: Path = TABLE) -> list[Line]:
    """The lines of the table."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            Line(
                file=row["file"],
                sha256=row["sha256"],
                rule=row["rule"],
                page=int(row["page"]) if row["page"] else None,
                box=_box(row["box"]),
                fingerprint=row["fingerprint"],
                verdict=row["verdict"],
                why=row["why"],
            )
            for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def _box(text: str) -> Box | None:
    if not text:
        return None
    x0, y0, x1, y1 = (float(part) for part in text.split())
    return x0, y0, x1, y1


def overlap(one: Box | None, other: Box | None) -> float:
    """The common area of two boxes as a share of the smaller; 1 where both are of the whole file."""
    if one is None or other is None:
        return float(one is other)
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    least = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return max(0.0, width) * max(0.0, height) / least if least > 0 else 0.0


def matched(finding: Finding, lines: Sequence[Line]) -> Line | None:
    """The line of a file that judges a finding: same rule and page, then fingerprint, then place."""
    same = [one for one in lines if one.rule == finding.rule_id and one.page == finding.page]
    for line in same:
        if line.fingerprint == finding.fingerprint:
            return line
    best = max(same, key=lambda one: overlap(one.box, finding.box), default=None)
    return best if best is not None and overlap(best.box, finding.box) >= OVERLAP else None


def places(finding: Finding) -> list[Finding]:
    """A finding place by place: the table judges each by itself."""
    others = (
        msgspec.structs.replace(
            finding,
            page=one.page,
            boxes=one.boxes,
            box=union(one.boxes) if one.boxes else None,
            fingerprint="",
        )
        for one in finding.elsewhere
    )
    return [finding, *others]


def roots(results: Iterable[RuleResult]) -> list[Finding]:
    """Findings of violated rules that are no other finding's effect, place by place."""
    return [
        place
        for result in results
        if result.outcome == "violation"
        for finding in result.findings
        if finding.cause is None
        for place in places(finding)
    ]


def verdict_lines(found: Iterable[Found]) -> Counter[str]:
    """Verdicts counted once where a rule says the same of one file in several places."""
    lines = {
        (one.line.sha256, one.line.rule, one.line.verdict, one.line.why)
        for one in found
        if one.line is not None
    }
    return Counter(verdict for _, _, verdict, _ in lines)


def unseen(lines: Iterable[Line], results: Iterable[RuleResult]) -> list[Line]:
    """What a person saw in a file, or on a page, and no rule tells of, as a violation or as information."""
    telling = {
        (result.rule_id, place.page)
        for result in results
        if result.outcome in ("violation", "information")
        for finding in result.findings
        for place in places(finding)
    }
    return [line for line in lines if line.verdict in ("seen", "missed") and not _told(line, telling)]


def _told(line: Line, telling: Iterable[tuple[str, int | None]]) -> bool:
    rules = line.rule.split(",")
    return any(rule in rules and line.page in (None, page) for rule, page in telling)


def main() -> int:
    """Checks, takes the verdicts, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="with PDFs that the table knows")
    parser.add_argument("--no-ocr", action="store_true")
    options = parser.parse_args()
    table = read_table()
    known = {line.sha256 for line in table}
    files = {
        digest: path
        for path in sorted(options.folder.rglob("*.pdf"))
        if (digest := hashlib.sha256(path.read_bytes()).hexdigest()) in known
    }
    if not files:
        print(f"no file of {options.folder} is in {TABLE.relative_to(ROOT)}", file=sys.stderr)
        return 2
    found: list[Found] = []
    gone: list[Line] = []
    missed: list[Line] = []
    with Session(Settings(paths=("panel",), ocr=not options.no_ocr)) as session:
        for digest, checked in zip(files, session.check(map(str, files.values())), strict=True):
            results = checked.result.rule_results
            lines = [line for line in table if line.sha256 == digest]
            judged = [line for line in lines if line.verdict in JUDGED]
            here = [Found(lines[0].file, one, matched(one, judged)) for one in roots(results)]
            found += here
            taken = {
                matched(place, judged)
                for result in results
                for one in result.findings
                for place in places(one)
            }
            gone += [line for line in judged if line.verdict == "true" and line not in taken]
            missed += unseen(lines, results)
    return _report(len(files), found, gone, missed)


def _report(files: int, found: Sequence[Found], gone: Sequence[Line], missed: Sequence[Line]) -> int:
    counts = verdict_lines(found)
    total = sum(counts.values())
    precision = counts["true"] / total if total else 0.0
    print(f"{files} files, {len(found)} violations that nothing else causes, {total} verdict lines")
    print(", ".join(f"{counts[verdict]} {verdict}" for verdict in JUDGED) + f": precision {precision:.2f}")
    for one in found:
        if one.line is None:
            finding = one.finding
            print(f"unjudged  {one.file} p{finding.page} {finding.rule_id}: {finding.message}")
        elif one.line.verdict != "true":
            print(f"{one.line.verdict:9} {one.file} p{one.line.page} {one.line.rule}: {one.line.why}")
    for line in gone:
        print(f"gone      {line.file} p{line.page} {line.rule}: {line.why}")
    new = [line for line in missed if line.verdict == "seen"]
    for line in missed:
        print(f"{'missed' if line in new else 'not found'}  {line.file} {line.rule}: {line.why}")
    unjudged = sum(one.line is None for one in found)
    return int(precision < GOAL or bool(unjudged) or bool(gone) or bool(new))


if __name__ == "__main__":
    raise SystemExit(main())
