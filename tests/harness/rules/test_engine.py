"""Outcomes, impact, causes and fingerprints, on hand-made artifacts."""

import artifacts as make
import pytest

from atsharness.errors import UsageError
from atsharness.fields.field import Field
from atsharness.model import Finding, OnPage
from atsharness.model.facts import LayoutFacts
from atsharness.rules.engine import all_rules, judge, selected
from atsharness.rules.impact import impact
from atsharness.rules.kit import costing
from atsharness.rules.model import (
    Artifacts,
    Cost,
    Draft,
    InapplicableError,
    IncompleteError,
    Rule,
)
from atsharness.verdict.families import Hits

TEXT = "Jane Example\nEngineer in Python\nEXPERIENCE\nBuilt a search engine"
GOOD = {"a-one": TEXT, "b-one": TEXT, "c-one": TEXT}


def rule(find, **fields) -> Rule:
    return Rule(**{"id": "ATS199", "name": "test", "find": find, **fields})


def result(find, artifacts, **fields):
    return judge(artifacts, [rule(find, **fields)]).results[0]


def loss_of(word: str):
    """A check that says: this word is in doubt; the cost is what became of it."""

    def find(artifacts: Artifacts):
        at = artifacts.measured.texts.index(word)
        cost = costing.content(artifacts, [at])
        page, box = artifacts.measured.box_of(at)
        yield Draft(
            message="m",
            anchor=word,
            page=page,
            boxes=(box,),
            costs=(cost,),
            evidence=costing.lost_words(artifacts, cost),
        )

    return find


def test_a_loss_is_a_violation_that_names_the_words_and_the_families():
    split = TEXT.replace("EXPERIENCE", "E X P E R I E N C E")
    read = {"a-one": split, "a-two": TEXT, "b-one": split, "c-one": TEXT}
    got = result(loss_of("EXPERIENCE"), make.artifacts(TEXT, read))
    assert got.outcome == "violation"
    (finding,) = got.findings
    assert finding.families_hit == ("b",)
    assert finding.families_partly == ("a",)
    assert finding.families_run == ("a", "b", "c")
    assert finding.words == ("EXPERIENCE",)
    assert finding.evidence[0].expected == "EXPERIENCE"
    assert finding.evidence[0].observed == "E X P E R I E N C E"
    assert finding.box == make.place(2, 0, 10)


def test_a_fact_that_cost_nothing_is_information():
    got = result(loss_of("EXPERIENCE"), make.artifacts(TEXT, GOOD))
    assert got.outcome == "information"
    assert got.findings[0].impact == "minor"


def test_a_rule_that_raises_is_an_error_never_a_pass():
    def broken(_):
        raise KeyError("x")

    got = result(broken, make.artifacts(TEXT, GOOD))
    assert got.outcome == "error"
    assert got.reason == "KeyError: 'x'"


def test_a_rule_that_raises_half_way_shows_no_findings():
    def broken(artifacts):
        yield from loss_of("EXPERIENCE")(artifacts)
        raise ValueError("late")

    got = result(broken, make.artifacts(TEXT, GOOD))
    assert (got.outcome, got.findings) == ("error", ())


def test_a_fact_without_paths_to_measure_it_is_incomplete():
    got = result(loss_of("EXPERIENCE"), make.artifacts(TEXT, {"a-one": None}))
    assert got.outcome == "incomplete"


def test_what_is_lacking_is_said():
    def incomplete(_):
        raise IncompleteError("no OCR")

    def inapplicable(_):
        raise InapplicableError("no PDF")

    given = make.artifacts(TEXT, GOOD)
    assert result(incomplete, given).outcome == "incomplete"
    assert result(inapplicable, given).outcome == "inapplicable"
    assert result(lambda _: [], given, needs="fields").outcome == "inapplicable"
    no_facts = Artifacts(document=given.document)
    assert result(lambda _: [], no_facts).outcome == "incomplete"
    assert result(lambda _: [], no_facts, needs="document").outcome == "passed"


def test_facts_that_failed_are_no_pass():
    facts = make.layout(failed=("fonts: KeyError",))
    got = result(lambda _: [], make.artifacts(TEXT, GOOD, facts))
    assert got.outcome == "incomplete"
    assert "fonts: KeyError" in got.reason


