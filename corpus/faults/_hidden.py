"""A line of keywords on the page, which hides it in a positive and shows it in a near-miss.

Both have the same words at the same place between the same blocks; in a near-miss they are part of the
reference text.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import Any

from atsharness.corpus.faults import Appearance, Fault, Faulty
from atsharness.corpus.faults._sheet import (
    BLACK,
    Sheet,
    body,
    column,
    drawn_sheet,
    finished,
    indices,
    marked_places,
    typeset,
)
from atsharness.corpus.model import Block, Value
from atsharness.corpus.person import Person
from atsharness.corpus.reference import plain_text
from atsharness.corpus.typesetters import typst

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
    """How the keyword line is printed."""

    wrap: Callable[[str], str] = str
    """From the Typst calls of the line, printed in the mark's colour, to what is put in the page."""
    setting: str = ""
    """Typst rules that hold for the line."""
    edit: Callable[[Any], None] | None = None
    """What is done to the file afterwards."""
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
        line = chosen.wrap(body(blocks[at : at + 1], [0], chosen.setting))
        source = "\n".join((typst.markup(blocks[:at]), line, typst.markup(blocks[at + 1 :])))
        printed = typeset(sheet, source)
        pdf = finished(sheet, printed, chosen.edit, chosen.colour)
        if not faulty:
            return Faulty(pdf=pdf, reference=plain_text(column(blocks)))
        return Faulty(pdf=pdf, reference=sheet.reference, placed=marked_places(printed))

    return Fault(
        id=fault_id,
        catalogue=catalogue,
        rule_ids=(rule_id,),
        expect="violation",
        appearance=appearance,
        inject=partial(make, faulty=True),
        near_miss=partial(make, faulty=False),
    )
