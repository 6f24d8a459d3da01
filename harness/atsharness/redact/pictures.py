"""What pictures of a document's pages must not show, and what they show instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model import Box, Cover, Reference
from atsharness.model.facts import LayoutFacts
from atsharness.redact.disguise import Disguise
from atsharness.rules.model import Artifacts
from atsharness.text.tokens import tokens


def covers(artifacts: Artifacts, disguise: Disguise) -> tuple[Cover, ...]:
    """What pictures of the pages must not show, and what they show instead.

    Images and ink that nobody has read are covered whole, of a scan the page; then each word that is
    replaced gets its replacement.
    """
    facts = artifacts.facts
    if facts is None:  # an image file: one page after the other is a scan
        scans = {1 + number for number in range(artifacts.document.page_count or 1)}
        found = [Cover(page=number, box=(0.0, 0.0, 1e6, 1e6)) for number in sorted(scans)]
    else:
        scans = {page.number for page in facts.pages if page.scan}
        found = list(_unread(facts))
        for page in facts.pages:
            for line in page.lines:
                found += _of_words([(word.text, word.box) for word in line.words], page.number, disguise)
    for number, words in _reference_lines(artifacts.reference):
        found += _of_words(words, number, disguise, every=number in scans)
    return tuple(found)


def _unread(facts: LayoutFacts) -> Iterator[Cover]:
    for one in facts.pages:
        if one.scan:
            yield Cover(page=one.number, box=(0.0, 0.0, one.width, one.height))
    places = [(one.page, one.box) for one in facts.images] + [(one.page, one.box) for one in facts.ink]
    for page, box in (*places, *((note.page, note.box) for note in facts.notes)):
        yield Cover(page=page, box=box)


def _reference_lines(reference: Reference | None) -> Iterator[tuple[int, list[tuple[str, Box]]]]:
    """The words of each line whose places are known, with the number of its page."""
    lines: dict[tuple[int, int], list[tuple[str, Box]]] = {}
    if reference is not None and reference.words is not None:
        for token, word in zip(tokens(reference.text), reference.words, strict=True):
            if word is not None:
                lines.setdefault((word.page, token.line), []).append((token.raw, word.box))
    for (page, _), words in lines.items():
        yield page, words


def _of_words(
    words: Sequence[tuple[str, Box]], page: int, disguise: Disguise, *, every: bool = False
) -> Iterator[Cover]:
    """The words of one line: where letters stand apart, the line tells that they are a secret."""
    shown = disguise.text(" ".join(text for text, _ in words))
    at = 0
    for text, box in words:
        other = shown[at : at + len(text)]
        at += len(text) + 1
        if every or other != text:
            yield Cover(page=page, box=box, text=other)
