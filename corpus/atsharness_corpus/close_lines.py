"""Files in which a small line stands so close below a large one that pypdf takes both for one line."""

from __future__ import annotations

import logging
from io import BytesIO
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from atsharness.model import Box
from atsharness.model.geometry import union
from atsharness_corpus.labels import FaultLabel, rounded
from atsharness_corpus.pages import read_pages

CLOSE = 0.8
"""Sizes of the upper line by which the lower baseline is below the upper one, at most."""

SMALLER = 0.85
"""Size of the lower line, as a share of the upper one's."""


class _Line(NamedTuple):
    words: list[tuple[str, Box]]
    size: float
    baseline: float


def close_lines(pdf: bytes, reference: str) -> tuple[FaultLabel, ...]:
    """A label for each page where pypdf's text has the last word of the large line glued to the small one.

    Args:
        pdf: the file.
        reference: what a person reads in it.
    """
    pages = [
        [
            (one, two)
            for one, two in pairwise(lines)
            if two.size < SMALLER * one.size and 0 < two.baseline - one.baseline < CLOSE * one.size
        ]
        for lines in read_pages(pdf, _lines)
    ]
    texts = _texts(pdf) if any(pages) else []
    found = []
    for number, (pairs, text) in enumerate(zip(pages, texts, strict=False), start=1):
        glued = [
            (one.words[-1], two.words[0])
            for one, two in pairs
            if (both := one.words[-1][0] + two.words[0][0]) in text and both not in reference
        ]
        if glued:
            found.append(
                FaultLabel(
                    fault="close-lines",
                    rule_ids=("ATS122",),
                    expect="violation",
                    page=number,
                    boxes=tuple(rounded(union((one[1], two[1]))) for one, two in glued),
                    words=tuple(word for pair in glued for word, _ in pair),
                )
            )
    return tuple(found)


def _lines(page: Any) -> list[_Line]:
    found = []
    for block in page.get_text("rawdict")["blocks"]:
        for line in block.get("lines", ()):
            chars = [char for span in line["spans"] for char in span["chars"]]
            words = [
                ("".join(char["c"] for char in word), union(tuple(char["bbox"]) for char in word))
                for blank, some in groupby(chars, key=lambda char: char["c"].isspace())
                if not blank and (word := list(some))
            ]
            if words:
                found.append(_Line(words, line["spans"][0]["size"], chars[0]["origin"][1]))
    return found


def _texts(pdf: bytes) -> list[str]:
    """What pypdf reads, page by page; nothing of a file that it cannot open."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    except (PyPdfError, ValueError):
        return []
    finally:
        logging.disable(before)
