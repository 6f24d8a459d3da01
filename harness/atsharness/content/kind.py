"""Whether a text looks like a résumé at all."""

from __future__ import annotations

from atsharness.model.content import Content

_OF_RESUMES = frozenset(("work", "education", "skills", "projects", "volunteer"))
"""Sections that other documents do not have; a summary, publications and references papers have too."""


def why_no_resume(content: Content) -> str | None:
    """What speaks against a text being a résumé, in one line; None where nothing does."""
    if any(section.heading is not None and section.key in _OF_RESUMES for section in content.sections):
        return None
    header = content.header
    lacks = ["section of experience, education, skills or projects"]
    if header.name is None:
        lacks.append("name")
    if header.email is None and header.phone is None:
        lacks.append("contact data")
    return f"this does not look like a résumé: no {_either(lacks)}"


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', no '.join(words[:-1])} and no {words[-1]}"
