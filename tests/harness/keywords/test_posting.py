"""A posting with 20 technologies against three résumés; the table was checked by hand."""

from __future__ import annotations

from functools import lru_cache

import committed
import pytest

from atsharness import registry
from atsharness.keywords.survival import survival
from atsharness.keywords.vocabulary import asked_for
from atsharness.model import Keyword

POSTING = """Senior Back-End Engineer (m/f/d)

You build services in Java or Go with Spring Boot and gRPC, and know C++ or C#. We run PostgreSQL and
Redis behind Kafka on Kubernetes (k8s), AWS and Terraform. You write Node.js when it has to be, ship by
CI/CD with GitHub Actions, watch it with Prometheus, and secure it with OAuth2.
Nice to have: Rust, .NET, GraphQL. You go the extra mile, rest afterwards and react to feedback.
"""
ASKED = [
    *("Java", "Go", "Spring Boot", "gRPC", "C++", "C#", "PostgreSQL", "Redis", "Kafka", "Kubernetes"),
    *("AWS", "Terraform", "Node.js", "CI/CD", "GitHub Actions", "Prometheus", "OAuth2", "Rust", ".NET"),
    "GraphQL",
]
HOLDS = {
    "typst-two-column__dense": set(ASKED) - {"Rust"},
    "xelatex-single-column__diacritics": {
        *("gRPC", "C++", "C#", "PostgreSQL", "Redis", "Kubernetes", "Node.js", "CI/CD", "OAuth2", ".NET"),
    },
    "typst-two-column__junior": {
        *("Java", "PostgreSQL", "Redis", "Node.js", "GitHub Actions", "OAuth2", "GraphQL"),
    },
}
"""What each résumé names of it, read by eye."""
LOST: dict[str, dict[str, set[str]]] = {
    "typst-two-column__dense": {},
    "xelatex-single-column__diacritics": {},
    "typst-two-column__junior": {"GraphQL": {"pymupdf-sorted"}},
}
"""What each path loses of it, looked up by eye in the path's text."""


@lru_cache(maxsize=4)
def fates(stem: str) -> tuple[Keyword, ...]:
    texts = {
        key: committed.reading(key, stem).text
        for key, found in registry.discover("atsharness_parsers", "PARSER").items()
        if found.value.panel
        and "application/pdf" in found.value.accepts
        and found.value.family != "tesseract"
    }
    return survival(asked_for(POSTING), committed.reference(stem), texts)


@pytest.mark.parametrize("stem", HOLDS)
def test_the_table(stem: str) -> None:
    found = fates(stem)
    assert [word.keyword for word in found] == ASKED
    assert {word.keyword for word in found if word.in_reference} == HOLDS[stem]
    assert {word.keyword: set(word.lost_in) for word in found if word.lost_in} == LOST[stem]
    for word in found:
        assert len(word.survives) + len(word.lost_in) == (8 if word.in_reference else 0)
