"""What loses words in ODT, RTF, HTML and plain text: its rule finds it, and not what looks alike."""

from __future__ import annotations

import random

import pytest
from docx_files import outcomes, people, person
from flow_files import judged

from atsharness.intake import sniff
from atsharness.model.media_types import HTML, ODT, RTF, TEXT
from atsharness_corpus.flow.faults import FAULTS
from atsharness_corpus.flow.model import FlowFault

FOREIGN = ("diacritics", "french", "german", "spanish")
"""People whose text has letters beyond ASCII, which another encoding costs something."""
TYPES = {"odt": ODT, "rtf": RTF, "html": HTML, "txt": TEXT}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_a_rule_finds_its_fault_and_not_what_looks_alike(fault: FlowFault) -> None:
    someone = person("german")
    data = fault.inject(someone, random.Random(1))
    assert sniff(data) == TYPES[fault.suffix]
    found = outcomes(judged(data))
    assert found[fault.rule_id] == ("violation" if fault.violation else "information")
    assert "error" not in found.values()
    alike = fault.near_miss(someone, random.Random(1))
    assert sniff(alike) == TYPES[fault.suffix]
    near = outcomes(judged(alike))
    assert near[fault.rule_id] == "passed"
    assert "violation" not in near.values()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1000, 1008))
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_the_same_with_fresh_seeds_and_people(fault: FlowFault, seed: int) -> None:
    someone = people()[seed % len(people())]
    if fault.rule_id in ("ATS631", "ATS632", "ATS633") and someone.id not in FOREIGN:
        someone = person(FOREIGN[seed % len(FOREIGN)])
    found = outcomes(judged(fault.inject(someone, random.Random(seed))))
    assert found[fault.rule_id] == ("violation" if fault.violation else "information")
    assert outcomes(judged(fault.near_miss(someone, random.Random(seed))))[fault.rule_id] == "passed"


def test_rules_of_a_docx_alone_do_not_run_on_other_formats() -> None:
    for suffix in TYPES:
        fault = next(one for one in FAULTS if one.suffix == suffix)
        result = judged(fault.near_miss(person(), random.Random(1)))
        by_rule = outcomes(result)
        assert by_rule["ATS623"] == by_rule["ATS604"] == "inapplicable"
        assert by_rule["ATS605"] == by_rule["ATS301"] == "passed"
        assert by_rule["ATS101"] == "inapplicable"


def test_contact_data_in_a_header_is_a_failure() -> None:
    for name in ("odt-contact-in-header", "rtf-contact-in-header"):
        fault = next(one for one in FAULTS if one.id == name)
        result = judged(fault.inject(person(), random.Random(1)))
        (finding,) = next(item for item in result.rule_results if item.rule_id == "ATS602").findings
        assert finding.impact == "critical"
        assert result.verdict is not None
        assert result.verdict.level == "fail"
