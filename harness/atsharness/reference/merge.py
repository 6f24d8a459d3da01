"""A source's words in the order and at the places that the page gives them.

Order always comes from the page: a JSON Resume has none, and a text file's need not be a sidebar's. The
source's words are aligned with what the page shows; those found take its order, page and box, those
not found are set apart and stand outside every denominator.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from atsharness.alignment.align import align
from atsharness.model import Leaf, Reference, Word, WordLabel
from atsharness.reference.forms import Page, bare
from atsharness.text.tokens import Token, tokens

_WHOLE = ("email", "phone", "url")
"""Values that are printed letter by letter, or not at all."""
_SURE_FOUND = 0.95
"""With so much of a source found on it, a page's order is sure however badly its letters were read."""
_LEAST_FOUND = 0.5
"""Below this share of its words found on the page, and of the page's words in it, a source is taken for
another document's, or the page's reading for a failure: nothing is set apart then."""


class _Placed(NamedTuple):
    """A word of the result: its page word's number (the order), a tie-break, and its text and place."""

    at: float
    tie: int
    text: str
    word: Word | None


def merge(source: Reference, page: Reference) -> Reference:
    """Gives a source's words the order and the places of the page.

    Args:
        source: as read from a file.
        page: the visual reference: `words` are those of `text`, one by one, and all have places. If it is not
            `complete`, words of the source that were not found may stand in what was not read: they stay,
            without a place.

    Returns:
        The source's words in page order. Of a structured source's page also the words that the source does
        not hold, which its template printed (headings, labels); its `leaves` say where they stand. A
        source of which less than half is found on the page, which has as much that is not its own, is
        returned as it is, with a warning.
    """
    shown = tokens(page.text)
    places = page.words or ()
    if len(shown) != len(places):
        raise ValueError("a page's words are not those of its text")
    if source.leaves:
        sought = Page(page.text, shown)
        # An address that the page does not print must not pass for one that it does.
        unprinted = [
            leaf.kind in _WHOLE and page.read_by != "ocr" and page.complete and not sought.prints(leaf)
            for leaf in source.leaves
        ]
        text = "\n".join(
            "" if absent else sought.printed(leaf)
            for leaf, absent in zip(source.leaves, unprinted, strict=True)
        )
    else:
        text = source.text
    words = tokens(text)
    labels = _with_equal_words(align(words, shown, path_id="page").words, words, shown)
    counted = [label for label in labels if not label.decoration]
    found = sum(label.form != "missing" for label in counted)
    printed = sum(not word.decoration for word in shown)
    if not counted or found < _LEAST_FOUND * min(len(counted), max(printed, 1)):
        warning = (
            f"only {found} of {len(counted)} words of the source were found on the page: "
            "the source's own order is used; does it belong to this document?"
        )
        return msgspec.structs.replace(
            source, warnings=(*source.warnings, warning), matches_page=not page.complete
        )
    if source.leaves:
        gone = [
            word
            for leaf, absent in zip(source.leaves, unprinted, strict=True)
            if absent
            for word in leaf.text.split()
        ]
        return _structured(source, page, words, labels, shown, gone)
    return _ordered(source, page, words, labels)


def _with_equal_words(
    labels: Sequence[WordLabel], words: Sequence[Token], shown: Sequence[Token]
) -> list[WordLabel]:
    """Labels with the words that are left on both sides matched, nearest first.

    Whether a word was *moved* there or lost here does not matter for its place, so what an alignment rightly
    leaves open (a heading of one word in another order) is settled.
    """
    used = {at for label in labels for at in label.hypothesis}
    free: dict[str, list[int]] = {}
    for at, token in enumerate(shown):
        if at not in used and not token.decoration:
            free.setdefault(bare(token.raw), []).append(at)
    settled = []
    last = 0
    for label, token in zip(labels, words, strict=True):
        found = label
        places = free.get(bare(token.raw)) if label.form == "missing" and not label.decoration else None
        if places:
            at = min(places, key=lambda place: abs(place - last))
            places.remove(at)
            found = msgspec.structs.replace(
                label, form="ok", place="moved", observed=shown[at].raw, hypothesis=(at,)
            )
        if found.hypothesis:
            last = found.hypothesis[-1]
        settled.append(found)
    return settled


