"""Which files show a rule, and what the harness makes of each: for rule_examples.py."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
import yaml

from atsharness.in_process import inputs_of, text_panel
from atsharness.intake import sniff
from atsharness.model import Alignment, Box, Extraction, Finding, RuleResult, Word
from atsharness.model.media_types import DOCX
from atsharness.pipeline import artifacts_of, with_source
from atsharness.rules.engine import all_rules, judge
from atsharness.rules.model import Artifacts
from atsharness.sources.read import read_source
from atsharness.text.tokens import tokens
from atsharness_corpus.build import Job, made
from atsharness_corpus.committed import FAULT_SEED, FAULT_TYPESETTERS
from atsharness_corpus.docx.faults import FAULTS
from atsharness_corpus.flow.faults import FAULTS as FLOW_FAULTS
from atsharness_corpus.labels import FileLabel, read_labels
from atsharness_corpus.person import content_dir, load_people

HERE = Path(__file__).resolve().parent
RENDERED = content_dir().parent / "rendered"
DOCX_PERSON, FLOW_PERSON = "junior", "german"
"""The second has letters beyond ASCII."""
BEGINNING = 3
"""So many words of a phrase that is not there whole are enough to find it."""


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule's line of ``rule_examples.yaml``, which says what each key means."""

    good: str = ""
    without: str = ""
    fault: str = ""
    docx: str = ""
    flow: str = ""
    files: tuple[str, str] | None = None
    path: str = ""
    at: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    statuses: bool = False
    view: Literal["place", "pages", "stored", "none"] = "place"
    source: bool = False


class Case(msgspec.Struct, frozen=True):
    """One file as the harness sees it; `truth` is the text that its page shows."""

    name: str
    pdf: bytes
    label: FileLabel | None
    truth: str
    artifacts: Artifacts
    results: dict[str, RuleResult]

    def finding(self, rule_id: str) -> Finding:
        """What the rule finds: of several, that of most words.

        Raises:
            ValueError: it finds nothing.
        """
        found = self.results[rule_id].findings
        if not found:
            raise ValueError(f"{rule_id} finds nothing in {self.name}")
        return max(found, key=lambda one: one.word_count)

    def words(self, page: int, boxes: Sequence[Box]) -> list[int]:
        """Numbers of the words, as a person reads them, in some boxes of a page.

        Where there are none, those of the boxes' lines and of the nearest line.
        """
        reference = self.artifacts.reference
        placed = [
            (index, word.box)
            for index, word in enumerate((reference and reference.words) or ())
            if word is not None and word.page == page
        ]
        found = [index for index, box in placed if any(_lies_in(box, other) for other in boxes)]
        if not found and placed and boxes:
            nearest = min((box for _, box in placed), key=lambda box: abs(_middle(box) - _middle(boxes[0])))
            found = [
                index for index, box in placed if any(_on_a_line(box, other) for other in (*boxes, nearest))
            ]
        return found

    def covers(self, indices: Sequence[int], boxes: Sequence[Box]) -> bool:
        """Whether some words are in the boxes, and not only on their lines."""
        return any(_lies_in(word.box, box) for word in self.places(indices) for box in boxes)

    def places(self, indices: Sequence[int]) -> list[Word]:
        """The words of these numbers that have a place on a page."""
        reference = self.artifacts.reference
        words = (reference and reference.words) or ()
        return [word for index in indices if index < len(words) and (word := words[index]) is not None]

    def find(self, phrase: str) -> list[int]:
        """Numbers of the words, as a person reads them, of a phrase; none if it is not there."""
        reference = self.artifacts.reference
        return find(phrase, reference.text) if reference is not None else []

    def extraction(self, path_id: str) -> Extraction:
        """What a path made of the file."""
        return next(item for item in self.artifacts.extractions if item.path_id == path_id)

    def alignment(self, path_id: str) -> Alignment | None:
        """A path's text against the page; None where it read nothing."""
        return next((item for item in self.artifacts.alignments if item.path_id == path_id), None)


def find(phrase: str, text: str) -> list[int]:
    """Numbers of the words of a text that a phrase consists of, or begins with, where it first occurs."""
    wanted = [token.key for token in tokens(phrase)]
    keys = [token.key for token in tokens(text)]
    for length in (len(wanted), BEGINNING):
        part = wanted[:length]
        for start in range(len(keys) - length + 1) if len(part) == length else ():
            if part and keys[start : start + length] == part:
                return list(range(start, start + length))
    return []


