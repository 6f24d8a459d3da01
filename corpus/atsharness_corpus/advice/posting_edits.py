"""Résumés with a posting, for rules on what a posting asks for.

Terms are planted where the person has none of them, and asked for in prose. Which names belong together is
said here without looking at the vocabulary of the rules.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from msgspec.structs import replace

from atsharness_corpus.advice.edits import Edit, Make
from atsharness_corpus.advice.sheet import Sheet, with_basics, with_job, with_used, years_of
from atsharness_corpus.advice.word_edits import UNUSED, more_skills
from atsharness_corpus.advice.wording import told
from atsharness_corpus.person import Person

_NAMES = (
    ("Kubernetes", "K8s"),
    ("Protocol Buffers", "Protobuf"),
    ("OpenID Connect", "OIDC"),
    ("Amazon Web Services", "AWS"),
    ("Infrastructure as Code", "IaC"),
    ("Domain-driven design", "DDD"),
    ("Elasticsearch", "Elastic Search"),
    ("single sign-on", "SSO"),
    ("Postgres", "PostgreSQL"),
)
"""Two names of one thing: who searches for one does not find the other."""
_ASKED = {
    "en": (
        "You have worked with {}.",
        "Our stack: {}.",
        "What we look for: {}",
        "Experience with {} is a plus.",
    ),
    "de": ("Sie arbeiten gern mit {}.", "Unser Stack: {}.", "Kenntnisse in {} setzen wir voraus."),
    "fr": ("Vous maîtrisez {}.", "Notre pile technique : {}.", "Une expérience de {} est un plus."),
    "es": ("Manejas {}.", "Nuestras herramientas: {}.", "Se valorará experiencia con {}."),
}
_YEARS = {
    "en": ("{}+ years of experience", "At least {} years of professional experience."),
    "de": ("Mindestens {} Jahre Berufserfahrung", "{} Jahre Erfahrung in der Entwicklung."),
    "fr": ("Au moins {} ans d’expérience", "Expérience : {} ans minimum."),
    "es": ("Al menos {} años de experiencia", "{} años de experiencia profesional."),
}
_TITLES = {
    "en": "{}Back-End Engineer",
    "de": "{}Backend-Entwickler (m/w/d)",
    "fr": "{}Développeur back-end (F/H)",
    "es": "{}Desarrollador back-end",
}
_LIVED = ("We ship weekly and share what we learn.", "Offices in three towns; two days a week from home.")
_RANKS = ("Staff ", "Principal ")
_RANK = re.compile(r"\b(?:junior|senior|staff|principal|lead|chef|head|leit|jefe)", re.IGNORECASE)


def _all_text(person: Person) -> str:
    listed = " ".join(term for group in person.skills for term in group.keywords)
    titles = " ".join(job.position for job in person.work)
    papers = " ".join(one.name for one in person.certificates)
    return (
        f"{told(person)} {listed} {titles} {papers} {person.basics.summary} {person.basics.label}".casefold()
    )


def _planted(person: Person, rng: random.Random, letters: int) -> str:
    """A technology of so many letters or more that the person has not."""
    text = _all_text(person)
    return rng.choice([term for term in UNUSED if len(term) >= letters and term.casefold() not in text])


def _own(person: Person, rng: random.Random) -> list[str]:
    """Up to two of the person's skills that a job or a project tells of in the same words."""
    text = told(person)
    used = [
        term
        for group in person.skills
        for term in group.keywords
        if len(term) > 3 and re.search(rf"(?<![\w.+#-]){re.escape(term.casefold())}(?![\w.+#-])", text)
    ]
    return rng.sample(used, min(2, len(used)))


def _posting(person: Person, rng: random.Random, terms: list[str], title: str = "", years: int = 0) -> str:
    """The posting of a job, in the person's language."""
    language = person.language
    rng.shuffle(terms)
    lines = [
        _TITLES[language].format(title),
        rng.choice(_LIVED),
        rng.choice(_ASKED[language]).format(", ".join(terms)),
    ]
    if years:
        lines.append(rng.choice(_YEARS[language]).format(years))
    return "\n\n".join(lines)


