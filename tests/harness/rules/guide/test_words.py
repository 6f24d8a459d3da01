"""Rules on the words of a résumé: each with what it finds, and with what looks alike and is fine."""

from __future__ import annotations

import pytest
import resumes

from atsharness.keywords.vocabulary import parse
from atsharness.model import RuleResult

FIRST = "• Designed an order service in Go that handles 50k orders a day.\n"
SECOND = "• Reduced the response time of the search API from 500 ms to 150 ms.\n"
THIRD = "• Introduced integration tests with pytest for twelve services.\n"
FOURTH = "• Built a REST API in Python for 3 front-end teams.\n"
FIFTH = "• Moved nightly jobs to Kafka, which cut their time by 60%.\n"
SIXTH = "• Reviewed the code of two colleagues each week.\n"
SUMMARY = "Back-end developer with four years of experience in Go and PostgreSQL.\n"
SKILLS = "Languages: Go, Python, SQL\nData: PostgreSQL, Kafka\n"
SENIOR = ("Feb 2020 - Dec 2021", "Feb 2010 - Dec 2021")
NAMES = (
    *("action-verbs", "duty-phrases", "quantified-bullets", "testing-mentioned", "collaboration-mentioned"),
    *("observability-mentioned", "seniority-signals", "architecture-in-context", "skills-grouped"),
    *("skill-without-context", "buzzwords", "bullet-length-and-jargon", "outdated-technology"),
)


def _with(*changes: tuple[str, str]) -> str:
    text = resumes.RESUME
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def _advised(rule: str, *changes: tuple[str, str], **fields: object) -> RuleResult:
    return resumes.advised(rule, _with(*changes), **fields)


def _bullets(*texts: str) -> list[tuple[str, str]]:
    """All six bullets replaced by others, in turn."""
    old = (FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH)
    return [(one, f"• {texts[at % len(texts)]}\n") for at, one in enumerate(old)]


@pytest.mark.parametrize("rule", [name for name in NAMES if name != "observability-mentioned"])
def test_silent_on_a_good_resume(rule: str) -> None:
    result = resumes.advised(rule)
    assert result.outcome in ("passed", "inapplicable"), result


