"""How much of a page's width its text covers, wherever a damaged file says that it stands."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from atsharness.rules.layout.ats218_sparse_lines import covered_share

EDGES = st.floats(-5, 60)


@given(st.lists(st.tuples(EDGES, EDGES), min_size=1, max_size=8))
def test_as_counted_point_by_point(spans: list[tuple[float, float]]) -> None:
    spans = [(min(span), max(span)) for span in spans]
    points = {
        point
        for start, stop in spans
        for point in range(math.floor(max(start, 0.0)), math.floor(max(stop, 0.0)) + 1)
    }
    assert covered_share(spans) == len(points) / (max(points) - min(points) + 1)


def test_a_place_far_off_costs_no_more_than_a_near_one() -> None:
    """Points were once counted one by one, which took all of a machine's memory."""
    assert covered_share([(0, 99), (1e15, 1e15 + 99)]) < 1e-12
