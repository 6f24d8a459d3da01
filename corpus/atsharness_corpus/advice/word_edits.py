"""Edits of what a résumé says, for rules on its words: of bullets, skills and the summary.

The rules run on word lists; the words here are chosen without looking at these: stems of words, in regular
expressions of their own.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from atsharness_corpus.advice.edits import Edit, Make
from atsharness_corpus.advice.sheet import Sheet, with_basics, with_job, with_used, years_of
from atsharness_corpus.advice.wording import ARCHITECTURE, SEASONED, told
from atsharness_corpus.model import Block
from atsharness_corpus.person import Person, Project, Skill, Work

_MID = 4
"""Years of experience that surely make no beginner."""
UNUSED = (
    *(
        "Elixir",
        "Haskell",
        "Cassandra",
        "Neo4j",
        "Puppet",
        "Erlang",
        "Scala",
        "CockroachDB",
        "Pulumi",
        "Consul",
    ),
    *(
        "InfluxDB",
        "ActiveMQ",
        "Symfony",
        "Micronaut",
        "Hadoop",
        "Perl",
        "Clojure",
        "Heroku",
        "Splunk",
        "Groovy",
    ),
    *("MariaDB", "Podman", "Laravel", "Phoenix", "Quarkus", "SOAP", "SAML", "Ansible", "Kotlin", "Ruby"),
)
"""Technologies of which most people of the corpus have none."""
_PLAIN = (
    "Wrote features of the web shop as planned by the office.",
    "Fixed bugs in the forms of the web shop and its basket.",
    "Changed pages of the portal where the office asked for it.",
    "Kept the scripts of the nightly import up to date.",
    "Wrote reports for the office from the tables of the shop.",
    "Moved old pages of the portal to its new look.",
    "Improved the response times of the search page.",
)
"""Bullets without a figure, without others, without design."""
_TESTS = re.compile(
    r"test|review|\bqa\b|quality|lint|coverage|verif|valid|regress|fuzz|sonar|pull request|junit|jest|spec\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"team|colleague|mentor|coach|partner|stakeholder|designer|customer|client|engineers|developers|apprentice|taught"
    r"|train|hire|pair|review|forum|present|workshop|contribut|student|interview|user|joint|together|led\b|leads\b",
    re.IGNORECASE,
)
_WATCHING = re.compile(
    r"monitor|metric|trac(?:e|ing)|telemetry|\blog|alert|dashboard|on-call|pager|incident|observab|grafana|prometheus"
    r"|sentry|datadog|elk|kibana|slo|sli\b|error budget|cloudwatch|new relic|root.cause|post.?mortem"
    r"|splunk|jaeger",
    re.IGNORECASE,
)


# --- helpers ---------------------------------------------------------------------------------------------


def _english(make: Callable[[Person, random.Random], Person | None]) -> Make:
    def edit(sheet: Sheet, rng: random.Random) -> Sheet | None:
        person = make(sheet.person, rng) if sheet.person.language == "en" else None
        return None if person is None else replace(sheet, person=person)

    return edit


def _any(make: Callable[[Person, random.Random], Person | None]) -> Make:
    def edit(sheet: Sheet, rng: random.Random) -> Sheet | None:
        person = make(sheet.person, rng)
        return None if person is None else replace(sheet, person=person)

    return edit


def _years(person: Person) -> int:
    return years_of(person) - 1


def _with_bullets(person: Person, make: Callable[[str, int], str]) -> Person:
    """A person with every bullet but the seasoned ones made anew: of its text and its number, from 0."""
    number = 0
    work: list[Work] = []
    for job in person.work:
        made = []
        for text in job.highlights:
            if text in SEASONED:
                made.append(text)
                continue
            made.append(make(text, number))
            number += 1
        work.append(replace(job, highlights=tuple(made)))
    return replace(person, work=tuple(work))


def _bullet_count(person: Person) -> int:
    return sum(text not in SEASONED for job in person.work for text in job.highlights)


def _unseasoned(person: Person, keep: Callable[[str], bool] = lambda _: False) -> Person:
    """A person with plain bullets in the place of the seasoned ones, but for some."""
    highlights = (
        _PLAIN[at] if text in SEASONED and not keep(text) else text
        for at, text in enumerate(person.work[0].highlights)
    )
    return with_job(person, 0, highlights=tuple(highlights))


def _without_projects(person: Person) -> Person:
    return replace(person, projects=tuple(replace(one, highlights=()) for one in person.projects))


def _rid(person: Person, of: re.Pattern[str]) -> Person:
    """A person without any word of a kind, in bullets, projects, skills and summary."""
    plain = [text for text in _PLAIN if not of.search(text)]
    person = _unseasoned(person, lambda text: of.search(text) is None)
    person = _with_bullets(person, lambda text, at: plain[at % len(plain)] if of.search(text) else text)
    skills = [replace(group, keywords=_clean(group.keywords, of)) for group in person.skills]
    person = replace(
        person,
        projects=tuple(_rid_project(one, of) for one in person.projects),
        skills=tuple(group for group in skills if group.keywords and not of.search(group.name)),
        certificates=tuple(one for one in person.certificates if not of.search(f"{one.name} {one.issuer}")),
        education=tuple(replace(one, courses=_clean(one.courses, of)) for one in person.education),
    )
    sentences = _clean(person.basics.summary.split(". "), of)
    summary = ". ".join(sentences).rstrip(".") + "."
    if len(sentences) < 2:
        summary = "Back-end developer of services in Go and Python, with an eye on the time that they take."
    return with_basics(person, summary=summary)


def _rid_project(project: Project, of: re.Pattern[str]) -> Project:
    description = project.description
    if of.search(description):
        description = "A small tool in Go and Redis."
    return replace(project, description=description, highlights=_clean(project.highlights, of))


def _clean(texts: Iterable[str], of: re.Pattern[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if not of.search(text))


def _rid_but(of: re.Pattern[str], *mentions: str, years: int = 0) -> Make:
    """The same with one mention left, where `mentions` has some."""

    def make(person: Person, rng: random.Random) -> Person | None:
        if _years(person) < years:
            return None
        person = _rid(person, of)
        if not mentions:
            return person
        at = rng.randrange(_bullet_count(person))
        mention = rng.choice(mentions)
        return _with_bullets(person, lambda text, number: mention if number == at else text)

    return _english(make)


# --- bullets ---------------------------------------------------------------------------------------------

_NOUNS = ("Development", "Implementation", "Introduction", "Maintenance", "Migration")
_STARTS = ("The", "Our", "A new", "My")


def _verbless(person: Person, rng: random.Random) -> Person:
    count = _bullet_count(person)
    chosen = set(rng.sample(range(count), min(count, 2 + count // 3)))

    def made(text: str, at: int) -> str:
        if at not in chosen:
            return text
        rest = text.partition(" ")[2]
        return f"{rng.choice(_NOUNS)} of {rest}" if rng.random() < 0.6 else f"{rng.choice(_STARTS)} {rest}"

    return _with_bullets(person, made)


def _adverbs(person: Person, rng: random.Random) -> Person:
    words = ("Successfully", "Independently", "Quickly", "Also", "Jointly", "Later")

    def made(text: str, at: int) -> str:
        return text if at % 2 else f"{rng.choice(words)} {text[:1].lower()}{text[1:]}"

    return _with_bullets(person, made)


_DUTY = {
    "en": (
        "Responsible for developing",
        "In charge of the maintenance of",
        "Tasked with running",
        "Worked on",
    ),
    "de": ("Verantwortlich für", "Zuständig für", "Mitarbeit an"),
    "fr": ("Responsable de", "Chargé de", "Participation à"),
    "es": ("Responsable de", "Encargado de", "Participación en"),
}
_OBJECT = {
    "en": ("the services of the web shop", "APIs and imports of the portal"),
    "de": ("den Diensten des Portals", "Schnittstellen und dem Import der Daten"),
    "fr": ("services du portail", "interfaces et imports du site"),
    "es": ("los servicios del portal", "las interfaces y la carga de datos"),
}
_NO_DUTY = {
    "en": (
        "Built the import, then was responsible for it",
        "Worked with 3 partners to halve the time of an import",
    ),
    "de": (
        "Baute den Import und war danach dafür verantwortlich",
        "Mitarbeit an 14 Importen, 3 davon allein",
    ),
    "fr": ("Écrit l’import, puis responsable de sa tenue", "Participation à 14 imports, dont 3 seule"),
    "es": ("Construí la carga y fui responsable de ella", "Participación en 14 cargas, 3 de ellas sola"),
}


def _one_bullet(texts: Callable[[Person, random.Random], str]) -> Make:
    def make(person: Person, rng: random.Random) -> Person:
        at = rng.randrange(_bullet_count(person))
        text = texts(person, rng)
        return _with_bullets(person, lambda own, number: text if number == at else own)

    return _any(make)


def _duty(person: Person, rng: random.Random) -> str:
    return f"{rng.choice(_DUTY[person.language])} {rng.choice(_OBJECT[person.language])}."


def _no_duty(person: Person, rng: random.Random) -> str:
    return f"{rng.choice(_NO_DUTY[person.language])}."


def _figureless(person: Person, _rng: random.Random) -> Person:
    return _without_projects(_with_bullets(_unseasoned(person), lambda _text, at: _PLAIN[at % len(_PLAIN)]))


def _in_words(person: Person, rng: random.Random) -> Person:
    """Every third bullet has a figure in words, the others have versions and years alone."""
    figures = (
        "Halved the time of a release.",
        "Taught three apprentices to write SQL.",
        "Cut costs by a tenth or 10 %.",
    )
    versions = (
        "Moved the portal to Java 17 and PostgreSQL 16.",
        "Kept the shop on Python 3.11 in all of 2021.",
    )

    def made(_text: str, at: int) -> str:
        return rng.choice(versions) if at % 3 else rng.choice(figures)

    return _without_projects(_with_bullets(_unseasoned(person), made))


def _plain(person: Person) -> Person:
    """A person with plain bullets, projects and summary alone."""
    person = _with_bullets(_unseasoned(person), lambda _text, at: _PLAIN[at % len(_PLAIN)])
    projects = tuple(
        replace(one, description="A small tool in Go and Redis.", highlights=()) for one in person.projects
    )
    person = replace(person, projects=projects)
    return with_basics(
        person, summary="Back-end developer of web shops in Go and Python, with an eye on forms."
    )


def _plain_senior(person: Person, _rng: random.Random) -> Person | None:
    return _plain(person) if _years(person) >= _MID else None


def _designing(person: Person, rng: random.Random) -> Person | None:
    """Plain bullets but for three that tell of design, load and others."""
    if _years(person) < _MID:
        return None
    lines = (
        rng.choice(
            ("Designed the order service of the shop from scratch.", "Architected a multi-tenant back end.")
        ),
        rng.choice(
            ("Kept p95 latency below 80 ms at 900 requests/second.", "Brought uptime to 99.95 % in a year.")
        ),
        rng.choice(("Mentored two juniors each year.", "Led a squad of four developers.")),
    )
    return _with_bullets(_plain(person), lambda text, at: lines[at] if at < len(lines) else text)


def _long(words: tuple[int, int]) -> Make:
    """One bullet of so many words."""

    def make(person: Person, rng: random.Random) -> Person:
        source = " ".join(text.rstrip(".") for job in person.work for text in job.highlights).split()
        text = " ".join(source[: rng.randint(*words)]).rstrip(",;:") + "."
        return with_job(person, 0, highlights=(text, *person.work[0].highlights[1:]))

    return _english(make)


# --- skills and summary ----------------------------------------------------------------------------------


def more_skills(person: Person, name: str, keywords: Iterable[str]) -> Person:
    """A person with one more group of skills."""
    return replace(person, skills=(*person.skills, Skill(name=name, keywords=tuple(keywords))))


def _architecture(person: Person, rng: random.Random) -> Person:
    free = [one for one in ARCHITECTURE if one.casefold() not in told(person)]
    return more_skills(person, "Design", rng.sample(free, rng.randint(1, len(free))))


def _architecture_built(person: Person, rng: random.Random) -> Person:
    own = rng.choice(ARCHITECTURE)
    return with_used(more_skills(person, "Design", [own]), -1, -1, own)


def _one_list(labelled: bool) -> Make:
    """All skills in one paragraph; or a short one beside it that has its label."""

    def edit(sheet: Sheet, _rng: random.Random) -> Sheet | None:
        keywords = [one for group in sheet.person.skills for one in group.keywords]
        if len(keywords) < 8:
            return None

        def change(blocks: Sequence[Block]) -> tuple[Block, ...]:
            first = next(at for at, block in enumerate(blocks) if block.kind == "skill")
            rest = [block for block in blocks if block.kind != "skill"]
            shown = ", ".join(keywords[:7] if labelled else keywords)
            return (*rest[:first], Block(kind="text", text=shown), *rest[first:])

        return replace(sheet, change=change)

    return edit


def _unused(person: Person, rng: random.Random) -> Person:
    text = told(person)
    listed = sum(len(group.keywords) for group in person.skills)
    free = [one for one in UNUSED if one.casefold() not in text]
    return more_skills(person, "Further", rng.sample(free, min(len(free), 2 * listed + 4)))


def _few_unused(person: Person, rng: random.Random) -> Person:
    text = told(person)
    return more_skills(
        person, "Further", rng.sample([one for one in UNUSED if one.casefold() not in text], 2)
    )


_PRAISE = ("results-driven", "detail-oriented", "highly motivated", "hard-working", "goal-oriented")
_MORE_PRAISE = ("team player", "fast learner", "self-starter", "strategic thinker", "thought leader")


def _praised(count: int) -> Make:
    def make(person: Person, rng: random.Random) -> Person:
        words = (rng.choice(_PRAISE), rng.choice(_MORE_PRAISE))
        said = (
            f"{words[0].capitalize()} and always a {words[1]}." if count > 1 else f"{words[0].capitalize()}."
        )
        return with_basics(person, summary=f"{person.basics.summary} {said}")

    return _english(make)


_ENDED = ("VB6", "Silverlight", "AngularJS", "Python 2.7", "Visual SourceSafe", "ActionScript")


def _ended(person: Person, rng: random.Random) -> Person:
    return more_skills(person, "Other", [rng.choice(_ENDED)])


def _ended_then(person: Person, rng: random.Random) -> Person:
    return with_used(person, -1, -1, rng.choice(_ENDED))


_BARE = (
    *("quantified-bullets", "testing-mentioned", "collaboration-mentioned", "observability-mentioned"),
    *("seniority-signals", "architecture-in-context", "skill-without-context"),
)
"""What a person with plain bullets alone lacks too."""

WORD_EDITS: dict[str, Edit] = {
    "action-verbs": Edit(positive=_english(_verbless), near_miss=_english(_adverbs)),
    "duty-phrases": Edit(positive=_one_bullet(_duty), near_miss=_one_bullet(_no_duty)),
    "quantified-bullets": Edit(positive=_english(_figureless), near_miss=_english(_in_words), also=_BARE),
    "testing-mentioned": Edit(
        positive=_rid_but(_TESTS),
        near_miss=_rid_but(
            _TESTS, "Wrote unit tests for the import.", "Keeps the linter of 3 services green."
        ),
    ),
    "collaboration-mentioned": Edit(
        positive=_rid_but(_OTHERS),
        near_miss=_rid_but(
            _OTHERS, "Agreed on the API with the front-end team.", "Explained costs to stakeholders."
        ),
        also=("seniority-signals", "skill-without-context"),
    ),
    "observability-mentioned": Edit(
        positive=_rid_but(_WATCHING, years=_MID),
        near_miss=_rid_but(
            _WATCHING, "Set up dashboards for 9 queues.", "Carried the pager each third week.", years=_MID
        ),
        also=("skill-without-context",),
    ),
    "seniority-signals": Edit(
        positive=_english(_plain_senior), near_miss=_english(_designing), also=_BARE[:4] + _BARE[5:]
    ),
    "architecture-in-context": Edit(positive=_any(_architecture), near_miss=_any(_architecture_built)),
    "skills-grouped": Edit(positive=_one_list(labelled=False), near_miss=_one_list(labelled=True)),
    "skill-without-context": Edit(positive=_any(_unused), near_miss=_any(_few_unused)),
    "buzzwords": Edit(positive=_praised(2), near_miss=_praised(1)),
    "bullet-length-and-jargon": Edit(positive=_long((50, 70)), near_miss=_long((36, 43))),
    "outdated-technology": Edit(positive=_any(_ended), near_miss=_any(_ended_then)),
}
"""By rule."""
