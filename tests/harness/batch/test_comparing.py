"""What changed between two runs, on hand-made rows."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest
from runs import document, measures, path, violation, write_run

from atsharness.batch.comparing import compare
from atsharness.batch.reading import Run
from atsharness.batch.rows import DocumentRow
from atsharness.model.run_summary import RunComparison


def of(tmp_path: Path, before: Iterable[DocumentRow], after: Iterable[DocumentRow]) -> RunComparison:
    folders = [write_run(tmp_path / name, rows) for name, rows in (("old", before), ("new", after))]
    return compare(*(Run(str(folder)) for folder in folders))


def lost(number: int, chars: int, *, version: str = "1.0", **fields: object) -> DocumentRow:
    return document(number, path("pypdf", made=measures(lost=chars), version=version), **fields)  # type: ignore[arg-type]


def test_the_same_documents_are_compared_whatever_their_number(tmp_path: Path) -> None:
    """Of 20 documents each loses 5 % more, however much it lost before: the paired interval has no width."""
    before = [lost(number, 20 * number) for number in range(20)]
    names = [row.name for row in before]
    after = [lost(19 - number, 20 * number + 50, version="2.0", name=names[number]) for number in range(20)]
    found = of(tmp_path, before, after)
    (only,) = found.paths
    change = only.losses["text_lost"]
    assert (found.same_bytes, found.same_name, found.only) == (20, 0, (0, 0))
    assert only.versions == (("1.0",), ("2.0",))
    assert (change.before, change.after) == (0.19, 0.24)
    assert (change.difference.value, change.difference.low, change.difference.high) == (0.05, 0.05, 0.05)
    assert change.difference.n == 20
    assert only.losses["order_moved"].difference.value == 0
    assert found.runs == ("old", "new")


def test_documents_are_told_by_their_bytes_then_by_their_name(tmp_path: Path) -> None:
    before = [
        lost(0, 0, name="same.pdf", sha256="aa" * 32),
        lost(1, 0, name="moved.pdf", sha256="bb" * 32),
        lost(2, 0, name="edited.pdf", sha256="cc" * 32),
        lost(3, 0, name="gone.pdf", sha256="dd" * 32),
        lost(4, 0, name="copy-1.pdf", sha256="ee" * 32),
        lost(5, 0, name="copy-2.pdf", sha256="ee" * 32),
    ]
    after = [
        lost(0, 0, name="elsewhere/moved.pdf", sha256="bb" * 32),
        lost(1, 0, name="edited.pdf", sha256="ff" * 32),
        lost(2, 0, name="same.pdf", sha256="aa" * 32),
        lost(3, 0, name="new.pdf", sha256="11" * 32),
        lost(4, 0, name="copy-2.pdf", sha256="ee" * 32, level="fail"),
        lost(5, 0, name="copy-3.pdf", sha256="ee" * 32),
    ]
    found = of(tmp_path, before, after)
    assert (found.same_bytes, found.same_name, found.only) == (4, 1, (1, 1))
    assert [(one.before, one.after, one.documents) for one in found.levels] == [
        ("pass", "fail", ("copy-2.pdf",))
    ]


def test_documents_that_neither_run_could_read_are_the_same(tmp_path: Path) -> None:
    before = [lost(0, 0, name="empty.pdf", sha256=None), lost(1, 0, name="one.pdf", sha256=None)]
    after = [lost(0, 0, name="empty.pdf", sha256=None), lost(1, 0, name="one.pdf", sha256="aa" * 32)]
    found = of(tmp_path, before, after)
    assert (found.same_bytes, found.same_name, found.only) == (1, 1, (0, 0))


def test_levels_that_moved(tmp_path: Path) -> None:
    levels = ["pass", "pass", "pass", "fail", None]
    now = ["at_risk", "at_risk", "pass", "pass", "pass"]
    found = of(
        tmp_path,
        [document(number, path("p"), level=level) for number, level in enumerate(levels)],
        [document(number, path("p"), level=level) for number, level in enumerate(now)],
    )
    assert [(one.before, one.after, one.count) for one in found.levels] == [
        ("pass", "at_risk", 2),
        ("fail", "pass", 1),
        ("none", "pass", 1),
    ]
    assert found.levels[0].documents == ("cvs/0000.pdf", "cvs/0001.pdf")
    assert found.levels_same == 1


def test_rules_that_appear_and_vanish(tmp_path: Path) -> None:
    both, old, new = violation("ATS201"), violation("ATS304"), violation("ATS101")
    slight = violation("ATS101", outcome="information")
    found = of(
        tmp_path,
        [document(0, findings=(both, old)), document(1, findings=(slight,)), document(2, findings=(old,))],
        [document(0, findings=(both,)), document(1, findings=(new,)), document(2, findings=(old,))],
    )
    rules = {one.rule: (one.before, one.after, one.appeared, one.vanished) for one in found.rules}
    assert rules == {"ATS101": (0, 1, 1, 0), "ATS304": (2, 1, 0, 1)}
    appeared = next(one for one in found.rules if one.rule == "ATS101")
    assert appeared.appeared_in == ("cvs/0001.pdf",)


def test_statuses_that_changed_and_the_documents_that_changed_most(tmp_path: Path) -> None:
    def rows(statuses: list[str], losses: list[int]) -> list[DocumentRow]:
        made = []
        for number, (status, chars) in enumerate(zip(statuses, losses, strict=True)):
            measured = measures(lost=chars) if status == "ok" else None
            made.append(document(number, path("pypdf", status, measured), path("pdfium")))
        return made

    found = of(
        tmp_path,
        rows(["ok", "ok", "ok", "timeout"], [10, 100, 0, 0]),
        rows(["ok", "ok", "failed", "ok"], [20, 900, 0, 0]),
    )
    changed = next(one for one in found.paths if one.path == "pypdf")
    same = next(one for one in found.paths if one.path == "pdfium")
    assert changed.statuses == {"ok → failed": 1, "timeout → ok": 1}
    assert changed.documents == ("cvs/0002.pdf", "cvs/0003.pdf", "cvs/0001.pdf", "cvs/0000.pdf")
    assert (same.statuses, same.documents) == ({}, ())
    assert changed.losses["text_lost"].difference.n == 3  # of one nothing was known before
    assert changed.gets_everything.difference.value == pytest.approx(-1 / 3, abs=1e-6)


def test_a_path_of_one_run_alone_is_named(tmp_path: Path) -> None:
    found = of(tmp_path, [document(0, path("pdfium"))], [document(0, path("tika"))])
    assert {one.path: one.versions for one in found.paths} == {
        "pdfium": (("1.0",), ()),
        "tika": ((), ("1.0",)),
    }
    assert all(not one.losses for one in found.paths)


def test_a_run_does_not_differ_from_itself(tmp_path: Path) -> None:
    rows = [
        document(number, path("pypdf", made=measures(lost=number)), findings=(violation("ATS201"),))
        for number in range(5)
    ]
    found = of(tmp_path, rows, [msgspec.structs.replace(row) for row in rows])
    assert (found.levels, found.rules, found.levels_same) == ((), (), 5)
    assert all(not change.difference.value for change in found.paths[0].losses.values())


def test_runs_without_a_document_in_common(tmp_path: Path) -> None:
    found = of(tmp_path, [document(0, path("p"), name="a")], [document(0, path("p"), name="b")])
    assert (found.same_bytes, found.same_name, found.only) == (0, 0, (1, 1))
