"""What a finding costs: a published function of what this document measurably lost.

critical: contact data or more than 5 % of the content lost in a majority of families.
serious: a field lost, or entries mixed with each other, in a majority; or words in it that nobody sees.
moderate: in a minority, or in some modes; or words of no field in a majority; or text that is hard to see, or
    stray signs for icons and bullets.
minor: no measured loss.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from atsharness.fields.field import Field
from atsharness.model import Impact
from atsharness.rules.model import Cost
from atsharness.verdict.families import Hits

MUCH = 0.05
"""Share of the reference's words whose loss in a majority of families is critical."""

_CONTACT = ("basics.name", "basics.email", "basics.phone")
RANK: tuple[Impact, ...] = ("critical", "serious", "moderate", "minor", "advice")


def impact(
    costs: Sequence[Cost],
    fields: Sequence[Field],
    word_count: int,
    disordered: Callable[[Collection[str]], Hits],
) -> Impact:
    """The impact of a finding.

    Args:
        costs: of the finding.
        fields: of the reference.
        word_count: words of the reference.
        disordered: of some paths, the families in which entries do not keep their own lines and dates.
    """
    impacts: list[Impact] = [_of(cost, fields, word_count, disordered) for cost in costs]
    return min(impacts, key=RANK.index) if impacts else "minor"


def _of(
    cost: Cost,
    fields: Sequence[Field],
    word_count: int,
    disordered: Callable[[Collection[str]], Hits],
) -> Impact:
    if not cost.any:
        return "minor"
    if not cost.hits.majority:
        return "moderate"
    if cost.loss == "order":
        return "serious" if disordered(cost.words.keys()).majority else "moderate"
    if cost.loss == "extra":
        return "serious"
    if cost.loss == "sign":
        return "moderate"
    if cost.loss == "file":
        return "critical"
    lost = common(cost)
    if len(lost) > MUCH * word_count:
        return "critical"
    hit = [field for field in fields if lost.intersection(field.words)]
    if any(is_contact(field) for field in hit):
        return "critical"
    return "serious" if hit else "moderate"


def is_contact(field: Field) -> bool:
    """Whether it is the name, an e-mail address or a phone number."""
    return field.pointer.startswith(_CONTACT)


def common(cost: Cost) -> frozenset[int]:
    """The words lost in more paths than not, of the paths that lose any."""
    counts: dict[int, int] = {}
    for words in cost.words.values():
        for index in words:
            counts[index] = counts.get(index, 0) + 1
    return frozenset(index for index, count in counts.items() if 2 * count > len(cost.words))


def fields_lost(words: Collection[int], fields: Sequence[Field]) -> tuple[str, ...]:
    """Pointers of the fields that have one of these words."""
    return tuple(sorted({field.pointer for field in fields if set(field.words) & set(words)}))
