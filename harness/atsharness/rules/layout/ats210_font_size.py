"""Body text that is smaller or larger than usual.

What it looks for:
    The size of most visible characters: below 8 points or above 12.5.

Why parsers lose it:
    Text paths lose nothing, because size does not matter to them. OCR reads small print less well, and so do
    people.

Evidence:
    The size.

How to fix:
    Set the body text in 10 to 12 points.

Limits:
    The size in points says little about fonts with unusually large or small letters. Letters in an image are
    not measured: the sizes in the text layer of a scan are only those at which its words fill their places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from atsharness.model.facts import LayoutFacts
from atsharness.rules.kit.facts import file_draft
from atsharness.rules.kit.text_facts import facts_of
from atsharness.rules.model import Artifacts, Draft, Rule

SMALLEST, LARGEST = 8.0, 12.5


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    size = _body_size(facts_of(artifacts))
    if size is not None and not SMALLEST <= size <= LARGEST:
        how = "small" if size < SMALLEST else "large"
        yield file_draft(
            f"the body text is set in {size:g} points, which is {how}",
            f"most characters: {size:g} pt",
            anchor=how,
        )


def _body_size(facts: LayoutFacts) -> float | None:
    """The size, to a tenth of a point, of most letters and digits that are seen themselves."""
    sizes: Counter[float] = Counter()
    for page in facts.pages:
        for run in page.runs:
            if run.visible and run.seen_as != "image":
                sizes[round(run.size, 1)] += sum(char.isalnum() for char in run.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes.total() else None


RULE = Rule(
    id="ATS210",
    name="font-size",
    depth=14,
    find=_find,
    needs="facts",
    advice={"": "Set the body text in 10 to 12 points."},
)
