"""A job or project told in a paragraph.

What it looks for:
    Jobs and projects without a bullet whose text is a paragraph of several lines.

What a reader loses:
    Who skims reads the beginnings of lines. In a paragraph the results stand in the middle of lines.

Example:
    Weak: five lines of running text below a job. Better: the same as four bullets, one thing done in each.

How to mend it:
    Give each sentence a bullet of its own, what was done first.

Limits:
    Bullets that are drawn and not written leave lines of text; a paragraph is known by a sentence that ends
    amid a line.
"""

from __future__ import annotations

import re

from atsharness.model.content import Piece
from atsharness.rules.guide._entries import Entry, name_of
from atsharness.rules.kit.advice import Point, Remark, advice, counted, quoted
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, Rule

_WORDS, _LINES = 30, 3
"""A text of so many words on so many lines is a paragraph: a bullet seldom takes more than two lines."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\Wa-z\d_])")


def _check(seen: Seen) -> Remark | None:
    entries: tuple[Entry, ...] = (*seen.content.jobs, *seen.content.projects)
    if not entries:
        raise InapplicableError("there are neither jobs nor projects")
    found = [(entry, text) for entry in entries if not entry.bullets for text in [_paragraph(entry)] if text]
    if not found:
        return None
    names = [name for entry, _ in found if (name := name_of(entry)) is not None]
    first = _SENTENCE.split(found[0][1].text)[0]
    whose = f": {quoted(names[0].text)}" if len(found) == 1 and names else ""
    return Remark(
        message=f"{counted(len(found), 'entry is', 'entries are')} told in a paragraph{whose}; "
        "who skims does not find what was achieved in it",
        hint=f"Make each sentence a bullet; the first would be {quoted(first)}.",
        points=tuple(Point(piece=text) for _, text in found),
    )


def _paragraph(entry: Entry) -> Piece | None:
    """The text of an entry without bullets, where it is running text: a sentence ends amid a line of it.

    Lines of a list whose bullets are drawn end their sentences with the line, or have no full stops.
    """
    lines = {number for piece in entry.text for number in piece.lines}
    words = sum(len(piece.text.split()) for piece in entry.text)
    runs = any(_SENTENCE.search(piece.text) for piece in entry.text)
    if words < _WORDS or len(lines) < _LINES or not runs:
        return None
    return max(entry.text, key=lambda piece: len(piece.text))


RULE = Rule(
    id="ATS403",
    name="bullets-in-entries",
    of="any",
    needs="resume",
    find=advice(_check, page_only=True),
    advice={"": "Give each sentence of it a bullet of its own."},
)
