"""Spots (facts that are a place and a text) to drafts: one a page, with the loss measured there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from atsharness.model import Confidence, Evidence
from atsharness.model.facts import LayoutFacts, Spot
from atsharness.rules.kit import costing
from atsharness.rules.kit.losses import ALTERED
from atsharness.rules.model import Artifacts, Cost, Draft, IncompleteError

SAME_LINE = 0.3
"""Share of the lower one's height by which two boxes overlap that are of one line."""

MOST_BOXES = 400
"""Places of one finding: a page in a broken font has thousands of glyphs."""


def facts_of(artifacts: Artifacts) -> LayoutFacts:
    """The layout facts.

    Raises:
        IncompleteError: there are none.
    """
    if artifacts.facts is None:
        raise IncompleteError("there are no layout facts")
    return artifacts.facts


def pages_of(spots: Iterable[Spot]) -> list[tuple[int, list[Spot]]]:
    """Spots by page, in page order."""
    pages: dict[int, list[Spot]] = {}
    for spot in spots:
        pages.setdefault(spot.page, []).append(spot)
    return sorted(pages.items())


def touch(one: Spot, two: Spot) -> bool:
    """Whether the boxes of two spots meet; lines set close overlap a little and do not."""
    a, b = one.box, two.box
    height = min(a[3], b[3]) - max(a[1], b[1])
    least = SAME_LINE * min(a[3] - a[1], b[3] - b[1])
    return one.page == two.page and a[0] < b[2] and b[0] < a[2] and height > least


def spot_drafts(
    artifacts: Artifacts,
    spots: Iterable[Spot],
    message: Callable[[Sequence[Spot]], str],
    *,
    forms: Collection[str] = ALTERED,
    also: Callable[[Sequence[Spot]], Iterable[Cost]] = lambda _: (),
    confidence: Confidence = "high",
    harmless: bool = False,
    reach: float = 0.0,
) -> Iterator[Draft]:
    """One draft a page, with what became of the words that its spots touch.

    Args:
        artifacts: of the document.
        spots: all of one rule.
        message: from a page's spots to the finding's sentence.
        forms: forms of a word that count as lost.
        also: further costs of a page's spots.
        confidence: of the drafts.
        harmless: whether they are information whatever was lost.
        reach: words so many points to the left and right of a spot count too: an icon sticks to them.
    """
    for page, some in pages_of(spots):
        boxes = tuple(spot.box for spot in some[:MOST_BOXES])
        places = [(x0 - reach, y0, x1 + reach, y1) for x0, y0, x1, y1 in boxes]
        words = artifacts.measured.words_touching(page, places)
        cost = costing.content(artifacts, words, forms)
        yield Draft(
            message=message(some),
            anchor=" ".join(dict.fromkeys(spot.seen or spot.text for spot in some[:20])),
            page=page,
            boxes=boxes,
            costs=(cost, *also(some)),
            evidence=costing.lost_words(artifacts, cost) or _own(some),
            confidence=confidence,
            harmless=harmless,
        )


def _own(spots: Sequence[Spot]) -> tuple[Evidence, ...]:
    """Where nothing was lost, the facts themselves."""
    return tuple(
        Evidence(
            kind="layout",
            page=spot.page,
            box=spot.box,
            expected=spot.seen,
            observed=spot.text[:200] or None,
            note=spot.note,
        )
        for spot in spots[: costing.SHOWN]
    )


def counted(number: int, noun: str) -> str:
    """``1 word``, ``2 words``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def some_texts(spots: Iterable[Spot], most: int = 3) -> str:
    """A few of what a person reads there, quoted."""
    distinct = list(dict.fromkeys(text for spot in spots if (text := (spot.seen or spot.text).strip())))
    shown = ", ".join(f"“{text[:40]}”" for text in distinct[:most])
    return shown + (f" and {len(distinct) - most} more" if len(distinct) > most else "")
