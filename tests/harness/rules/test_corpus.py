"""Rules on committed files: each fault trips its rule, its near-miss does not."""

import warnings
from functools import lru_cache

import pytest

from atsharness.in_process import inputs_of
from atsharness.pipeline import artifacts_of
from atsharness.registry import discover
from atsharness.rules.engine import all_rules, judge
from atsharness_corpus.faults import all_faults
from atsharness_corpus.labels import read_labels
from atsharness_corpus.person import content_dir

RENDERED = content_dir().parent / "rendered"
LABELS = read_labels(RENDERED / "labels.json").files
FAST = ("pymupdf-sorted", "pdfium", "pypdf-plain")
"""Three families, a few milliseconds each."""

QUICK = (
    "columns",
    "invisible-render-mode",
    "covered-text",
    "partial-tounicode",
    "icon-font-private-use",
    "letter-spaced-headings",
    "text-in-image",
    "text-as-outlines",
    "restricted-copy",
)
"""One of each theme; the others are run with the slow tests."""


def pair(fault):
    positive = [
        label
        for label in LABELS
        if label.near_miss_of is None and any(one.fault == fault for one in label.faults)
    ]
    made = [label for label in positive if f"__{fault}__" in label.file] or positive
    return made[0], next(label for label in LABELS if label.near_miss_of == fault)


@lru_cache(maxsize=4)
def outcomes(file):
    paths = [found.value for found in discover("atsharness_parsers", "PARSER").values()]
    chosen = [path for path in paths if path.id in FAST]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        artifacts = artifacts_of(inputs_of((RENDERED / file).read_bytes(), chosen, name=file))
    results = judge(artifacts, all_rules().values()).results
    assert [item for item in results if item.outcome == "error"] == []
    return {item.rule_id: item for item in results}


def check(fault):
    positive, near_miss = pair(fault)
    for rule_id in all_faults()[fault].rule_ids:
        found = outcomes(positive.file)[rule_id]
        assert found.outcome in ("violation", "information"), (positive.file, found.reason)
        assert found.findings
        assert all(finding.evidence for finding in found.findings), "no evidence, no finding"
        missed = outcomes(near_miss.file)[rule_id]
        assert missed.outcome in ("passed", "inapplicable"), (near_miss.file, missed.findings)


@pytest.mark.parametrize("fault", QUICK)
def test_a_fault_trips_its_rule_and_its_near_miss_does_not(fault):
    check(fault)


@pytest.mark.slow
@pytest.mark.parametrize("fault", sorted({one.fault for label in LABELS for one in label.faults} - {*QUICK}))
def test_every_other_fault_too(fault):
    if not any(label.near_miss_of == fault for label in LABELS):
        pytest.skip("its near-miss is not committed")
    if not all(label.tuned_on for label in pair(fault)):
        pytest.skip("held out: no rule is tuned on it, its figures are those of ats corpus score")
    check(fault)


def test_a_violation_names_families_and_words():
    found = outcomes(pair("columns")[0].file)["ATS201"].findings[0]
    assert found.families_hit or found.families_partly
    assert set(found.families_hit) | set(found.families_partly) <= set(found.families_run)
    assert found.word_count > 5
    assert any(item.kind == "order" and item.observed for item in found.evidence)