def test_a_waived_violation_says_why():
    read = {**GOOD, "a-one": TEXT.replace("EXPERIENCE", "")}
    given = make.artifacts(TEXT, read)
    ran = judge(given, [rule(loss_of("EXPERIENCE"))], waivers={"ATS199": "asked for by the customer"})
    assert ran.results[0].outcome == "information"
    assert ran.results[0].reason == "waived: asked for by the customer"


def test_a_field_that_a_layout_explains_names_its_cause():
    read = dict.fromkeys(("a-one", "b-one", "c-one"), TEXT.replace("EXPERIENCE", ""))
    rules = [
        rule(loss_of("EXPERIENCE"), id="ATS121"),
        rule(loss_of("EXPERIENCE"), id="ATS306", needs="losses"),
        rule(loss_of("Python"), id="ATS307", needs="losses"),
    ]
    cause, effect, other = judge(make.artifacts(TEXT, read), rules).results
    assert effect.findings[0].cause == cause.findings[0].fingerprint
    assert cause.findings[0].cause is None
    assert other.findings[0].cause is None


def test_a_harmless_finding_causes_nothing():
    def harmless(artifacts):
        for draft in loss_of("EXPERIENCE")(artifacts):
            yield Draft(message="h", anchor="h", costs=draft.costs, harmless=True)

    read = {**GOOD, "a-one": TEXT.replace("EXPERIENCE", "")}
    rules = [rule(harmless, id="ATS152"), rule(loss_of("EXPERIENCE"), id="ATS306", needs="losses")]
    first, second = judge(make.artifacts(TEXT, read), rules).results
    assert first.outcome == "information"
    assert second.findings[0].cause is None


def test_lost_words_that_no_rule_names_are_listed():
    read = {**GOOD, "a-one": TEXT.replace("Python", "").replace("EXPERIENCE", "")}
    ran = judge(make.artifacts(TEXT, read), [rule(loss_of("EXPERIENCE"))])
    (left,) = ran.unexplained
    assert (left.word, left.families_hit, left.page) == ("Python", ("a",), 1)
    assert left.box == make.place(1, 12, 6)


def test_fingerprints_hold_no_coordinates():
    def at(box):
        return lambda _: [Draft(message="m", anchor="Job  Title", page=1, boxes=(box,))]

    given = make.artifacts(TEXT, GOOD)
    prints = {result(at(box), given).findings[0].fingerprint for box in ((0, 0, 1, 1), (5, 5, 9, 9))}
    assert len(prints) == 1


def test_what_a_rule_finds_in_several_places_is_one_finding():
    given = make.artifacts(TEXT, GOOD)

    def on(page, text, words=()):
        lost = {"a-one": words} if words else {}
        cost = Cost(loss="content", hits=given.measured.hits(lost), words=lost)
        return Draft(message=text, anchor=text, page=page, boxes=((page, 0, 1, 1),), costs=(cost,))

    drafts = [on(2, "less", (1,)), on(1, "most", (0, 2)), on(3, "nothing")]
    most, nothing = result(lambda _: drafts, given).findings
    assert (most.message, most.page, most.word_count) == ("most (also on page 2)", 1, 3)
    assert most.elsewhere == (OnPage(page=2, boxes=((2, 0, 1, 1),)),)
    assert (nothing.message, nothing.impact) == ("nothing", "minor")


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ((), (), 3),
        (("ATS2",), (), 1),
        ((), ("ats1",), 1),
        (("columns", "ATS101"), (), 2),
        (("ATS",), ("columns",), 2),
    ],
)
def test_rules_are_chosen_by_id_beginning_or_name(select, ignore, expected):
    rules = {
        key: rule(lambda _: [], id=key, name=name)
        for key, name in (("ATS101", "a"), ("ATS102", "b"), ("ATS201", "columns"))
    }
    assert len(selected(rules, select, ignore)) == expected


def test_a_rule_that_does_not_exist_is_a_mistake():
    with pytest.raises(UsageError, match="ATS9"):
        selected(all_rules(), ["ATS9"])