POSITIVE = {
    "action-verbs": [
        (FIRST, "• The order service in Go, 50k orders a day.\n"),
        (FIFTH, "• Migration of nightly jobs.\n"),
    ],
    "duty-phrases": [(FIFTH, "• Responsible for moving nightly jobs to Kafka.\n")],
    "quantified-bullets": _bullets(
        "Improved response times of the search API with Go.", "Reviewed the code of colleagues in Java 17."
    ),
    "testing-mentioned": [(THIRD, ""), (SIXTH, "")],
    "collaboration-mentioned": [
        (FOURTH, "• Built a REST API in Python.\n"),
        (SIXTH, "• Wrote a log reader.\n"),
    ],
    "observability-mentioned": [],
    "seniority-signals": [SENIOR, (FOURTH, "• Built a REST API in Python.\n")],
    "architecture-in-context": [
        ("Data: PostgreSQL, Kafka", "Data: PostgreSQL, Kafka\nDesign: CQRS, microservices")
    ],
    "skills-grouped": [(SKILLS, "Go, Python, SQL, PostgreSQL, Kafka, Docker, Redis, AWS, pytest\n")],
    "skill-without-context": [(SKILLS, "Languages: Go, Rust, C++\nData: MongoDB, Redis, Cassandra\n")],
    "buzzwords": [(SUMMARY, "Results-driven team player with four years of Go and PostgreSQL.\n")],
    "bullet-length-and-jargon": [(FIFTH, "• Moved the QXR from LMN to the ZDS by PTB.\n")],
    "outdated-technology": [("Go, Python, SQL", "Go, Python, VB6, SQL")],
}
NEAR_MISS = {
    # adverbs before the verb, verbs that no list has, one noun alone
    "action-verbs": [
        (FIRST, "• Independently designed an order service in Go, 50k orders a day.\n"),
        (FIFTH, "• Migration of nightly jobs to Kafka.\n"),
        (SIXTH, "• Yakshaved the code of two colleagues.\n"),
    ],
    # a duty inside the sentence, a figure after a vague verb
    "duty-phrases": [
        (FIFTH, "• Worked with 3 partners to cut the time of nightly jobs by 60%.\n"),
        (SIXTH, "• Mentored two colleagues responsible for reviews.\n"),
    ],
    "quantified-bullets": _bullets(
        "Improved response times of the search API.",
        "Halved the time of a release.",
        "Fixed bugs in Java 17.",
    ),
    "testing-mentioned": [
        (THIRD, ""),
        (SIXTH, ""),
        (FIFTH, "• Kept the linter of the nightly jobs green.\n"),
    ],
    "collaboration-mentioned": [
        (FOURTH, "• Built a REST API in Python.\n"),
        (SIXTH, "• Paired on a log reader.\n"),
    ],
    "observability-mentioned": [(SIXTH, "• Was on call for two services.\n")],
    "seniority-signals": [SENIOR, (SIXTH, "• Mentored two colleagues.\n")],
    "architecture-in-context": [
        ("Data: PostgreSQL, Kafka", "Data: PostgreSQL, Kafka\nDesign: CQRS"),
        (FIFTH, "• Moved orders to CQRS read models.\n"),
    ],
    "skills-grouped": [(SKILLS, "Go, Python, SQL, PostgreSQL, Kafka, Docker\n")],
    "skill-without-context": [(SKILLS, "Languages: Go, Python, C++\nData: SQL, Redis, Kafka\n")],
    "buzzwords": [(SUMMARY, "Team player who drives results, with four years of Go and PostgreSQL.\n")],
    "bullet-length-and-jargon": [
        (FIFTH, "• Moved the REST API from HTTP to HTTPS by TLS, JWT and an AWS VPC.\n")
    ],
    "outdated-technology": [(FIFTH, "• Moved a VB6 program to Kafka, which cut its time by 60%.\n")],
}


@pytest.mark.parametrize("rule", POSITIVE)
def test_found(rule: str) -> None:
    (finding,) = _advised(rule, *POSITIVE[rule]).findings
    assert finding.impact == "advice"
    assert not finding.families_hit
    assert finding.advice


@pytest.mark.parametrize("rule", NEAR_MISS)
def test_what_looks_alike_is_left_alone(rule: str) -> None:
    result = _advised(rule, *NEAR_MISS[rule])
    assert result.outcome in ("passed", "inapplicable"), [one.message for one in result.findings]


@pytest.mark.parametrize(
    ("bullet", "hint"),
    [
        ("Responsible for developing REST APIs in Go.", "“Developed REST APIs in Go”"),
        ("Was responsible for the maintenance of build servers", "“Maintained build servers”"),
        ("In charge of writing the order service", "“Wrote the order service”"),
        ("Worked on back-end services.", "“back-end services”?"),
        ("Responsible for 12 services", "“12 services”?"),
    ],
)
def test_a_duty_is_rewritten_in_the_persons_own_words(bullet: str, hint: str) -> None:
    (finding,) = _advised("duty-phrases", (FIFTH, f"• {bullet}\n")).findings
    assert hint in finding.advice
    assert [one.expected for one in finding.evidence] == [bullet]


def test_a_noun_is_rewritten_as_its_verb() -> None:
    changes = [(FIRST, "• Development of an order service\n"), (FIFTH, "• The migration of nightly jobs\n")]
    (finding,) = _advised("action-verbs", *changes).findings
    assert finding.advice == "For example: “Developed an order service”"
    assert "2 of 6 bullets" in finding.message


