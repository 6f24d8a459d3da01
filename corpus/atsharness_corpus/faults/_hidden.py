"""A line of keywords on the page, which hides it in a positive and shows it in a near-miss.

Both have the same words at the same place between the same blocks; in a near-miss they are part of the
reference text.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec.structs import replace

from atsharness.model import Box
from atsharness.model.geometry import union
from atsharness_corpus.faults import Appearance, Fault, Faulty, Placed
from atsharness_corpus.faults._press import Setting
from atsharness_corpus.faults._sheet import (
    BLACK,
    PRESSES,
    Sheet,
    body,
    column,
    drawn_sheet,
    finished,
    indices,
    marked_places,
    printed,
    typeset,
)
from atsharness_corpus.model import Block, Value
from atsharness_corpus.person import Person
from atsharness_corpus.reference import plain_text
from atsharness_corpus.typesetters import typst

KEYWORDS = (
    "Terraform",
    "Ansible",
    "Rust",
    "Scala",
    "Hadoop",
    "Airflow",
    "Snowflake",
    "Elasticsearch",
    "GraphQL",
    "Angular",
    "SAP S/4HANA",
    "Salesforce",
    "MLOps",
    "TensorFlow",
    "Scrum Master",
    "ISO 27001",
    "Cassandra",
    "OpenShift",
)
"""What people hide: terms of postings that their own text does not have."""


class Look(Value, frozen=True, kw_only=True):
    """How the keyword line is printed, and what is done to the file afterwards."""

    setting: Setting = Setting()
    wrap: Callable[[str], str] | None = None
    """In Typst alone: from the calls of the line, in the mark's colour, to what is put in the page."""
    edit: Callable[[Any], None] | None = None
    """What is done to the open file."""
    edit_at: Callable[[Any, int, tuple[Box, ...]], None] | None = None
    """The same, told the page (from 0) and the boxes of the printed line."""
    shift: tuple[float, float] = (0.0, 0.0)
    """How far, to the right and downwards, the edit takes the line from where it was printed."""
    colour: str = BLACK
    last: bool = False
    """Whether it is the last line of the text, wherever it was to stand."""


def hidden_fault(
    fault_id: str,
    catalogue: str,
    rule_id: str,
    look: Callable[[Sheet, random.Random, bool], Look],
    appearance: Appearance = "no-ink",
) -> Fault:
    """A fault that hides keywords. `look` is asked with True for the positive; it draws the same for both."""

    def make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
        sheet = drawn_sheet(person, rng, typesetter)
        text = ", ".join(rng.sample(KEYWORDS, rng.randint(6, 12)))
        at = rng.choice([*indices(sheet.blocks, "section")[1:], len(sheet.blocks)])
        chosen = look(sheet, rng, faulty)
        at = len(sheet.blocks) if chosen.last else at
        blocks = [*sheet.blocks[:at], Block(kind="text", text=text), *sheet.blocks[at:]]
        if chosen.wrap and typesetter == "typst":
            line = chosen.wrap(body(blocks[at : at + 1], [0]))
            page = typeset(
                sheet, "\n".join((typst.markup(blocks[:at]), line, typst.markup(blocks[at + 1 :])))
            )
        else:
            page = printed(sheet, blocks, [at], chosen.setting)
        placed = marked_places(page)

        def edit(document: Any) -> None:
            if chosen.edit:
                chosen.edit(document)
            for place in placed if chosen.edit_at else ():
                chosen.edit_at(document, (place.page or 1) - 1, place.boxes or ())  # type: ignore[misc]

        pdf = finished(sheet, page, edit, chosen.colour)
        if not faulty:
            return Faulty(pdf=pdf, reference=plain_text(column(blocks)))
        return Faulty(
            pdf=pdf,
            reference=sheet.reference,
            placed=tuple(_shifted(place, *chosen.shift) for place in placed),
        )

    return Fault(
        id=fault_id,
        catalogue=catalogue,
        rule_ids=(rule_id,),
        expect="violation",
        typesetters=PRESSES,
        appearance=appearance,
        inject=partial(make, faulty=True),
        near_miss=partial(make, faulty=False),
    )


def _shifted(place: Placed, dx: float, dy: float) -> Placed:
    boxes = tuple(
        (round(x0 + dx, 2), round(y0 + dy, 2), round(x1 + dx, 2), round(y1 + dy, 2))
        for x0, y0, x1, y1 in place.boxes or ()
    )
    return replace(place, boxes=boxes)


def around(boxes: tuple[Box, ...], margin: float) -> Box:
    """The box of them all, with a margin around it."""
    x0, y0, x1, y1 = union(boxes)
    return x0 - margin, y0 - margin, x1 + margin, y1 + margin
