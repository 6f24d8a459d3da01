"""The measurement of what findings explain: its pure parts, on hand-made files."""

import importlib.util
import sys
from pathlib import Path

import artifacts as make
import pytest

from atsharness.model import Finding
from atsharness.rules.engine import Judged, judge
from atsharness.rules.kit import costing
from atsharness.rules.model import Draft, Rule
from atsharness_corpus.labels import FaultLabel, FileLabel

TEXT = "Jane Example\nEngineer in Python\nEXPERIENCE\nBuilt a search engine"


@pytest.fixture(scope="module")
def bench():
    path = Path(__file__).parents[2] / "bench" / "explained.py"
    spec = importlib.util.spec_from_file_location("explained", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["explained"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    yield module
    del sys.modules["explained"]


def finding(**fields):
    values = {"rule_id": "ATS121", "impact": "moderate", "confidence": "high", "message": "m", "page": 1}
    return Finding(**{**values, **fields})


def pages():
    page = make.page()
    return {1: page}


def test_boxes_that_overlap_cover_a_page_once(bench):
    half = (0, 0, 100, 50)
    assert bench.covered([half], 100, 100) == pytest.approx(0.5)
    assert bench.covered([half, half], 100, 100) == pytest.approx(0.5)
    assert bench.covered([half, (0, 50, 50, 100)], 100, 100) == pytest.approx(0.75)
    assert bench.covered([(-50, -50, 0, 200), (100, 0, 300, 100)], 100, 100) == 0, "off the page"
    assert bench.covered([], 100, 100) == 0


def test_a_finding_is_placed_where_its_boxes_are_small_or_its_place_is_the_page(bench):
    large = (0.0, 0.0, make.WIDTH, make.HEIGHT / 2)
    assert bench.is_placed(finding(boxes=(make.place(0, 0, 12),)), pages())
    assert not bench.is_placed(finding(boxes=(large,)), pages())
    assert not bench.is_placed(finding(boxes=()), pages()), "no place at all"
    assert not bench.is_placed(finding(boxes=(large,), page=None), pages())
    assert bench.is_placed(finding(boxes=(large,), rule_id="ATS201"), pages())
    assert bench.is_placed(finding(boxes=(large,)), pages(), wide={"ATS121"})


def test_losses_are_lost_altered_or_moved(bench):
    read = {"a-one": TEXT.replace("Python", ""), "b-one": TEXT.replace("EXPERIENCE", "E X P E R I E N C E")}
    found = bench.losses(make.artifacts(TEXT, read))
    assert found == {("content", "a-one", 4): "lost", ("content", "b-one", 5): "altered"}
    lines = ("Jane Example wrote all of this long ago", "German and English")
    moved = bench.losses(make.artifacts("\n".join(lines), {"a-one": "\n".join(reversed(lines))}))
    assert set(moved.values()) == {"moved"}
    assert {index for *_, index in moved} == {8, 9, 10}


def test_twins_are_told_by_context(bench):
    one = ["worked", "in", "Berlin", "on", "search", "and", "in", "Paris", "on", "maps"]
    two = ["and", "in", "Paris", "on", "maps", "he", "worked", "in", "Berlin", "on", "search"]
    assert [two[at] for at in (bench.twins(one, two)[index] for index in (2, 7))] == ["Berlin", "Paris"]
    assert bench.twins(["alone"], ["other", "words"]) == {}


def label(name, *faults, near=None, seed=7):
    return FileLabel(
        file=f"pdf/{name}.pdf",
        reference="ref/x.txt",
        content="x",
        layout="typst/single-column",
        typesetter="typst",
        seed=seed,
        tuned_on=True,
        clean=False,
        near_miss_of=near,
        page_sizes=((100.0, 100.0),),
        faults=faults,
    )


def fault(name, rule_id, boxes=None):
    page = None if boxes is None else 1
    return FaultLabel(fault=name, rule_ids=(rule_id,), expect="violation", page=page, boxes=boxes)


def test_a_pair_knows_what_both_files_have(bench):
    columns = fault("columns", "ATS201", ((0.0, 0.0, 90.0, 90.0),))
    labels = (
        label("x__mixed__7", fault("mixed", "ATS203", ((0.0, 0.0, 9.0, 9.0),)), columns),
        label("x__mixed__7__nm", columns, near="mixed"),
        label("x__mixed__8", fault("mixed", "ATS203", ((0.0, 0.0, 9.0, 9.0),)), seed=8),
        label("x__clean__7"),
    )
    first, second = bench.pairs(labels)
    assert (first.fault, first.rules, first.shared) == ("mixed", {"ATS203"}, {"ATS201"})
    assert first.near == "pdf/x__mixed__7__nm.pdf"
    assert first.wide == {"ATS201"}
    assert (second.near, second.wide) == (None, frozenset())
    assert bench.wide_rules(label("x", fault("font", "ATS103"))) == {"ATS103"}


def losing(word):
    def find(artifacts):
        if word in artifacts.measured.texts:
            at = artifacts.measured.texts.index(word)
            page, box = artifacts.measured.box_of(at)
            cost = costing.content(artifacts, [at])
            yield Draft(message="m", anchor=word, page=page, boxes=(box,), costs=(cost,))

    return Rule(id="ATS121", name="test", find=find)


def test_what_is_explained_and_what_vanishes(bench, monkeypatch):
    from atsharness.rules import engine

    rules = {"ATS121": losing("EXPERIENCE")}
    monkeypatch.setattr(engine, "all_rules", lambda: rules)
    split = TEXT.replace("EXPERIENCE", "E X P E R I E N C E")
    faulty = make.artifacts(TEXT, {"a-one": split.replace("Python", ""), "b-one": split})
    without = make.artifacts(TEXT, {"a-one": TEXT.replace("Python", ""), "b-one": split})
    pair = bench.Pair("spaced", frozenset({"ATS121"}), frozenset(), frozenset(), "x.pdf", "y.pdf")
    row = bench.row_of(pair, faulty, without)
    assert (row.lost, row.altered, row.moved) == (1, 2, 0)
    assert (row.explained, row.by_layout) == (2, 2)
    assert (row.tested, row.vanished) == (2, 1), "b-one splits it without the fault too"
    assert (row.own, row.own_explained) == (1, 1), "Python is lost without the fault too"
    assert row.unexplained == {"x a-one content": ["Python"]}
    assert row.persisting == {"x b-one content": ["EXPERIENCE"]}
    whole = bench.summed([row, row])["all"]
    assert (whole.files, whole.total, whole.explained) == (2, 6, 4)
    assert "66.7" in bench.table({"all": whole}, 3)
    other = bench.Row("other", files=1, lost=9, explained=9, tested=9, vanished=9)
    assert bench.means(bench.summed([row, other])) == pytest.approx(((2 / 3 + 1) / 2, (0.5 + 1) / 2))


def test_only_placed_findings_explain(bench):
    given = make.artifacts(TEXT, {"a-one": TEXT.replace("Python", "")})
    judged = judge(given, [losing("Python")])
    assert bench.explained_by(judged, given) == {("content", "a-one", 4)}
    assert bench.explained_by(judged, given, rules={"ATS122"}) == set()
    assert bench.explained_by(Judged(results=judged.results), given) == set()
