"""Text facts to drafts: one a page, with the loss measured at their places."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TypeVar

from atsharness.model import Confidence, Evidence
from atsharness.model.facts import LayoutFacts
from atsharness.model.text_facts import TextFact
from atsharness.rules.kit import costing
from atsharness.rules.kit.losses import ALTERED
from atsharness.rules.model import Artifacts, Cost, Draft, IncompleteError

_Kind = TypeVar("_Kind", bound=TextFact)

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


def pages_of(found: Iterable[_Kind]) -> list[tuple[int, list[_Kind]]]:
    """Facts by page, in page order."""
    pages: dict[int, list[_Kind]] = {}
    for fact in found:
        pages.setdefault(fact.page, []).append(fact)
    return sorted(pages.items())


def touch(one: TextFact, two: TextFact) -> bool:
    """Whether the boxes of two facts meet; lines set close overlap a little and do not."""
    a, b = one.box, two.box
    height = min(a[3], b[3]) - max(a[1], b[1])
    least = SAME_LINE * min(a[3] - a[1], b[3] - b[1])
    return one.page == two.page and a[0] < b[2] and b[0] < a[2] and height > least


def fact_drafts(
    artifacts: Artifacts,
    found: Iterable[_Kind],
    message: Callable[[Sequence[_Kind]], str],
    *,
    forms: Collection[str] = ALTERED,
    also: Callable[[Sequence[_Kind]], Iterable[Cost]] = lambda _: (),
    confidence: Confidence = "high",
    harmless: bool = False,
    reach: float = 0.0,
) -> Iterator[Draft]:
    """One draft a page, with what became of the words that its facts touch.

    Args:
        artifacts: of the document.
        found: all of one rule.
        message: from a page's facts to the finding's sentence.
        forms: forms of a word that count as lost.
        also: further costs of a page's facts.
        confidence: of the drafts.
        harmless: whether they are information whatever was lost.
        reach: words so many points to the left and right of a fact count too: an icon sticks to them.
    """
    for page, some in pages_of(found):
        boxes = tuple(fact.box for fact in some[:MOST_BOXES])
        places = [(x0 - reach, y0, x1 + reach, y1) for x0, y0, x1, y1 in boxes]
        words = artifacts.measured.words_touching(page, places)
        cost = costing.content(artifacts, words, forms)
        yield Draft(
            message=message(some),
            anchor=" ".join(dict.fromkeys(fact.seen or fact.text for fact in some[:20])),
            page=page,
            boxes=boxes,
            costs=(cost, *also(some)),
            evidence=costing.lost_words(artifacts, cost) or _own(some),
            confidence=confidence,
            harmless=harmless,
        )


def _own(found: Sequence[TextFact]) -> tuple[Evidence, ...]:
    """Where nothing was lost, the facts themselves."""
    return tuple(
        Evidence(
            kind="layout",
            page=fact.page,
            box=fact.box,
            expected=fact.seen,
            observed=fact.text[:200] or None,
            note=fact.note,
        )
        for fact in found[: costing.SHOWN]
    )


def counted(number: int, noun: str) -> str:
    """``1 word``, ``2 words``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def some_texts(found: Iterable[TextFact], most: int = 3) -> str:
    """A few of what a person reads there, quoted."""
    distinct = list(dict.fromkeys(text for fact in found if (text := (fact.seen or fact.text).strip())))
    shown = ", ".join(f"“{text[:40]}”" for text in distinct[:most])
    return shown + (f" and {len(distinct) - most} more" if len(distinct) > most else "")
