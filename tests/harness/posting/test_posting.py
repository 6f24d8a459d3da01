"""A posting: what it asks for, and where a résumé has it."""

from __future__ import annotations

import pytest
import resumes

from atsharness.content.read import content_of
from atsharness.keywords.vocabulary import parse
from atsharness.model import AskedTerm, Keyword, PostingMatch
from atsharness.posting.compare import match_of, newest_job
from atsharness.posting.read import posting_of, rank_in

POSTING = """\
Senior Back-End Engineer (m/f/d)
We lead the market in freight. You will lead nobody at first.
You write Go and Python, Spring Boot, PostgreSQL behind Kafka; SQL, K8s and continuous integration.
You bring 5+ years of experience with distributed systems. Our company is 30 years old.
"""


def _match(posting: str, text: str = resumes.RESUME, **fields: object) -> dict[str, AskedTerm]:
    match = match_of(posting_of(posting), content_of(text), text, **fields)  # type: ignore[arg-type]
    return {item.term: item for item in match.terms}


def test_a_posting_is_read() -> None:
    posting = posting_of(POSTING)
    assert [(term.name, spelled) for term, spelled in posting.terms] == [
        *(("Go", "Go"), ("Python", "Python"), ("Spring Boot", "Spring Boot"), ("PostgreSQL", "PostgreSQL")),
        *(("Kafka", "Kafka"), ("SQL", "SQL"), ("Kubernetes", "K8s"), ("CI/CD", "Continuous Integration")),
        ("Distributed systems", "Distributed systems"),
    ]
    assert (posting.rank, posting.rank_word, posting.years) == ("senior", "senior", 5)


@pytest.mark.parametrize(
    ("line", "rank"),
    [
        ("Senior Back-End Engineer (m/f/d)", "senior"),
        ("Tech Lead, Payments", "lead"),
        ("Junior Software Developer", "junior"),
        ("Back-End Engineer", None),
        ("Senior living since 1990", None),
        ("You will lead the migration of our engineers' oldest service to a newer platform next year", None),
    ],
)
def test_ranks_stand_in_titles(line: str, rank: str | None) -> None:
    found = rank_in(line)
    assert (found[0] if found else None) == rank


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("at least 3 years of experience", 3),
        ("3-5 years' professional experience", 3),
        ("mindestens 4 Jahre Berufserfahrung", 4),
        ("5 ans d'expérience", 5),
        ("a company of 30 years", None),
        ("our 25 years of experience", None),
        ("contract for 2 years", None),
    ],
)
def test_years_of_experience(line: str, years: int | None) -> None:
    assert posting_of(line).years == years


def test_terms_of_a_list_are_asked_for_too() -> None:
    (found,) = posting_of("We use Zyxdb daily.", parse("[Databases]\nZyxdb")).terms
    assert (found[0].name, found[0].group) == ("Zyxdb", "Databases")


def test_where_the_resume_has_the_terms() -> None:
    found = {name: item.stands_in for name, item in _match(POSTING).items()}
    assert found == {
        "Go": ("summary", "newest_job", "skills"),
        "Python": ("other_jobs", "skills"),
        "Spring Boot": (),
        "PostgreSQL": ("summary", "skills"),
        "Kafka": ("other_jobs", "skills"),
        "SQL": ("skills",),
        "Kubernetes": (),
        "CI/CD": (),
        "Distributed systems": (),
    }


def test_other_names_and_what_stands_on_a_term() -> None:
    text = resumes.RESUME.replace("Data: PostgreSQL, Kafka", "Data: PostgreSQL, Apache Kafka, Kubernetes")
    text = text.replace("Languages: Go, Python, SQL", "Languages: Go, Jenkins").replace(
        "to Kafka", "to Apache Kafka"
    )
    found = _match("Kafka, K8s, Python, SQL, CI/CD and Rust", text)
    assert {name: item.written_as for name, item in found.items() if item.written_as} == {
        "Kubernetes": "Kubernetes"
    }
    assert {name: item.implied_by for name, item in found.items() if item.implied_by} == {
        "SQL": ("PostgreSQL",),
        "CI/CD": ("Jenkins",),
    }
    assert found["Rust"].stands_in == found["Rust"].implied_by == ()


def test_paths_that_lose_a_term_are_named() -> None:
    keywords = (Keyword(keyword="Go", in_reference=True, survives=("a",), lost_in=("b",)),)
    assert _match(POSTING, keywords=keywords)["Go"].lost_in == ("b",)


def test_the_newest_job_is_the_one_that_lasts_wherever_it_stands() -> None:
    head, _, rest = resumes.RESUME.partition("Software Engineer, Acme")
    newest, _, rest = rest.partition("Junior Developer")
    older, _, tail = rest.partition("\nEDUCATION")
    text = f"{head}Junior Developer{older}Software Engineer, Acme{newest}\nEDUCATION{tail}"
    for one in (text, resumes.RESUME):
        job = newest_job(content_of(one))
        assert job is not None
        assert job.title is not None
        assert job.title.text == "Software Engineer"
    assert newest_job(content_of("SKILLS\nGo\n")) is None


def test_rank_and_years_stand_beside_the_resumes() -> None:
    own = resumes.resume(asked=resumes.asked(posting=posting_of(POSTING)))
    assert own.match is not None
    assert (own.match.rank, own.match.own_rank) == ("senior", None)
    assert (own.match.years, round(own.match.own_years or 0)) == (5, 6)
    undated = resumes.resume(
        resumes.RESUME.replace("Feb 2020 - Dec 2021", "20XX - 20XX"),
        asked=resumes.asked(posting=posting_of(POSTING)),
    )
    assert isinstance(undated.match, PostingMatch)
    assert undated.match.own_years is None
