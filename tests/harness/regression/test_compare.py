"""Records of files and what has changed between two of them."""

from __future__ import annotations

import builders
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atsharness.model import Finding, RuleResult
from atsharness.regression.baseline import OUTCOMES, FileRecord, FoundRecord, PathRecord
from atsharness.regression.compare import compare
from atsharness.regression.record import kind_of, record_of
from atsharness.regression.wording import better_lines, worse_lines

KINDS = ("basics.email", "basics.name", "section.work", "work.startDate")
NAMES = ("pdfium", "pdfminer-layout", "pypdf-plain")

_counts = st.dictionaries(st.sampled_from(OUTCOMES), st.integers(1, 3), max_size=2)
_paths = st.builds(
    PathRecord,
    family=st.just("any"),
    status=st.sampled_from(["ok", "ok", "empty", "failed", "timeout", "killed"]),
    counts=st.booleans(),
    complete=st.booleans(),
    lacks=st.lists(st.sampled_from(["order", "words", "heading"]), unique=True).map(tuple),
    text=st.none() | st.integers(0, 100),
    order=st.none() | st.integers(0, 100),
    lost=st.dictionaries(st.sampled_from(KINDS), _counts, max_size=3),
)
_found = st.lists(
    st.builds(
        FoundRecord,
        anchor=st.sampled_from("abcdef"),
        impact=st.sampled_from(["minor", "serious", "critical"]),
        families=st.lists(st.sampled_from(["any", "mupdf"]), unique=True, min_size=1).map(tuple),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda one: one.anchor,
).map(tuple)
RECORDS = st.builds(
    FileRecord,
    sha256=st.just("0"),
    verdict=st.sampled_from(["pass", "at_risk", "fail", "not_measurable"]),
    readers=st.tuples(st.integers(0, 3), st.just(3)),
    gates=st.dictionaries(st.sampled_from(["order", "heading"]), st.sampled_from(["at_risk", "fail"])),
    fields=st.fixed_dictionaries({kind: st.integers(1, 6) for kind in KINDS}),
    findings=st.dictionaries(st.sampled_from(["ATS201", "ATS121"]), _found),
    paths=st.dictionaries(st.sampled_from(NAMES), _paths),
)


@given(RECORDS)
def test_nothing_changes_in_what_is_the_same(record: FileRecord) -> None:
    assert not compare(record, record).any


@given(RECORDS, RECORDS)
def test_what_is_better_is_worse_the_other_way_round(one: FileRecord, other: FileRecord) -> None:
    there, back = compare(one, other), compare(other, one)
    assert (there.worse, there.better) == (back.better, back.worse)
    assert there.compared == back.compared


@given(RECORDS, RECORDS, st.randoms())
def test_the_order_of_paths_and_findings_says_nothing(one: FileRecord, other: FileRecord, random) -> None:
    def shuffled(record: FileRecord) -> FileRecord:
        def items(values):
            found = list(values.items())
            random.shuffle(found)
            return dict(found)

        return msgspec.structs.replace(record, paths=items(record.paths), fields=items(record.fields))

    assert compare(shuffled(one), shuffled(other)) == compare(one, other)


@given(RECORDS, RECORDS)
def test_a_path_that_did_not_run_is_neither(one: FileRecord, other: FileRecord) -> None:
    found = compare(one, other)
    for change in (*found.worse, *found.better):
        if change.what != "finding":
            assert not set(change.paths) & set(found.not_compared)


@given(RECORDS, RECORDS)
def test_every_change_has_its_line(one: FileRecord, other: FileRecord) -> None:
    found = compare(one, other)
    worse, better = list(worse_lines(found.worse, None)), list(better_lines(found.better))
    assert all(line and "\n" not in line for line in (*worse, *better))
    assert bool(worse) == bool(found.worse)
    assert bool(better) == bool(found.better)


def record(**lost: dict[str, int]) -> FileRecord:
    named = {name.replace("_", "."): counts for name, counts in lost.items()}
    return FileRecord(
        sha256="0", fields={"work.startDate": 3}, paths={"pdfium": PathRecord(family="pdfium", lost=named)}
    )


@pytest.mark.parametrize(
    ("before", "after", "total", "worse"),
    [
        ({}, {"missing": 1}, 3, True),
        ({"altered": 1}, {"missing": 1}, 3, True),
        ({"missing": 1}, {"altered": 1}, 3, False),
        ({"missing": 3}, {"missing": 4}, 4, False),  # another job in the same layout
        ({"missing": 3}, {"missing": 2}, 2, False),  # one job less
        ({"missing": 1}, {"missing": 1}, 2, False),
        ({"missing": 1}, {"missing": 2}, 4, True),
    ],
)
def test_fields_are_worse_where_a_greater_share_is_lost(before, after, total, worse) -> None:
    old, new = record(work_startDate=before), record(work_startDate=after)
    new = msgspec.structs.replace(new, fields={"work.startDate": total})
    assert bool(compare(old, new).worse) == worse


def found(anchor: str, impact: str = "serious", *families: str) -> FoundRecord:
    return FoundRecord(anchor=anchor, impact=impact, families=families or ("pdfium",))


@pytest.mark.parametrize(
    ("before", "after", "worse"),
    [
        ([], [found("a")], 1),
        ([found("a")], [found("b")], 0),  # the wording changed, and with it the anchor
        ([found("a")], [found("a"), found("b")], 1),
        ([found("a")], [found("a", "critical")], 1),
        ([found("a", "critical")], [found("a")], 0),
        ([found("a")], [found("a", "serious", "pdfium", "tika")], 0),  # Tika was not there before
    ],
)
def test_findings_are_worse_where_there_are_more_or_dearer_ones(before, after, worse) -> None:
    empty = record()
    old, new = (
        msgspec.structs.replace(empty, findings={"ATS201": tuple(one)} if one else {})
        for one in (before, after)
    )
    assert len(compare(old, new).worse) == worse


def test_a_percent_more_or_less_is_noise() -> None:
    def with_text(percents: int) -> FileRecord:
        return FileRecord(sha256="0", paths={"pdfium": PathRecord(family="pdfium", text=percents)})

    assert not compare(with_text(100), with_text(99)).any
    (change,) = compare(with_text(100), with_text(93)).worse
    assert list(worse_lines([change], None)) == ["characters recovered: 100 % → 93 % in pdfium"]


def test_a_verdict_is_not_compared_where_other_paths_count() -> None:
    def of(verdict: str, *names: str) -> FileRecord:
        paths = {name: PathRecord(family=name, counts=True) for name in names}
        return FileRecord(sha256="0", verdict=verdict, readers=(0, len(names)), paths=paths)

    assert compare(of("pass", "a", "b"), of("fail", "a", "b")).worse
    assert not compare(of("pass", "a", "b"), of("fail", "a")).worse


def test_a_record_names_no_person() -> None:
    result = msgspec.structs.replace(
        builders.judged(),
        rule_results=(
            RuleResult(
                rule_id="ATS201",
                name="columns",
                outcome="violation",
                findings=(
                    Finding(
                        rule_id="ATS201",
                        impact="serious",
                        confidence="high",
                        message="two columns",
                        words=("Kafka",),
                        families_hit=("pdfium",),
                        fingerprint="ATS201-abc",
                    ),
                ),
            ),
        ),
    )
    made = record_of(result, ["Lato", "Lato"])
    text = msgspec.json.encode(made).decode()
    for word in ("Kafka", "Jane", "j@example.org", "two columns"):
        assert word not in text
    assert made.fonts == ("Lato",)
    assert made.findings["ATS201"][0].anchor == "abc"
    assert made.paths["pdfium"].lost == {"basics.email": {"altered": 1}, "section.work": {"altered": 1}}
    assert "tesseract" not in made.paths
    assert "poppler-raw" not in made.paths
    changes = compare(msgspec.structs.replace(made, findings={}), made)
    (line,) = worse_lines(changes.worse, result)
    assert "two columns" in line
    assert "Kafka" in line


@pytest.mark.parametrize(
    ("pointer", "kind"),
    [
        ("work.0", "work"),
        ("work.12.startDate", "work.startDate"),
        ("basics.email", "basics.email"),
        ("basics.profiles.0.url", "basics.profiles.url"),
        ("skills.1.keywords.2", "skills.keywords"),
    ],
)
def test_a_field_s_kind_has_no_number(pointer: str, kind: str) -> None:
    assert kind_of(pointer) == kind
