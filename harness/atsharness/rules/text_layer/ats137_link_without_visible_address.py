"""Links whose address is not written on the page.

What it looks for:
    Links to the web, to an e-mail address or to a phone number whose address is not part of the page's text.

Why parsers lose it:
    A text path returns the text of a link, never its target: "LinkedIn" instead of the profile's address.

Evidence:
    The link's text, if any, and its address.

How to fix:
    Write the address out.

Limits:
    All words of the page are there, so this rule reports information. A contact that is nothing but an icon
    is reported by ATS308.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.model import Evidence
from atsharness.model.facts import LinkFacts
from atsharness.rules.kit.text_facts import facts_of
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
            message=f"link addresses not written on the page: {', '.join(addresses[:2])}{more}",
            anchor=" ".join(sorted(addresses)),
            page=page,
            boxes=tuple(link.box for link in links),
            evidence=shown,
            harmless=True,
        )


RULE = Rule(
    id="ATS137",
    name="link-without-visible-address",
    depth=7,
    find=_find,
    needs="facts",
    advice={"": "Write the address out (linkedin.com/in/…) and link that."},
)
