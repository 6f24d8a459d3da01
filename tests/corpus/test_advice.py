"""The demo's good twin, of which no rule of advice has anything to say, and edits for one rule each."""

from __future__ import annotations

import random

import msgspec
import pytest
from cases import slow

from atsharness.in_process import inputs_of, text_panel
from atsharness.model import RuleResult
from atsharness.pipeline import artifacts_of, with_resume
from atsharness.posting.read import posting_of
from atsharness.rules.engine import all_rules, judge
from atsharness.rules.kit.resume import Asked
from atsharness_corpus import committed
from atsharness_corpus.advice import EDITS
from atsharness_corpus.advice.sheet import fitted, sound
from atsharness_corpus.person import content_dir, load_people

DEMO = content_dir().parent / "demo"
TODAY = (2026, 6)
PEOPLE = [person.id for person in load_people(content_dir())]
pytestmark = pytest.mark.filterwarnings("ignore")  # of the engines


def advised(pdf: bytes, path: str = "", posting: str = "") -> dict[str, RuleResult]:
    """What the rules of advice say of a file, by their names.

    Args:
        pdf: one page.
        path: the only parser path to read it; the panel where it is empty.
        posting: the text of a posting; "" for none.
    """
    inputs = inputs_of(pdf, [one for one in text_panel() if not path or one.id == path])
    document = msgspec.structs.replace(inputs.document, page_count=1)
    artifacts = with_resume(
        artifacts_of(msgspec.structs.replace(inputs, document=document)),
        Asked(today=TODAY, posting=posting_of(posting) if posting else None),
    )
    rules = [rule for rule in all_rules().values() if rule.advises]
    return {item.name: item for item in judge(artifacts, rules).results}


def test_the_good_twin_is_rebuilt_to_the_byte() -> None:
    pytest.importorskip("typst")
    assert committed.good_twin(DEMO).pdf() == (DEMO / "good.pdf").read_bytes()


def test_no_rule_has_anything_to_say_of_the_good_twin() -> None:
    results = advised((DEMO / "good.pdf").read_bytes())
    assert {
        name: [one.message for one in item.findings] for name, item in results.items() if item.findings
    } == {}
    assert {item.outcome for item in results.values()} <= {"passed", "inapplicable"}
    without = {item.reason for item in results.values() if item.outcome == "inapplicable"}
    assert without == {"there is no GPA", "the skills name no architecture", "there is no posting (--job)"}


def test_the_demo_itself_has_room_for_advice() -> None:
    results = advised((DEMO / "resume.pdf").read_bytes())
    assert {name for name, item in results.items() for one in item.findings if not one.families_hit} == {
        "text-size",
        "web-page",
        "coursework-when-junior",
        "projects-count",
        "architecture-in-context",
    }


@pytest.mark.parametrize("positive", [True, False], ids=["positive", "near-miss"])
@pytest.mark.parametrize("rule", EDITS)
@pytest.mark.parametrize("name", ["dense", *slow(*(name for name in PEOPLE if name != "dense"))])
def test_an_edit_is_told_and_what_looks_alike_is_not(name: str, rule: str, positive: bool) -> None:
    pytest.importorskip("typst")
    (person,) = load_people(content_dir(), [name])
    rng = random.Random(f"7 {rule} {name} {positive}")
    edit = EDITS[rule].positive if positive else EDITS[rule].near_miss
    sheet = edit(sound(person, rng), rng)
    if sheet is None:
        pytest.skip("makes no sense of this person")
    if rule == "pages-for-experience":
        pytest.skip("of two pages: tests/bench/guide_rules.py")
    sheet = sheet if rule == "text-size" else fitted(sheet)
    found = advised(sheet.pdf(), "pymupdf-stream", sheet.posting)[rule]
    of_page = [one for one in found.findings if not one.families_hit]
    assert found.findings if positive else not of_page  # a reader's text may tell what the page leaves open
