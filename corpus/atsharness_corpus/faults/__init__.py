"""Faults, one a file (constant ``FAULT``): a labelled positive and a near-miss that looks alike.

`inject` and `near_miss` draw what varies (font, size, place, content, producer) from a generator that
`generator` seeds the same for both, so that a pair differs in the fault alone.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from functools import cache
from typing import Literal

from atsharness.model import Box
from atsharness_corpus.labels import Expect, ExpectedLabel
from atsharness_corpus.model import Value
from atsharness_corpus.person import Person

Appearance = Literal["ink", "no-ink", "off-page"]


class Placed(Value, frozen=True, kw_only=True):
    """Where a fault stands. `page` counts from 1; page and boxes are null for document-wide faults.

    Boxes are in points, origin top left: outside the page for off-page text, without ink for hidden
    text. `words` are the words concerned, as a person reads them or, where hidden, as the file has them.
    """

    page: int | None = None
    boxes: tuple[Box, ...] | None = None
    words: tuple[str, ...] = ()
    expected_labels: tuple[ExpectedLabel, ...] = ()
    fault: str = ""
    """The id of another fault that stands here: one that the page itself has, in a near-miss too."""
    expect: Expect | None = None
    """What the fault comes to at this place, where that depends on the place; else the fault's own."""


class Faulty(Value, frozen=True, kw_only=True):
    """One built file. `reference` is what a person sees, in page order; a near-miss places others' faults."""

    pdf: bytes
    reference: str
    placed: tuple[Placed, ...] = ()
    layout: str = ""
    """The single column of its typesetter unless given."""
    template: str | None = None
    page_sizes: tuple[tuple[float, float], ...] = ()
    """Width and height of every page in points; to be given where PDFium cannot open the file."""


Make = Callable[[Person, random.Random, str], Faulty]
"""From whom, chance and the typesetter's id to a file."""


class Fault(Value, frozen=True, kw_only=True):
    """One fault. A module's constant ``FAULT``."""

    id: str
    """In kebab case, e.g. ``no-tounicode``."""
    catalogue: str
    """The fault's id in the catalogue of layout faults, e.g. ``E01``."""
    rule_ids: tuple[str, ...]
    """The rules that must find it, and that must not find its near-miss."""
    expect: Expect
    """``information`` where no parser path was measured to lose anything by it."""
    typesetters: tuple[str, ...] = ("typst",)
    """In which of them it can be set; a seed draws one."""
    needs: tuple[str, ...] = ("pikepdf",)
    """Packages that must be installed to build it."""
    appearance: Appearance = "ink"
    """What a rendering shows in the boxes."""
    expected: tuple[ExpectedLabel, ...] = ()
    """What parser paths certainly make of the words concerned, wherever a place does not tell its own."""
    inject: Make
    near_miss: Make


def generator(fault_id: str, person: Person, seed: int) -> random.Random:
    """The only source of chance for one pair: seeded by a stable hash, the same in every process."""
    digest = hashlib.sha256(f"{fault_id}/{person.id}/{seed}".encode()).digest()
    return random.Random(int.from_bytes(digest[:8], "big"))


@cache
def all_faults() -> dict[str, Fault]:
    """Every fault by id: our files and other packages' entry points, looked for once."""
    from atsharness.registry import discover

    return {key: found.value for key, found in discover("atsharness_corpus.faults", "FAULT").items()}
