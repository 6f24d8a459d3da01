"""Rates of what one path recovered, each beside the counts that it comes from."""

from __future__ import annotations

from typing import Literal

from atsharness.model.alignment import Confusion
from atsharness.model.value import Value

OrderCause = Literal["none", "interleaved", "scrambled", "blocks_moved"]


class ContentCounts(Value, frozen=True, kw_only=True):
    """What the rates of `Content` are made of."""

    reference_chars: int
    hypothesis_chars: int
    equal_chars: int
    reference_words: int
    exact_words: int
    missing_words: int
    bag_words: int
    """Reference words also found in the bag of recovered words (a check: >= exact_words)."""


class Content(Value, frozen=True, kw_only=True):
    """Order-free recovery: equal characters over the reference's and the hypothesis's."""

    char_recall: float | None
    char_precision: float | None
    word_exact: float | None
    word_missing: float | None
    bag_recall: float | None
    counts: ContentCounts


class OrderCounts(Value, frozen=True, kw_only=True):
    """What the rates of `Order` are made of."""

    matched_words: int
    matched_chars: int
    moved_chars: int
    neighbours: int
    kept_neighbours: int
    runs: int
    returns: int
    mixed_lines: int
    lines: int


class Order(Value, frozen=True, kw_only=True):
    """Reading order over matched words, with their coverage; None below coverage .5."""

    moved: float | None
    adjacency: float | None
    tau: float | None
    coverage: float | None
    cause: OrderCause | None
    mixed_lines: float | None
    counts: OrderCounts
    mixed: tuple[int, ...] = ()
    """Lines of the recovered text, from 1, that hold words of two distant places of the reference."""


class Segmentation(Value, frozen=True, kw_only=True):
    """Words split, glued, hyphenated at a line end (counts), and the F1 of word boundaries."""

    split: int
    glued: int
    hyphenated: int
    reference_words: int
    boundary_f1: float | None


class Extra(Value, frozen=True, kw_only=True):
    """Recovered words without a reference.

    `hidden` of them, duplicates included, are text that the file hides; None where nobody looked at the
    pages.
    """

    rate: float | None
    hidden: int | None
    duplicate: int
    extra: int
    hypothesis_words: int


class Recovery(Value, frozen=True, kw_only=True):
    """What one parser path recovered of the reference."""

    path_id: str
    content: Content
    order: Order
    segmentation: Segmentation
    mapping: tuple[Confusion, ...]
    extra: Extra


class LackedWord(Value, frozen=True, kw_only=True):
    """A word that other families recovered and this path lacks."""

    word: str
    count: int
    families: tuple[str, ...]


class Comparison(Value, frozen=True, kw_only=True):
    """One path against the other families: no reference, so no path is known to be right."""

    path_id: str
    word_count: int
    lacks_count: int
    lacks: tuple[LackedWord, ...]
