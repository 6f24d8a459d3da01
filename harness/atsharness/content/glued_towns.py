"""Towns at the end of an employer or a school, in a text where the gap before them is one space.

PDFium's text has a line with a town at its right edge as ``Lumen Freight Portland``. An employer may be named
after its town, so a town's name alone says nothing of one job.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from atsharness.content import cues
from atsharness.content.lines import trimmed
from atsharness.content.parts import Part, joined_parts
from atsharness.language.towns import words_of_town

_LEAST = 2
"""Jobs with a town that show how a section writes them."""

Placed = tuple[Part | None, Part | None]
"""An employer or a school, and its place."""


def apart(found: Sequence[Placed]) -> list[Placed]:
    """Employers without their towns, where a region behind it or all other jobs of the section say so.

    Of one alone only a region does.
    """
    split = [(_split(employer), place) for employer, place in found]
    sure = [
        town is not None and place is not None and cues.is_region(place.text) for (_, town), place in split
    ]
    open_ones = [town for (employer, town), place in split if employer is not None and place is None]
    known = sum(a or b for a, b in zip(sure, map(_directly_behind, found), strict=True)) + len(open_ones)
    all_so = None not in open_ones and known >= _LEAST
    return [
        (employer, joined_parts([town, place]) if place is not None else town)
        if town is not None and (certain or (place is None and all_so))
        else (whole, place)
        for (whole, place), ((employer, town), _), certain in zip(found, split, sure, strict=True)
    ]


def _directly_behind(one: Placed) -> bool:
    """Whether an employer's place follows it without a comma or a gap, as behind ``GmbH``."""
    employer, place = one
    return (
        employer is not None
        and place is not None
        and place.slot == employer.slot
        and not employer.words[-1].raw.endswith(",")
    )


def _split(employer: Part | None) -> tuple[Part | None, Part | None]:
    """An employer and the town at its end; none behind a small word: ``Bank of New York``."""
    if employer is None:
        return None, None
    count = words_of_town([word.raw for word in employer.words])
    kept = employer.words[: len(employer.words) - count]
    if not count or not kept or not kept[-1].raw[:1].isupper():
        return employer, None
    parts = []
    for words in (kept, employer.words[-count:]):
        text, own = trimmed(words)
        parts.append(msgspec.structs.replace(employer, words=own, text=text))
    return parts[0], parts[1]
