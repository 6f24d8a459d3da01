"""Values of the source that the page does not show.

What it looks for:
    Values of a structured source of which the page prints none of the usual forms: employers, titles,
    schools, contact data; apart from these, all others.

Why parsers lose it:
    What is not on the page is in no text layer. Templates leave out values that they know by another name (an
    employer as "company" in JSON Resume before 1.0).

Evidence:
    Each value with its place in the source.

How to fix:
    Add the values, or take a template that prints them.

Limits:
    Only where a structured source is given and the whole page was read. A value that the template prints in
    another way (a level as a bar, a country as its flag) is reported too, as information.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from atsharness.fields.sourced import absent_leaves
from atsharness.model import Evidence, Leaf
from atsharness.rules.kit import costing
from atsharness.rules.kit.text_facts import counted
from atsharness.rules.model import Artifacts, Draft, InapplicableError, IncompleteError, Rule

_VITAL = re.compile(
    r"basics\.(name|email|phone)(\.\d+)?|(work|volunteer)\.\d+\.(name|company|organization|position)"
    r"|(work|volunteer|education)\.\d+\.(start|end)Date|education\.\d+\.institution"
)
SHOWN = 12
"""Values listed as evidence."""


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    reference = artifacts.reference
    if reference is None or not reference.leaves:
        raise InapplicableError("there is no structured source")
    if not reference.complete:
        raise IncompleteError("part of the page could not be read")
    absent = absent_leaves(reference, artifacts.expected)
    vital = [leaf for leaf in absent if _VITAL.fullmatch(leaf.pointer)]
    other = [leaf for leaf in absent if not _VITAL.fullmatch(leaf.pointer)]
    if vital:
        yield _draft(artifacts, vital, harmless=False)
    if other:
        yield _draft(artifacts, other, harmless=True)


def _draft(artifacts: Artifacts, leaves: Sequence[Leaf], *, harmless: bool) -> Draft:
    shown = ", ".join(f"{leaf.pointer} “{leaf.text[:40]}”" for leaf in leaves[:3])
    more = f" and {len(leaves) - 3} more" if len(leaves) > 3 else ""
    return Draft(
        message=f"{counted(len(leaves), 'value')} of the source not on the page: {shown}{more}",
        anchor=" ".join(leaf.pointer for leaf in leaves),
        costs=() if harmless else (costing.everywhere(artifacts),),
        evidence=tuple(
            Evidence(kind="lost", expected=leaf.text[:200], note=leaf.pointer) for leaf in leaves[:SHOWN]
        ),
        harmless=harmless,
    )


RULE = Rule(
    id="ATS311",
    name="not-on-page",
    find=_find,
    needs="fields",
    of="any",
    advice={
        "": "Add what is missing to the document, or choose a template that prints it.",
        "chromium": "Look up the keys that the theme prints: themes older than JSON Resume 1.0 expect "
        "work[].company instead of work[].name, and website instead of url.",
    },
)
