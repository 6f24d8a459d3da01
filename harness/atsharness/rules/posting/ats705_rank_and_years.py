"""The posting's rank and years beside yours.

What it looks for:
    A word of rank in the posting's title (senior, lead …) that neither your title nor your newest job's
    has, and years of experience that it asks for beside those that the dates of your jobs give.

What a reader loses:
    Nothing is lost; a reader will ask.

Example:
    "Senior Back-End Engineer, 5+ years of experience", and dates that give four years.

How to mend it:
    Nothing to claim. Where you have had the duties of that rank, let a bullet say which: what you designed,
    decided or taught.

Limits:
    Information. Only titles and years that are written out; years come from dates that can be read.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.model import PostingMatch
from atsharness.rules.kit.advice import Remark, advice
from atsharness.rules.kit.asked import match_for
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, Rule


def _check(seen: Seen) -> Remark | None:
    match = match_for(seen)
    if match.rank is None and match.years is None:
        raise InapplicableError("the posting names neither a rank nor years of experience")
    said = "; ".join(_points(match))
    if not said:
        return None
    return Remark(
        message=said,
        hint="Claim no rank that you have not had; say what you designed, decided or taught.",
        concern="note",
    )


def _points(match: PostingMatch) -> Iterator[str]:
    if match.rank is not None and match.own_rank != match.rank:
        own = (
            f"your newest one says “{match.own_rank.capitalize()}”"
            if match.own_rank
            else "none of your newest ones does"
        )
        yield f"the posting's title says “{match.rank.capitalize()}”, {own}"
    if match.years is not None and match.own_years is not None and match.own_years < match.years:
        yield f"the posting asks for {match.years} years, the dates of your jobs give {match.own_years:.1f}"


RULE = Rule(
    id="ATS705",
    name="rank-and-years",
    of="any",
    needs="resume",
    find=advice(_check, page_only=True),
    advice={"": "Claim no rank that you have not had; say what you designed, decided or taught."},
)
