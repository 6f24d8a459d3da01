from atsharness_corpus import arrange
from atsharness_corpus.model import Block
from atsharness_corpus.person import content_dir, load_people


def test_dates_are_printed_as_resumes_print_them() -> None:
    assert arrange.printed_range("2021-03", None) == "Mar 2021 – Present"
    assert arrange.printed_range("2012", "2016") == "2012 – 2016"
    assert arrange.printed_date("2023-12-31") == "Dec 2023"


def test_a_job_is_title_employer_and_bullets() -> None:
    (person,) = load_people(content_dir(), ["dense"])
    blocks = arrange.experience(person)
    assert blocks[0] == Block(kind="section", text="Experience")
    assert blocks[1].line == "Senior Back-End Engineer Mar 2021 – Present"
    assert blocks[2].line == "Lumen Freight, Portland, OR"
    assert blocks[3].line.startswith("• Designed a microservices-based order workflow")
    below = arrange.experience(person, dates="below")
    assert below[1].line == "Senior Back-End Engineer"
    assert below[2].line == "Lumen Freight, Portland, OR | Mar 2021 – Present"


def test_contact_lines_hold_every_item_once() -> None:
    (person,) = load_people(content_dir(), ["diacritics"])
    items = " | ".join(block.text for block in arrange.contact_lines(person, per_line=2)).split(" | ")
    assert tuple(items) == arrange.contact_items(person)


def test_a_section_with_nothing_to_say_has_no_heading() -> None:
    (person,) = load_people(content_dir(), ["junior"])
    assert person.certificates == ()
    assert arrange.certificates(person) == ()
