"""Hidden words among those that a path returns."""

from __future__ import annotations

from typing import Any

import artifacts as make
import pytest

from atsharness.alignment.align import align
from atsharness.in_process import inputs_of
from atsharness.measure.hidden_text import hidden_text, hidden_words, with_hidden
from atsharness.measure.scorer import Scorer
from atsharness.model import Extraction
from atsharness.model.facts import FileFacts, LayoutFacts
from atsharness.pipeline import artifacts_of
from atsharness.registry import discover
from atsharness.text.tokens import tokens
from atsharness_corpus.labels import FileLabel, read_labels
from atsharness_corpus.person import content_dir

PAGE = "Jane Doe\nBuilt Python services at Initech\nPython Go Docker"
BOX = (50.0, 100.0, 250.0, 110.0)


def hidden(text: str, **fields: Any) -> Any:
    return make.run(text, BOX, **{"hidden": "same_colour", "seen_as": None, **fields})


def facts(*runs: Any, **fields: Any) -> LayoutFacts:
    return make.layout(page_facts=make.page(runs=(make.run("Jane Doe", BOX), *runs), **fields))


def counted(read: str, found: LayoutFacts | None, page: str = PAGE) -> int | None:
    item = Extraction(path_id="pdfium", family="pdfium", version="1", status="ok", text=read)
    measured = Scorer(make.reference(page)).measure(item)
    assert measured is not None
    alignment, recovery = measured
    (result,) = with_hidden([recovery], [alignment], [item], found)
    assert result.extra.extra == recovery.extra.extra
    return result.extra.hidden


@pytest.mark.parametrize(
    ("read", "number"),
    [
        (PAGE, 0),
        (f"{PAGE}\nKubernetes Angular", 2),
        (f"Angular\n{PAGE}\nKubernetes", 2),
        ("Jane Doe\nBuilt Python Kubernetes Angular services at Initech\nPython Go Docker", 2),
        (f"{PAGE}\nKubernetesAngular", 1),
        (f"{PAGE}\nKuber netes Angular", 3),
        (f"{PAGE}\nTerraform Grafana", 0),
        (f"{PAGE}\nTerraform Kubernetes • Grafana", 1),
        ("", 0),
    ],
)
def test_extra_words_that_the_file_hides(read: str, number: int) -> None:
    assert counted(read, facts(hidden("Kubernetes"), hidden(" Angular"))) == number


def test_hidden_words_that_the_page_shows_too_are_counted_as_often_as_they_are_hidden() -> None:
    repeated = facts(hidden("Python Python Docker"))
    assert counted(f"{PAGE}\nPython Python Docker", repeated) == 3
    assert counted(f"{PAGE}\nPython Python Docker Python", repeated) == 3
    assert counted(PAGE, repeated) == 0


def test_what_a_person_sees_is_not_hidden() -> None:
    drawn = facts(hidden("Kubernetes Angular", seen_as="outlines"))
    assert counted(f"{PAGE}\nKubernetes Angular", drawn) == 0
    scan = facts(hidden("Kubernetes Angular"), ocr_layer=True)
    assert counted(f"{PAGE}\nKubernetes Angular", scan) == 0
    assert hidden_text(facts(hidden("• |", hidden="clipped"), hidden("a", hidden="clipped"))) == "• |"


def test_unknown_where_the_pages_were_not_all_looked_at() -> None:
    more = facts(hidden("Kubernetes"))
    assert counted(f"{PAGE}\nKubernetes", None) is None
    assert hidden_text(LayoutFacts(file=FileFacts(needs_password=True))) is None
    unread = LayoutFacts(file=FileFacts(page_count=2), pages=more.pages)
    assert hidden_text(unread) is None


def test_decoration_is_no_word() -> None:
    read = f"{PAGE}\n• Kubernetes |"
    alignment = align(tokens(PAGE), tokens(read), path_id="pdfium")
    assert hidden_words(alignment, tokens(read), tokens("• Kubernetes |")) == 1


HIDING = {
    *("invisible-render-mode", "same-colour-text", "off-page-text", "covered-text", "hidden-layer"),
    *("clipped-text", "cropped-text", "clip-mode-text", "transparent-text", "tiny-text"),
}
COMMITTED = read_labels(content_dir().parent / "rendered" / "labels.json").files
FILES = [item for item in COMMITTED if HIDING & {fault.fault for fault in item.faults}]
FILES += [item for item in COMMITTED if item.near_miss_of in HIDING][::4]


def test_every_way_of_hiding_text_is_among_the_committed_files() -> None:
    assert {fault.fault for item in FILES for fault in item.faults} >= HIDING


@pytest.mark.parametrize("label", FILES, ids=lambda label: label.file)
def test_hidden_words_of_corpus_files(label: FileLabel) -> None:
    expected = sum(len(fault.words) for fault in label.faults if fault.fault in HIDING)
    path = discover("atsharness_parsers", "PARSER")["pypdf-plain"].value
    data = (content_dir().parent / "rendered" / label.file).read_bytes()
    (recovery,) = artifacts_of(inputs_of(data, [path])).recoveries
    assert recovery.extra.hidden == expected
