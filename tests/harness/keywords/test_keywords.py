from atsharness.keywords.outdated import ended_technologies, outdated_in
from atsharness.keywords.phrases import Phrases
from atsharness.keywords.survival import survival
from atsharness.keywords.vocabulary import asked_for, known_terms, parse

POSTING = """We look for a back-end engineer with Go or C++, C#, .NET, Node.js, CI/CD (GitHub Actions), OAuth2
and REST APIs. You go to the rest area and spring into action. Spring Boot, Kubernetes (k8s), AWS/GCP; R&D,
code reviews, JavaScript, and a go-to person."""


def names(posting: str) -> list[str]:
    return [term.name for term in asked_for(posting)]


def test_a_posting_names_terms_in_its_order() -> None:
    assert names(POSTING) == [
        *("Go", "C++", "C#", ".NET", "Node.js", "CI/CD", "GitHub Actions", "OAuth2", "REST", "Spring Boot"),
        *("Kubernetes", "AWS", "GCP", "Code review", "JavaScript"),
    ]


def test_common_words_are_no_technologies() -> None:
    assert (
        names("We react fast, express ourselves, rest, go home and spring up; a chef in a swift team.") == []
    )


def test_words_are_whole() -> None:
    text = Phrases("C++ JavaScript Node.js R&D TypeScript ASP.NET 10k+ Apache Kafka")
    for inside in ("C", "Java", "Node", "R", "NET", ".NET"):
        assert not text.has(inside), inside
    for whole in ("C++", "JavaScript", "Node.js", "ASP.NET", "10k+", "apache kafka"):
        assert text.has(whole), whole


def test_a_phrase_may_run_over_a_line_end_but_not_be_altered() -> None:
    assert Phrases("Spring\nBoot").has("spring boot")
    assert Phrases("Spring\u00a0Boot").has("Spring Boot")
    for altered in ("work\ufb02ow", "work\u00adflow", "work flow", "workf low", "work-\nflow"):
        assert not Phrases(altered).has("workflow"), altered


def test_survival_path_by_path() -> None:
    terms = parse("C++\nC#\nPostgreSQL | Postgres\nErlang")
    reference = "C++, C# and Postgres"
    found = survival(terms, reference, {"a": "C + + , C# and Postgres", "b": "C++,C#\nand Postgres,"})
    assert [(one.keyword, one.in_reference, one.survives, one.lost_in) for one in found] == [
        ("C++", True, ("b",), ("a",)),
        ("C#", True, ("a", "b"), ()),
        ("PostgreSQL", True, ("a", "b"), ()),
        ("Erlang", False, (), ()),
    ]


def test_the_vocabulary_is_sound() -> None:
    terms = known_terms()
    spellings = [spelling.casefold() for term in terms for spelling in term.spellings]
    assert len(terms) >= 200
    assert len(spellings) == len(set(spellings))
    for term in terms:
        for spelling in term.spellings:
            assert Phrases(f"with {spelling}, and").has(spelling), spelling


def test_a_phrase_may_break_after_its_own_hyphen_or_slash() -> None:
    assert Phrases("event-\ndriven design, CI/\nCD").has("event-driven")
    assert Phrases("event-\ndriven design, CI/\nCD").has("CI/CD")
    assert not Phrases("event\ufffedriven").has("event-driven")


def test_a_common_word_survives_only_as_it_is_written() -> None:
    (found,) = survival(
        parse("=Go | Golang"), "Java and Go", {"a": "Java and go", "b": "Go, Java", "c": "Golang"}
    )
    assert (found.survives, found.lost_in) == (("b",), ("a", "c"))
    (none,) = survival(parse("=Go | Golang"), "ready to go", {"a": "ready to go"})
    assert not none.in_reference


def test_what_is_based_on_a_term_names_it() -> None:
    assert names(
        "A Kafka-based pipeline, microservices-based; go-based but Go-like, PostgreSQL-compatible."
    ) == [
        *("Kafka", "Microservices"),
    ]
    assert Phrases("a microservices-\nbased workflow").has("microservices")


def test_terms_have_groups_and_stand_on_each_other() -> None:
    terms = parse("[Frameworks]\n=Spring > Java\nSpring Boot | SpringBoot > Spring, Tomcat\n[Other]\nC++")
    assert [(one.name, one.spellings, one.as_written, one.group, one.stands_on) for one in terms] == [
        ("Spring", ("Spring",), True, "Frameworks", ("Java",)),
        ("Spring Boot", ("Spring Boot", "SpringBoot"), False, "Frameworks", ("Spring", "Tomcat")),
        ("C++", ("C++",), False, "Other", ()),
    ]


def test_every_known_term_has_a_group_and_stands_on_known_ones() -> None:
    known = {term.name for term in known_terms()}
    for term in known_terms():
        assert term.group, term.name
        assert known.issuperset(term.stands_on), term.name


def test_ended_technologies_are_named_in_whole_words() -> None:
    found = {
        name: one.ended for name, one in outdated_in("ActionScript, AngularJS, Python 2.7; not flash storage")
    }
    assert found == {"ActionScript": "2020-12", "AngularJS": "2021-12", "Python 2.7": "2020-01"}
    assert not list(outdated_in("Angular, Python 3, PHP 8, .NET 8, Java 17, MySQL 8, NAND flash"))


def test_the_dates_of_ended_technologies_are_months() -> None:
    for one in ended_technologies():
        year, month = map(int, one.ended.split("-"))
        assert 2000 <= year <= 2026, one
        assert 1 <= month <= 12, one


def test_a_season_is_no_framework() -> None:
    assert names("Internship in Spring 2019, Spring 20XX; Spring and Go 1.22") == ["Spring", "Go"]
    assert names("Spring 2019") == []
