from __future__ import annotations

import pytest

from atsharness.model import Leaf, Reference, Word
from atsharness.reference.merge import joined, merge
from atsharness.sources.leaves import leaf


def page(*lines: str, **fields: object) -> Reference:
    """A visual reference: each line's words at 10 points a word."""
    words = [
        (
            text,
            Word(text=text, page=1, box=(10.0 * at, 12.0 * line, 10.0 * at + 9, 12.0 * line + 10), line=line),
        )
        for line, shown in enumerate(lines, start=1)
        for at, text in enumerate(shown.split())
    ]
    text, places = joined(words)
    return Reference(text=text, origin="visual", words=places, read_by="glyphs", **fields)  # type: ignore[arg-type]


BODY = ("Jane Doe", "Engineer at Acme Rockets since 2019", "Skills", "Python Kafka PostgreSQL")


def test_words_take_the_order_and_the_places_of_the_page() -> None:
    source = Reference(text="Skills\nPython Kafka PostgreSQL\nJane Doe\nEngineer at Acme Rockets since 2019")
    merged = merge(source, page(*BODY))
    assert merged.text.splitlines() == list(BODY)
    assert merged.words is not None
    assert [word.line for word in merged.words if word] == [1, 1, 2, 2, 2, 2, 2, 2, 3, 4, 4, 4]
    assert (merged.not_on_page, merged.origin) == ((), "source")


def test_words_that_are_not_on_the_page_are_set_apart() -> None:
    merged = merge(Reference(text="\n".join((*BODY, "a hidden draft"))), page(*BODY))
    assert merged.not_on_page == ("a", "hidden", "draft")
    assert "draft" not in merged.text


def test_where_the_page_was_not_read_to_the_end_nothing_is_set_apart() -> None:
    source = Reference(text="\n".join((*BODY, "in a picture")))
    merged = merge(source, page(*BODY, complete=False))
    assert merged.not_on_page == ()
    assert merged.text.endswith("Python Kafka PostgreSQL in a picture")
    assert merged.words is not None
    assert merged.words[-1] is None
    assert "3 words of the source were not found" in merged.warnings[0]


def test_another_documents_source_is_left_as_it_is() -> None:
    source = Reference(text="completely different words about gardening and boats")
    merged = merge(source, page(*BODY))
    assert merged.text == source.text
    assert "does it belong to this document?" in merged.warnings[0]


def test_a_page_that_shows_a_small_part_of_a_source_and_little_else_is_its_own() -> None:
    jobs = "\n".join(f"Engineer number{n} at company{n} built thing{n}" for n in range(12))
    merged = merge(Reference(text="\n".join((*BODY, jobs))), page(*BODY))
    assert merged.matches_page
    assert len(merged.not_on_page) > 50
    assert not merge(Reference(text=jobs), page(*BODY)).matches_page


def test_the_sources_letters_hold_not_those_that_were_misread() -> None:
    source = Reference(text="\n".join(BODY))
    merged = merge(source, page("Jane Doe", "Enqineer at Acme Rockets since 2O19", *BODY[2:]))
    assert "Engineer at Acme Rockets since 2019" in merged.text


def test_a_divided_word_has_the_box_around_its_parts() -> None:
    merged = merge(Reference(text="\n".join(BODY)), page(*BODY[:3], "Python Kaf ka PostgreSQL"))
    assert merged.words is not None
    (kafka,) = [word for word in merged.words if word and word.text == "Kafka"]
    assert (kafka.box[0], kafka.box[2]) == (10.0, 29.0)


def structured(*leaves: Leaf) -> Reference:
    return Reference(text="\n".join(item.forms[0] for item in leaves), leaves=leaves)


