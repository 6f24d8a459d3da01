"""No web page of one's own.

What it looks for:
    An address in the header that is none of a code host, of LinkedIn or of another network.

What a reader loses:
    Nothing, if there is none. A page can show what two pages of paper cannot.

Example:
    Better: "janeexample.dev" in the header.

How to mend it:
    If you have one that is up to date, write its address.

Limits:
    For information only.
"""

from __future__ import annotations

from atsharness.rules.guide._header import addresses, is_own_page
from atsharness.rules.kit.advice import Remark, advice
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import Rule


def _check(seen: Seen) -> Remark | None:
    if any(is_own_page(address) for address, _ in addresses(seen)):
        return None
    return Remark(
        message="no web page of your own in the header",
        hint="If you have one that is up to date, write its address.",
        concern="note",
    )


RULE = Rule(
    id="ATS413",
    name="web-page",
    of="any",
    needs="resume",
    find=advice(_check, page_only=True),
    advice={"": "If you have a web page that is up to date, write its address."},
)
