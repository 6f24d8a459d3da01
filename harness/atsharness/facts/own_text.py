"""Pictures and outlines drawn over their own text: gradient letters, filters, blurred shadows.

A person sees the word once, and the text layer has it once: what OCR reads there is not read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from rapidfuzz.fuzz import ratio

from atsharness.model import Box, Word
from atsharness.model.facts import InkText
from atsharness.page.page import Page

LINE_HIGH = 2.5
"""A picture not higher than so many sizes of the text over it shows that line alone."""

COVERED = 0.6
"""Share of such a picture's width over which text stands that is seen by itself."""

SAME_PLACE = 0.5
"""Share of the smaller of two boxes that lies in the other one, where both are one word's."""

ALIKE = 50.0
"""Likeness of two spellings of one word (0-100): letters in a gradient or a blur are hard to read."""

_Known = list[tuple[str, Box]]


def without_own_text(ink: Sequence[InkText], pages: Sequence[Page]) -> list[InkText]:
    """Ink without the words that the text layer, or ink before it, shows at the same place.

    Args:
        ink: of the document; `words` are OCR's where it ran.
        pages: of the document.

    Returns:
        The same, as long; what has no other words is `covered_by_text`.
    """
    numbered = {page.number: page for page in pages}
    known: dict[int, _Known] = {
        page.number: [(word.text, word.box) for line in page.lines for word in line.words] for page in pages
    }
    return [_without(one, numbered[one.page], known[one.page]) for one in ink if one.page in known]


def _without(ink: InkText, page: Page, known: _Known) -> InkText:
    if ink.covered_by_text:
        return ink
    if ink.text is None:
        covered = ink.kind == "image" and _shows_its_line(ink.box, page)
        return msgspec.structs.replace(ink, covered_by_text=covered)
    words = [word for word in ink.words if not _is_known(word, known)]
    if len(words) == len(ink.words):
        known += [(word.text, word.box) for word in words]
        return ink
    if not any(char.isalnum() for word in words for char in word.text):
        return msgspec.structs.replace(ink, covered_by_text=True)
    known += [(word.text, word.box) for word in words]
    return msgspec.structs.replace(ink, words=tuple(words), text=" ".join(word.text for word in words))


def _is_known(word: Word, known: Iterable[tuple[str, Box]]) -> bool:
    box = word.box
    return box is not None and any(
        _shared(box, other) >= SAME_PLACE and ratio(word.text.casefold(), text.casefold()) >= ALIKE
        for text, other in known
    )


def _shared(one: Box, two: Box) -> float:
    """Share of the smaller box that lies in the other one."""
    width = min(one[2], two[2]) - max(one[0], two[0])
    height = min(one[3], two[3]) - max(one[1], two[1])
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, two))
    return width * height / smaller if width > 0 and height > 0 and smaller > 0 else 0.0


def _shows_its_line(box: Box, page: Page) -> bool:
    """Whether a picture that nobody read is as high as the line of text that stands on it, and shows that."""
    x0, y0, x1, y1 = box
    own = [
        run
        for run in page.runs
        if run.visible
        and run.text.strip()
        and x0 - 1 <= run.box[0]
        and run.box[2] <= x1 + 1
        and y0 <= (run.box[1] + run.box[3]) / 2 <= y1
        and y1 - y0 <= LINE_HIGH * run.size
    ]
    width = sum(run.box[2] - run.box[0] for run in own if run.hidden is None)
    return any(run.seen_as == "image" for run in own) or width >= COVERED * (x1 - x0)
