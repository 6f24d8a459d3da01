"""Content as JSON Resume (https://jsonresume.org/schema); what is unknown is left out."""

from __future__ import annotations

from typing import Any

from atsharness.model.content import Content, Day, Job, Piece, Project, School


def as_json_resume(content: Content) -> dict[str, Any]:
    """A résumé in the schema. Dates are ISO 8601 to the month or year; one that lasts has no ``endDate``.

    Dates that no grammar reads are listed as printed in ``meta.unreadDates``.
    """
    header = content.header
    basics = {
        "name": _text(header.name),
        "label": _text(header.title),
        "email": _text(header.email),
        "phone": _text(header.phone),
        "summary": " ".join(line.text for line in content.summary) or None,
        "location": {"address": header.place.text} if header.place else None,
        "profiles": [{"url": link.text} for link in header.links],
    }
    unread = [piece.text for piece in content.unread_dates]
    return _known(
        {
            "basics": _known(basics),
            "work": [_job(job, "name") for job in content.jobs],
            "volunteer": [_job(job, "organization") for job in content.volunteering],
            "education": [_school(school) for school in content.schools],
            "skills": [
                _known({"name": _text(group.label), "keywords": [skill.text for skill in group.skills]})
                for group in content.skills
            ],
            "projects": [_project(project) for project in content.projects],
            "certificates": [
                _known({"name": one.name.text, "date": date(one.date)}) for one in content.certificates
            ],
            "meta": {"unreadDates": unread} if unread else None,
        }
    )


def date(day: Day | None) -> str | None:
    """A date as the schema has it; None for one that is not known, or has not come."""
    return None if day is None or day.value == "present" else day.value


def _job(job: Job, employer: str) -> dict[str, Any]:
    return _known(
        {
            "position": _text(job.title),
            employer: _text(job.company),
            "location": _text(job.place),
            "startDate": date(job.start),
            "endDate": date(job.end),
            "summary": " ".join(piece.text for piece in job.text) or None,
            "highlights": [piece.text for piece in job.bullets],
        }
    )


def _school(school: School) -> dict[str, Any]:
    apart = school.kind is not None
    return _known(
        {
            "studyType": _text(school.kind if apart else school.degree),
            "area": _text(school.area) if apart else None,
            "institution": _text(school.institution),
            "location": _text(school.place),
            "startDate": date(school.start),
            "endDate": date(school.end),
            "courses": [piece.text for piece in (*school.text, *school.bullets)],
        }
    )


def _project(project: Project) -> dict[str, Any]:
    return _known(
        {
            "name": _text(project.name),
            "description": " ".join(piece.text for piece in project.text) or None,
            "startDate": date(project.start),
            "endDate": date(project.end),
            "url": project.links[0].text if project.links else None,
            "keywords": list(project.technologies),
            "highlights": [piece.text for piece in project.bullets],
        }
    )


def _text(piece: Piece | None) -> str | None:
    return None if piece is None else piece.text


def _known(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is unknown or empty."""
    return {key: value for key, value in values.items() if value not in (None, [], {}, "")}
