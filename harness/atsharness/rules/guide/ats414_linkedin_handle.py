"""No LinkedIn profile, or one whose address still has the number that LinkedIn gave it.

What it looks for:
    An address on LinkedIn, in the text or as a link, and the number at its end that new profiles get.

What a reader loses:
    Recruiters compare a résumé with the profile. An address with a number cannot be typed, and looks
    unfinished.

Example:
    Weak: linkedin.com/in/jane-example-7b41a2093. Better: linkedin.com/in/janeexample.

How to mend it:
    LinkedIn: Edit your public profile, Edit your custom URL. Then write the new address.

Limits:
    In countries where other networks are usual (XING) the lack of one says little.
"""

from __future__ import annotations

import re

from atsharness.language import links
from atsharness.rules.guide._header import addresses, host_names
from atsharness.rules.kit.advice import Point, Remark, advice, quoted
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import IncompleteError, Rule

_GIVEN = re.compile(r"/in/(?P<name>.+)-(?P<number>(?=[0-9a-f]*\d)[0-9a-f]{6,})/?$", re.IGNORECASE)
_HOSTS = ("linkedin", "xing")


def _check(seen: Seen) -> Remark | None:
    own = [*addresses(seen), *((links.comparable(one.text), None) for one in links.urls(seen.text))]
    found = [(address, piece) for address, piece in own if not host_names(address).isdisjoint(_HOSTS)]
    if not found:
        if "linkedin" in seen.low:
            raise IncompleteError("LinkedIn is named, by an account that may be its address")
        return Remark(
            message="no LinkedIn profile: recruiters compare a résumé with it",
            hint="If you have one, write its address in the header.",
        )
    for address, piece in found:
        if match := _GIVEN.search(address.partition("?")[0]):
            return Remark(
                message=f"the LinkedIn address ends in the number it was given, {quoted(match['number'])}, "
                "which nobody can type",
                hint="Choose your own at LinkedIn, "
                f"such as linkedin.com/in/{match['name'].lower()}, if it is free.",
                points=(Point(piece=piece),) if piece is not None else (),
            )
    return None


RULE = Rule(
    id="ATS414",
    name="linkedin-handle",
    of="any",
    needs="resume",
    find=advice(_check),
    advice={"": "Choose your own address at LinkedIn, and write it in the header."},
)
