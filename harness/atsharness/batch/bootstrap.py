"""Percentile bootstrap over documents, in bounded memory however many there are.

A document is drawn with all its figures, so that paths, families and runs stay paired. Each resample draws as
many documents as there are, a stretch of them at a time, which gives the same distribution: first how many
fall into each stretch, then which ones.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from atsharness.model.run_summary import Rate

RESAMPLES = 1_000
SEED = 20_250_101
"""Any number; a run's intervals are the same each time."""
STRETCH = 4_096
"""Documents whose weights are held at once: 1,000 resamples of them are 33 MB."""
INTERVAL = (2.5, 97.5)
FEWEST = 2
"""Documents that an interval needs."""
DIGITS = 6
"""Decimals of all results: what is beyond depends on the order of additions."""

Indices = NDArray[np.intp]
Floats = NDArray[np.float64]
Ratio = Callable[[Indices], tuple[Floats, Floats]]
"""Gives, for some documents, numerators and denominators; both are 0 where a document bears nothing."""
Key = TypeVar("Key", bound=Hashable)


def rates(documents: Indices, ratios: Mapping[Key, Ratio]) -> dict[Key, Rate]:
    """The ratio of each sum of numerators to the sum of its denominators, with its interval.

    Args:
        documents: their indices, each once.
        ratios: what is asked for.
    """
    count = len(ratios)
    sums = np.zeros((2, count))
    drawn = np.zeros((2, RESAMPLES, count))
    bearing = np.zeros(count, dtype=np.int64)
    for part, weights in _weights(documents):
        values = np.empty((2, len(part), count))
        for column, ratio in enumerate(ratios.values()):
            values[0, :, column], values[1, :, column] = ratio(part)
        bearing += (values[1] != 0).sum(axis=0)
        sums += values.sum(axis=1)
        drawn += weights @ values
    with np.errstate(divide="ignore", invalid="ignore"):
        points, samples = sums[0] / sums[1], drawn[0] / drawn[1]
    return {key: _rate(points[at], samples[:, at], int(bearing[at])) for at, key in enumerate(ratios)}


def _rate(point: float, samples: Floats, bearing: int) -> Rate:
    if not bearing:
        return Rate()
    known = samples[np.isfinite(samples)]  # a resample may draw none of the documents that bear it
    if bearing < FEWEST or not known.size:
        return Rate(value=round(float(point), DIGITS), n=bearing)
    low, high = np.percentile(known, INTERVAL)
    return Rate(
        value=round(float(point), DIGITS),
        low=round(float(low), DIGITS),
        high=round(float(high), DIGITS),
        n=bearing,
    )


def _weights(documents: Indices) -> Iterator[tuple[Indices, Floats]]:
    """Stretches of documents, with how often each resample draws each of them: resamples × documents."""
    size = len(documents)
    if not size:
        return
    random = np.random.default_rng(SEED)
    parts = [documents[start : start + STRETCH] for start in range(0, size, STRETCH)]
    shares = np.array([len(part) for part in parts]) / size
    falls = random.multinomial(size, shares, size=RESAMPLES)
    for at, part in enumerate(parts):
        weights = np.empty((RESAMPLES, len(part)))
        for resample, fall in enumerate(falls[:, at]):
            weights[resample] = np.bincount(random.integers(0, len(part), size=fall), minlength=len(part))
        yield part, weights
