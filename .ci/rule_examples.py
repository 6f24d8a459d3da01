"""Shows every rule by a bad and a good file: docs/rules/examples.json and pictures, part of `make docs`.

`ats rules --write docs/rules` puts them into the rules' pages. Which files are shown is chosen in
rule_examples.yaml; what is said of the bad one is the rule's own finding, what is read a parser path's text.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import msgspec
from example_files import Case, Choice, choices, pair
from example_pictures import BAD, GOOD, around, draw, draw_pages, view
from example_texts import facts, reading, statuses, worst_path

from atsharness.alignment.align import align
from atsharness.model import Box, Evidence, Finding
from atsharness_corpus.labels import FaultLabel
from atsharness_reports._rules import Example, Sample

TARGET = Path(__file__).resolve().parents[1] / "docs" / "rules"
PICTURES = "pictures"


class Place(msgspec.Struct, frozen=True):
    """Where to look in a file: boxes of a page, the words in them, and phrases of the text that is read."""

    page: int
    boxes: tuple[Box, ...]
    words: tuple[int, ...] = ()
    phrases: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    """What should be read in place of `phrases`."""
    unseen: str = ""
    """Words at the place that no person sees."""


def main() -> None:
    """Writes the examples of all rules, or of those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rules", nargs="*", metavar="RULE")
    parser.add_argument("--out", type=Path, default=TARGET, metavar="DIR")
    options = parser.parse_args()
    known = choices()
    wanted = [rule_id for rule_id in options.rules or known if not known[rule_id].without]
    folder = options.out / PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    file = options.out / "examples.json"
    found: dict[str, Example] = {}
    if options.rules and file.is_file():
        found = msgspec.json.decode(file.read_bytes(), type=dict[str, Example])
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        made = pool.map(example, wanted, [known[rule_id] for rule_id in wanted])
        for rule_id, (shown, drawn) in zip(wanted, made, strict=True):
            found[rule_id] = shown
            for name, data in drawn.items():
                (folder / name).write_bytes(data)
    named = {Path(sample.picture).name for one in found.values() for sample in (one.bad, one.good)}
    for path in folder.iterdir():
        if path.name not in named:
            path.unlink()
    file.write_bytes(msgspec.json.format(msgspec.json.encode(dict(sorted(found.items()))), indent=1) + b"\n")
    total = sum(path.stat().st_size for path in folder.iterdir())
    print(f"{len(found)} rules, {len(named - {''})} pictures, {total // 1024} kB")


def example(rule_id: str, choice: Choice) -> tuple[Example, dict[str, bytes]]:
    """A rule's example, and its pictures by name.

    Raises:
        ValueError: the rule finds nothing in the bad file, or the same in the good one.
    """
    bad, good = pair(choice)
    finding = bad.finding(rule_id)
    place = bad_place(rule_id, bad, finding, choice) if bad.label is not None else text_place(bad, finding)
    there = good_place(place, bad, good, choice.there)
    alike = good.results[rule_id]
    if bad.label is None and (bad.results[rule_id].outcome, alike.outcome) == ("violation", "information"):
        alike = msgspec.structs.replace(alike, findings=())  # a page number in a footer is told
    if any(_overlap(one, there) for one in alike.findings):
        raise ValueError(f"{rule_id} finds something in {good.name} too")
    path = choice.path or hurt(finding) or worst_path(bad, place.words)
    drawn: dict[str, bytes] = {}
    samples = []
    for case, where, name, colour in ((bad, place, "bad", BAD), (good, there, "good", GOOD)):
        data = picture(case, where, choice, colour)
        file = f"{rule_id.lower()}-{name}.webp" if data else ""
        if data:
            drawn[file] = data
        if choice.facts:
            source, text = "Layout facts (`ats facts --format json`) of", facts(case, choice.facts)
        elif choice.statuses:
            source, text = "What each parser path reads of", statuses(case)
        else:
            source, text = f"What `{path}` reads there in", reading(case, path, where.words, where.phrases)
        says = _sentence(finding.message) if case is bad else choice.good
        samples.append(
            Sample(
                file=case.name,
                says=says,
                picture=f"{PICTURES}/{file}" if file else "",
                source=source,
                text=text,
            )
        )
    return Example(bad=samples[0], good=samples[1]), drawn


def _sentence(message: str) -> str:
    text = " ".join(message.split())
    return f"{text[0].upper()}{text[1:].removesuffix('.')}."


def hurt(finding: Finding) -> str:
    """The path that a rule names first as one that loses or alters something; empty where it names none."""
    kinds = ("lost", "changed", "extra")
    return next((item.path_id for item in finding.evidence if item.path_id and item.kind in kinds), "")


