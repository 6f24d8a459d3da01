"""Turns a matching into labels: one for every reference word, and runs of words without one."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Literal

from atsharness.alignment.confusions import confusions
from atsharness.alignment.images import Image, accepted_images, edit_of
from atsharness.alignment.matching import Matching
from atsharness.alignment.order import heaviest_increasing
from atsharness.model import Alignment, Form, Place, SpuriousRun, WordLabel
from atsharness.text.tokens import Token, difference

_HYPHENS = "-\u00ad\u2010\u2011\ufffe"
_HEADER_WORDS = 50
_FORM_OF_DIFFERENCE: dict[str | None, Form] = {
    None: "ok",
    "nfc": "ok~nfc",
    "compat": "ok~compat",
    "case": "ok~case",
    "punct": "ok~punct",
}


def label(
    matching: Matching, expected: Sequence[Token], observed: Sequence[Token], path_id: str
) -> Alignment:
    """Labels every word of a finished matching.

    Args:
        matching: what stands for what.
        expected: the reference's tokens.
        observed: the hypothesis's tokens.
        path_id: goes into the result.

    Returns:
        The alignment. Each hypothesis word is named by a label or lies in exactly one spurious run.
    """
    images = accepted_images(matching)
    forms, indices = _forms(matching, images, expected, observed)
    places = _places(matching, images)
    words = tuple(
        WordLabel(
            text=token.raw,
            form=form,
            place=place,
            observed=_observed(token.raw, index, observed) if form != "ok" else None,
            hypothesis=index,
            decoration=token.decoration,
        )
        for token, form, place, index in zip(expected, forms, places, indices, strict=True)
    )
    used = bytearray(len(observed))
    serves_word = bytearray(len(observed))
    equal = 0
    for number, (word, index) in enumerate(zip(words, indices, strict=True)):
        for at in index:
            used[at] = 1
            if not word.decoration:
                serves_word[at] = 1
        if not word.decoration:
            image = images.get(number)
            equal += image.equal if image else len(expected[number].key) if index else 0
    return Alignment(
        path_id=path_id,
        words=words,
        spurious=_spurious(used, expected, observed),
        confusions=confusions(
            [
                edit_of(matching, piece, expected, observed)
                for number in sorted(images)
                for piece in images[number].edits
            ],
            [token.raw for token, index in zip(expected, indices, strict=True) if index],
        ),
        reference_chars=sum(len(token.key) for token in expected if not token.decoration),
        hypothesis_chars=sum(
            len(token.key)
            for token, serves in zip(observed, serves_word, strict=True)
            if serves or not token.decoration
        ),
        equal_chars=equal,
        hypothesis_words=sum(not token.decoration for token in observed),
    )


def _forms(
    matching: Matching, images: dict[int, Image], expected: Sequence[Token], observed: Sequence[Token]
) -> tuple[list[Form], list[tuple[int, ...]]]:
    serves = [0] * len(observed)
    for number, found in images.items():
        for at in found.words:
            serves[at] += not expected[number].decoration
    forms: list[Form] = []
    indices: list[tuple[int, ...]] = []
    for number, at in enumerate(matching.exact):
        if at >= 0:
            token, other = expected[number].raw, observed[at].raw
            forms.append("ok" if token == other else _FORM_OF_DIFFERENCE[difference(token, other)])
            indices.append((at,))
            continue
        image = images.get(number)
        if image is None:
            forms.append("missing")
            indices.append(())
            continue
        index: tuple[int, ...] = tuple(sorted(image.words))
        indices.append(index)
        if len(index) > 1:
            forms.append("hyphenated" if _hyphenated(index, observed) else "split")
            continue
        one = min(image.words)
        if serves[one] > 1:
            forms.append("glued")
        elif _is_decorated(expected[number].key, observed[one].key):
            forms.append("ok~punct")
        elif expected[number].key == observed[one].key:
            forms.append(_FORM_OF_DIFFERENCE[difference(expected[number].raw, observed[one].raw)])
        else:
            forms.append("substituted")
    return forms, indices


def _is_decorated(key: str, read: str) -> bool:
    """Whether a word was read with a bullet or icon stuck to it: that costs the bullet, not the word."""
    before, found, after = read.partition(key)
    return bool(found) and read != key and not any(map(_tells, before + after))


def _tells(char: str) -> bool:
    """Whether a character is more than decoration; what stands for a lost letter is."""
    return char.isalnum() or char == "\ufffd" or char < " " or char >= "\U000f0000"


def _hyphenated(index: tuple[int, ...], observed: Sequence[Token]) -> bool:
    return any(
        observed[one].raw[-1] in _HYPHENS and observed[two].line > observed[one].line
        for one, two in itertools.pairwise(index)
    )


def _places(matching: Matching, images: dict[int, Image]) -> list[Place | None]:
    """In order: the words of the heaviest (by characters) increasing sequence of matched blocks."""
    starts_b = matching.hyp.starts
    starts: list[int] = []
    weights: list[int] = []
    words: list[list[int]] = []
    block_end = end = -2
    for number, at in enumerate(matching.exact):
        key_size = len(matching.ref.keys[number])
        if at >= 0:
            position = starts_b[at]
            follows = at == end
            end = at + 1
        elif (image := images.get(number)) is not None:
            position = image.place
            follows = min(image.words) <= end and position >= block_end
            end = max(image.words) + 1
        else:
            continue
        if follows and starts:
            weights[-1] += key_size
            words[-1].append(number)
        else:
            starts.append(position)
            weights.append(key_size)
            words.append([number])
        block_end = position
    places: list[Place | None] = [None] * len(matching.exact)
    for kept, block in zip(heaviest_increasing(starts, weights), words, strict=True):
        for number in block:
            places[number] = "in_order" if kept else "moved"
    return places


def _observed(text: str, index: tuple[int, ...], observed: Sequence[Token]) -> str | None:
    """The recovered words as they stand; None where they read as the reference does."""
    if not index:
        return None
    joined = " ".join(observed[at].raw for at in index)
    return None if joined == text else joined


def _spurious(
    used: bytearray, expected: Sequence[Token], observed: Sequence[Token]
) -> tuple[SpuriousRun, ...]:
    if used.find(0) < 0:
        return ()
    keys = [token.key for token in expected]
    known = set(keys)
    pairs = set(itertools.pairwise(keys))
    reading = " ".join(["", *keys, ""])
    runs = []
    start = used.find(0)
    while start >= 0:
        stop = used.find(1, start)
        stop = len(used) if stop < 0 else stop
        for kind, low, high in _kinds(observed, start, stop, known, pairs, reading):
            part = observed[low:high]
            words = sum(not token.decoration for token in part)
            text = " ".join(token.raw for token in part)
            runs.append(
                SpuriousRun(
                    kind=kind if words else "decoration", start=low, stop=high, text=text, words=words
                )
            )
        start = used.find(0, stop)
    return tuple(runs)


def _kinds(
    observed: Sequence[Token],
    start: int,
    stop: int,
    known: set[str],
    pairs: set[tuple[str, str]],
    reading: str,
) -> list[tuple[Literal["duplicate", "extra"], int, int]]:
    """Cuts a run into stretches of at least two words that the reference has too, and the rest."""
    keys = [token.key for token in observed[start:stop]]
    if len(keys) == 1:
        return [("duplicate" if keys[0] in known else "extra", start, stop)]
    found: list[tuple[Literal["duplicate", "extra"], int, int]] = []
    at = rest = 0
    while at < len(keys):
        end = at + 1
        while end < len(keys) and end - at < _HEADER_WORDS and (keys[end - 1], keys[end]) in pairs:
            end += 1
        while end - at > 1 and f" {' '.join(keys[at:end])} " not in reading:
            end -= 1
        if end - at > 1:
            if rest < at:
                found.append(("extra", start + rest, start + at))
            if found and found[-1][0] == "duplicate" and found[-1][2] == start + at:
                found[-1] = ("duplicate", found[-1][1], start + end)
            else:
                found.append(("duplicate", start + at, start + end))
            rest = end
        at = end
    if rest < len(keys):
        found.append(("extra", start + rest, stop))
    return found
