"""Leaders: the row of dots between a title and a date at the right edge: decoration, no part of a word."""

from __future__ import annotations

import re

LEADER = re.compile(r"[.·‧…_]{4,}")
"""Four dots or more; an ellipsis has three."""


def is_leader(text: str) -> bool:
    """Whether a word is nothing but a leader."""
    return LEADER.fullmatch(text) is not None
