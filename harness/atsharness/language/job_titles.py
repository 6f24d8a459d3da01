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
_MORE = (
    *("founder", "cofounder", "owner", "president", "ceo", "cto", "cio", "cfo", "coo", "cpo", "vp", "chief"),
    *("trainee", "apprentice", "freelancer", "contractor", "tutor", "lecturer", "professor", "instructor"),
    *("editor", "writer", "mentor", "member", "volunteer", "maintainer", "contributor", "operator"),
    *("supervisor", "associate", "advisor", "adviser", "executive", "representative", "strategist"),
    *("planner", "tester", "trainer", "fellow", "partner", "principal", "devops", "sre", "dba", "postdoc"),
    *("internship", "organizer", "organiser", "captain", "chair", "secretary", "treasurer", "clerk"),
    *("cashier", "waiter", "barista", "driver", "seller", "salesperson", "recruiter", "employee", "wrangler"),
    *("auszubildende", "freiberufler", "geschäftsführer", "mitarbeiter", "referent", "dozent", "tutorin"),
    *("hilfskraft", "gründer", "vorstand", "beauftragte", "administratorin", "architektin", "praktikum"),
    *("fondateur", "fondatrice", "directeur", "directrice", "développeuse", "développeur", "apprenti"),
    *("alternant", "technicien", "analyste", "architecte", "enseignant", "gérant", "conseiller", "formateur"),
    *("fundador", "becario", "becaria", "programador", "administrador", "arquitecto", "profesor", "jefe"),
    *("jefa", "encargado", "consultor", "especialista", "auxiliar", "líder", "estagiário", "estagiária"),
    *("analista", "arquiteto", "professor", "diretor", "bolsista", "sócio", "voluntário", "voluntario"),
)
"""Words that stand in names of people or companies too."""
_ENDINGS = "(?:s|e|es|in|innen|o|a|os|as|r|se|rin|ra|ras|res)?"
_TITLE = re.compile(rf"(?:{'|'.join(_STEMS)}){_ENDINGS}", re.IGNORECASE)
_OCCUPATION = re.compile(rf"(?:{'|'.join((*_STEMS, *_MORE))}){_ENDINGS}", re.IGNORECASE)
_COMPOUND = re.compile(
    r"\w{3,}(?:entwickler|ingenieur|berater|leiter|informatiker|student|praktikant|bearbeiter|mitarbeiter"
    r"|führer|techniker|architekt|administrator|manager|trainer|forscher)(?:in|innen|s|n)?",
    re.IGNORECASE,
)
"""German writes its compounds in one word."""
_WORD = re.compile(r"[^\W\d_]+")


def is_job_title(words: Iterable[str]) -> bool:
    """Whether one of some words is that of an occupation: ``Engineer``, ``Entwicklerin``."""
    return any(_TITLE.fullmatch(word) for word in words)


def names_occupation(text: str) -> bool:
    """Whether a text that is no person's name holds a word of an occupation, be it in a compound."""
    return any(_OCCUPATION.fullmatch(word) or _COMPOUND.fullmatch(word) for word in _WORD.findall(text))
