"""What a posting asks for, for rules that look at it."""

from __future__ import annotations

from atsharness.model import PostingMatch
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError


def match_for(seen: Seen) -> PostingMatch:
    """Where the page has the posting's terms.

    Raises:
        InapplicableError: there is no posting, or it names no term.
    """
    match = seen.resume.match
    if match is None:
        raise InapplicableError("there is no posting (--job)")
    if not match.terms:
        raise InapplicableError("the posting names no term that is known")
    return match
