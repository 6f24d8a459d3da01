"""No e-mail address or no phone number on the page.

What it looks for:
    An e-mail address and a phone number anywhere on the page.

What a reader loses:
    The way to invite you: many systems refuse a profile without them.

Example:
    Weak: an e-mail address alone. Better: both in the first lines.

How to mend it:
    Write both out in the first lines, with the country code of the phone.

Limits:
    What stands behind an icon only is told by ATS308; digits that may be a phone number are not judged.
"""

from __future__ import annotations

import re

from atsharness.rules.guide._entries import either
from atsharness.rules.kit.advice import Remark, advice
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import IncompleteError, Rule

_LIKE_A_PHONE = re.compile(r"(?:\+|\(|\d)(?:[\d\s().\-/–]){6,}\d")
_FEWEST_DIGITS = 7
_HEAD_LINES = 15
"""Lines of the text in which a phone number may stand."""


def _check(seen: Seen) -> Remark | None:
    header = seen.content.header
    lacking = []
    if header.email is None:
        if "@" in seen.text and seen.is_page:
            raise IncompleteError("an @ of the page may be an e-mail address")
        lacking.append("e-mail address")
    if header.phone is None:
        if _may_have_phone(seen):
            raise IncompleteError("digits of the header may be a phone number")
        lacking.append("phone number")
    if not lacking or (seen.is_page and _behind_icons(seen, lacking)):
        return None
    return Remark(
        message=f"no {either(lacking)} on the page: many systems refuse a profile without it",
        hint=f"Write your {either(lacking, 'and')} out in the first lines.",
        concern="missing",
    )


def _may_have_phone(seen: Seen) -> bool:
    for line in seen.lines[:_HEAD_LINES]:
        for match in _LIKE_A_PHONE.finditer(line):
            digits = sum(map(str.isdigit, match[0]))
            if digits >= _FEWEST_DIGITS and not re.fullmatch(
                r"(?:19|20)\d\d\D+(?:19|20)\d\d", match[0].strip()
            ):
                return True
    return False


def _behind_icons(seen: Seen, lacking: list[str]) -> bool:
    """Whether links lead to all that is lacking: that nobody can read them is what ATS308 tells."""
    facts = seen.resume.facts
    schemes = {link.uri.partition(":")[0].lower() for link in facts.links} if facts is not None else set()
    wanted = {"e-mail address": "mailto", "phone number": "tel"}
    return all(wanted[name] in schemes for name in lacking)


RULE = Rule(
    id="ATS410",
    name="header-contact",
    of="any",
    needs="resume",
    find=advice(_check),
    advice={"": "Write e-mail address and phone number out in the first lines."},
)
