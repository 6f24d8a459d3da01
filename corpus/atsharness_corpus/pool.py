"""Work over many files, a process a core."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

_In = TypeVar("_In")
_Out = TypeVar("_Out")


def mapped(
    make: Callable[[_In], _Out], items: Sequence[_In], processes: int, *, chunk: int = 4
) -> Iterator[_Out]:
    """Results in the order of the items, as they come.

    Args:
        make: can be pickled, as each item and result can.
        items: what it is called with.
        processes: how many work at a time; 0 for one a core.
        chunk: items that a process takes at a time.
    """
    processes = min(processes or os.cpu_count() or 1, len(items))
    if processes < 2:
        yield from map(make, items)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # "spawn": a forked copy of a parent that has run an engine could hang in it.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(make, items, chunksize=chunk)
