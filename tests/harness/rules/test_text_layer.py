"""Rules on the text layer: misread scans, pale text, tabs, replacement text, single divided words."""

import artifacts as make
import pytest

from atsharness.model.text_facts import ActualText
from atsharness.pipeline import against
from atsharness.rules.engine import all_rules, judge
from atsharness.rules.text_layer._misread import misread

TABBED = ("ATS112", "ATS303")
TEXT = "Jane Example\nBuilds systems of payment"


def outcome(rule_id, artifacts):
    return judge(artifacts, [all_rules()[rule_id]]).results[0]


@pytest.mark.parametrize(
    "word",
    ["mode1", "2O19", "1Ok+", "wiII", "buildinq", "c0de", "0penAPI", "droppcd", "rnonth", "a,b@example.com"],
)
def test_misread_words_show_by_themselves(word):
    assert misread(["Jane", word, "Example"]) == [1]


@pytest.mark.parametrize(
    "word",
    [
        "OAuth2",
        "k8s",
        "i18n",
        "SQL",
        "RabbitMQ",
        "sqlite",
        "2019",
        "10k+",
        "v1beta",
        "cinq",
        "Q1",
        "B2B",
        "e2e",
    ],
)
def test_what_is_written_so_is_not_misread(word):
    assert misread(["Jane", word, "Example"]) == []


def test_a_misread_word_is_told_by_its_like():
    assert misread(["Builds", "systerns", "and", "systems"]) == [1]
    assert misread(["modern", "and", "modem"]) == []


@pytest.mark.parametrize(
    ("text", "found"), [(TEXT, "information"), (TEXT.replace("payment", "payrnent2O19"), "violation")]
)
def test_a_scan_is_a_violation_where_its_text_is_misread(text, found):
    facts = make.layout(page_facts=make.page(ocr_layer=True, image_cover=1.0))
    result = outcome("ATS102", make.artifacts(text, {"mupdf": text, "pypdf": text}, facts))
    assert result.outcome == found


@pytest.mark.parametrize(("contrast", "found"), [(1.3, "violation"), (2.2, "information"), (4.6, "passed")])
def test_pale_text_is_information_and_faint_text_a_violation(contrast, found):
    run = make.run("Jane Example", make.place(0, 0, 12), contrast=contrast)
    facts = make.layout(page_facts=make.page(runs=(run,)))
    assert outcome("ATS143", make.artifacts(TEXT, {"mupdf": TEXT}, facts)).outcome == found


@pytest.mark.parametrize(("read", "found"), [(TEXT.replace(" ", "\t"), "information"), (TEXT, "passed")])
def test_tabs_for_spaces_are_information(read, found):
    facts = make.layout(page_facts=make.page())
    assert outcome("ATS112", make.artifacts(TEXT, {"pypdf": read}, facts)).outcome == found


def test_tabs_that_cost_a_field_are_its_cause():
    text = "Jane Example\n+44 20 7946 0958\nExperience\nInitech 2019 – 2021"
    facts = make.layout(page_facts=make.page())
    read = {"mupdf": text, "pypdf": text.replace(" ", "\t")}
    bare = make.artifacts(text, read, facts)
    found = judge(
        against(bare, make.reference(text)), [rule for rule in all_rules().values() if rule.id in TABBED]
    )
    tabs, phone = (result.findings[0] for result in found.results)
    assert (tabs.impact, tabs.fields_lost, tabs.families_hit) == ("moderate", ("basics.phone",), ("pypdf",))
    assert phone.cause == tabs.fingerprint


def test_replaced_words_of_a_line_are_one_place():
    words = tuple(
        ActualText(page=1, box=make.place(line, at, 6), text="Angular", seen="Builds")
        for line, at in ((0, 0), (1, 0), (1, 15))
    )
    facts = make.layout(page_facts=make.page(), text_facts=words)
    (finding,) = outcome("ATS116", make.artifacts(TEXT, {"mupdf": TEXT}, facts)).findings
    assert len(finding.boxes) == 2
    assert finding.boxes[1][2] == make.place(1, 15, 6)[2]
