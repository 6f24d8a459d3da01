"""An e-mail address of a free provider that has nothing of the name.

What it looks for:
    The part before the @, beside the name's words and initials, where the host is a free provider's.

What a reader loses:
    An address like a nickname is remembered for the wrong reason, and is easily mistyped.

Example:
    Weak: darkwolf92@gmail.com. Better: jane.example@gmail.com.

How to mend it:
    Make an address of your name, and let the old one forward to it.

Limits:
    Addresses at a host of one's own, a school's or a company's are not judged.
"""

from __future__ import annotations

import re

from atsharness.rules.kit.advice import Point, Remark, advice, quoted
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, IncompleteError, Rule
from atsharness.text.graphemes import without_accents

_FREE = frozenset(
    {
        *("gmail", "googlemail", "outlook", "hotmail", "live", "msn", "yahoo", "ymail", "icloud", "me"),
        *("mac", "aol", "proton", "protonmail", "gmx", "web", "freenet", "t-online", "mail", "zoho"),
        *("yandex", "hey", "fastmail", "tutanota", "tuta", "posteo", "orange", "free", "laposte"),
        *("wanadoo", "sfr", "uol", "bol", "terra", "ig", "qq", "163", "126", "naver", "rediffmail"),
        *("libero", "virgilio"),
    }
)
"""Names of hosts where anybody gets an address, without their top-level domain."""
_LEAST = 3
"""Letters of the name that an address shows at least."""

_WHOLE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters that are not made of a letter and an accent."""


def _check(seen: Seen) -> Remark | None:
    email, name = seen.content.header.email, seen.content.header.name
    if email is None:
        raise InapplicableError("there is no e-mail address")
    account, _, host = email.text.casefold().partition("@")
    if host.split(".")[0] not in _FREE:
        return None
    if name is None:
        raise IncompleteError("the name is not known")
    words = [word for word in re.split(r"[\W\d_]+", _plain(name.text)) if word]
    letters = re.sub(r"[^a-z]", "", _plain(account))
    if not words or not letters.isascii() or not all(map(str.isascii, words)):
        raise IncompleteError("name and address are in different scripts")
    initials = "".join(word[0] for word in words)
    parts = {word[:_LEAST] for word in words if len(word) >= _LEAST}
    short = tuple(word for word in words if len(word) < _LEAST and len(word) > 1)
    if any(part in letters for part in parts) or (short and letters.startswith(short)):
        return None
    if letters in (initials, initials[0] + initials[-1]):
        return None
    return Remark(
        message=f"the e-mail address {quoted(email.text)} says nothing of your name, "
        "and looks like a nickname",
        hint=f"Use one made of your name, such as {words[0]}.{words[-1]}@{host}, if you can get it.",
        points=(Point(piece=email),),
    )


def _plain(text: str) -> str:
    return without_accents(text.casefold().translate(_WHOLE))


RULE = Rule(
    id="ATS411",
    name="professional-email",
    of="any",
    needs="resume",
    find=advice(_check),
    advice={"": "Use an address that is made of your name."},
)
