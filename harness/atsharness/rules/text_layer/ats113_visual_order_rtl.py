"""Right-to-left text, whose letters some paths return backwards.

What it looks for:
    Visible words in Hebrew or Arabic script, and whether the file has their letters in the order of the
    page.

Why parsers lose it:
    A file may hold such words from left to right, as they stand on the page; a search for the word
    finds nothing. Some paths turn words around that are in the order of reading.

Evidence:
    The word as it is read, and as a path returns it.

How to fix:
    Export with a program that writes text in logical order.

Limits:
    Whether letters stand in visual order is told from Hebrew final letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model.facts import Spot
from atsharness.rules.kit import costs as _costs
from atsharness.rules.kit.spots import facts_of, some_texts, spot_drafts
from atsharness.rules.model import Artifacts, Draft, Rule


def _message(spots: Sequence[Spot]) -> str:
    return f"right-to-left words stand backwards in the file: {some_texts(spots)}"


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    spots = facts_of(artifacts).of("rtl_visual")
    yield from spot_drafts(artifacts, spots, _message, also=lambda _: [_costs.everywhere(artifacts)])


RULE = Rule(
    id="ATS113",
    name="visual-order-rtl",
    find=_find,
    advice={
        "": (
            "Export again with a program that writes right-to-left text in logical order, such as"
            " Word or LibreOffice."
        ),
    },
)
