"""Each fact is gathered on its own: one that fails, or comes too late, is noted and costs no other."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeVar

from atsharness.clock import cpu_seconds

_T = TypeVar("_T")

MOST_DETAIL = 200
"""Characters kept of an error's message."""


class Guard:
    """Gathers facts of one document and notes those that could not be gathered.

    Attributes:
        unseen: whether text that a person sees may be missing with one of them.
    """

    def __init__(self, seconds: float = math.inf) -> None:
        """Starts the clock.

        Args:
            seconds: CPU time after which nothing more is gathered.
        """
        self.unseen = False
        self._end = cpu_seconds() + seconds
        self._notes: dict[str, None] = {}
        self._late: dict[str, list[int]] = {}

    @property
    def failed(self) -> tuple[str, ...]:
        """What could not be gathered and why, in one line each."""
        late = [f"{what}{_of(pages)}" for what, pages in self._late.items()]
        return (*self._notes, *([f"no time was left for {', '.join(late)}"] if late else ()))

    def get(
        self, what: str, gathered: Callable[[], _T], *, page: int = 0, holds_text: bool = False
    ) -> _T | None:
        """What `gathered` returns; None, and a note, where it fails or the time is over.

        Args:
            what: names the fact in the note.
            gathered: gathers it.
            page: number of the page that the fact is of; 0 for the whole document.
            holds_text: whether it may be text that a person sees.

        Raises:
            MemoryError: which ends the task.
        """
        if cpu_seconds() >= self._end:
            self._late.setdefault(what, []).extend([page] if page else [])
        else:
            try:
                return gathered()
            except MemoryError:
                raise
            except Exception as error:  # MuPDF's own errors share no other base
                why = " ".join(f"{type(error).__name__}: {error}".split())[:MOST_DETAIL]
                self._notes[f"{what}{_of([page] if page else [])}: {why}"] = None
        self.unseen = self.unseen or holds_text
        return None


def _of(pages: list[int]) -> str:
    if not pages:
        return ""
    first, last = min(pages), max(pages)
    return f" of page {first}" if first == last else f" of pages {first} to {last}"
