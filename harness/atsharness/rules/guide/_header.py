"""What rules on the header share: its addresses, written or linked, and words that nothing explains."""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.language import links
from atsharness.model.content import Piece
from atsharness.rules.kit.resume import Seen

CODE_HOSTS = ("github", "gitlab", "bitbucket", "codeberg", "sourcehut", "gitea")
_OTHERS = (
    *("linkedin", "xing", "twitter", "x", "facebook", "instagram", "stackoverflow", "leetcode", "hackerrank"),
    *("kaggle", "medium", "youtube", "researchgate", "orcid", "mastodon", "bsky", "t", "wa", "telegram"),
)
"""Hosts whose pages are no web page of one's own; their names without top-level domain."""

_LETTERS = 2
"""A rest of so many letters is an abbreviation such as ``Tel``, or a sign."""
_NO_HEADING = 12
"""Where no heading is known, the header's lines."""
_BELOW = 2
"""Lines below the name that may hold a title."""


def addresses(seen: Seen) -> Iterator[tuple[str, Piece | None]]:
    """Web addresses of the header, as host and path, with where they are written.

    Those that only a link leads to follow, of the whole file: which rule tells that nobody can read them is
    ATS137.
    """
    for piece in seen.content.header.links:
        yield links.comparable(piece.text), piece
    facts = seen.resume.facts
    if facts is not None:
        for link in facts.links:
            if link.uri.lower().startswith("http"):
                yield links.comparable(link.uri), None


def host_names(address: str) -> set[str]:
    """The parts of an address's host: ``github`` and ``com`` of ``github.com/jane``."""
    return set(address.partition("/")[0].casefold().split(":")[0].split("."))


def is_code_host(address: str) -> bool:
    """Whether an address is one of a host of repositories."""
    return not host_names(address).isdisjoint(CODE_HOSTS)


def is_own_page(address: str) -> bool:
    """Whether nothing speaks against an address being a web page of one's own."""
    names = host_names(address)
    return not is_code_host(address) and names.isdisjoint(_OTHERS)


def unexplained(seen: Seen) -> list[str]:
    """What stands in the header's lines and is neither name, title, place nor contact data, a text a line."""
    header = seen.content.header
    known = [header.name, header.title, header.place, header.phone, header.email, *header.links]
    pieces = [piece for piece in known if piece is not None]
    found = []
    for number in sorted(_header_lines(seen)):
        line = seen.lines[number - 1].casefold()
        words = [word.casefold() for one in pieces if number in one.lines for word in one.text.split()]
        for word in sorted(words, key=len, reverse=True):
            line = line.replace(word, " ")
        rest = " ".join(line.split()).strip(" |·•,;:–—-/()[]")
        if sum(map(str.isalpha, rest)) > _LETTERS:
            found.append(rest)
    return found


def _header_lines(seen: Seen) -> set[int]:
    """The lines above the first heading, those of a section of contact data, and those around the name."""
    sections = seen.content.sections
    headings = [line for one in sections if one.heading is not None for line in one.heading.lines]
    numbers = set(range(1, min(headings, default=_NO_HEADING)))
    numbers |= {
        number for one in sections if one.key == "contact" for line in one.lines for number in line.lines
    }
    header = seen.content.header
    contact = [header.phone, header.email, *header.links]
    numbers |= {number for piece in contact if piece is not None for number in piece.lines}
    if seen.content.header.name is not None:
        at = seen.content.header.name.lines
        numbers |= {number for line in at for number in range(line, line + _BELOW + 1)} - set(headings)
    return {number for number in numbers if 1 <= number <= len(seen.lines)}
