"""What a résumé has to hold for a rule to say anything of it."""

from __future__ import annotations

from atsharness.language.word_lists import WordLists, words_of
from atsharness.model.content import Content
from atsharness.rules.kit.prose import OF_SOFTWARE, Prose
from atsharness.rules.kit.resume import Resume, Seen
from atsharness.rules.model import InapplicableError, IncompleteError

_MONTHS = 12
TELLING = 40
"""Words of jobs and projects from which on they have a language, and silence on something tells."""


def words_for(seen: Seen) -> WordLists:
    """The word lists of a text's language.

    Raises:
        IncompleteError: the sentences of jobs and projects are in another language than the page, or in
            none that is known (a template's ``Lorem ipsum``).
    """
    language, prose = seen.resume.language, seen.prose
    if prose.words >= TELLING and prose.language != language:
        raise IncompleteError("the language of jobs and projects could not be told")
    found = words_of(language) if language is not None else None
    if found is None:
        raise IncompleteError("the language of the text could not be told")
    return found


def needs_years(resume: Resume, fewest: int) -> int:
    """Whole years in jobs, at least.

    Args:
        resume: with dates.
        fewest: years.

    Raises:
        InapplicableError: fewer than so many, or a degree that ended within them.
        IncompleteError: a job has no dates that can be read, and the others' are not enough.
    """
    experience = resume.experience
    if resume.page is not None and _graduated_after(resume.page.content, resume.asked.today[0] - fewest):
        raise InapplicableError(f"a degree ended less than {fewest} years ago, or is still going on")
    if experience is not None and experience.least >= fewest * _MONTHS:
        return experience.least // _MONTHS
    if experience is None or experience.undated:
        raise IncompleteError("the years of experience are not known: a job has no dates that can be read")
    raise InapplicableError(f"there are fewer than {fewest} years of experience")


def _graduated_after(content: Content, year: int) -> bool:
    """Whether some degree ended after a year, or has not ended: the jobs beside it were a student's."""
    ends = (school.end.value for school in content.schools if school.end is not None)
    return any(end is not None and (end == "present" or int(end[:4]) > year) for end in ends)


def needs_software(prose: Prose) -> None:
    """Raises `InapplicableError` where a résumé is not one of software work."""
    if not prose.is_software:
        raise InapplicableError(f"it names fewer than {OF_SOFTWARE} technologies of software work")


def needs_statements(prose: Prose) -> None:
    """Raises `InapplicableError` where nothing is said of any job or project, beside its name."""
    if not prose.statements:
        raise InapplicableError("nothing is said of any job or project")
