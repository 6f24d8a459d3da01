"""Each construct of a DOCX in a person's résumé: its rule finds it, and not its near-miss."""

from __future__ import annotations

import random

import pytest
from docx_files import judged, outcomes, people, person

from atsharness_corpus.docx.faults import FAULTS
from atsharness_corpus.docx.model import DocxFault
from atsharness_corpus.docx.resume import clean

FOUND = ("violation", "information")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_a_rule_finds_its_construct_and_not_what_looks_alike(fault: DocxFault) -> None:
    found = outcomes(judged(fault.inject(person(), random.Random(1)).saved()))
    assert found[fault.rule_id] == ("violation" if fault.violation else "information")
    assert "error" not in found.values()
    near = outcomes(judged(fault.near_miss(person(), random.Random(1)).saved()))
    assert near[fault.rule_id] != "violation"
    assert near[fault.rule_id] == "passed" or fault.id == "contact-in-header"  # a page number is told


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1000, 1004))
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_the_same_with_fresh_seeds_and_people(fault: DocxFault, seed: int) -> None:
    someone = people()[seed % len(people())]
    found = outcomes(judged(fault.inject(someone, random.Random(seed)).saved()))
    assert found[fault.rule_id] == ("violation" if fault.violation else "information")
    near = outcomes(judged(fault.near_miss(someone, random.Random(seed)).saved()))
    assert near[fault.rule_id] != "violation"


def test_rules_of_pages_do_not_run_on_a_docx() -> None:
    result = judged(clean(person()).saved())
    ran = {item.rule_id for item in result.rule_results if item.outcome != "inapplicable"}
    assert ran >= {"ATS199", "ATS301", "ATS302", "ATS304", "ATS601", "ATS623"}
    assert not {rule for rule in ran if rule[3] in "125"} - {"ATS199"}
    assert not ran & {"ATS306", "ATS308"}  # they look at places on a page
    assert {item.outcome for item in result.rule_results} <= {"passed", "inapplicable", "information"}
    assert outcomes(result)["ATS601"] == "passed"
    assert outcomes(result)["ATS199"] == "passed"


def test_evidence_names_the_words_and_the_part() -> None:
    fault = next(one for one in FAULTS if one.id == "contact-in-header")
    result = judged(fault.inject(person(), random.Random(1)).saved())
    (finding,) = next(item for item in result.rule_results if item.rule_id == "ATS602").findings
    assert finding.impact == "critical"
    assert {"python-docx", "mammoth", "odoo"} <= set(finding.families_hit)
    assert "docx2txt" not in finding.families_hit
    assert person().basics.email.split("@")[0] in " ".join(finding.words)
    assert any(item.note.startswith("word/header1.xml") for item in finding.evidence)
    assert finding.page is None
    assert result.verdict is not None
    assert result.verdict.level == "fail"


def test_hidden_words_of_a_docx_reach_the_gate() -> None:
    fault = next(one for one in FAULTS if one.id == "hidden-text")
    result = judged(fault.inject(person(), random.Random(1)).saved())
    assert result.verdict is not None
    hidden = next(gate for gate in result.verdict.gates if gate.name == "hidden")
    assert hidden.level == "fail"
    assert hidden.value is not None
    assert 0.03 < hidden.value < 0.2  # 16 words of about 250