def _in_bullet(person: Person, term: str) -> Person:
    return with_used(person, 0, 0, term)


def _asked_for(plant: Callable[[Person, str], Person], *, printed: str = "", letters: int = 4) -> Make:
    """The posting asks for a technology that is planted so.

    Args:
        plant: puts it into the résumé.
        printed: how it is printed where it stands: Typst, of the text `it`.
        letters: that it has at least.
    """

    def edit(sheet: Sheet, rng: random.Random) -> Sheet | None:
        term = _planted(sheet.person, rng, letters)
        posting = _posting(sheet.person, rng, [term, *_own(sheet.person, rng)])
        setup = f'#show "{term}": it => {printed}\n' if printed else ""
        return replace(sheet, person=plant(sheet.person, term), posting=posting, setup=setup)

    return edit


def _in_skills(person: Person, term: str) -> Person:
    return more_skills(person, "Other", [term])


def _by_name(*, both: bool) -> Make:
    """The posting has one name of a thing, the newest job the other one, or both."""

    def edit(sheet: Sheet, rng: random.Random) -> Sheet | None:
        text = _all_text(sheet.person)
        free = [names for names in _NAMES if not any(name.casefold() in text for name in names)]
        if not free:
            return None
        asked, written = rng.sample(rng.choice(free), 2)
        posting = _posting(sheet.person, rng, [asked, *_own(sheet.person, rng)])
        person = _in_bullet(sheet.person, f"{asked}, {written}" if both else written)
        return replace(sheet, person=person, posting=posting)

    return edit


def _ranked(sheet: Sheet, rng: random.Random) -> Sheet:
    """A rank or years that the person has not."""
    person = _without_rank(sheet.person)
    high = rng.random() < 0.5
    title, years = (rng.choice(_RANKS), 0) if high else ("", min(20, years_of(person) + 3))
    posting = _posting(person, rng, _own(person, rng), title, years)
    return replace(sheet, person=person, posting=posting)


def _of_own_rank(sheet: Sheet, rng: random.Random) -> Sheet | None:
    """A rank that the person's title has, and years that the jobs give."""
    person = _without_rank(sheet.person)
    rank = rng.choice(_RANKS)
    person = with_basics(person, label=f"{rank}{person.basics.label}")
    years = years_of(person) - 2
    if years < 1:
        return None
    return replace(sheet, person=person, posting=_posting(person, rng, _own(person, rng), rank, years))


def _without_rank(person: Person) -> Person:
    label = {
        "en": "Software Engineer",
        "de": "Softwareentwicklerin",
        "fr": "Développeuse",
        "es": "Desarrolladora",
    }
    title = label[person.language]
    if _RANK.search(person.basics.label):
        person = with_basics(person, label=title)
    return with_job(person, 0, position=title) if _RANK.search(person.work[0].position) else person


POSTING_EDITS: dict[str, Edit] = {
    "keyword-lost": Edit(  # four letters that stand apart are four words for the page's own reading, too
        positive=_asked_for(_in_bullet, printed="text(tracking: 0.3em, it)", letters=5),
        near_miss=_asked_for(_in_bullet, printed="strong(it)"),
    ),
    "keyword-absent": Edit(positive=_asked_for(lambda person, _: person), near_miss=_asked_for(_in_bullet)),
    "keyword-in-skills-only": Edit(
        positive=_asked_for(_in_skills),
        near_miss=_asked_for(lambda person, term: _in_bullet(_in_skills(person, term), term)),
        also=("skill-without-context",),
    ),
    "keyword-other-name": Edit(positive=_by_name(both=False), near_miss=_by_name(both=True)),
    "rank-and-years": Edit(positive=_ranked, near_miss=_of_own_rank),
}
"""By rule."""
