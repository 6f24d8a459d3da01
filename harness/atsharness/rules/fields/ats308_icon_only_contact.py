"""A contact that is an icon with a link and nothing in the text.

What it looks for:
    Links to an e-mail address, a phone number or a profile whose area shows no letters and whose address is
    written nowhere on the page.

Why parsers lose it:
    A text path returns nothing for an icon: the contact is not there.

Evidence:
    The link's address and its place.

How to fix:
    Write the address beside the icon.

Limits:
    The page has no words there, so no path loses any: this rule reports information.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.model import Evidence
from atsharness.rules.kit.text_facts import facts_of
from atsharness.rules.model import Artifacts, Draft, Rule


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    found = facts_of(artifacts).links
    # A name beside the icon that leads to the same place is written, if not in full (ATS137).
    named = {link.uri for link in found if not link.icon_only}
    links = [link for link in found if link.icon_only and not link.written and link.uri not in named]
    for page in sorted({link.page for link in links}):
        own = [link for link in links if link.page == page]
        addresses = list(dict.fromkeys(link.uri for link in own))
        yield Draft(
            message=f"contact data shown only as an icon: {', '.join(addresses[:3])}",
            anchor=" ".join(sorted(addresses)),
            page=page,
            boxes=tuple(link.box for link in own),
            evidence=tuple(
                Evidence(kind="layout", page=page, box=link.box, expected=link.uri[:200]) for link in own[:3]
            ),
            harmless=True,
        )


RULE = Rule(
    id="ATS308",
    name="icon-only-contact",
    explained_by="any",
    find=_find,
    needs="facts",
    advice={
        "": "Write the address or number beside the icon.",
        "rendercv": "design.header.connections.display_urls_instead_of_usernames: true",
    },
)
