"""What is compared with what: one change of one page, in one typesetter."""

from __future__ import annotations

from collections.abc import Callable

from atsharness_corpus.model import Value
from atsharness_corpus.person import Person

DOCX = "docx"
"""Stands in the place of a typesetter where the Word file itself is read."""


class Made(Value, frozen=True, kw_only=True):
    """One built file and the text that a person reads in it, in page order.

    `text` is empty where the file's own XML tells that best (docs/adr/0019).
    """

    data: bytes
    text: str
    suffix: str = ".pdf"


Make = Callable[[Person, int], Made]
"""From whom and a seed to a file.

It raises `DoesNotFitError` where it cannot be made of this person.
"""


class Contrast(Value, frozen=True, kw_only=True):
    """One thing in one typesetter: how a file is made with it, and how without it."""

    thing: str
    """In kebab case, e.g. ``columns``: the id of a fault, or of an entry of `things.THINGS`."""
    typesetter: str
    """Its id, or `DOCX`."""
    with_it: Make
    without: Make | None
    """None where files are held against their text alone: the loss of a plain page."""
    plain: bool = False
    """Whether `without` is the typesetter's plain page, which is built and read once for all things."""
    rule_ids: tuple[str, ...] = ()
    """The rules that are to name it; none where no rule is about it."""
    needs: tuple[str, ...] = ()
    """Packages that must be installed to build it."""
    missing: Callable[[], str] = str
    """Why it cannot be made here though its typesetter is there; empty where it can."""