def choices() -> dict[str, Choice]:
    """The choice for every rule, by id."""
    raw = yaml.safe_load((HERE / "rule_examples.yaml").read_text("utf-8"))
    return msgspec.convert(raw, dict[str, Choice])


def pair(choice: Choice) -> tuple[Case, Case]:
    """The bad and the good file of a choice."""
    if choice.docx:
        return _docx(choice.docx, near_miss=False), _docx(choice.docx, near_miss=True)
    if choice.flow:
        return _flow(choice.flow, near_miss=False), _flow(choice.flow, near_miss=True)
    if choice.files is not None:
        bad, good = choice.files
        return committed(bad, choice.source), committed(good, choice.source)
    files = [label for label in _labels().values() if f"__{choice.fault}__" in label.file]
    if not files:
        return _built(choice.fault, False), _built(choice.fault, True)
    bad, good = (
        next(Path(label.file).stem for label in files if (label.near_miss_of is not None) == near_miss)
        for near_miss in (False, True)
    )
    return committed(bad, choice.source), committed(good, choice.source)


@cache
def _docx(fault_id: str, *, near_miss: bool) -> Case:
    """A DOCX with a construct, or the one that looks alike."""
    fault = next(one for one in FAULTS if one.id == fault_id)
    person = next(one for one in load_people(content_dir()) if one.id == DOCX_PERSON)
    build = fault.near_miss if near_miss else fault.inject
    data = build(person, random.Random(FAULT_SEED)).saved()
    return _without_pages(data, f"{fault_id}{'-near-miss' if near_miss else ''}.docx", DOCX)


@cache
def _flow(fault_id: str, *, near_miss: bool) -> Case:
    """A document of another format with a fault, or the one that looks alike."""
    fault = next(one for one in FLOW_FAULTS if one.id == fault_id)
    person = next(one for one in load_people(content_dir()) if one.id == FLOW_PERSON)
    data = (fault.near_miss if near_miss else fault.inject)(person, random.Random(FAULT_SEED))
    name = f"{fault_id}{'-near-miss' if near_miss else ''}.{fault.suffix}"
    return _without_pages(data, name, sniff(data) or "")


def _without_pages(data: bytes, name: str, media_type: str) -> Case:
    artifacts = artifacts_of(inputs_of(data, text_panel(media_type), name=name))
    results = {item.rule_id: item for item in judge(artifacts, all_rules().values()).results}
    truth = artifacts.reference.text if artifacts.reference is not None else ""
    return Case(name, data, None, truth, artifacts, results)


@cache
def committed(stem: str, source: bool) -> Case:
    """A file of corpus/rendered."""
    label = _labels()[stem]
    truth = (RENDERED / label.reference).read_text("utf-8")
    return _case((RENDERED / label.file).read_bytes(), label, truth, source)


@cache
def _built(fault: str, near_miss: bool) -> Case:
    """A file that is too large to be committed, from the corpus's generator."""
    result = made(Job(fault=fault, seed=FAULT_SEED, near_miss=near_miss), FAULT_TYPESETTERS, content_dir())
    if isinstance(result, str):
        raise ValueError(f"{fault} cannot be built: {result}")
    return _case(result.pdf, result.label, result.reference, source=False)


def _case(data: bytes, label: FileLabel, truth: str, source: bool) -> Case:
    name = Path(label.file).name
    artifacts = artifacts_of(inputs_of(data, text_panel(), name=name, ocr=True))
    if source:
        artifacts = with_source(artifacts, read_source(content_dir() / f"{label.content}.json"))
    results = {item.rule_id: item for item in judge(artifacts, all_rules().values()).results}
    return Case(name, data, label, truth, artifacts, results)


@cache
def _labels() -> dict[str, FileLabel]:
    return {Path(label.file).stem: label for label in read_labels(RENDERED / "labels.json").files}


def _lies_in(one: Box, other: Box) -> bool:
    """Whether a word and a box share a line and some of their width: the box of a letter is in its word."""
    return _on_a_line(one, other) and _share((one[0], one[2]), (other[0], other[2])) > 0.1


def _on_a_line(one: Box, other: Box) -> bool:
    return _share((one[1], one[3]), (other[1], other[3])) > 0.5


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _share(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Which share of the shorter of two stretches lies in the other."""
    least = min(one[1] - one[0], other[1] - other[0])
    return max(0.0, min(one[1], other[1]) - max(one[0], other[0])) / least if least > 0 else 0.0
