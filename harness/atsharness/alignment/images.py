"""What stands for each reference word that did not match as a whole, character by character."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from atsharness.alignment.confusions import Edit
from atsharness.alignment.matching import Link, Matching
from atsharness.text.tokens import Token

_MOST_CELLS = 10_000_000_000
"""Largest product of two words' lengths that is aligned character by character: about one second."""


class Piece(NamedTuple):
    """One step of a link within one reference word; `equal` steps have the same length on both sides."""

    word: int
    a: int
    a_end: int
    b: int
    b_end: int
    equal: bool


class Image:
    """What stands for one reference word that did not match as a whole."""

    __slots__ = ("edits", "equal", "place", "words")

    def __init__(self) -> None:
        self.equal = 0
        self.place = -1
        self.words: set[int] = set()
        self.edits: list[Piece] = []


def accepted_images(matching: Matching) -> dict[int, Image]:
    """The images of the words matched by links, those with at least half of their characters equal."""
    images: dict[int, Image] = {}
    ref, hyp = matching.ref, matching.hyp
    for link in sorted(matching.links):
        for piece in _pieces(matching, link):
            image = images.setdefault(piece.word, Image())
            if piece.equal:
                image.equal += piece.a_end - piece.a
                if image.place < 0:
                    image.place = piece.b
            else:
                image.edits.append(piece)
            if piece.b_end > piece.b:
                first = bisect_right(hyp.starts, piece.b) - 1
                image.words.add(first)
                while hyp.starts[first + 1] < piece.b_end:
                    first += 1
                    image.words.add(first)
    return {
        word: image
        for word, image in images.items()
        if image.equal and 2 * image.equal >= len(ref.keys[word])
    }


def _pieces(matching: Matching, link: Link) -> list[Piece]:
    """A link cut into equal and unequal steps at the reference's word boundaries."""
    a, a_end, b, b_end = link
    ref = matching.ref
    text_a, text_b = ref.flat[a:a_end], matching.hyp.flat[b:b_end]
    steps: list[tuple[int, int, int, int, bool]]
    if text_a == text_b:
        steps = [(a, a_end, b, b_end, True)]
    elif len(text_a) * len(text_b) > _MOST_CELLS:
        steps = _ends_only(text_a, text_b, link)
    else:
        from rapidfuzz.distance import Levenshtein

        steps = []
        for step in Levenshtein.opcodes(text_a, text_b):
            now = (step.src_start + a, step.src_end + a, step.dest_start + b, step.dest_end + b)
            equal = step.tag == "equal"
            if steps and not equal and not steps[-1][4]:
                now = (steps[-1][0], now[1], steps[-1][2], now[3])
                steps.pop()
            steps.append((*now, equal))
    pieces = []
    for low, high, low_b, high_b, equal in steps:
        word = bisect_right(ref.starts, low) - 1
        if low == high:
            word = max(0, word - (ref.starts[word] == low and low > a))
            pieces.append(Piece(word, low, high, low_b, high_b, False))
        at_a, at_b = low, low_b
        while at_a < high:
            stop = min(high, ref.starts[word + 1])
            stop_b = high_b if stop == high else min(high_b, at_b + stop - at_a)
            if stop > at_a:
                pieces.append(Piece(word, at_a, stop, at_b, stop_b, equal))
            at_a, at_b = stop, stop_b
            word += 1
    return pieces


def _common(one: str, two: str) -> int:
    """The length of the common start: halved, so that the comparing is done in C."""
    low, high = 0, min(len(one), len(two))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == two[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _ends_only(text_a: str, text_b: str, link: Link) -> list[tuple[int, int, int, int, bool]]:
    """Two monstrous words: their common start and end, and one edit between."""
    a, a_end, b, b_end = link
    start = _common(text_a, text_b)
    end = _common(text_a[start:][::-1], text_b[start:][::-1])
    return [
        step
        for step in (
            (a, a + start, b, b + start, True),
            (a + start, a_end - end, b + start, b_end - end, False),
            (a_end - end, a_end, b_end - end, b_end, True),
        )
        if step[1] > step[0] or step[3] > step[2]
    ]


def edit_of(matching: Matching, piece: Piece, expected: Sequence[Token], observed: Sequence[Token]) -> Edit:
    """A step in RAW characters."""
    token = expected[piece.word]
    start = matching.ref.starts[piece.word]
    starts = matching.hyp.starts
    parts = []
    at = piece.b
    word = bisect_right(starts, at) - 1
    while at < piece.b_end:
        stop = min(piece.b_end, starts[word + 1])
        parts.append(_raw_part(observed[word], at - starts[word], stop - starts[word]))
        at = stop
        word += 1
    low, high = _raw_span(token, piece.a - start, piece.a_end - start)
    return Edit(token.raw, low, high, "".join(parts))


def _raw_span(token: Token, start: int, stop: int) -> tuple[int, int]:
    if token.offsets is None:
        return start, stop
    low = token.offsets[start] if start < len(token.offsets) else len(token.raw)
    return low, token.offsets[stop] if stop < len(token.offsets) else len(token.raw)


def _raw_part(token: Token, start: int, stop: int) -> str:
    return token.raw[slice(*_raw_span(token, start, stop))]
