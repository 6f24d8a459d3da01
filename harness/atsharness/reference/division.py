"""Where words end: boundaries that most code bases have otherwise than the reference, and what the gaps say.

The letters are the same; only their division differs. The picture decides where it is plain: a word whose
letters stand evenly apart is one word however all paths cut it, and words set apart on a line without any
space are several, though no path sees it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice, pairwise
from typing import NamedTuple

import msgspec

from atsharness.model import Word, WordLabel
from atsharness.model.facts import LayoutFacts, PageFacts
from atsharness.model.geometry import intersection, union
from atsharness.model.text_facts import LetterSpacing, SpuriousSpace
from atsharness.reference.readers import LEAST_FAMILIES, MOST_PLACES, Reader

LONGEST = 40
"""Words of one disputed place at most."""

NO_SPACE = 0.5
"""A gap narrower than this share of the line's narrowest typed space parts no words by itself."""

LEAST_GAP = 0.12
LEAST_UNTYPED_GAP = 0.22
"""A gap between words, in em, with a space in the file and without one: typed spaces have .2 and more, less
what justified lines take away."""

EVEN = 0.5
"""Letters of one word stand nearer than this share of the gaps that part it into several."""


class _Glyph(NamedTuple):
    """A letter on the page; `spaced` where the file has a space before it."""

    text: str
    x0: float
    x1: float
    size: float
    run: int
    font: int
    spaced: bool


def disputed(
    places: Sequence[Word | None], readers: Sequence[Reader], facts: LayoutFacts
) -> dict[int, tuple[int, list[Word]]]:
    """Stretches of the reference whose letters most code bases divide otherwise.

    Args:
        places: of the reference's words, one by one.
        readers: the paths.
        facts: of the pages.

    Returns:
        For the first word of each stretch the word behind its last one, and the words that take its place.
    """
    labels = readers[0].labels
    pages = {page.number: page for page in facts.pages}
    spaced = facts.of(SpuriousSpace, LetterSpacing)
    found: dict[int, tuple[int, list[Word]]] = {}
    for start, stop in islice(_stretches(readers), MOST_PLACES):
        own = [labels[index].text for index in range(start, stop)]
        cuts = _agreed(readers, start, stop, "".join(own))
        words = [word for index in range(start, stop) if (word := places[index]) is not None]
        if cuts is None or len(words) < stop - start or len({(word.page, word.line) for word in words}) > 1:
            continue
        if any(
            fact.page == words[0].page and intersection(fact.box, word.box)
            for fact in spaced
            for word in words
        ):
            continue  # the facts tell why engines cut it
        glyphs = _glyphs(pages[words[0].page], words)
        if "".join(glyph.text for glyph in glyphs) != "".join(own):
            continue
        now = frozenset(accumulate(map(len, own[:-1])))
        if cuts != now and _bears_out(glyphs, cuts, now, pages[words[0].page]):
            found[start] = stop, _cut(glyphs, cuts, words)
    return found


def _stretches(readers: Sequence[Reader]) -> Iterator[tuple[int, int]]:
    """Runs of words of which no reader has one as the reference does."""
    labels = readers[0].labels
    open_ = {index for index, label in enumerate(labels) if not label.decoration}
    for reader in readers:
        open_ = {index for index in open_ if not _is_kept(reader.labels[index])}
    start = None
    for index in range(len(labels) + 1):
        inside = index in open_ or (start is not None and index + 1 in open_ and labels[index].decoration)
        if inside and start is None:
            start = index
        elif not inside and start is not None:
            if index - start <= LONGEST:
                yield start, index
            start = None


def _is_kept(label: WordLabel) -> bool:
    return label.form.startswith("ok") or label.form == "hyphenated"


def _agreed(readers: Sequence[Reader], start: int, stop: int, letters: str) -> frozenset[int] | None:
    """Where most code bases cut the letters of a stretch; None where they do not agree, or have others."""
    votes: dict[frozenset[int], set[str]] = defaultdict(set)
    for reader in readers:
        words = _between(reader, start, stop)
        if words and "".join(words) == letters:
            votes[frozenset(accumulate(map(len, words[:-1])))].add(reader.family)
    best = max(votes, key=lambda cuts: (len(votes[cuts]), sorted(cuts)), default=None)
    return best if best is not None and len(votes[best]) >= LEAST_FAMILIES else None


