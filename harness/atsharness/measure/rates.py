"""The rates of one alignment: content, order, segmentation, mapping and extra words, each with its counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from atsharness.alignment.order import disorder, inversions
from atsharness.model import (
    Alignment,
    Content,
    ContentCounts,
    Extra,
    Order,
    OrderCounts,
    Recovery,
    Segmentation,
)
from atsharness.text.tokens import Token, fold_key, line_count

_MIN_COVERAGE = 0.5
"""Below it an order says nothing: an empty extraction must not score a perfect one."""
_DISTANT = 10
"""Matched words between two places of the reference that count as distant: about a line of text."""


class _Match(NamedTuple):
    """One matched reference word: its place among the words, its characters, and its recovered words."""

    word: int
    chars: int
    first: int
    last: int
    moved: bool


def measure(alignment: Alignment, hypothesis: Sequence[Token]) -> Recovery:
    """Computes every rate of one parser path.

    Args:
        alignment: of the two texts.
        hypothesis: the recovered text's tokens, those that were aligned.

    Returns:
        Rates between 0 and 1, None where there is nothing to measure them on. Decoration is outside all of
        them. O(n log n).
    """
    texts = [word.text for word in alignment.words]
    folded = {text: fold_key(text)[0] for text in set(texts)}
    keys = [folded[text] for text in texts]
    ranks = _ranks(hypothesis)
    return Recovery(
        path_id=alignment.path_id,
        content=_content(alignment, keys, hypothesis),
        order=_order(alignment, keys, hypothesis, ranks),
        segmentation=_segmentation(alignment, ranks),
        mapping=alignment.confusions,
        extra=_extra(alignment),
    )


def _rate(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _content(alignment: Alignment, keys: Sequence[str], hypothesis: Sequence[Token]) -> Content:
    forms = Counter[str]()
    for form, number in Counter(word.form for word in alignment.words if not word.decoration).items():
        forms[form.partition("~")[0]] += number
    expected = Counter(key for key, word in zip(keys, alignment.words, strict=True) if not word.decoration)
    observed = Counter(token.key for token in hypothesis if not token.decoration)
    # A bullet that sticks to a word costs the bullet alone: the word is in the bag.
    observed.update(
        key
        for key, word in zip(keys, alignment.words, strict=True)
        if word.form == "ok~punct" and hypothesis[word.hypothesis[0]].key != key
    )
    counts = ContentCounts(
        reference_chars=alignment.reference_chars,
        hypothesis_chars=alignment.hypothesis_chars,
        equal_chars=alignment.equal_chars,
        reference_words=forms.total(),
        exact_words=forms["ok"],
        missing_words=forms["missing"],
        bag_words=sum(min(count, observed[key]) for key, count in expected.items()),
    )
    return Content(
        char_recall=_rate(counts.equal_chars, counts.reference_chars),
        char_precision=_rate(counts.equal_chars, counts.hypothesis_chars),
        word_exact=_rate(counts.exact_words, counts.reference_words),
        word_missing=_rate(counts.missing_words, counts.reference_words),
        bag_recall=_rate(counts.bag_words, counts.reference_words),
        counts=counts,
    )


def _ranks(hypothesis: Sequence[Token]) -> list[int]:
    """For each token, how many tokens before it are not decoration: neighbours differ by one."""
    ranks = []
    rank = 0
    for token in hypothesis:
        ranks.append(rank)
        rank += not token.decoration
    return ranks


def _order(
    alignment: Alignment, keys: Sequence[str], hypothesis: Sequence[Token], ranks: Sequence[int]
) -> Order:
    """Reading order over the matched words; how much of the reference they cover stands beside it."""
    matches = []
    number = -1
    for word, key in zip(alignment.words, keys, strict=True):
        if word.decoration:
            continue
        number += 1
        if word.hypothesis:
            first, last = word.hypothesis[0], word.hypothesis[-1]
            matches.append(_Match(number, len(key), first, last, word.place == "moved"))
    matched_chars = sum(match.chars for match in matches)
    moved_chars = sum(match.chars for match in matches if match.moved)
    pairs = [(one, two) for one, two in pairwise(matches) if two.word - one.word == 1]
    kept = sum(0 <= ranks[two.first] - ranks[one.last] <= 1 for one, two in pairs)
    in_text = sorted(range(len(matches)), key=lambda rank: (matches[rank].first, rank))
    pattern = disorder(in_text)
    mixed = _mixed_lines(matches, in_text, hypothesis)
    lines = line_count(hypothesis)
    coverage = _rate(matched_chars, alignment.reference_chars)
    known = coverage is not None and coverage >= _MIN_COVERAGE
    count = len(matches)
    tau = None
    if known and count > 1:
        tau = 1 - 4 * inversions([match.first for match in matches]) / (count * (count - 1))
    return Order(
        moved=_rate(moved_chars, matched_chars) if known else None,
        adjacency=_rate(kept, len(pairs)) if known else None,
        tau=tau,
        coverage=coverage,
        cause=(pattern.cause if moved_chars else "none") if known else None,
        mixed_lines=_rate(len(mixed), lines) if known else None,
        counts=OrderCounts(
            matched_words=count,
            matched_chars=matched_chars,
            moved_chars=moved_chars,
            neighbours=len(pairs),
            kept_neighbours=kept,
            runs=pattern.runs,
            returns=pattern.returns,
            mixed_lines=len(mixed),
            lines=lines,
        ),
        mixed=mixed,
    )


def _mixed_lines(
    matches: Sequence[_Match], in_text: Sequence[int], hypothesis: Sequence[Token]
) -> tuple[int, ...]:
    """The recovered lines that hold words of two distant places of the reference."""
    last_rank: dict[int, int] = {}
    mixed = set()
    for rank in in_text:
        line = hypothesis[matches[rank].first].line
        if line in last_rank and abs(rank - last_rank[line]) > _DISTANT:
            mixed.add(line)
        last_rank[line] = rank
    return tuple(sorted(mixed))


def _segmentation(alignment: Alignment, ranks: Sequence[int]) -> Segmentation:
    """Changed word boundaries.

    The F1 is over the boundaries between characters that are neighbours in both texts: one kept
    between two words that are still neighbours, one lost between glued words, one invented within a
    split word.
    """
    forms = Counter(word.form for word in alignment.words if not word.decoration)
    kept = lost = invented = 0
    before = None
    for word in alignment.words:
        if word.decoration:
            continue
        if word.hypothesis:
            invented += len(word.hypothesis) - 1
            if before is not None:
                step = ranks[word.hypothesis[0]] - ranks[before]
                kept += step == 1
                lost += step == 0
        before = word.hypothesis[-1] if word.hypothesis else None
    return Segmentation(
        split=forms["split"],
        glued=forms["glued"],
        hyphenated=forms["hyphenated"],
        reference_words=forms.total(),
        boundary_f1=_rate(2 * kept, 2 * kept + lost + invented),
    )


def _extra(alignment: Alignment) -> Extra:
    words = Counter[str]()
    for run in alignment.spurious:
        words[run.kind] += run.words
    # What of it is hidden is told by the layout facts (`atsharness.measure.hidden_text`).
    return Extra(
        rate=_rate(words["extra"], alignment.hypothesis_words),
        hidden=None,
        duplicate=words["duplicate"],
        extra=words["extra"],
        hypothesis_words=alignment.hypothesis_words,
    )
