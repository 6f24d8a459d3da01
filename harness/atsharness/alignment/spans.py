"""A finished alignment as the stretches of a word diff, which hold both texts to the last character."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Literal

from atsharness.model import Alignment, DiffSpan, SpuriousRun, WordLabel
from atsharness.text.tokens import Token

Kind = Literal["same", "lost", "altered", "split", "hyphenated", "glued"]
_KINDS: dict[str, Kind] = {
    "ok": "same",
    "ok~nfc": "same",
    "missing": "lost",
    "split": "split",
    "hyphenated": "hyphenated",
    "glued": "glued",
}
"""Other forms are altered. Composition alone cannot be seen, so it is not marked."""

Slice = tuple[int, int]
"""A part of a text, half open."""


def diff_spans(
    alignment: Alignment,
    expected: Sequence[Token],
    observed: Sequence[Token],
    *,
    reference_size: int,
    hypothesis_size: int,
) -> tuple[DiffSpan, ...]:
    """Cuts both texts into stretches with one label.

    A stretch ends at the reference's line; words that share a recovered word stay together. Each word takes
    the white space behind it along, the first also what is before it.

    Args:
        alignment: of the two texts.
        expected: the reference's tokens.
        observed: the recovered text's tokens.
        reference_size: characters of the reference.
        hypothesis_size: characters of the recovered text.

    Returns:
        The stretches in the order of the reference, then what was recovered beyond it. Linear.
    """
    slices_a, slices_b = _slices(expected, reference_size), _slices(observed, hypothesis_size)
    spans = [
        *_sought(alignment, expected, observed, slices_a, slices_b),
        *(_added(run, observed[run.start].line, slices_b) for run in alignment.spurious),
    ]
    blank_a = ((0, reference_size),) if reference_size and not expected else ()
    blank_b = ((0, hypothesis_size),) if hypothesis_size and not observed else ()
    if blank_a or blank_b:
        spans.append(
            DiffSpan(
                kind="space",
                moved=False,
                line=1,
                expected="",
                observed="",
                reference=blank_a,
                hypothesis=blank_b,
            )
        )
    return tuple(spans)


def _sought(
    alignment: Alignment,
    expected: Sequence[Token],
    observed: Sequence[Token],
    slices_a: Sequence[Slice],
    slices_b: Sequence[Slice],
) -> Iterator[DiffSpan]:
    """The stretches of the reference, each with what was recovered of it and is no earlier one's."""
    owned = bytearray(len(observed))
    for start, stop in _runs(alignment.words, expected):
        labels = alignment.words[start:stop]
        mine = sorted({at for label in labels for at in label.hypothesis if not owned[at]})
        for at in mine:
            owned[at] = 1
        shown = dict.fromkeys(at for label in labels for at in label.hypothesis)
        yield DiffSpan(
            kind=_kind(labels),
            moved=labels[0].place == "moved",
            line=expected[start].line,
            expected=" ".join(label.text for label in labels),
            observed=" ".join(observed[at].raw for at in shown),
            reference=((slices_a[start][0], slices_a[stop - 1][1]),),
            hypothesis=_joined([slices_b[at] for at in mine]),
        )


def _added(run: SpuriousRun, line: int, slices_b: Sequence[Slice]) -> DiffSpan:
    """Words that were recovered and are not in the reference."""
    return DiffSpan(
        kind="duplicate" if run.kind == "duplicate" else "extra",
        moved=False,
        line=line,
        expected="",
        observed=run.text,
        reference=(),
        hypothesis=((slices_b[run.start][0], slices_b[run.stop - 1][1]),),
    )


def rebuilt(spans: Sequence[DiffSpan], text: str, side: Literal["reference", "hypothesis"]) -> str:
    """The text that the spans hold of one side, put in order: equal to `text` if nothing is lost or twice."""
    ranges = sorted(one for span in spans for one in getattr(span, side))
    return "".join(text[start:stop] for start, stop in ranges)


def _slices(tokens: Sequence[Token], size: int) -> list[Slice]:
    cuts = [0, *(token.start for token in tokens[1:]), size]
    return list(itertools.pairwise(cuts))


def _runs(labels: Sequence[WordLabel], expected: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where a stretch starts and stops."""
    start = 0
    for i in range(1, len(labels) + 1):
        if i == len(labels) or not _stays(labels, expected, i):
            yield start, i
            start = i


def _stays(labels: Sequence[WordLabel], expected: Sequence[Token], i: int) -> bool:
    one, two = labels[i - 1], labels[i]
    if one.hypothesis and two.hypothesis and not set(one.hypothesis).isdisjoint(two.hypothesis):
        return True
    return (
        expected[i - 1].line == expected[i].line
        and one.place == two.place
        and _form_kind(one) == _form_kind(two)
        and _form_kind(one) in ("same", "lost")
    )


def _form_kind(label: WordLabel) -> Kind:
    return _KINDS.get(label.form, "altered")


def _kind(labels: Sequence[WordLabel]) -> Kind:
    """The first label's, or glued where one of several is."""
    kinds: list[Kind] = [_form_kind(label) for label in labels]
    return "glued" if "glued" in kinds else kinds[0]


def _joined(ranges: Sequence[Slice]) -> tuple[Slice, ...]:
    joined: list[Slice] = []
    for start, stop in ranges:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((start, stop))
    return tuple(joined)