def _ordered(
    source: Reference, page: Reference, words: Sequence[Token], labels: Sequence[WordLabel]
) -> Reference:
    """The source's words alone, those that were found in page order."""
    places = page.words or ()
    placed: list[_Placed] = []
    absent: list[str] = []
    kept = 0
    last = -1.0
    for number, (token, label) in enumerate(zip(words, labels, strict=True)):
        if label.hypothesis:
            last = float(label.hypothesis[0])
            placed.append(_Placed(last, number, token.raw, _place(token.raw, label, places)))
        elif label.decoration or not page.complete:
            # Where it stands is unknown: it keeps to its neighbour in the source.
            placed.append(_Placed(last, number, token.raw, None))
            kept += not label.decoration
        else:
            absent.append(token.raw)
    warnings = [*source.warnings, *page.warnings]
    if kept:
        warnings.append(f"{kept} words of the source were not found on the page, part of which was not read")
    return _reference(source, page, placed, source.leaves, tuple(absent), tuple(warnings))


def _structured(
    source: Reference,
    page: Reference,
    words: Sequence[Token],
    labels: Sequence[WordLabel],
    shown: Sequence[Token],
    gone: Sequence[str],
) -> Reference:
    """The page's words, in the source's spelling where they are the source's; `gone` are not among them."""
    places = page.words or ()
    texts = [token.raw for token in shown]
    known = {bare(text) for text in texts}
    own = {bare(token.raw) for token in words}
    absent: list[str] = list(gone)
    of_line: dict[int, list[int]] = {}
    for token, label in zip(words, labels, strict=True):
        if label.hypothesis:
            at = label.hypothesis[0]
            if (
                label.form == "substituted"
                and bare(token.raw) != bare(texts[at])
                and (bare(token.raw) in known or bare(texts[at]) in own)
            ):
                # It stands elsewhere as it is, or what stands here is another word of the source.
                absent += [token.raw] * (bare(token.raw) not in known)
                continue
            of_line.setdefault(token.line, []).extend(label.hypothesis)
            # Punctuation around a value, its case and its spaces are the template's.
            if label.form == "substituted" and bare(token.raw) != bare(texts[at]):
                texts[at] = token.raw
        elif not label.decoration:
            absent.append(token.raw)
    leaves = tuple(
        msgspec.structs.replace(leaf, words=tuple(dict.fromkeys(of_line.get(line, ()))))
        for line, leaf in enumerate(source.leaves, start=1)
    )
    placed = [_Placed(at, at, text, places[at]) for at, text in enumerate(texts)]
    return _reference(source, page, placed, leaves, tuple(absent), (*source.warnings, *page.warnings))


def _place(text: str, label: WordLabel, places: Sequence[Word | None]) -> Word | None:
    """Where a word of the source stands: the box around the page's words that it was found in."""
    own = [word for at in label.hypothesis if (word := places[at]) is not None]
    own = [word for word in own if word.page == own[0].page]
    if not own:
        return None
    box = (
        min(word.box[0] for word in own),
        min(word.box[1] for word in own),
        max(word.box[2] for word in own),
        max(word.box[3] for word in own),
    )
    return msgspec.structs.replace(own[0], text=text, box=box)


def _reference(
    source: Reference,
    page: Reference,
    placed: list[_Placed],
    leaves: tuple[Leaf, ...],
    absent: tuple[str, ...],
    warnings: tuple[str, ...],
) -> Reference:
    placed.sort(key=lambda item: item[:2])
    text, words = joined([(item.text, item.word) for item in placed])
    return msgspec.structs.replace(
        source,
        text=text,
        words=words,
        leaves=leaves,
        not_on_page=absent,
        read_by=page.read_by,
        complete=page.complete,
        confidence=page.confidence,
        overruled=page.overruled,
        order_known=page.order_known or len(placed) >= _SURE_FOUND * (len(placed) + len(absent)),
        warnings=warnings,
    )


def joined(words: Sequence[tuple[str, Word | None]]) -> tuple[str, tuple[Word | None, ...]]:
    """Text of words, one visual line a line; a word without a place stays on the line before it."""
    parts: list[str] = []
    last: tuple[int, int | None] | None = None
    for text, word in words:
        line = last if word is None else (word.page, word.line)
        if parts:
            parts.append(" " if line == last else "\n")
        parts.append(text)
        last = line
    return "".join(parts), tuple(word for _, word in words)
