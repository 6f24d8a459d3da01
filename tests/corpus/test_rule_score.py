"""Scoring rules against labels: what counts as found, as a false alarm, as the right place."""

import pytest

from atsharness.model import Finding, RuleResult
from atsharness_corpus.labels import FaultLabel, FileLabel
from atsharness_corpus.rule_score import cases, overlap, rows

BOX = (10.0, 10.0, 30.0, 20.0)


def label(name, *faults, clean=False, near_miss_of=None, typesetter="typst"):
    return FileLabel(
        file=f"pdf/{name}.pdf",
        reference=f"ref/{name}.txt",
        content="dense",
        layout=f"{typesetter}/single-column",
        typesetter=typesetter,
        seed=1,
        tuned_on=typesetter == "typst",
        clean=clean,
        near_miss_of=near_miss_of,
        page_sizes=((612.0, 792.0),),
        faults=faults,
    )


def fault(expect="violation", boxes=None):
    return FaultLabel(
        fault="columns", rule_ids=("ATS201",), expect=expect, page=1 if boxes else None, boxes=boxes
    )


def result(outcome, *, rule_id="ATS201", box=None, cause=None, findings=1):
    found = Finding(
        rule_id=rule_id,
        impact="moderate",
        confidence="high",
        message="m",
        page=1 if box else None,
        boxes=(box,) if box else (),
        cause=cause,
    )
    return RuleResult(
        rule_id=rule_id,
        name="n",
        outcome=outcome,
        findings=(found,) * (findings if outcome != "passed" else 0),
    )


def scored(*pairs):
    return rows([case for one, got in pairs for case in cases(one, [got])])


def total(found, tuned_on=True):
    return next(row for row in found if row.typesetter == "all" and row.tuned_on == tuned_on)


def test_a_file_and_a_rule_count_once_and_both_outcomes_are_found():
    row = total(
        scored(
            (label("a", fault()), result("violation", findings=3)),
            (label("b", fault()), result("information")),
            (label("c", fault()), result("passed")),
            (label("d", clean=True, near_miss_of="columns"), result("violation")),
            (label("e", clean=True), result("passed")),
        )
    )
    assert (row.n_positive, row.n_negative, row.n_clean) == (3, 2, 2)
    assert row.precision == pytest.approx(2 / 3)
    assert row.recall == pytest.approx(2 / 3)
    assert row.f1 == pytest.approx(2 / 3)
    assert row.false_alarms_per_100 == 50
    assert row.expect_right == 0.5


def test_errors_and_what_could_not_be_measured_are_not_found():
    for outcome in ("error", "incomplete", "inapplicable"):
        assert total(scored((label("a", fault()), result(outcome)))).recall == 0


def test_a_field_that_another_finding_explains_is_no_finding_of_its_own():
    effect = result("violation", rule_id="ATS304", cause="ATS201-1")
    own = result("violation", rule_id="ATS304")
    layout = result("violation", rule_id="ATS201", cause="ATS203-1")
    plain = label("a", clean=True)
    assert total(scored((plain, effect))).false_alarms_per_100 == 0
    assert total(scored((plain, own))).false_alarms_per_100 == 100
    assert total(scored((label("b", fault()), layout))).recall == 1


def test_rows_part_typesetters_and_what_was_held_out():
    found = scored(
        (label("a", fault()), result("violation")),
        (label("b", fault(), typesetter="reportlab"), result("passed")),
    )
    assert [(row.typesetter, row.tuned_on, row.recall) for row in found] == [
        ("all", False, 0.0),
        ("all", True, 1.0),
        ("reportlab", False, 0.0),
        ("typst", True, 1.0),
    ]


def test_places_count_where_both_sides_name_one():
    row = total(
        scored(
            (label("a", fault(boxes=(BOX,))), result("violation", box=BOX)),
            (label("b", fault(boxes=(BOX,))), result("violation", box=(10.0, 10.0, 14.0, 20.0))),
            (label("c", fault(boxes=(BOX,))), result("violation")),
        )
    )
    assert row.box_iou_50 == 0.5


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ({1: [BOX]}, {1: [BOX, BOX]}, 1.0),
        ({1: [BOX]}, {2: [BOX]}, 0.0),
        ({1: [(0, 0, 10, 10), (10, 0, 20, 10)]}, {1: [(0, 0, 20, 10)]}, 1.0),
        ({1: [(0, 0, 20, 10)]}, {1: [(10, 0, 30, 10)]}, 1 / 3),
        ({1: [(0, 0, 20, 0.1)]}, {1: [(0, 0, 20, 0.2)]}, 1.0),
    ],
)
def test_overlap_is_of_the_areas_together(one, two, expected):
    assert overlap(one, two) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    ("rule_id", "outcome", "cause", "lost", "expected"),
    [
        ("ATS304", "violation", None, {"ATS304"}, ("violation", "violation")),
        ("ATS304", "violation", "ATS201-1", {"ATS304"}, ("violation", "violation")),
        ("ATS304", "violation", None, {"ATS303"}, (None, "violation")),
        ("ATS304", "passed", None, {"ATS304"}, ("violation", None)),
        ("ATS304", "passed", None, set(), (None, None)),
        ("ATS304", "incomplete", None, {"ATS304"}, None),
        ("ATS307", "inapplicable", None, set(), None),
        ("ATS201", "violation", None, {"ATS201"}, (None, "violation")),
        ("ATS306", "violation", None, set(), (None, "violation")),
        ("ATS306", "violation", None, {"ATS306"}, None),
        ("ATS308", "information", None, {"ATS309"}, (None, "information")),
    ],
)
def test_rules_on_fields_are_held_against_the_truth(rule_id, outcome, cause, lost, expected):
    got = cases(label("a"), [result(outcome, rule_id=rule_id, cause=cause)], lost)
    assert [(case.expected, case.found) for case in got] == ([] if expected is None else [expected])


def test_labels_say_where_a_heading_is_glued_whatever_is_lost():
    glued = FaultLabel(
        fault="heading-glued", rule_ids=("ATS306", "ATS304"), expect="violation", page=1, boxes=(BOX,)
    )
    found = result("violation", rule_id="ATS306", box=BOX)
    (case,) = cases(label("a", glued), [found], set())
    assert (case.expected, case.found, case.iou) == ("violation", "violation", 1.0)
    (dates,) = cases(label("a", glued), [result("violation", rule_id="ATS304", box=BOX)], {"ATS304"})
    assert (dates.expected, dates.iou) == ("violation", None)
