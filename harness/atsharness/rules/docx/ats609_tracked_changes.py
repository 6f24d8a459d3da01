r"""Tracked changes left in the file.

What it looks for:
    Insertions, deletions and moves that nobody has accepted (`w:ins`, `w:del`, `w:moveFrom`,
    `w:moveTo`; in an RTF `\revised`, `\deleted`).

Why parsers lose it:
    python-docx loses what was inserted; OpenCATS and Odoo print what was deleted; several print moved text
    twice.

Evidence:
    The inserted words that are lost, and the deleted ones that a path returns.

How to fix:
    Accept all changes.

Limits:
    Changes of format alone cost nothing and are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from atsharness.rules.docx._constructs import draft, flow_of
from atsharness.rules.kit import costing
from atsharness.rules.model import Artifacts, Draft, Rule


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    flow = flow_of(artifacts)
    found = flow.of("insertion", "moved_to", "deletion", "moved_from")
    if not found:
        return
    gone = [item.text for item in found if item.text.strip()]
    extra = costing.extra(artifacts, gone)
    kept = [item for item in found if item.kind in ("insertion", "moved_to")]
    made = draft(artifacts, kept or found, ("tracked change", "tracked changes"))
    shown = " ".join(" ".join(gone).split())
    yield msgspec.structs.replace(
        made,
        message=f"tracked changes: {len(kept)} insertions, {len(found) - len(kept)} deletions",
        anchor=made.anchor if kept else shown[:200],
        costs=(*made.costs, extra),
        evidence=(*made.evidence, *(costing.hidden_text(artifacts, gone, extra, None) if gone else ())),
    )


RULE = Rule(
    id="ATS609",
    name="tracked-changes",
    of="flow",
    depth=6,
    find=_find,
    advice={
        "": "Accept all changes.",
        "word": "Review > Accept > Accept All Changes and Stop Tracking.",
        "libreoffice": "Edit > Track Changes > Accept All.",
        "google-docs": "Tools > Review suggested edits > Accept all.",
    },
)
