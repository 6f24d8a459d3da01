"""Which glyphs called spaces draw something."""

from __future__ import annotations

import pytest

from atsharness.facts.characters import _is_inked


@pytest.mark.parametrize(
    ("amounts", "inked"),
    [
        ([1.8, 1.7, 1.0], True),  # a letter
        ([1.2], True),
        ([0.2, 0.2, 0.2, 0.18, 0.2], True),  # a hyphen
        ([0.46, 0.31, 0.154, 0.0], False),  # slanted neighbours: "ngy Uni", "ter Off"
        ([0.23], False),
        ([0.0] * 200 + [0.3], False),
    ],
)
def test_a_slanted_neighbour_reaches_into_a_space_and_makes_it_none(amounts, inked):
    assert _is_inked(amounts) is inked
