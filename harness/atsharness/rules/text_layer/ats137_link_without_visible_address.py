"""Links whose address stands nowhere in the text.

What it looks for:
    Links to the outside (web, e-mail, phone) whose address is not written on the page.

Why parsers lose it:
    A text path returns the text of a link, never where it leads: "LinkedIn" instead of the profile.

Evidence:
    The link's text, if any, and its address.

How to fix:
    Write the address out.

Limits:
    The words of the page are all there, so it is information; that a contact is lost is ATS308's.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.model import Evidence
from atsharness.model.facts import LinkFacts
from atsharness.rules.kit.spots import facts_of
from atsharness.rules.model import Artifacts, Draft, Rule


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    pages: dict[int, list[LinkFacts]] = {}
    for link in facts_of(artifacts).links:
        if not link.written and link.uri.partition(":")[0].lower() in ("http", "https", "mailto", "tel"):
            pages.setdefault(link.page, []).append(link)
    for page, links in sorted(pages.items()):
        shown = tuple(
            Evidence(
                kind="layout", page=page, box=link.box, expected=link.uri[:200], observed=link.anchor[:200]
            )
            for link in links[:3]
        )
        addresses = list(dict.fromkeys(link.uri for link in links))
        more = f" and {len(addresses) - 2} more" if len(addresses) > 2 else ""
        yield Draft(
            message=f"addresses only behind links: {', '.join(addresses[:2])}{more}",
            anchor=" ".join(sorted(addresses)),
            page=page,
            boxes=tuple(link.box for link in links),
            evidence=shown,
            harmless=True,
        )


RULE = Rule(
    id="ATS137",
    name="link-without-visible-address",
    find=_find,
    needs="facts",
    advice={"": "Write the address out (linkedin.com/in/…) and link that."},
)
