"""No summary, or one that is longer than a glance.

What it looks for:
    The lines and words of the summary.

What a reader loses:
    The summary says in ten seconds why to read on. A long one is skipped, and without one each reader makes
    their own.

Example:
    Weak: ten lines. Better: three or four, with years, stack, and what you are good at.

How to mend it:
    Keep what the job you apply for asks about; what stands in your jobs anyway can go.

Limits:
    A paragraph in the header without a heading counts. In a narrow column words count, not lines.
"""

from __future__ import annotations

from atsharness.model.content import Content, Piece
from atsharness.rules.guide._header import unexplained
from atsharness.rules.kit.advice import Point, Remark, advice, quoted
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import IncompleteError, Rule

_WORDS_OF_LINE = 20
"""A line over the whole width has 13 to 16 in the corpus, in 10 to 11 points; a fifth line is no fault."""
_PARAGRAPH = 12
"""Words of the header from which they are a summary without a heading."""

_SENTENCE = 8
"""Words of a section that no list has, from which it is a text."""


def _check(seen: Seen) -> Remark | None:
    lines = seen.content.summary
    if not lines:
        if _has_section(seen.content) or sum(len(text.split()) for text in unexplained(seen)) >= _PARAGRAPH:
            return None
        if _may_be_one(seen.content):
            raise IncompleteError("a section of another name may be a summary")
        return Remark(
            message="no summary: why to read on has to be found out from the jobs",
            hint="Put three or four lines above them: years, stack, what you are good at. "
            + _own(seen.content),
        )
    most = seen.resume.settings.summary_lines
    words = sum(len(line.text.split()) for line in lines)
    if len(lines) <= most or words <= most * _WORDS_OF_LINE:
        return None
    return Remark(
        message=f"a summary of {words} words on {len(lines)} lines is skipped by who skims",
        hint=f"Cut it to {most} lines: what follows {quoted(_last_kept(lines, most))} can go into jobs.",
        points=(Point(piece=lines[most]),),
    )


def _has_section(content: Content) -> bool:
    return any(section.key == "summary" and section.heading is not None for section in content.sections)


def _may_be_one(content: Content) -> bool:
    """Whether a section that no list has stands above the jobs and degrees, and holds a text."""
    for section in content.sections:
        if section.key in ("work", "education", "projects"):
            return False
        if section.key == "other" and sum(len(line.text.split()) for line in section.lines) >= _SENTENCE:
            return True
    return False


def _last_kept(lines: tuple[Piece, ...], most: int) -> str:
    return " ".join(lines[most - 1].text.split()[-6:])


def _own(content: Content) -> str:
    titles = [job.title.text for job in content.jobs if job.title is not None]
    return f"You could begin with {quoted(titles[0])}." if titles else ""


RULE = Rule(
    id="ATS415",
    name="summary-length",
    of="any",
    needs="resume",
    find=advice(_check, page_only=True),
    advice={"": "Three or four lines: years, stack, what you are good at."},
)
