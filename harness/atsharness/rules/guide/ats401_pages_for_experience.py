"""More pages than the years of experience fill.

What it looks for:
    Pages of the file, beside the years in jobs that the dates of the résumé give; what overlaps counts
    once.

What a reader loses:
    A recruiter looks at a résumé for well under a minute. The second page is read late or never.

Example:
    Two pages with three years of experience; three pages with anything.

How to mend it:
    Shorten the oldest jobs first; keep what the jobs that you apply for ask for.

Limits:
    Years are known only where dates are read. Academic CVs are longer by custom.
"""

from __future__ import annotations

from atsharness.model.content import Content
from atsharness.rules.kit.advice import Remark, advice, counted, quoted
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, IncompleteError, Rule

_MONTHS = 12


def _check(seen: Seen) -> Remark | None:
    resume, settings = seen.resume, seen.resume.settings
    pages = resume.document.page_count
    if pages is None or resume.facts is None or resume.facts.flow is not None:
        raise InapplicableError("the file has no pages of its own")
    if pages > settings.pages_senior:
        return Remark(
            message=f"{pages} pages: what stands after page {settings.pages_senior} is hardly ever read",
            hint=_shorten(seen.content),
            anchor="pages",
        )
    experience = resume.experience
    if pages <= settings.pages or experience is None:
        return None
    if experience.undated or not seen.content.jobs:
        raise IncompleteError("the years of experience are not known: a job has no dates that can be read")
    if experience.most >= settings.senior_years * _MONTHS:
        return None
    years = experience.most // _MONTHS
    said = f"{counted(years, 'year')} of experience" if years else "less than a year of experience"
    return Remark(
        message=f"{pages} pages for {said}: what makes the case for you may stand on the page read last",
        hint=_shorten(seen.content),
        anchor="pages",
    )


def _shorten(content: Content) -> str:
    oldest = next((job for job in reversed(content.jobs) if len(job.bullets) > 1), None)
    name = None if oldest is None else oldest.title or oldest.company
    if oldest is None or name is None:
        return "Shorten what is oldest first."
    return f"Begin with the oldest: {quoted(name.text)} has {len(oldest.bullets)} bullets."


RULE = Rule(
    id="ATS401",
    name="pages-for-experience",
    of="any",
    needs="resume",
    find=advice(_check, page_only=True),
    advice={"": "Shorten what is oldest first: one page is enough, two after long experience."},
)
