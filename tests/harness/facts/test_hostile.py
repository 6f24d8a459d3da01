"""Hostile files: gathering ends with facts or with a word on why not, and never takes others along."""

import pytest

from atsharness.extract.tasks import analysis, analysis_task
from atsharness.extract.work import analyse, work
from atsharness.facts.gather import gather
from atsharness.model import ReadOptions
from atsharness.settings import Settings
from atsharness.workers.supervisor import Supervisor
from atsharness_corpus.hostile.catalogue import all_hostile


@pytest.mark.parametrize(
    "name", ["form-self", "page-count-lie", "page-tree-loop", "header-only", "text-injection", "zero-pages"]
)
def test_quick_ones_end_in_this_process(name):
    found = gather(all_hostile()[name].build(), votes=False)
    assert found.pages or found.failed or not found.file.page_count


def test_a_page_of_too_many_glyphs_says_so():
    found = gather(all_hostile()["combining-flood"].build(), votes=False)
    assert "glyphs" in found.pages[0].truncated[0]


def test_a_hanging_file_costs_only_itself(tmp_path):
    settings = Settings(ocr=False, deadline_s=1.5)
    supervisor = Supervisor(work, workers=1)
    try:
        for name in ("form-nesting", "text-injection"):
            file = tmp_path / name
            file.write_bytes(all_hostile()[name].build())
            options = ReadOptions(work_dir=str(tmp_path / "work"))
            supervisor.submit(analysis_task(name, str(file), options, settings))
        outcomes = {}
        while (outcome := supervisor.next()) is not None:
            outcomes[outcome.key] = outcome
    finally:
        supervisor.close()
    assert outcomes["form-nesting"].status == "timeout"
    assert "timeout" in analysis(outcomes["form-nesting"])
    assert analysis(outcomes["text-injection"]).reference.text


def test_an_analysis_without_time_says_what_it_did_not_look_at():
    data = all_hostile()["text-injection"].build()
    whole = analyse(data, ReadOptions(), ocr=False)
    assert whole.reference.text
    nothing = analyse(data, ReadOptions(), ocr=False, seconds=0.0)
    assert (nothing.facts.pages, nothing.facts.unseen, nothing.reference.text) == ((), True, "")
    (warning,) = nothing.reference.warnings
    assert warning.startswith("layout facts: no time was left for ")
    assert "text of page 1" in warning
