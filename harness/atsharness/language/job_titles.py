"""Words that job titles are made of, in English, German, French, Spanish and Portuguese."""

from __future__ import annotations

import re
from collections.abc import Iterable

_STEMS = (
    *("engineer", "developer", "designer", "manager", "consultant", "analyst", "architect", "director"),
    *("scientist", "student", "specialist", "administrator", "technician", "researcher", "programmer"),
    *("accountant", "assistant", "coordinator", "officer", "intern", "teacher", "nurse", "lead", "head"),
    *("entwickler", "ingenieur", "berater", "leiter", "informatiker", "werkstudent", "praktikant"),
    *("sachbearbeiter", "kaufmann", "kauffrau", "ingénieur", "développeu", "chef", "consultante"),
    *("responsable", "stagiaire", "étudiant", "ingenier", "desarrollador", "diseñador", "analista"),
    *("director", "gerente", "técnico", "estudiante", "engenheir", "desenvolvedor", "coordenador"),
)
_TITLE = re.compile(
    rf"(?:{'|'.join(_STEMS)})(?:s|e|es|in|innen|o|a|os|as|r|se|rin|ra|ras|res)?", re.IGNORECASE
)


def is_job_title(words: Iterable[str]) -> bool:
    """Whether one of some words is that of an occupation: ``Engineer``, ``Entwicklerin``."""
    return any(_TITLE.fullmatch(word) for word in words)