def test_a_leaf_is_found_in_the_form_that_is_printed() -> None:
    source = structured(
        leaf("basics.name", "Jane Doe"),
        leaf("basics.phone", "+1 503-555-0142", "phone"),
        leaf("basics.url", "https://www.example.org/jane/", "url"),
        leaf("work.0.name", "Acme Rockets"),
        leaf("work.0.startDate", "2020-01", "date"),
        leaf("work.0.endDate", "Present", "date"),
        leaf("work.0.location", "Nowhere"),
    )
    shown = page(
        "JANE DOE", "(503) 555 0142 | example.org/jane", "Experience", "Acme Rockets, Jan. 2020 – today"
    )
    merged = merge(source, shown)
    words = merged.text.split()
    where = {item.pointer: " ".join(words[at] for at in item.words) for item in merged.leaves}
    assert where["basics.name"] == "JANE DOE"
    assert where["basics.phone"] == "(503) 555 0142"
    assert where["basics.url"] == "example.org/jane"
    assert where["work.0.name"] == "Acme Rockets,"
    assert where["work.0.startDate"] == "Jan. 2020"
    assert where["work.0.endDate"] == "today"
    assert where["work.0.location"] == ""
    assert merged.not_on_page == ("Nowhere",)
    assert "Experience" in words  # what the template printed stays


def test_words_without_places_are_refused() -> None:
    with pytest.raises(ValueError, match="not those of its text"):
        merge(Reference(text="a"), Reference(text="a b", origin="visual", words=()))


def test_an_address_that_is_not_printed_does_not_pass_for_one_that_is() -> None:
    shown = page(
        "Jane Doe", "Acme Rockets +1 503-555-0142 j.doe@example.com example.org/jane", "Python Kafka"
    )
    source = structured(
        leaf("basics.name", "Jane Doe"),
        leaf("basics.email", "j.doe@example.com", "email"),
        leaf("basics.phone", "+1 503-555-0142", "phone"),
        leaf("basics.url", "https://doe.example.com", "url"),
        leaf("basics.profiles.0.url", "https://example.org/jane", "url"),
        leaf("work.0.name", "Acme Rockets"),
        leaf("skills.0.keywords.0", "Python"),
        leaf("skills.0.keywords.1", "Kafka"),
    )
    merged = merge(source, shown)
    assert merged.text.splitlines()[1] == "Acme Rockets +1 503-555-0142 j.doe@example.com example.org/jane"
    assert "https://doe.example.com" in merged.not_on_page


def test_a_label_that_is_not_printed_does_not_take_another_word_s_place() -> None:
    shown = page("Jane Doe", "Acme Rockets since 2019", "GitLab Runner Python Kafka PostgreSQL")
    source = structured(
        leaf("basics.name", "Jane Doe"),
        leaf("basics.profiles.0.network", "GitHub"),
        leaf("work.0.name", "Acme Rockets"),
        leaf("skills.0.keywords.0", "GitLab"),
        leaf("skills.0.keywords.1", "Python"),
    )
    merged = merge(source, shown)
    assert merged.text.splitlines()[2] == "GitLab Runner Python Kafka PostgreSQL"
    assert merged.not_on_page == ("GitHub",)


@pytest.mark.parametrize(
    ("lines", "pieces"),
    [
        (("jane.doe@example.", "com"), "jane.doe@example. com"),
        (("Mail: JANE.DOE@EXAMPLE", ".COM"), "JANE.DOE@EXAMPLE .COM"),
        (("jane.", "doe@exam", "ple.com"), "jane. doe@exam ple.com"),
    ],
)
def test_an_address_that_the_page_breaks_over_lines_is_printed(lines: tuple[str, ...], pieces: str) -> None:
    source = structured(
        leaf("basics.name", "Jane Doe"), leaf("basics.email", "jane.doe@example.com", "email")
    )
    merged = merge(source, page("Jane Doe", *lines, "Engineer"))
    (found,) = [item for item in merged.leaves if item.pointer == "basics.email"]
    assert " ".join(merged.text.split()[at] for at in found.words) == pieces
    assert merged.not_on_page == ()


def test_pieces_of_an_address_that_stand_apart_are_none() -> None:
    source = structured(
        leaf("basics.name", "Jane Doe"), leaf("basics.email", "jane.doe@example.com", "email")
    )
    merged = merge(source, page("Jane Doe", "jane.doe@example.", "Engineer", "com"))
    assert "jane.doe@example.com" in merged.not_on_page