# --- impact -------------------------------------------------------------------------------------------

ALL = Hits(hit=("a", "b", "c"), partly=(), run=("a", "b", "c"))
ONE = Hits(hit=("a",), partly=(), run=("a", "b", "c"))
NONE = Hits(hit=(), partly=(), run=("a", "b", "c"))
EMAIL = Field(pointer="basics.email", kind="email", text="x", words=(3,))
DATE = Field(pointer="work.0.startDate", kind="start", text="x", words=(7,))


@pytest.mark.parametrize(
    ("loss", "hits", "words", "expected"),
    [
        ("content", ALL, (3,), "critical"),  # contact data in a majority
        ("content", ALL, tuple(range(50, 57)), "critical"),  # 7 % of the content
        ("content", ALL, (7,), "serious"),  # a field
        ("content", ALL, (20,), "moderate"),  # a word of no field
        ("order", ALL, (20,), "serious"),  # entries are mixed
        ("extra", ALL, (), "serious"),
        ("sign", ALL, (), "moderate"),  # a stray sign for an icon
        ("file", ALL, (), "critical"),
        ("content", ONE, (3,), "moderate"),  # a minority
        ("content", NONE, (), "minor"),
    ],
)
def test_impact_is_the_published_function(loss, hits, words, expected):
    cost = Cost(loss=loss, hits=hits, words=dict.fromkeys(("a-1", "b-1", "c-1"), words))
    assert impact([cost], [EMAIL, DATE], 100, lambda paths: ALL if paths else NONE) == expected


def test_the_worst_of_several_costs_counts():
    costs = [Cost(loss="order", hits=ONE), Cost(loss="content", hits=ALL, words={"a-1": (3,)})]
    assert impact(costs, [EMAIL], 100, lambda _: NONE) == "critical"


def test_order_that_keeps_each_entry_s_lines_together_is_not_serious():
    cost = Cost(loss="order", hits=ALL, words={"a-1": (20,)})
    assert impact([cost], [], 100, lambda _: ONE) == "moderate"


# --- all rules ----------------------------------------------------------------------------------------


def test_every_rule_passes_or_knows_why_not_on_a_plain_page():
    results = judge(make.artifacts(TEXT, GOOD), all_rules().values()).results
    assert len(results) >= 60
    odd = {item.rule_id: item.reason for item in results if item.outcome not in ("passed", "inapplicable")}
    assert odd == {}


def test_every_rule_is_run_without_words_and_paths():
    empty = Artifacts(
        document=make.artifacts(TEXT, GOOD).document, facts=LayoutFacts(file=make.layout().file)
    )
    outcomes = {item.outcome for item in judge(empty, all_rules().values()).results}
    assert "error" not in outcomes


def test_findings_are_values():
    assert Finding(rule_id="ATS101", impact="minor", confidence="high", message="m").boxes == ()


# --- what is explained -----------------------------------------------------------------------------------


@pytest.mark.parametrize("needs", ["losses", "fields"])
def test_a_rule_whose_paths_did_not_run_is_no_pass(needs):
    given = make.artifacts(TEXT, {"a-one": None}, **({"fields": ()} if needs == "fields" else {}))
    got = result(lambda _: [], given, needs=needs)
    assert (got.outcome, got.reason) == ("incomplete", "no text path ran")
    assert result(lambda _: [], given, needs="facts").outcome == "passed"


def test_a_finding_accounts_for_its_words_in_the_paths_that_lose_them():
    read = {"a-one": TEXT.replace("EXPERIENCE", "").replace("Python", ""), "b-one": TEXT}
    ran = judge(make.artifacts(TEXT, read), [rule(loss_of("EXPERIENCE"))])
    (finding,) = ran.results[0].findings
    assert ran.explained == {finding.fingerprint: {("content", "a-one", 5)}}


def test_words_that_are_explained_beyond_the_costs_count_where_they_are_lost():
    def find(artifacts):
        at = artifacts.measured.texts.index("Python")
        yield Draft(message="m", anchor="a", page=1, explains=frozenset({at, at - 1}))

    ran = judge(make.artifacts(TEXT, {"a-one": TEXT.replace("Python", ""), "b-one": TEXT}), [rule(find)])
    assert set().union(*ran.explained.values()) == {("content", "a-one", 4)}


