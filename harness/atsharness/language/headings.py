"""Section headings of résumés in English, German, French, Spanish and Portuguese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from atsharness.language.found import CACHED_LINES, Found
from atsharness.text.graphemes import without_accents

_HEADINGS: dict[str, str] = {
    "contact": "contact|contact details|contact information|contact info|personal details"
    "|personal information|kontakt|kontaktdaten|persönliche daten|persönliche angaben"
    "|coordonnées|informations personnelles|contacto|datos personales|datos de contacto"
    "|contato|contatos|dados pessoais|informações de contato",
    "summary": "summary|professional summary|executive summary|career summary|profile"
    "|professional profile|personal profile|about|about me|objective|career objective"
    "|introduction|overview|welcome|profil|kurzprofil|über mich|zusammenfassung"
    "|profil professionnel|à propos|résumé|présentation|objectif|perfil|perfil profesional"
    "|resumen|sobre mí|acerca de mí|objetivo|perfil profissional|resumo|resumo profissional"
    "|sobre mim|sobre",
    "work": "experience|work experience|professional experience|employment|employment history"
    "|work history|career history|work|relevant experience|professional background|career"
    "|positions|positions held|industry experience|relevant work experience|related experience"
    "|teaching experience|clinical experience|nursing experience|research experience|internships"
    "|internship experience|professional history|career background|berufserfahrung|berufspraxis"
    "|beruflicher werdegang|werdegang|wissenschaftlicher werdegang|praktische erfahrung|erfahrung"
    "|berufliche erfahrung|expérience|expériences"
    "|expérience professionnelle|expériences professionnelles|parcours professionnel"
    "|experiencia|experiencia laboral|experiencia profesional|historial laboral"
    "|trayectoria profesional|experiência|experiência profissional|experiências profissionais"
    "|histórico profissional",
    "education": "education|academic background|academic history|education and training|studies|degrees"
    "|educational background|academic qualifications|qualifications|education and certifications"
    "|education and professional development|education and registration|education and licensure"
    "|ausbildung|bildung"
    "|bildungsweg|schulbildung|studium|akademische ausbildung|aus- und weiterbildung"
    "|formation|formations|études|parcours académique|diplômes|cursus|formation académique"
    "|educación|formación|formación académica|estudios|educação|formação|formação acadêmica"
    "|formação académica",
    "skills": "skills|technical skills|core skills|key skills|technologies|tech stack|core competencies"
    "|competencies|expertise|skills and tools|languages and technologies|skills & tools|tools"
    "|technical expertise|strengths|kenntnisse|fähigkeiten|kompetenzen|it-kenntnisse"
    "|fachkenntnisse|technische kenntnisse|technische fähigkeiten|compétences"
    "|compétences techniques|compétences clés|savoir-faire|connaissances|habilidades"
    "|competencias|aptitudes|conocimientos|habilidades técnicas|competencias técnicas"
    "|tecnologías|competências|habilidades e competências|competências técnicas|tecnologias"
    "|conhecimentos",
    "projects": "projects|personal projects|selected projects|side projects|open source"
    "|open-source projects|key projects|academic projects|portfolio|projekte|eigene projekte"
    "|ausgewählte projekte|persönliche projekte|projets|projets personnels|réalisations"
    "|proyectos|proyectos personales|proyectos destacados|projetos|projetos pessoais",
    "certificates": "certifications|certificates|certification|licenses|licenses and certifications"
    "|licenses & certifications|courses and certifications|training and certifications"
    "|zertifikate|zertifizierungen|weiterbildung|weiterbildungen|certificats|certificaciones"
    "|certificados|cursos y certificaciones|certificações|cursos e certificações",
    "languages": "languages|language skills|spoken languages|sprachen|sprachkenntnisse|langues"
    "|compétences linguistiques|idiomas|lenguas",
    "publications": "publications|papers|selected publications|publikationen|veröffentlichungen|publicaciones"
    "|publicações",
    "awards": "awards|honors|honours|awards and honors|honors and awards|achievements|selected honors"
    "|honors & awards|auszeichnungen|preise|distinctions|prix|récompenses|premios"
    "|reconocimientos|prêmios|reconhecimentos",
    "volunteer": "volunteering|volunteer|volunteer work|volunteer experience|volunteering experience"
    "|ehrenamt|engagement|ehrenamtliches engagement|bénévolat|voluntariado|trabajo voluntario"
    "|trabalho voluntário",
    "interests": "interests|hobbies|hobbies and interests|interessen|hobbys|centres d'intérêt|loisirs"
    "|intereses|aficiones|interesses|passatempos",
    "references": "references|referenzen|références|referencias|referências",
}
"""Section keys with the headings that stand for them, separated by bars."""
_LONGEST = 60
_AROUND = " \t\u00a0:;.|–—-_•·*#=<>/\\[](){}0123456789"
"""Numbers, rules and colons around a heading are no part of it."""


def headings(text: str) -> tuple[Found, ...]:
    """Headings that stand alone on their line; `value` is the section's key, e.g. ``work``.

    Letter case and accents do not matter; a line with any other word is no heading, nor is one straight
    below another: no section is empty, so that is the first group of it ("Skills", then "Languages").
    """
    found: list[Found] = []
    last = -1
    for number, one in _lines(text):
        if one is None:
            continue
        if number != last + 1:
            found.append(one)
        last = number
    return tuple(found)


def alone(text: str) -> tuple[Found, ...]:
    """Every line that is nothing but a heading's words, whatever stands above it."""
    return tuple(one for _, one in _lines(text) if one is not None)


def _lines(text: str) -> Iterator[tuple[int, Found | None]]:
    """Lines with words, counted, each as a heading or None."""
    start = number = 0
    for line in text.splitlines(keepends=True):
        inner = line.strip()
        if inner:
            number += 1
            key = section_of(inner)
            at = start + line.index(inner)
            yield number, Found(start=at, stop=at + len(inner), text=inner, value=key) if key else None
        start += len(line)


@lru_cache(maxsize=CACHED_LINES)
def section_of(line: str) -> str | None:
    """The section's key where a line is nothing but a heading.

    The last word of a sentence, on a line of its own ("skills."), is none.
    """
    inner = line.strip()
    if not 0 < len(inner) <= _LONGEST or (inner[0].islower() and inner[-1] == "."):
        return None
    return _known().get(bare(line))


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    return {bare(name): key for key, names in _HEADINGS.items() for name in names.split("|")}


def bare(line: str) -> str:
    """A line as headings are compared: without case, accents, numbers and rules around it."""
    letters = without_accents(line.strip().strip(_AROUND).casefold().replace("’", "'"))
    return re.sub(r"\s+", " ", letters.replace("&", "and"))
