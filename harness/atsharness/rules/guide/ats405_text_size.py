"""Text or headings in a size that is tiring to read.

What it looks for:
    The size of most letters, and the size of the section headings, in points.

What a reader loses:
    Small text is skipped on a screen and on paper. Headings in the size of the text do not guide the eye.

Example:
    Weak: a body of 8.5 points. Better: 10 to 12, headings in 13 to 16.

How to mend it:
    Set the size of the text, and shorten it where it no longer fits.

Limits:
    Half a point more or less is not told. Fonts of one size differ in how large they look.
"""

from __future__ import annotations

from collections import Counter
from statistics import median

from atsharness.model.facts import LayoutFacts
from atsharness.rules.kit.advice import Point, Remark, advice
from atsharness.rules.kit.resume import Resume, Seen
from atsharness.rules.model import InapplicableError, IncompleteError, Rule

_NEAR = 0.5
"""Points by which a size may miss a bound: TeX's 10 pt are 9.96, and programs round."""


def _check(seen: Seen) -> Remark | None:
    facts, settings = seen.resume.facts, seen.resume.settings
    if facts is None or facts.flow is not None or not facts.pages:
        raise InapplicableError("sizes are known of PDF files only")
    body = _body(seen.resume)
    if body is None:
        raise IncompleteError("there is no text whose size is known")
    low, high = settings.body_pt_min, settings.body_pt_max
    if not low - _NEAR < body < high + _NEAR:
        how = "small: on a screen it is skipped" if body < low else "large: less fits on the page"
        return Remark(
            message=f"the text is set in {body:g} points, which is {how}",
            hint=f"Set it in {low:g} to {high:g} points, and shorten what then no longer fits.",
            anchor="body",
        )
    sizes = _headings(seen, facts)
    least = settings.heading_pt_min
    if len(sizes) < 2 or median(sizes) > least - _NEAR:
        return None
    shown = [section.heading for section in seen.content.sections if section.heading is not None]
    return Remark(
        message=f"section headings are set in {median(sizes):g} points, the text in {body:g}: "
        "the larger a heading, the sooner it is found",
        hint=f"Set headings in {least:g} to {settings.heading_pt_max:g} points.",
        concern="note",
        points=tuple(Point(piece=piece) for piece in shown),
        anchor="headings",
    )


def _body(resume: Resume) -> float | None:
    sizes: Counter[float] = Counter()
    for (_, size), number in resume.letters.items():
        sizes[size] += number
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes.total() else None


def _headings(seen: Seen, facts: LayoutFacts) -> list[float]:
    pages = {page.number: page for page in facts.pages}
    found = []
    for section in seen.content.sections:
        piece = section.heading
        if piece is None or piece.box is None or piece.page not in pages:
            continue
        x0, y0, x1, y1 = piece.box
        middle = (y0 + y1) / 2
        sizes = [
            word.size
            for line in pages[piece.page].lines
            if line.box[1] <= middle <= line.box[3]
            for word in line.words
            if word.box[0] < x1 and word.box[2] > x0
        ]
        if sizes:
            found.append(round(max(sizes), 1))
    return found


RULE = Rule(
    id="ATS405",
    name="text-size",
    of="any",
    needs="resume",
    find=advice(_check, page_only=True),
    advice={"": "Set the text in 10 to 12 points, headings in 13 to 16."},
)
