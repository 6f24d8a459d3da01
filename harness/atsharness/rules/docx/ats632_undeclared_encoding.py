"""Characters beyond ASCII in an HTML page that does not say its encoding.

What it looks for:
    Words with characters beyond ASCII in an HTML page in UTF-8 that has neither a ``meta`` element with its
    encoding at its beginning nor a byte order mark: a part of a page, as ``pandoc -t html`` writes it without
    ``-s``, or a page without a head.

Why parsers lose it:
    lxml, and what is built upon libxml2, takes such a page for ISO 8859-1: ``2019 – 2021`` becomes
    ``2019 â 2021`` with two control characters, ``José`` becomes ``JosÃ©``. Browsers guess.

Evidence:
    The words lost or changed.

How to fix:
    Say the encoding at the page's beginning.

Limits:
    A page of ASCII alone loses nothing, whatever it says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from atsharness.rules.docx._constructs import draft, flow_of, words_of
from atsharness.rules.kit.losses import ALTERED
from atsharness.rules.model import Artifacts, Cost, Draft, Rule

_NOUN = (
    "word with characters beyond ASCII in a page that does not say its encoding",
    "words with characters beyond ASCII in a page that does not say its encoding",
)


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    found = [item for item in flow_of(artifacts).of("undeclared_encoding") if item.boxes]
    if found:
        made = draft(artifacts, found, _NOUN)
        cost = _periods(artifacts, words_of(artifacts, found))
        yield msgspec.structs.replace(made, costs=(*made.costs, cost))


def _periods(artifacts: Artifacts, beyond: Sequence[int]) -> Cost:
    """The periods that a path cannot read since it has another character for their dash, which is no word."""
    measured = artifacts.measured
    lost: dict[str, set[int]] = {}
    expected = {field.pointer: field for field in artifacts.expected if field.kind in ("start", "end")}
    for item in artifacts.fields or ():
        field = expected.get(item.field)
        if field is None or item.outcome == "exact" or item.path_id not in measured.families:
            continue
        dashes = (index for index in field.unit if index in beyond)
        if any(measured.label(item.path_id, index).form in ALTERED for index in dashes):
            lost.setdefault(item.path_id, set()).update(field.unit)
    words = {path: tuple(sorted(own)) for path, own in lost.items()}
    return Cost(loss="content", hits=measured.hits(words), words=words)


RULE = Rule(
    id="ATS632",
    name="undeclared-encoding",
    of="flow",
    depth=2,
    find=_find,
    advice={
        "": 'Put <meta charset="utf-8"> first in the head of the page; of pandoc, let it write a whole page: '
        "pandoc -s.",
    },
)
