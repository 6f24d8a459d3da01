"""Links whose address is not written on the page, or another one is.

What it looks for:
    Links to the web, to an e-mail address or to a phone number whose address is not part of the page's text;
    links on an address or a number that lead to another one.

Why parsers lose it:
    A text path returns the text of a link, never its target: "LinkedIn" instead of the profile's address.
    Where the two are different addresses, software that reads the target, as Apache Tika does, has the wrong
    one.

Evidence:
    The link's text, if any, and its address.

How to fix:
    Write the address out, and let the link lead to the address shown.

Limits:
    All words of the page are there, so this rule reports information. A contact that is nothing but an icon
    is reported by ATS308.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.language import links, phones
from atsharness.model import Evidence
from atsharness.model.facts import LinkFacts
from atsharness.rules.kit.text_facts import facts_of
from atsharness.rules.model import Artifacts, Draft, Rule

SAME_DIGITS = 7
"""Last digits by which two spellings of one phone number are equal; prefixes differ."""


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    pages: dict[int, list[LinkFacts]] = {}
    for link in facts_of(artifacts).links:
        if said := _contradicted(link):
            yield Draft(
                message=f"a link on “{said[:60]}” leads to {link.uri[:80]}",
                anchor=f"{said} {link.uri}",
                page=link.page,
                boxes=(link.box,),
                evidence=(
                    Evidence(
                        kind="layout", page=link.page, box=link.box, expected=said, observed=link.uri[:200]
                    ),
                ),
                harmless=True,
            )
        elif not link.written and link.uri.partition(":")[0].lower() in ("http", "https", "mailto", "tel"):
            pages.setdefault(link.page, []).append(link)
    for page, found in sorted(pages.items()):
        shown = tuple(
            Evidence(
                kind="layout", page=page, box=link.box, expected=link.uri[:200], observed=link.anchor[:200]
            )
            for link in found[:3]
        )
        addresses = list(dict.fromkeys(link.uri for link in found))
        more = f" and {len(addresses) - 2} more" if len(addresses) > 2 else ""
        yield Draft(
            message=f"link addresses not written on the page: {', '.join(addresses[:2])}{more}",
            anchor=" ".join(sorted(addresses)),
            page=page,
            boxes=tuple(link.box for link in found),
            evidence=shown,
            harmless=True,
        )


def _contradicted(link: LinkFacts) -> str:
    """The address or number that the page shows on a link to another one; empty where there is none."""
    scheme = link.uri.partition(":")[0].lower()
    if scheme == "tel":
        shown = phones.phones(link.anchor)
        wanted = "".join(filter(str.isdigit, link.uri))[-SAME_DIGITS:]
        same = any(one.value.endswith(wanted) for one in shown)
    else:
        finds = {"mailto": links.emails, "http": links.urls, "https": links.urls}.get(scheme)
        shown = finds(link.anchor) if finds else ()
        target = links.comparable(link.uri).partition("?")[0].casefold()
        # A line's end may part an address: what the link covers is then a piece of it.
        same = any(
            target in value or value in target
            for one in shown
            for value in [links.comparable(one.text).partition("?")[0].casefold()]
        )
    return "" if same or not shown else shown[0].text


RULE = Rule(
    id="ATS137",
    name="link-without-visible-address",
    depth=7,
    find=_find,
    needs="facts",
    advice={
        "": "Write the address out (linkedin.com/in/…), and let the link lead to just that address.",
        "rendercv": "design.header.connections.display_urls_instead_of_usernames: true",
    },
)
