"""The words that a layout prints of its own accord, in each language of the corpus.

Month names are abbreviated as the language's own style guides do: Duden for German, the
*Lexique des règles typographiques* for French, the RAE's *Ortografía* for Spanish.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Tongue = Literal["de", "en", "es", "fr"]
"""ISO 639-1 codes of the languages that résumés of the corpus are written in."""


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """Headings, dates and labels of one language. `colon` stands between a label and its text."""

    contact: str
    summary: str
    experience: str
    projects: str
    skills: str
    education: str
    certificates: str
    languages: str
    months: tuple[str, ...]
    """Twelve abbreviated names, January first."""
    present: str
    """The end of a job that lasts."""
    score: str
    coursework: str
    colon: str = ":"


_EN = Wording(
    contact="Contact",
    summary="Summary",
    experience="Experience",
    projects="Projects",
    skills="Skills",
    education="Education",
    certificates="Certifications",
    languages="Languages",
    months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    present="Present",
    score="GPA",
    coursework="Coursework",
)
_DE = Wording(
    contact="Kontakt",
    summary="Profil",
    experience="Berufserfahrung",
    projects="Projekte",
    skills="Kenntnisse",
    education="Ausbildung",
    certificates="Zertifikate",
    languages="Sprachen",
    months=("Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."),
    present="heute",
    score="Abschlussnote",
    coursework="Schwerpunkte",
)
_ES = Wording(
    contact="Contacto",
    summary="Perfil profesional",
    experience="Experiencia laboral",
    projects="Proyectos",
    skills="Competencias técnicas",
    education="Formación académica",
    certificates="Certificaciones",
    languages="Idiomas",
    months=("ene.", "feb.", "mar.", "abr.", "may.", "jun.", "jul.", "ago.", "sept.", "oct.", "nov.", "dic."),
    present="actualidad",
    score="Índice académico",
    coursework="Asignaturas destacadas",
)
_FR = Wording(
    contact="Coordonnées",
    summary="Profil",
    experience="Expérience professionnelle",
    projects="Projets",
    skills="Compétences",
    education="Formation",
    certificates="Certifications",
    languages="Langues",
    months=(
        *("janv.", "févr.", "mars", "avr.", "mai", "juin"),
        *("juill.", "août", "sept.", "oct.", "nov.", "déc."),
    ),
    present="aujourd’hui",
    score="Moyenne",
    coursework="Matières principales",
    colon=" :",
)


def wording(tongue: Tongue) -> Wording:
    """The words of a language."""
    return {"de": _DE, "en": _EN, "es": _ES, "fr": _FR}[tongue]
