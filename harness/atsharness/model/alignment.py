"""One path's text against the reference, word by word."""

from __future__ import annotations

from typing import Literal

from atsharness.model.value import Value

Form = Literal[
    "ok",
    "ok~nfc",
    "ok~compat",
    "ok~case",
    "ok~punct",
    "substituted",
    "split",
    "hyphenated",
    "glued",
    "missing",
]
Place = Literal["in_order", "moved"]
ConfusionCause = Literal["no_tounicode", "no_mapping", "private_use", "raw_codes", "ligature_lost", "bad_map"]


class WordLabel(Value, frozen=True, kw_only=True):
    """What became of one reference word. `hypothesis` holds indices of recovered words."""

    text: str
    form: Form
    place: Place | None
    """None where the word is missing."""
    observed: str | None = None
    hypothesis: tuple[int, ...] = ()
    decoration: bool = False
    """No letter or digit (bullet, rule, icon): outside every denominator."""


class SpuriousRun(Value, frozen=True, kw_only=True):
    """Recovered words ``[start, stop)`` that no reference word accounts for."""

    kind: Literal["duplicate", "extra", "decoration"]
    start: int
    stop: int
    text: str
    words: int
    """Words in it that are not decoration; 0 in a run of decoration."""


class Confusion(Value, frozen=True, kw_only=True):
    """Reference character(s) read as others, `count` times, in otherwise accepted words."""

    expected: str
    observed: str
    count: int
    systematic: bool = False
    cause: ConfusionCause | None = None
    """What the observed character says of the font; ``bad_map`` where only the pattern does."""


class Alignment(Value, frozen=True, kw_only=True):
    """One path's recovered text against the reference, word by word."""

    path_id: str
    words: tuple[WordLabel, ...]
    spurious: tuple[SpuriousRun, ...]
    confusions: tuple[Confusion, ...]
    reference_chars: int
    """Space-free KEY characters of the reference, decoration left out."""
    hypothesis_chars: int
    equal_chars: int
    hypothesis_words: int
    """Recovered words, decoration left out."""


class DiffSpan(Value, frozen=True, kw_only=True):
    """A stretch of a word diff. All spans together hold either text exactly once, white space included.

    Offsets are half-open ranges of RAW characters; several where the recovered words stand apart.
    """

    kind: Literal["same", "lost", "altered", "split", "hyphenated", "glued", "duplicate", "extra", "space"]
    moved: bool
    line: int
    """Line of its first word: in the reference, or in the recovered text where the reference has none."""
    expected: str
    observed: str
    """The words of either side, one space between them."""
    reference: tuple[tuple[int, int], ...]
    hypothesis: tuple[tuple[int, int], ...]
