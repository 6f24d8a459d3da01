"""A table that arranges the page.

What it looks for:
    Tables with words in them. Tables without lines whose cells hold several paragraphs arrange the page;
    others hold data.

Why parsers lose it:
    python-docx's paragraphs are those outside of tables: a résumé laid out in a table comes out empty. Who
    adds the tables reads them after all paragraphs, out of their place.

Evidence:
    The words lost, and those that a path has at another place.

How to fix:
    Use headings and paragraphs, with tabs for dates.

Limits:
    A table that stands after all paragraphs is in its place in every path that reads tables.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from atsharness.rules.docx._constructs import draft, flow_of
from atsharness.rules.kit import costing
from atsharness.rules.model import Artifacts, Draft, Rule


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    flow = flow_of(artifacts)
    found = [item for item in flow.of("table") if item.boxes]
    if not found:
        return
    share = sum(item.stop - item.start for item in found) / max(flow.words, 1)
    arranges = [item for item in found if item.note == "layout"]
    noun = ("table", "tables") if not arranges else ("table for layout", "tables for layout")
    made = draft(artifacts, found, noun, what=f" with {share:.0%} of the words".replace("%", " %"))
    order = costing.order(artifacts, range(len(artifacts.measured.texts)), least=1)
    yield msgspec.structs.replace(
        made, costs=(*made.costs, order), evidence=(*made.evidence, *costing.moved_words(artifacts, order))
    )


RULE = Rule(
    id="ATS603",
    name="docx-layout-table",
    of="flow",
    depth=4,
    find=_find,
    advice={
        "": "Replace the table with headings and paragraphs.",
        "word": "Select the table > Layout > Convert to Text, separated by paragraph marks.",
        "libreoffice": "Table > Convert > Table to Text.",
        "google-docs": "Copy the cells' text out of the table and delete it.",
    },
)