def _between(reader: Reader, start: int, stop: int) -> list[str]:
    """What a reader has from the first to the last of some words."""
    own = [at for label in reader.labels[start:stop] for at in label.hypothesis]
    if not own or max(own) - min(own) > 3 * LONGEST:
        return []
    return [token.raw for token in reader.words[min(own) : max(own) + 1]]


# --- the picture -------------------------------------------------------------------------------------


def _glyphs(page: PageFacts, words: Sequence[Word]) -> list[_Glyph]:
    """The letters of words that stand on one line, from left to right."""
    x0, y0, x1, y1 = union(word.box for word in words)
    found: list[_Glyph] = []
    for number, run in enumerate(page.runs):
        if (
            not run.visible
            or not run.horizontal
            or not y0 <= run.baseline <= y1 + 0.1
            or run.box[0] > x1
            or run.box[2] < x0
        ):
            continue
        spaced = False
        for at, char in enumerate(run.text):
            if char.isspace():
                spaced = True
                continue
            if x0 - 0.1 <= (run.x0[at] + run.x1[at]) / 2 <= x1 + 0.1:
                found.append(_Glyph(char, run.x0[at], run.x1[at], run.size, number, run.font, spaced))
            spaced = False
    return sorted(found, key=lambda glyph: glyph.x0)


def _bears_out(glyphs: Sequence[_Glyph], cuts: frozenset[int], now: frozenset[int], page: PageFacts) -> bool:
    """Whether the gaps between letters allow other cuts than those of the reference."""
    if len(cuts) > len(glyphs) // 2:
        return False  # single letters: set apart, or a list
    typed = min(_typed_gaps(page, glyphs), default=0.0)
    inner = max((_gap(glyphs, at) for at in range(1, len(glyphs)) if at not in cuts), default=0.0)
    for at in cuts ^ now:
        gap = _gap(glyphs, at)
        if at in cuts:
            least = LEAST_GAP if glyphs[at].spaced else LEAST_UNTYPED_GAP
            if gap < least or inner > EVEN * gap:
                return False
        elif glyphs[at].spaced or glyphs[at].font != glyphs[at - 1].font or gap > NO_SPACE * typed:
            return False
    return True


def _gap(glyphs: Sequence[_Glyph], at: int) -> float:
    """The gap before a letter, in em."""
    return (glyphs[at].x0 - glyphs[at - 1].x1) / (glyphs[at].size or 1.0)


def _typed_gaps(page: PageFacts, glyphs: Sequence[_Glyph]) -> Iterator[float]:
    """The gaps, in em, at which the file has a space, on the line of some letters."""
    baselines = {page.runs[glyph.run].baseline for glyph in glyphs}
    low, high = min(baselines), max(baselines)
    for run in page.runs:
        if not run.visible or not run.horizontal or not low - 1 <= run.baseline <= high + 1:
            continue
        inked = [at for at, char in enumerate(run.text) if not char.isspace()]
        for one, two in pairwise(inked):
            if two > one + 1:
                yield (run.x0[two] - run.x1[one]) / (run.size or 1.0)


def _cut(glyphs: Sequence[_Glyph], cuts: frozenset[int], words: Sequence[Word]) -> list[Word]:
    """The letters as words, with the places that they have on the page."""
    y0, y1 = min(word.box[1] for word in words), max(word.box[3] for word in words)
    new = []
    for start, stop in pairwise((0, *sorted(cuts), len(glyphs))):
        part = glyphs[start:stop]
        box = (min(glyph.x0 for glyph in part), y0, max(glyph.x1 for glyph in part), y1)
        text = "".join(glyph.text for glyph in part)
        new.append(msgspec.structs.replace(words[0], text=text, box=box))
    return new
