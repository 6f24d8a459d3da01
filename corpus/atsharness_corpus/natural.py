"""Faults that a typesetter leaves in a file whatever was to be built: told from the file, never from a rule.

TeX writes no spaces and divides words, and some fonts map the ligature ff to its own character. Whether a
file is so depends on its words and sizes, so that no layout can say it once for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from atsharness.model import Box
from atsharness.model.geometry import union
from atsharness.page.engine import mupdf
from atsharness_corpus.close_lines import close_lines
from atsharness_corpus.edges import right_edges
from atsharness_corpus.labels import FaultLabel, rounded
from atsharness_corpus.pages import read_pages

WORD_GAP = 0.15
"""Em of white that a person takes for a space."""

TOLERANCE = 3.0
"""Points of white up to which pdfplumber joins two words where no space stands (its ``x_tolerance``)."""

FEW = 0.1
"""Spaces for each gap between words under which a page holds hardly any."""

LEAST_GAPS = 3
_HYPHENS = "-\u00ad\u2010"
_MARKS = ".,;:!?()[]{}\"'“”‘’«»"
LIGATURES = range(0xFB00, 0xFB07)


class _Char(NamedTuple):
    text: str
    size: float
    box: Box


def natural_faults(pdf: bytes, reference: str, known: Iterable[FaultLabel] = ()) -> tuple[FaultLabel, ...]:
    """The faults that a file has besides those it was built with.

    Args:
        pdf: the file.
        reference: what a person reads in it.
        known: its labels so far; a fault that they name is not said twice.

    Returns:
        ``no-space-characters`` of a file with a page whose words gaps alone part, some of them narrow enough
        for a parser to miss; ``ligature-codepoints`` for each page with characters U+FB00 to U+FB06;
        ``line-end-hyphen`` for each page with lines that end within a word of the reference;
        ``right-edge-text`` for each with text at the right edge (`edges`); ``close-lines`` for each where
        pypdf glues a line to the large one above it (`close_lines`). Nothing for a file that cannot be read.
    """
    pages = read_pages(pdf, _lines)
    found = [
        *_without_spaces(pages),
        *_ligatures(pages),
        *_divided(pages, reference),
        *right_edges(pdf),
        *close_lines(pdf, reference),
    ]
    named = {label.fault for label in known}
    return tuple(label for label in found if label.fault not in named)


def _lines(page: Any) -> list[list[_Char]]:
    """The characters of each line as the file has them: no spaces put in, no ligatures taken apart."""
    pymupdf = mupdf()
    flags = pymupdf.TEXT_PRESERVE_LIGATURES | pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_INHIBIT_SPACES
    return [
        [
            _Char(char["c"], span["size"], tuple(char["bbox"]))
            for span in line["spans"]
            for char in span["chars"]
        ]
        for block in page.get_text("rawdict", flags=flags)["blocks"]
        for line in block.get("lines", ())
    ]


def _without_spaces(pages: list[list[list[_Char]]]) -> Iterator[FaultLabel]:
    for lines in pages:
        spaces = sum(char.text.isspace() for line in lines for char in line)
        gaps = [
            (two.box[0] - one.box[2], two.size)
            for line in lines
            for one, two in pairwise(line)
            if not one.text.isspace() and not two.text.isspace()
        ]
        words = [gap for gap, size in gaps if gap > WORD_GAP * size]
        if len(words) >= LEAST_GAPS and spaces < FEW * len(words) and min(words) <= TOLERANCE:
            yield FaultLabel(fault="no-space-characters", rule_ids=("ATS127",), expect="violation")
            return


def _ligatures(pages: list[list[list[_Char]]]) -> Iterator[FaultLabel]:
    for number, lines in enumerate(pages, start=1):
        found = [char for line in lines for char in line if ord(char.text) in LIGATURES]
        if found:
            yield FaultLabel(
                fault="ligature-codepoints",
                rule_ids=("ATS109",),
                expect="violation",
                page=number,
                boxes=tuple(rounded(char.box) for char in found),
            )


def _divided(pages: list[list[list[_Char]]], reference: str) -> Iterator[FaultLabel]:
    there = {word.strip(_MARKS) for word in reference.split()}
    for number, lines in enumerate(pages, start=1):
        boxes, words = [], []
        for line, following in pairwise(lines):
            last, first = _text(line).split()[-1:], _text(following).split()[:1]
            if not last or not first or not last[0][:-1] or last[0][-1] not in _HYPHENS:
                continue
            whole, compound = (f"{last[0][:-1]}{sign}{first[0]}".strip(_MARKS) for sign in ("", "-"))
            if whole in there and compound not in there:
                boxes.append(rounded(_around(line)))
                words.append(whole)
        if boxes:
            yield FaultLabel(
                fault="line-end-hyphen",
                rule_ids=("ATS125",),
                expect="violation",
                page=number,
                boxes=tuple(boxes),
                words=tuple(words),
            )


def _text(line: list[_Char]) -> str:
    """The line's words; gaps count as spaces."""
    parts = [char.text for char in line[:1]]
    for one, two in pairwise(line):
        gap = two.box[0] - one.box[2] > WORD_GAP * two.size
        parts.append(f" {two.text}" if gap else two.text)
    return "".join(parts)


def _around(line: list[_Char]) -> Box:
    return union(char.box for char in line if not char.text.isspace())