@pytest.mark.parametrize(
    ("bullet", "has"),
    [
        ("Cut costs by 35%", True),
        ("Serves 10k+ requests/day", True),
        ("p99 below 120 ms", True),
        ("Trained three colleagues", True),
        ("Handles a three-day backlog", True),
        ("Saved $40 a day", True),
        ("Migrated to Java 17 in 2021", False),
        ("Certified to ISO 27001", False),
        ("Stored pictures in S3 with OAuth2", False),
        ("Moved to PostgreSQL 16", False),
        ("Mentored 5 engineers", True),
        ("Ran 31 services on Kubernetes", True),
        ("One of the best", False),
    ],
)
def test_figures(bullet: str, has: bool) -> None:
    changes = _bullets(bullet, "Wrote code for the search API.")
    assert (_advised("quantified-bullets", *changes).outcome == "passed") is has


def test_the_skills_are_grouped_in_the_persons_own_spelling() -> None:
    (finding,) = _advised("skills-grouped", *POSITIVE["skills-grouped"]).findings
    assert finding.message.startswith("9 skills in one list")
    assert "Languages: Go, Python, SQL · Databases: PostgreSQL, Redis" in finding.advice


def test_a_skill_counts_as_used_by_what_stands_on_it() -> None:
    skills = (SKILLS, "Languages: Go, Python, SQL, Java\nOther: CI/CD, Git, AWS, Docker\n")
    used = (FIFTH, "• Moved nightly jobs to Spring Boot, GitHub Actions, S3 and Docker Compose.\n")
    (finding,) = _advised("skill-without-context", skills).findings
    assert finding.message.startswith("6 of 8 listed technologies")
    assert _advised("skill-without-context", skills, used).outcome == "passed"


def test_terms_of_the_users_own_list_are_skills_too() -> None:
    skills = (SKILLS, "Languages: Go\nData: Zyx, Wvut, Qrst, Pnml, Kji\n")
    assert _advised("skill-without-context", skills).outcome == "inapplicable"
    own = parse("Zyx\nWvut\nQrst\nPnml\nKji")
    (finding,) = _advised("skill-without-context", skills, asked=resumes.asked(terms=own)).findings
    assert finding.message.startswith("5 of 6 listed technologies")
    assert "Zyx, Wvut, Qrst, Pnml and Kji" in finding.message


@pytest.mark.parametrize("rule", ["observability-mentioned", "seniority-signals"])
def test_beginners_are_not_asked_for_what_takes_years(rule: str) -> None:
    changes = [("Jan 2022 - Present", "Jan 2026 - Present"), ("Feb 2020 - Dec 2021", "Jul 2025 - Dec 2025")]
    result = _advised(rule, *changes)
    assert (result.outcome, result.reason) == ("inapplicable", "there are fewer than 3 years of experience")


@pytest.mark.parametrize("rule", ["observability-mentioned", "seniority-signals"])
def test_years_that_are_not_known_are_not_guessed(rule: str) -> None:
    changes = [("Jan 2022 - Present", "20XX - 20XX"), ("Feb 2020 - Dec 2021", "Feb 2020 - Dec 2021")]
    assert _advised(rule, *changes).outcome == "incomplete"


def test_what_a_senior_lacks_is_named() -> None:
    text = _bullets("Fixed bugs of the shop in Go and Python.")
    (finding,) = _advised("seniority-signals", SENIOR, *text).findings
    assert finding.message == (
        "16 years of experience, and nothing about a system that you designed, speed, load or reliability in "
        "figures and leading, teaching or owning: a reader takes you for less than you are"
    )


@pytest.mark.parametrize("rule", ["testing-mentioned", "observability-mentioned", "seniority-signals"])
def test_other_work_than_softwares_is_left_alone(rule: str) -> None:
    changes = [*_bullets("Kept the books of 40 clients."), (SKILLS, "Office: Excel, invoices\n")]
    changes += [(SUMMARY, "Bookkeeper with four years of experience in the retail of the east.\n")]
    assert _advised(rule, *changes).outcome == "inapplicable"


def test_long_bullets_are_parted_where_they_may_be() -> None:
    long = "Moved nightly jobs to Kafka, which cut their time by 60%; " + "and so on and on " * 12
    (finding,) = _advised("bullet-length-and-jargon", (FIFTH, f"• {long.strip()}\n")).findings
    assert "more than 45 words" in finding.message
    assert "begin at “and so on" in finding.advice


