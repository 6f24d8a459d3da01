"""Towns at the end of employers, in a parser's text."""

from __future__ import annotations

import msgspec

from atsharness.content.read import content_of, content_of_reference
from atsharness.model import Reference, Word


def resume(*employers: str) -> str:
    """A job at each employer, the latest first."""
    jobs = (
        f"Back-End Engineer Jan {year} – Dec {year}\n{employer}\n• Built an API in Go for partners.\n"
        for year, employer in zip(range(2023, 2000, -1), employers, strict=False)
    )
    return "Jane Example\njane@example.com\n\nExperience\n" + "".join(jobs)


def read(*employers: str) -> list[tuple[str, str]]:
    """Employer and place of each job."""
    return [
        (job.company.text if job.company else "", job.place.text if job.place else "")
        for job in content_of(resume(*employers)).jobs
    ]


def test_a_town_behind_each_employer_is_its_place() -> None:
    assert read("Lumen Freight Portland", "Brightwell Health New York") == [
        ("Lumen Freight", "Portland"),
        ("Brightwell Health", "New York"),
    ]


def test_one_employer_alone_may_be_named_after_its_town() -> None:
    assert read("Stadtwerke München") == [("Stadtwerke München", "")]
    assert read("Stadtwerke München", "Lumen Freight") == [("Stadtwerke München", ""), ("Lumen Freight", "")]


def test_a_region_behind_the_town_is_enough() -> None:
    assert read("Fieldstone Labs Columbus, OH") == [("Fieldstone Labs", "Columbus, OH")]
    assert read("Acme Widgets Linz, Austria", "Lumen Freight") == [
        ("Acme Widgets", "Linz, Austria"),
        ("Lumen Freight", ""),
    ]


def test_a_place_that_another_job_has_directly_behind_its_employer_tells_too() -> None:
    assert read("Spreekasse GmbH Berlin", "Wieża Systemy Łódź") == [
        ("Spreekasse GmbH", "Berlin"),
        ("Wieża Systemy", "Łódź"),
    ]
    assert read("Fieldstone Labs Columbus, OH", "Lumen Freight Portland")[1] == ("Lumen Freight", "Portland")


def test_where_others_have_a_comma_a_name_without_one_is_the_employers() -> None:
    assert read("Lumen Freight, Portland", "Stadtwerke München")[1] == ("Stadtwerke München", "")


def test_a_town_behind_a_small_word_belongs_to_the_name() -> None:
    names = ["Bank of New York", "City of Portland"]
    assert read(*names) == [(name, "") for name in names]


def test_where_the_page_is_seen_its_gaps_tell() -> None:
    text = resume("Klinikum Stuttgart", "Stadtwerke München")
    place = Word(text="x", page=1, box=(0, 0, 1, 1))
    words = tuple(msgspec.structs.replace(place, text=word) for word in text.split())
    jobs = content_of_reference(Reference(text=text, words=words)).jobs
    assert [job.company.text for job in jobs if job.company] == ["Klinikum Stuttgart", "Stadtwerke München"]
