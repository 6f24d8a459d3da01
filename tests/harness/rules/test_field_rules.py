"""Rules on fields: what they find, and what they cannot know."""

from __future__ import annotations

import artifacts as make
import msgspec
import pytest

from atsharness.model import Reference, RuleResult
from atsharness.model.facts import Block, LayoutFacts, Line, LineWord, Part
from atsharness.pipeline import against
from atsharness.rules.engine import all_rules, judge
from atsharness.sources import jsonresume

BLOCK = (Block(box=(0.0, 0.0, 600.0, 700.0), start=0, stop=1),)
PAGE = "Jane Doe\njane@example.com\nExperience\nInitech 2019 – 2021"


def outcome(rule_id: str, read: dict[str, str | None], reference: Reference) -> RuleResult:
    found = against(make.artifacts(reference.text, read), reference)
    (result,) = judge(found, [all_rules()[rule_id]]).results
    return result


def test_a_spoilt_address_is_found_with_both_readings() -> None:
    spoilt = PAGE.replace("@", " @")
    result = outcome("ATS302", {"a-1": PAGE, "b-1": spoilt}, make.reference(PAGE))
    (finding,) = result.findings
    assert (result.outcome, finding.families_hit) == ("violation", ("b",))
    (evidence,) = finding.evidence
    assert (evidence.path_id, evidence.expected, evidence.observed) == (
        "b-1",
        "jane@example.com",
        "jane @example.com",
    )
    assert outcome("ATS302", {"a-1": PAGE}, make.reference(PAGE)).outcome == "passed"


def test_a_break_in_the_page_is_the_cause_whatever_else_tears_the_parts_apart() -> None:
    page = "Jane Doe\njane.doe@ex\nample.com\nExperience"
    result = outcome("ATS302", {"a-1": page, "b-1": page}, make.reference(page))
    (finding,) = result.findings
    assert (
        finding.message == "the e-mail address “jane.doe@example.com” stands on 2 lines and is altered in b-1"
    )
    assert (finding.impact, finding.cause) == ("critical", None)


def test_a_page_that_could_not_be_read_whole_may_have_lost_what_nobody_read() -> None:
    partly = msgspec.structs.replace(
        make.reference(PAGE), complete=False, warnings=("without OCR text in 1 image cannot be read",)
    )
    unknown = outcome("ATS302", {"a-1": PAGE}, partly)
    assert (unknown.outcome, unknown.findings) == ("incomplete", ())
    assert "text in 1 image cannot be read" in (unknown.reason or "")
    assert outcome("ATS302", {"a-1": PAGE.replace("@", " @")}, partly).outcome == "violation"


@pytest.mark.parametrize(
    ("first", "second", "marked"), [("Initech", "Corp", False), ("2019–", "Present", True)]
)
def test_a_heading_is_marked_with_a_date_beside_it_alone(first: str, second: str, marked: bool) -> None:
    words = [("Experience", 0, {"size": 12.0}), (first, 20, {}), (second, 28, {})]
    runs = tuple(make.run(text, make.place(2, start, len(text)), **fields) for text, start, fields in words)
    boxes = [run.box for run in runs]
    line = Line(
        words=tuple(
            LineWord(text=text, box=box, parts=(Part(number, 0, len(text)),), size=12.0)
            for number, ((text, *_), box) in enumerate(zip(words, boxes, strict=True))
        ),
        box=(boxes[0][0], boxes[0][1], boxes[-1][2], boxes[-1][3]),
        baseline=boxes[0][3],
        size=12.0,
        block=0,
    )
    facts = make.layout(page_facts=make.page(runs=runs, lines=(line,), blocks=BLOCK))
    text = f"Jane Doe\n\nExperience          {first} {second}"
    found = make.artifacts(text, {"a-1": f"Jane Doe\nExperience {first} {second}"}, facts)
    (result,) = judge(found, [all_rules()["ATS306"]]).results
    (finding,) = result.findings
    beside = (boxes[1][0], boxes[1][1], boxes[2][2], boxes[2][3])
    assert finding.boxes == ((boxes[0], beside) if marked else (boxes[0],))
    assert finding.families_hit == ("a",)


def rows(labels: dict[str, str], size: float) -> tuple[LayoutFacts, str]:
    """A page of rows, each a label of some size and, far beside it, a text of 10 points."""
    runs, lines = [], []
    for number, (label, text) in enumerate(labels.items()):
        pair = [(label, 0, size), (text, 40, 10.0)]
        boxes = [make.place(2 + number, start, len(word)) for word, start, _ in pair]
        words = tuple(
            LineWord(text=word, box=box, parts=(Part(len(runs) + at, 0, len(word)),), size=10.0)
            for at, ((word, *_), box) in enumerate(zip(pair, boxes, strict=True))
        )
        runs += [make.run(word, box, size=high) for (word, _, high), box in zip(pair, boxes, strict=True)]
        whole = (boxes[0][0], boxes[0][1], boxes[1][2], boxes[1][3])
        lines.append(Line(words=words, box=whole, baseline=whole[3], size=10.0, block=0))
    block = (Block(box=(0.0, 0.0, 600.0, 700.0), start=0, stop=len(lines)),)
    text = "\n".join(f"{label} {text}" for label, text in labels.items())
    facts = make.layout(page_facts=make.page(runs=tuple(runs), lines=tuple(lines), blocks=block))
    return facts, f"Jane Doe\n{text}"


@pytest.mark.parametrize(
    ("labels", "size", "told"),
    [
        ({"Languages": "Python, Go", "Data": "Kafka", "Cloud": "Docker"}, 10.0, False),
        ({"Languages": "Python, Go", "Data": "Kafka", "Cloud": "Docker"}, 14.0, True),
        ({"Languages": "Igbo", "Education": "Leeds", "Interests": "Choir"}, 10.0, True),
    ],
)
def test_a_label_among_labels_that_look_like_the_text_is_no_heading(
    labels: dict[str, str], size: float, told: bool
) -> None:
    facts, text = rows(labels, size)
    (result,) = judge(make.artifacts(text, {"a-1": text}, facts), [all_rules()["ATS306"]]).results
    assert bool(result.findings) == told


def test_values_of_the_source_that_the_page_lacks_are_loud_and_cost_no_path_a_field() -> None:
    source = {
        "basics": {"name": "Jane Doe", "email": "jane@example.com"},
        "work": [{"name": "Initech", "startDate": "2019", "endDate": "2021"}, {"name": "Acme Freight"}],
        "skills": [{"keywords": ["Rust"]}],
    }
    leaves = jsonresume.from_mapping(source)
    reference = msgspec.structs.replace(make.reference(PAGE), leaves=leaves)
    result = outcome("ATS311", {"a-1": PAGE, "b-1": PAGE}, reference)
    vital, other = result.findings
    assert result.outcome == "violation"
    assert vital.message == "1 value of the source not on the page: work.1.name “Acme Freight”"
    assert (vital.impact, vital.fields_lost, other.impact) == ("moderate", (), "minor")
    assert "Rust" in other.message
    assert outcome("ATS311", {"a-1": PAGE}, make.reference(PAGE)).outcome == "inapplicable"