def test_an_acronym_that_is_spelt_out_is_no_jargon() -> None:
    jargon = "• Moved the QXR from LMN to the ZDS by PTB.\n"
    spelled = "• Named the Query Exchange Relay (QXR), long a secret of the house.\n"
    assert _advised("bullet-length-and-jargon", (FIFTH, jargon)).findings
    assert not _advised("bullet-length-and-jargon", (FIFTH, jargon), (SIXTH, spelled)).findings


GERMAN = """\
Jana Beispiel
jana@example.com | +49 30 901820

Profil
Entwicklerin mit vier Jahren Erfahrung in der Arbeit mit Java und mit PostgreSQL, die gern im Team arbeitet.

Berufserfahrung
Softwareentwicklerin, Spreekasse GmbH                        01/2022 - heute
• Verantwortlich für die Entwicklung der Schnittstellen und für den Betrieb von Kafka.
• Weiterentwicklung von Diensten in Java und Spring Boot mit der Abteilung für Zahlungen.
• Einführung von Tests für die Dienste und für das Portal.

Kenntnisse
Java, Spring Boot, PostgreSQL, Kafka
"""


@pytest.mark.parametrize("rule", ["action-verbs", "quantified-bullets", "testing-mentioned", "buzzwords"])
def test_a_language_without_a_list_is_named(rule: str) -> None:
    result = resumes.advised(rule, GERMAN)
    assert (result.outcome, result.reason) == ("inapplicable", "there is no list of words in German")


def test_duties_are_known_in_other_languages() -> None:
    (finding,) = resumes.advised("duty-phrases", GERMAN).findings
    assert [one.expected for one in finding.evidence] == [
        "Verantwortlich für die Entwicklung der Schnittstellen und für den Betrieb von Kafka."
    ]


SKILLS_OF_TWO_LINES = "Go, Python, SQL, PostgreSQL, Kafka,\nDocker, Redis, AWS, pytest\n"


@pytest.mark.parametrize(
    ("skills", "outcome"),
    [
        (SKILLS_OF_TWO_LINES, "information"),
        ("Go\nPython\nSQL\nPostgreSQL\nKafka\nDocker\nRedis\nAWS\npytest\n", "information"),
        # labels without a colon, in a column or above their lists
        ("Back-end Go, Python, SQL, PostgreSQL\nOps Kafka, Docker, Redis, AWS, pytest\n", "incomplete"),
        ("Languages\nGo\nPython\nSQL\nData\nPostgreSQL\nKafka\nRedis\nAWS\n", "incomplete"),
        ("Go, Python\nSQL, PostgreSQL, Kafka, Docker, Redis, AWS, pytest\n", "incomplete"),
    ],
)
def test_skills_are_one_list_only_where_no_label_may_be(skills: str, outcome: str) -> None:
    assert _advised("skills-grouped", (SKILLS, skills)).outcome == outcome


@pytest.mark.parametrize("rule", ["observability-mentioned", "seniority-signals"])
@pytest.mark.parametrize("dates", ["2020 - 2024", "2022 - Present"])
def test_jobs_beside_a_degree_make_no_senior(rule: str, dates: str) -> None:
    assert _advised(rule, ("2016 - 2020", dates)).outcome == "inapplicable"


@pytest.mark.parametrize("rule", ["action-verbs", "quantified-bullets", "testing-mentioned", "duty-phrases"])
def test_sentences_in_no_known_language_are_not_judged(rule: str) -> None:
    lorem = (
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt labore."
    )
    english = "In the design of services for a bank and of the tools for it, with an eye on the users. "
    result = _advised(rule, *_bullets(lorem), (SUMMARY, f"{english * 2}\n"))
    assert (result.outcome, result.reason) == (
        "incomplete",
        "the language of jobs and projects could not be told",
    )


def test_too_little_text_tells_nothing_of_work_with_others() -> None:
    changes = _bullets("Wrote code in Go.")
    assert _advised("collaboration-mentioned", *changes).outcome == "inapplicable"