BLOCKS = ("Jane Example wrote all of this long ago", "Languages are German and English and French")


def test_a_block_that_a_path_has_elsewhere_is_moved():
    text = "\n".join(BLOCKS)
    turned = make.artifacts(text, {"a-one": "\n".join(reversed(BLOCKS)), "b-one": text})
    cost = costing.order(turned, range(len(turned.measured.texts)), least=3)
    assert not cost.any, "one edge of a block is no mixing"
    assert cost.moved == {}
    moved = costing.elsewhere(turned, range(len(turned.measured.texts)))
    assert set(moved.moved) == {"a-one"}
    words = [turned.measured.texts[index] for index in moved.moved["a-one"]]
    assert " ".join(words) in BLOCKS
    assert not moved.any
    shown = costing.moved_words(turned, moved)
    assert shown[0].path_id == "a-one"
    assert shown[0].expected != shown[0].observed


def test_a_large_block_elsewhere_is_the_region_s():
    blocks = [" ".join(f"{name}{number}" for number in range(20)) for name in ("left", "right")]
    text = "\n".join(blocks)
    turned = make.artifacts(text, {"a-one": "\n".join(reversed(blocks)), "b-one": text})
    cost = costing.order(turned, range(40), least=3)
    assert len(cost.moved["a-one"]) == 20
    ran = judge(
        turned, [rule(lambda _: [Draft(message="m", anchor="a", page=1, costs=(cost,))], id="ATS202")]
    )
    assert ran.results[0].outcome == "information"
    (losses,) = ran.explained.values()
    assert losses == {("order", "a-one", index) for index in cost.moved["a-one"]}


def test_one_loss_has_one_cause_and_the_cause_comes_first():
    read = dict.fromkeys(("a-one", "b-one", "c-one"), TEXT.replace("EXPERIENCE", "E X P E R I E N C E"))
    rules = [
        rule(loss_of("EXPERIENCE"), id=key, needs="losses")
        for key in ("ATS306", "ATS201", "ATS121", "ATS104")
    ]
    findings = {item.rule_id: item.findings[0] for item in judge(make.artifacts(TEXT, read), rules).results}
    root = findings["ATS104"]
    assert root.cause is None
    assert {finding.cause for key, finding in findings.items() if key != "ATS104"} == {root.fingerprint}


def test_a_rule_that_raises_leaves_the_others_their_findings():
    def broken(_):
        raise RuntimeError("x")

    read = {**GOOD, "a-one": TEXT.replace("EXPERIENCE", "")}
    rules = [rule(broken, id="ATS101"), rule(loss_of("EXPERIENCE"), id="ATS121")]
    first, second = judge(make.artifacts(TEXT, read), rules).results
    assert (first.outcome, first.findings) == ("error", ())
    assert second.outcome == "violation"


def test_what_one_cause_does_to_many_words_is_told_once():
    glued = TEXT.replace("Engineer in Python", "EngineerinPython").replace("Jane Example", "JaneExample")
    artifacts = make.artifacts(TEXT, dict.fromkeys(("a-one", "b-one", "c-one"), glued))
    words = ("Engineer", "in", "Python", "Jane", "Example")

    def every(artifacts: Artifacts):
        at = [artifacts.measured.texts.index(word) for word in words]
        yield Draft(message="all", anchor="all", page=1, costs=(costing.content(artifacts, at),))

    def each(artifacts: Artifacts):
        for word in ("Engineer", "Python", "Jane"):
            yield from loss_of(word)(artifacts)

    rules = [
        rule(each, id="ATS304", needs="losses", depth=20),
        rule(every, id="ATS127", needs="losses", depth=7),
    ]
    effect, cause = (item.findings for item in judge(artifacts, rules).results[::-1])
    assert [one.message for one in effect] == ["m, and 2 more"]
    assert effect[0].cause == cause[0].fingerprint
    assert effect[0].words == ("Engineer", "Python", "Jane")
    assert (effect[0].word_count, len(effect[0].elsewhere)) == (3, 2)
