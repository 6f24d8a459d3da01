"""The summary of a run, on hand-made rows: every figure can be worked out by hand."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterable
from pathlib import Path

import pytest
from runs import agreement, document, measures, path, violation, write_run

from atsharness.batch.collected import MOST_MISSING, Collected
from atsharness.batch.reading import Run
from atsharness.batch.rows import DocumentRow, FieldCounts
from atsharness.batch.summarise import MOST_GROUPS, summarise
from atsharness.model.run_summary import GroupBy, Loss, PathSummary, RunSummary


def of(
    tmp_path: Path,
    rows: Iterable[DocumentRow],
    by: GroupBy | None = None,
    label: str | None = None,
    **fields: object,
) -> RunSummary:
    folder = write_run(tmp_path / "run", rows, **fields)  # type: ignore[arg-type]
    return summarise(Run(str(folder)), by=by, label=label)


def means(summary: PathSummary, loss: Loss) -> tuple[float | None, float | None, int]:
    average = summary.losses[loss]
    return average.macro.value, average.micro.value, average.macro.n


def test_a_long_document_weighs_more_only_in_the_micro_average(tmp_path: Path) -> None:
    rows = [
        document(0, path("pdfium", made=measures(chars=1000, lost=100, moved=50))),
        document(1, path("pdfium", made=measures(chars=9000, lost=0, moved=0, missing=90))),
    ]
    (found,) = of(tmp_path, rows).paths
    assert means(found, "text_lost") == (0.05, 0.01, 2)
    assert means(found, "order_moved") == (0.025, 0.005, 2)
    assert means(found, "words_lost") == (0.025, 0.045, 2)
    assert found.losses["text_lost"].macro.low == 0
    assert found.losses["text_lost"].macro.high == 0.1
    assert found.statuses == {"ok": 2}


def test_what_is_not_known_is_in_no_average(tmp_path: Path) -> None:
    """No order, no fields, no keywords: n says for how many documents there is a figure."""
    rows = [
        document(0, path("pdfium", made=measures(lost=100, moved=None), fields=()), keywords=0),
        document(1, path("pdfium", made=measures(moved=500))),
        document(2, path("pdfium", "timeout"), level="not_measurable"),
        document(3, path("pdfium", "not_read"), level=None, status="unreadable"),
    ]
    (found,) = of(tmp_path, rows).paths
    assert means(found, "text_lost") == (0.05, 0.05, 2)
    assert means(found, "order_moved") == (0.5, 0.5, 1)
    assert means(found, "fields_lost") == (0.25, 0.25, 1)
    assert means(found, "keywords_lost") == (0.0, 0.0, 1)
    assert found.losses["order_moved"].macro.low is None
    assert found.statuses == {"ok": 2, "timeout": 1, "not_read": 1}
    assert (found.gets_everything.value, found.gets_everything.n) == (1.0, 2)


def test_a_path_that_fails_has_lost_everything_and_one_that_is_ended_nothing_is_known_of(
    tmp_path: Path,
) -> None:
    rows = [
        document(0, path("pdfium"), path("pypdf", "failed"), path("tika", "killed")),
        document(1, path("pdfium"), path("pypdf"), path("tika")),
    ]
    found = {one.path: one for one in of(tmp_path, rows).paths}
    assert means(found["pypdf"], "text_lost") == (0.5, 0.5, 2)
    assert means(found["pypdf"], "fields_lost") == (0.625, 0.625, 2)
    assert means(found["pypdf"], "keywords_lost") == (0.5, 0.5, 2)
    assert means(found["pypdf"], "order_moved") == (0.0, 0.0, 1)
    assert means(found["tika"], "text_lost") == (0.0, 0.0, 1)


def test_a_family_counts_as_its_best_mode_in_each_document(tmp_path: Path) -> None:
    def modes(one: int, two: int, *, all_of_one: bool) -> tuple[object, ...]:
        first = path("mupdf-a", made=measures(lost=one), gets_everything=all_of_one, family="mupdf")
        return first, path("mupdf-b", made=measures(lost=two), gets_everything=False, family="mupdf")

    rows = [
        document(0, *modes(100, 400, all_of_one=True)),  # type: ignore[arg-type]
        document(1, *modes(300, 0, all_of_one=False)),  # type: ignore[arg-type]
    ]
    (family,) = of(tmp_path, rows).families
    assert (family.path, family.family) == ("", "mupdf")
    assert means(family, "text_lost") == (0.05, 0.05, 2)
    assert family.gets_everything.value == 0.5


def test_verdicts_are_shares_of_the_documents_that_have_one(tmp_path: Path) -> None:
    levels = ["pass", "pass", "fail", "not_measurable", None]
    rows = [document(number, path("pdfium"), level=level) for number, level in enumerate(levels)]
    found = {one.level: one for one in of(tmp_path, rows).levels}
    assert {name: (one.documents, one.share.value) for name, one in found.items()} == {
        "pass": (2, 0.5),
        "at_risk": (0, 0.0),
        "fail": (1, 0.25),
        "not_measurable": (1, 0.25),
        "none": (1, None),
    }
    assert found["pass"].share.n == 4


def test_the_prevalence_of_a_rule_is_of_the_documents_in_which_it_could_be_decided(tmp_path: Path) -> None:
    rows = [
        document(0, path("pdfium"), findings=(violation("ATS201", words_lost=7),)),
        document(1, path("pdfium"), findings=(violation("ATS201", outcome="information", impact="minor"),)),
        document(2, path("pdfium"), findings=(violation("ATS201", outcome="incomplete", impact=None),)),
        document(3, path("pdfium")),
        document(4, level=None, rules_asked=0, status="unreadable"),
    ]
    summary = of(tmp_path, rows)
    (rule,) = summary.rules
    assert (rule.prevalence.value, rule.prevalence.n) == (pytest.approx(1 / 3, abs=1e-6), 3)
    assert (rule.violations, rule.information, rule.incomplete, rule.words_lost) == (1, 1, 1, 7)
    assert (rule.impacts, rule.families) == ({"serious": 1}, {"pdfium": 1})
    assert summary.judged == 4


def test_every_document_of_the_manifest_is_accounted_for(tmp_path: Path) -> None:
    gone = [f"gone-{number}.pdf" for number in range(MOST_MISSING + 5)]
    rows = [
        document(0, path("pdfium")),
        document(1, path("pdfium", "killed"), level=None, status="quarantined"),
        document(2, path("pdfium", "not_read"), level=None, status="unsupported", reason="no PDF"),
    ]
    found = of(tmp_path, rows, missing=gone).documents
    assert (found.manifest, found.done, found.missing) == (28, 3, 25)
    assert (found.quarantined, found.unsupported, found.unreadable) == (1, 1, 0)
    assert found.missing_names == tuple(gone[:MOST_MISSING])


def test_errors_of_one_cause_are_one_bucket(tmp_path: Path) -> None:
    """Of an error the class and the stack are the cause: its message differs from file to file."""
    rows = [
        document(number, path("pypdf-a", "failed", reason=f"KeyError: no {number}", stack="a.b > a.c"))
        for number in range(5)
    ]
    rows.append(document(5, path("pypdf-b", "failed", reason="KeyError: x", stack="a.b > a.c")))
    rows.append(document(6, path("pypdf-a", "failed", reason="KeyError: x", stack="a.d")))
    rows.append(document(7, path("tika", "timeout", reason="no answer within N s")))
    rows.append(document(8, level=None, status="unreadable", reason="encrypted"))
    first, *others = of(tmp_path, rows).buckets
    assert (first.count, first.reason, first.stack) == (6, "KeyError", "a.b > a.c")
    assert first.paths == ("pypdf-a", "pypdf-b")
    assert first.documents == tuple(f"cvs/000{number}.pdf" for number in range(3))
    assert {(one.status, one.reason, one.paths) for one in others} == {
        ("failed", "KeyError", ("pypdf-a",)),
        ("timeout", "no answer within N s", ("tika",)),
        ("unreadable", "encrypted", ()),
    }


def test_the_worst_files_come_first(tmp_path: Path) -> None:
    bad, worse = path("pypdf", gets_everything=False), path("tika", gets_everything=False)
    grave = violation("ATS202", words_lost=1)
    slight = violation("ATS210", impact="minor", words_lost=90)
    rows = [
        document(0, path("pdfium")),
        document(1, path("pdfium"), bad, level="at_risk"),
        document(2, worse, bad, level="at_risk"),
        document(3, path("pdfium"), level="fail", content=0.4, findings=(slight, grave)),
        document(4, path("pdfium"), level="fail", content=0.3),
    ]
    found = of(tmp_path, rows).worst
    assert [one.number for one in found] == [4, 3, 2, 1]
    assert found[0].text_lost == pytest.approx(0.7)
    assert found[1].rules == ("ATS202", "ATS210")


def test_families_agree_over_documents_and_over_words(tmp_path: Path) -> None:
    rows = [
        document(0, path("a"), path("b"), agreements=(agreement("a", "b", 50, 100),)),
        document(1, path("a"), path("b"), agreements=(agreement("a", "b", 0, 300),)),
        document(2, path("a"), path("b"), agreements=(agreement("a", "b", 0, 0),)),
    ]
    (found,) = of(tmp_path, rows).agreements
    assert found.families == ("a", "b")
    assert (found.dice.macro.value, found.dice.micro.value, found.dice.macro.n) == (0.5, 0.25, 2)


# --- groups ----------------------------------------------------------------------------------------------


def groups(
    tmp_path: Path, rows: Iterable[DocumentRow], by: GroupBy, label: str | None = None
) -> dict[str, int]:
    found = of(tmp_path, rows, by, label).groups
    assert found is not None
    return {one.name: one.documents for one in found.groups}


def test_documents_are_grouped_by_their_program(tmp_path: Path) -> None:
    rows = [
        document(0, program="word"),
        document(1, program=None, producer="Foo PDF 1.2.3", creator=""),
        document(2, program=None, producer="Foo PDF 2.0", creator=""),
        document(3, program=None),
    ]
    assert groups(tmp_path, rows, "producer") == {"Foo PDF": 2, "not known": 1, "word": 1}


def test_documents_are_grouped_by_layout_with_their_own_figures(tmp_path: Path) -> None:
    bad = path("pdfium", made=measures(lost=500), gets_everything=False)
    rows = [
        document(0, path("pdfium"), layout="single"),
        document(1, bad, layout="columns", level="fail"),
        document(2, bad, layout="columns", level=None),
    ]
    found = of(tmp_path, rows, "layout").groups
    assert found is not None
    columns, single = found.groups
    assert (columns.name, columns.documents) == ("columns", 2)
    assert columns.levels == {"pass": 0, "at_risk": 0, "fail": 1, "not_measurable": 0, "none": 1}
    assert columns.families["pdfium"]["text_lost"].macro.value == 0.5
    assert single.families["pdfium"]["text_lost"].macro.value == 0.0
    assert (columns.complete.value, single.complete.value) == (0.0, 1.0)


def test_a_document_is_in_the_group_of_each_of_its_rules(tmp_path: Path) -> None:
    rows = [
        document(0, findings=(violation("ATS201"), violation("ATS304"))),
        document(1, findings=(violation("ATS201"), violation("ATS304", outcome="information"))),
    ]
    assert groups(tmp_path, rows, "rule") == {"ATS201 ats201": 2, "ATS304 ats304": 1}


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (None, {"faults=x": 2, "faults=y": 1, "seed=7": 1}),
        ("faults", {"x": 2, "y": 1}),
        ("none such", {}),
    ],
)
def test_documents_are_grouped_by_labels(tmp_path: Path, label: str | None, expected: dict[str, int]) -> None:
    rows = [
        document(0, labels={"faults": ["x", "y", "x"], "seed": 7}),
        document(1, labels={"faults": "x"}),
        document(2),
    ]
    assert groups(tmp_path, rows, "label", label) == expected


def test_groups_that_are_left_out_are_counted(tmp_path: Path) -> None:
    rows = [document(number, labels={"person": f"p{number}"}) for number in range(MOST_GROUPS + 3)]
    found = of(tmp_path, rows, "label").groups
    assert found is not None
    assert (len(found.groups), found.more, found.more_documents) == (MOST_GROUPS, 3, 3)


# --- size ------------------------------------------------------------------------------------------------


def test_many_documents_are_held_as_numbers_alone(tmp_path: Path) -> None:
    """From 1,000 to 3,000 documents memory grows by less than 500 bytes each, of rows of 8,000."""
    peaks = []
    for size in (1000, 3000):
        rows = (
            document(number, *(path(f"p{at}-x") for at in range(4)), findings=(violation("ATS201"),))
            for number in range(size)
        )
        folder = write_run(tmp_path / str(size), rows, shard=50)
        tracemalloc.start()
        figures = Collected(Run(str(folder)), "label")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert figures.documents == size
    assert (peaks[1] - peaks[0]) / 2000 < 500


def test_a_run_without_rows_has_no_figures(tmp_path: Path) -> None:
    summary = of(tmp_path, [], missing=["a.pdf"])
    assert (summary.documents.done, summary.documents.missing, summary.paths) == (0, 1, ())


def test_fields_are_counted_by_kind_and_a_path_that_fails_has_none_of_them(tmp_path: Path) -> None:
    found = (
        FieldCounts(kind="section", exact=4, altered=1),
        FieldCounts(kind="basics.email", exact=1, spurious=2),
    )
    lost = (FieldCounts(kind="section", exact=2, missing=3), FieldCounts(kind="basics.email", missing=1))
    rows = [
        document(0, path("pdfium", fields=found), path("pypdf", fields=lost), path("tika", "failed")),
        document(1, path("pdfium", fields=found), path("pypdf", "timeout"), path("tika", "not_read")),
    ]
    kinds = {one.kind: one for one in of(tmp_path, rows).fields}
    assert list(kinds) == ["section", "basics.email"]
    assert kinds["section"].lost == {"pdfium": 2, "pypdf": 3, "tika": 5}
    assert kinds["section"].total == {"pdfium": 10, "pypdf": 5, "tika": 5}
    assert kinds["basics.email"].lost == {"pdfium": 0, "pypdf": 1, "tika": 1}


def test_fields_are_lost_that_are_not_exact(tmp_path: Path) -> None:
    counts = FieldCounts(kind="work", exact=1, altered=1, scattered=1, partial=0, missing=1, spurious=9)
    (found,) = of(tmp_path, [document(0, path("pdfium", fields=(counts,)))]).paths
    assert means(found, "fields_lost") == (0.75, 0.75, 1)