def bad_place(rule_id: str, bad: Case, finding: Finding, choice: Choice) -> Place:
    """Where a finding is: at words asked for, at the labelled boxes, or where the rule says."""
    labelled = _label(rule_id, bad, finding)
    page = finding.page or 1
    evidence = [item for item in finding.evidence if item.box is not None and item.page == page]
    boxes = [word.box for phrase in choice.at for word in bad.places(bad.find(phrase))]
    if not boxes and labelled is not None:
        page, boxes = labelled.page or 1, list(labelled.boxes or ())
    boxes = boxes or list(finding.boxes) or [item.box for item in evidence if item.box]
    if not boxes:
        return Place(page, ())
    if not choice.at:
        boxes = _from(boxes, evidence)
    hidden = labelled.words if labelled is not None else finding.words
    unseen = " ".join(hidden) if any(item.kind == "extra" for item in evidence) else ""
    return _seen_place(bad, page, boxes, evidence, (*choice.reads, unseen), unseen)


def text_place(bad: Case, finding: Finding) -> Place:
    """Where a finding is in a document without pages: its words, and what a path has in their place."""
    said = [item for item in finding.evidence if item.observed or item.path_id]
    phrases = tuple(item.observed for item in said if item.observed)
    wanted = (*(item.expected for item in said if item.expected), " ".join(finding.words))
    words = next((found for phrase in wanted if phrase and (found := bad.find(phrase))), [])
    return Place(0, (), tuple(words), phrases, unseen=" ".join(phrases) if not words else "")


def _label(rule_id: str, bad: Case, finding: Finding) -> FaultLabel | None:
    """The fault of the file that a finding is about, if its place is known."""
    for fault in bad.label.faults if bad.label is not None else ():
        if rule_id in fault.rule_ids and fault.boxes and finding.page in (None, fault.page):
            return fault
    return None


def _seen_place(
    bad: Case,
    page: int,
    boxes: Sequence[Box],
    evidence: Sequence[Evidence],
    phrases: tuple[str, ...],
    unseen: str,
) -> Place:
    """The part of the page around some boxes, its words, and what a path reads there."""
    near = view(page, boxes, _size(bad, page))
    words = bad.words(page, [_clipped(box, near.window) for box in near.frames])
    shown = [item for item in evidence if item.path_id and item.box and near.holds(item.box)][:1]
    return Place(
        page,
        near.frames,
        tuple(words),
        (*phrases, *(item.observed for item in shown if item.observed)),
        (*phrases, *(item.expected for item in shown if item.expected)),
        unseen,
    )


def _from(boxes: list[Box], evidence: Sequence[Evidence]) -> list[Box]:
    """The boxes from that of a path's first evidence on, so that it is in the picture."""
    ordered = sorted(boxes, key=lambda box: (box[1], box[0]))
    for shown in (item.box for item in evidence if item.path_id and item.box):
        for number, box in enumerate(ordered):
            if box[1] - 2 <= shown[1] <= box[3]:
                return ordered[number:]
    return boxes


def good_place(place: Place, bad: Case, good: Case, there: Sequence[str]) -> Place:
    """Where words asked for, or the same words, are in the good file; the same place where there are none."""
    words = [number for phrase in there for number in good.find(phrase)]
    one, other = bad.artifacts.reference, good.artifacts.reference
    inside = bad.covers(place.words, place.boxes)
    if not words and place.words and one is not None and other is not None:
        labels = align(one.text, other.text, path_id="good").words
        words = [number for index in place.words for number in labels[index].hypothesis]
    shown = [] if inside or there else good.find(place.unseen)
    found = good.places(words if inside or there else shown)
    if not found:
        return Place(place.page, place.boxes, tuple(words), place.expected)
    page = found[0].page
    boxes = [word.box for word in found if word.page == page]
    if len(place.boxes) == 1 and not there:
        boxes = [around(boxes)]
    return Place(page, tuple(boxes), tuple(shown or words), place.expected)


def picture(case: Case, place: Place, choice: Choice, colour: str) -> bytes:
    """The picture of a place; empty where none is wanted."""
    if choice.view in ("pages", "stored"):
        return draw_pages(case.pdf, colour, stored=choice.view == "stored")
    if case.label is None or choice.view == "none" or not place.boxes:
        return b""
    shown = view(place.page, place.boxes, _size(case, place.page))
    return draw(case.pdf, shown, colour)


def _size(case: Case, page: int) -> tuple[float, float]:
    assert case.label is not None
    return case.label.page_sizes[page - 1]


def _clipped(box: Box, window: Box) -> Box:
    return max(box[0], window[0]), max(box[1], window[1]), min(box[2], window[2]), min(box[3], window[3])


def _overlap(finding: Finding, place: Place) -> bool:
    """Whether a finding concerns the place, or no place at all."""
    if finding.page is None:
        return True
    return finding.page == place.page and any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
        for box in finding.boxes
        for other in place.boxes
    )


if __name__ == "__main__":
    main()
