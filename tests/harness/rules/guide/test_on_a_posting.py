"""Rules on a résumé beside a posting."""

from __future__ import annotations

import pytest
import resumes
from hypothesis import given, settings
from hypothesis import strategies as st

from atsharness.model import Keyword, RuleResult
from atsharness.posting.read import posting_of
from atsharness.rules.engine import all_rules, judge
from atsharness.rules.model import Artifacts

NAMES = (
    *("keyword-lost", "keyword-absent", "keyword-in-skills-only", "keyword-other-name", "rank-and-years"),
    "relevance-order",
)
PROJECTS = """
PROJECTS
tariff  github.com/janeexample/tariff
• Prices routes with Go.
queues  github.com/janeexample/queues
• Keeps orders in PostgreSQL and Kafka for 300 shops, written in Go and Python.
"""


def _advised(rule: str, posting: str | None, text: str = resumes.RESUME, **fields: object) -> RuleResult:
    asked = resumes.asked(posting=None if posting is None else posting_of(posting))
    return resumes.advised(rule, text, asked=asked, **fields)


@pytest.mark.parametrize("rule", NAMES)
def test_without_a_posting_they_do_not_apply(rule: str) -> None:
    result = _advised(rule, None)
    assert (result.outcome, result.reason) == ("inapplicable", "there is no posting (--job)")


@pytest.mark.parametrize("rule", NAMES)
def test_a_posting_without_known_terms_is_no_measure(rule: str) -> None:
    assert _advised(rule, "We look for a kind person.").reason == "the posting names no term that is known"


@pytest.mark.parametrize("rule", NAMES)
def test_silent_where_the_resume_answers_the_posting(rule: str) -> None:
    result = _advised(rule, "Developer for Go and pytest, 3 years of experience, integration tests")
    assert result.outcome in ("passed", "inapplicable"), result


def test_what_a_path_loses() -> None:
    keywords = (Keyword(keyword="Go", in_reference=True, survives=("a",), lost_in=("b", "c")),)
    (finding,) = _advised("keyword-lost", "Go and Python", keywords=keywords).findings
    assert finding.message == "asked for and on the page, but not found in the text of b and c: Go"


def test_what_is_absent_is_information_and_nothing_is_to_be_claimed() -> None:
    (finding,) = _advised("keyword-absent", "Go, RabbitMQ, Rust and CI/CD").findings
    assert finding.message == "3 of 4 terms of the posting are not in the résumé: RabbitMQ, Rust and CI/CD"
    assert finding.concern == "note"
    assert "only where you have used it" in finding.advice


def test_what_stands_among_the_skills_alone() -> None:
    text = resumes.RESUME.replace("Data: PostgreSQL", "Data: Redis, Spring Boot, Java, PostgreSQL")
    text = text.replace("nightly jobs to Kafka", "nightly jobs to Quarkus and Kafka")
    (finding,) = _advised("keyword-in-skills-only", "Go, Redis, Java, PostgreSQL, Kafka", text).findings
    assert (
        "among the skills alone: Redis;" in finding.message
    )  # Quarkus is Java, PostgreSQL is in the summary
    assert [one.expected for one in finding.evidence] == ["Data: Redis, Spring Boot, Java, PostgreSQL, Kafka"]


def test_another_name() -> None:
    text = resumes.RESUME.replace("Data: PostgreSQL", "Data: K8s, Jenkins, PostgreSQL")
    (finding,) = _advised("keyword-other-name", "Kubernetes, CI/CD, Go, Rust", text).findings
    assert finding.message == (
        "asked for by another name than the résumé has: Kubernetes (K8s in the résumé) "
        "and CI/CD (by Jenkins alone)"
    )
    assert finding.advice == "Write the posting's word too, once: “Kubernetes (K8s)”."


@pytest.mark.parametrize(
    ("posting", "message"),
    [
        ("Senior Engineer\nGo", "the posting's title says “Senior”, none of your newest ones does"),
        ("Go, 8 years of experience", "the posting asks for 8 years, the dates of your jobs give 6.4"),
        ("Go, 5 years of experience", None),
        ("Go", None),
    ],
)
def test_rank_and_years(posting: str, message: str | None) -> None:
    findings = _advised("rank-and-years", posting).findings
    assert [one.message for one in findings] == ([] if message is None else [message])
    assert all(one.concern == "note" for one in findings)


def test_what_fits_stands_low() -> None:
    posting = "Python, Kafka, REST and code reviews"
    text = resumes.RESUME.replace("Reviewed the code", "Led code reviews")
    (finding,) = _advised("relevance-order", posting, text).findings
    assert finding.message.startswith(
        "4 of the 4 terms of the posting that your jobs and projects have stand neither"
    )
    assert finding.advice == "Say in the summary what you did with Python."
    higher = text.replace("experience in Go", "experience in Kafka, Python, Go")
    assert _advised("relevance-order", posting, higher).outcome == "passed"


def test_the_project_that_fits_best_stands_first() -> None:
    posting = "Go, Python, PostgreSQL and Kafka"
    text = resumes.RESUME.replace("experience in Go", "experience in Go, Python, Kafka") + PROJECTS
    (finding,) = _advised("relevance-order", posting, text).findings
    assert finding.advice == "Put “queues” first."
    assert _advised("relevance-order", "Go, Python, REST, pytest", text).outcome == "passed"


LINES = (
    *("EXPERIENCE", "SKILLS", "Skills:", "PROJECTS", "EDUCATION", "SUMMARY", "20XX", "Spring 2019"),
    *(
        "Engineer, Acme Inc.   Jan 2010 - Present",
        "• Responsible for",
        "• Development of",
        "•",
        "• I",
        "10k+ ms",
    ),
    *("Go, C++, .NET,", "Languages: Go", "• " + "and the of in to with for " * 20, "(QXR)"),
    *("Universita\u0308t", "職務経歴書", "Doświadczenie"),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(LINES) | st.text(max_size=20), max_size=25), st.text(max_size=60))
def test_no_text_breaks_a_rule(lines: list[str], posting: str) -> None:
    asked = resumes.asked(posting=posting_of(f"Senior Engineer\nGo, SQL, 5 years of experience\n{posting}"))
    own = resumes.resume("\n".join(["Jane Example", "jane@example.com", *lines]), asked=asked)
    found = Artifacts(document=own.document, facts=own.facts, reference=own.shown, resume=own)
    rules = [rule for rule in all_rules().values() if rule.advises and rule.id >= "ATS430"]
    assert len(rules) == 19
    for result in judge(found, rules).results:
        assert result.outcome != "error", result
        for finding in result.findings:
            assert finding.advice
            assert len(finding.message) < 600
