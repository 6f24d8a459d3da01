"""Intervals of the bootstrap: against theory, the same each time, whatever the stretches."""

from __future__ import annotations

import numpy as np
import pytest

from atsharness.batch import bootstrap
from atsharness.batch.bootstrap import Floats, Indices, Ratio, rates


def mean_of(values: Floats) -> Ratio:
    return lambda documents: (values[documents], np.ones(len(documents)))


def sample(size: int = 400) -> Floats:
    return np.random.default_rng(1).beta(2, 5, size)


def test_the_interval_of_a_mean_is_that_of_theory() -> None:
    values = sample()
    (rate,) = rates(np.arange(len(values)), {"mean": mean_of(values)}).values()
    half = 1.96 * values.std() / np.sqrt(len(values))
    assert rate.value == pytest.approx(values.mean(), abs=1e-6)
    assert rate.low == pytest.approx(values.mean() - half, abs=half / 6)
    assert rate.high == pytest.approx(values.mean() + half, abs=half / 6)
    assert rate.n == len(values)


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """200 samples of 60 from a known distribution: 95 % within what 200 draws may give."""
    random = np.random.default_rng(7)
    held = 0
    for _ in range(200):
        values = random.beta(2, 5, 60)
        (rate,) = rates(np.arange(60), {0: mean_of(values)}).values()
        assert rate.low is not None
        assert rate.high is not None
        held += rate.low <= 2 / 7 <= rate.high
    assert 0.89 <= held / 200 <= 0.99


def test_stretches_do_not_change_the_distribution(monkeypatch: pytest.MonkeyPatch) -> None:
    values = sample()
    whole = rates(np.arange(len(values)), {0: mean_of(values)})[0]
    monkeypatch.setattr(bootstrap, "STRETCH", 37)
    parts = rates(np.arange(len(values)), {0: mean_of(values)})[0]
    assert parts.value == whole.value
    width = (whole.high or 0) - (whole.low or 0)
    assert parts.low == pytest.approx(whole.low, abs=width / 8)
    assert parts.high == pytest.approx(whole.high, abs=width / 8)


def test_each_resample_draws_as_many_documents_as_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "STRETCH", 16)
    drawn = sum(weights.sum(axis=1) for _, weights in bootstrap._weights(np.arange(100)))
    assert set(np.asarray(drawn).tolist()) == {100.0}


def test_it_is_the_same_each_time() -> None:
    values = sample(50)
    assert rates(np.arange(50), {0: mean_of(values)}) == rates(np.arange(50), {0: mean_of(values)})


def test_what_is_drawn_together_is_paired() -> None:
    """The difference of two columns that differ by a constant has no spread."""
    values = sample(50)
    found = rates(np.arange(50), {"difference": mean_of((values + 0.25) - values)})["difference"]
    assert (found.low, found.high) == (0.25, 0.25)


def test_documents_that_bear_nothing_do_not_count() -> None:
    values = np.array([0.5, 0.7, 0.9])

    def known(documents: Indices) -> tuple[Floats, Floats]:
        bears = (documents != 1).astype(float)
        return values[documents] * bears, bears

    (rate,) = rates(np.arange(3), {0: known}).values()
    assert (rate.value, rate.n) == (0.7, 2)
    assert rate.low == 0.5
    assert rate.high == 0.9


@pytest.mark.parametrize(("size", "expected"), [(0, (None, None, None, 0)), (1, (0.5, None, None, 1))])
def test_too_few_documents_have_no_interval(
    size: int, expected: tuple[float | None, float | None, float | None, int]
) -> None:
    (rate,) = rates(np.arange(size), {0: mean_of(np.full(size, 0.5))}).values()
    assert (rate.value, rate.low, rate.high, rate.n) == expected
