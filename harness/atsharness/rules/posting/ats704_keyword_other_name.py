"""Asked-for words that the résumé has under another name.

What it looks for:
    Terms that the posting spells otherwise than the page (Kubernetes and K8s), and terms that the page has
    only by something that stands on them (SQL by PostgreSQL).

What a reader loses:
    A search for the posting's word does not find the résumé, though you have what it asks for.

Example:
    The posting says "Kubernetes"; the résumé says "K8s".

How to mend it:
    Write the posting's word too, once: "Kubernetes (K8s)".

Limits:
    Names that the vocabulary knows, or your own list (`--keywords`, names after a bar).
"""

from __future__ import annotations

from atsharness.model import AskedTerm
from atsharness.rules.kit.advice import Remark, advice
from atsharness.rules.kit.asked import match_for
from atsharness.rules.kit.prose import listed
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import Rule


def _check(seen: Seen) -> Remark | None:
    terms = match_for(seen).terms
    other = [item for item in terms if item.written_as is not None or item.implied_by]
    if not other:
        return None
    return Remark(
        message=f"asked for by another name than the résumé has: {listed([_said(item) for item in other])}",
        hint=f"Write the posting's word too, once: “{_both(other[0])}”.",
    )


def _said(item: AskedTerm) -> str:
    if item.written_as is not None:
        return f"{item.asked_as} ({item.written_as} in the résumé)"
    return f"{item.asked_as} (by {item.implied_by[0]} alone)"


def _both(item: AskedTerm) -> str:
    if item.written_as is not None:
        return f"{item.asked_as} ({item.written_as})"
    return f"{item.asked_as} ({item.implied_by[0]})"


RULE = Rule(
    id="ATS704",
    name="keyword-other-name",
    of="any",
    needs="resume",
    find=advice(_check, page_only=True),
    advice={"": "Write the posting's word too, once, beside your own."},
)
