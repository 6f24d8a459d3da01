"""The reference fields of a built file: each of a person's data that the page shows, as it shows it.

Keys are JSON Resume pointers with dots (``work.0.startDate``) or ``section.<key>`` for a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atsharness_corpus.arrange import bare_url, printed_date
from atsharness_corpus.person import Person


def printed_fields(person: Person, reference: str) -> dict[str, str]:
    """The person's data that occurs in a file's reference text, in the order of the schema.

    Args:
        person: whose data.
        reference: what a person reads in the file, one block a line. Data that it lacks is no field of
            the file; a heading must be a line of its own. Names and headings may stand in capitals.
    """
    shown = " ".join(reference.split())
    lines = {" ".join(line.split()).casefold(): " ".join(line.split()) for line in reference.splitlines()}
    found: dict[str, str] = {}
    for pointer, text in _surfaces(person):
        wanted = " ".join(text.split())
        if pointer == "basics.name" or pointer.startswith("section."):
            printed = lines.get(wanted.casefold())
        else:
            whole = rf"(?<!\w){re.escape(wanted)}(?!\w)"
            printed = wanted if wanted and re.search(whole, shown) else None
        if printed:
            found[pointer] = printed
    return found


def _surfaces(person: Person) -> Iterator[tuple[str, str]]:
    basics, tongue, words = person.basics, person.language, person.wording
    yield "basics.name", basics.name
    yield "basics.label", basics.label
    yield "basics.email", basics.email
    yield "basics.phone", basics.phone
    yield "basics.location", f"{basics.location.city}, {basics.location.region}"
    yield "basics.url", bare_url(basics.url)
    for index, profile in enumerate(basics.profiles):
        yield f"basics.profiles.{index}.url", bare_url(profile.url)
    yield "basics.summary", basics.summary
    for index, job in enumerate(person.work):
        at = f"work.{index}"
        yield f"{at}.name", job.name
        yield f"{at}.position", job.position
        yield f"{at}.location", job.location
        yield f"{at}.startDate", printed_date(job.start_date, tongue)
        yield f"{at}.endDate", printed_date(job.end_date, tongue)
        yield from ((f"{at}.highlights.{i}", text) for i, text in enumerate(job.highlights))
    for index, degree in enumerate(person.education):
        at = f"education.{index}"
        yield f"{at}.institution", degree.institution
        yield f"{at}.area", degree.area
        yield f"{at}.studyType", degree.study_type
        yield f"{at}.startDate", printed_date(degree.start_date, tongue)
        yield f"{at}.endDate", printed_date(degree.end_date, tongue)
        if degree.score:
            yield f"{at}.score", degree.score
    for index, group in enumerate(person.skills):
        yield f"skills.{index}.name", group.name
        yield from ((f"skills.{index}.keywords.{i}", text) for i, text in enumerate(group.keywords))
    for index, project in enumerate(person.projects):
        yield f"projects.{index}.name", project.name
        yield f"projects.{index}.url", bare_url(project.url)
        yield f"projects.{index}.description", project.description
    for index, certificate in enumerate(person.certificates):
        yield f"certificates.{index}.name", certificate.name
    for index, language in enumerate(person.languages):
        yield f"languages.{index}.language", language.language
    headings = {
        "contact": words.contact,
        "summary": words.summary,
        "work": words.experience,
        "projects": words.projects,
        "skills": words.skills,
        "education": words.education,
        "certificates": words.certificates,
        "languages": words.languages,
    }
    yield from ((f"section.{key}", text) for key, text in headings.items())
