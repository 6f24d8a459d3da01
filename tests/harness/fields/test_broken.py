"""Contact data and periods that the page breaks over several lines, as a person reads them."""

from __future__ import annotations

from collections.abc import Callable

import artifacts as make
import msgspec
import pytest

from atsharness.alignment.align import align
from atsharness.fields.expected import expected_fields
from atsharness.fields.field import Field
from atsharness.fields.recover import Detected, recover
from atsharness.model import Reference
from atsharness.text.tokens import tokens

SIDEBAR = """Jane Doe
Contact
jane.doe-longname@example.co
{rest}
Skills
Python"""


def fields(text: str, reference: Reference | None = None) -> dict[str, Field]:
    return {
        field.pointer: field for field in expected_fields(reference or make.reference(text), tokens(text))
    }


@pytest.mark.parametrize(
    ("rest", "value"),
    [
        ("m", "jane.doe-longname@example.com"),
        ("Python", "jane.doe-longname@example.co"),
        ("m and more", "jane.doe-longname@example.co"),
        ("github.example.com/jane", "jane.doe-longname@example.co"),
        ("zz", "jane.doe-longname@example.co"),
    ],
)
def test_an_address_goes_on_where_the_column_forces_it(rest: str, value: str) -> None:
    text = SIDEBAR.format(rest=rest)
    field = fields(text)["basics.email"]
    assert (field.value, field.text, len(field.words)) == (value, value, 1 + (value[-3:] == "com"))


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        ("jane.longnam\ne@example.co\nm", "jane.longname@example.com"),
        ("jane.doe.longname\n@example.org", "jane.doe.longname@example.org"),
        ("jane.doe@ex\nample.com", "jane.doe@example.com"),
        ("jane.doe@\nexample.com", "jane.doe@example.com"),
        ("JANE.DOE.LONGNAME@EXAMPLE.\nORG", "jane.doe.longname@example.org"),
        ("jane.doe.\nlongname@\nexample.org", "jane.doe.longname@example.org"),
        ("Jane.Doe@ex\nample.com", "jane.doe@example.com"),
        ("E-mail: jane.doe@ex\nample.com", "jane.doe@example.com"),
        ("✉ jane.longnam\n  e@example.co\n  m", "jane.longname@example.com"),
        ("jane.doe@example.com\nlinkedin.com", "jane.doe@example.com"),
        ("jane.doe@example.com\nexample.dev", "jane.doe@example.com"),
        ("jane.doe@example.org\n@janedoe.example.com", "jane.doe@example.org"),
    ],
)
def test_an_e_mail_address_over_several_lines(lines: str, value: str) -> None:
    found = fields(f"Jane Doe\nContact\n{lines}\nSkills\nPython")
    assert found["basics.email"].value == value
    assert "basics.email.1" not in found
    hosts = {field.value for field in found.values() if field.kind == "url"}
    assert hosts == {host for host in ("linkedin.com", "example.dev") if host in lines}


def test_a_handle_that_would_have_fitted_is_no_host_of_the_line_above() -> None:
    text = "Jane Doe\njane.doe\n@jane.example.com\nBuilt services in Go and Python for years"
    assert "basics.email" not in fields(text)


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        ("+44 20 7946\n0958", "+442079460958"),
        ("Tel. +44 20\n7946 0958", "+442079460958"),
        ("+44 20\n7946\n0958", "+442079460958"),
        ("(312) 555-\n0123", "+13125550123"),
        ("+44 20 7946 0958\n+1 312 555 0123", "+442079460958"),
        ("+1 312 555 0123\n60601", "+13125550123"),
    ],
)
def test_a_phone_number_over_several_lines(lines: str, value: str) -> None:
    assert fields(f"Jane Doe\n{lines}\nSkills")["basics.phone"].value == value


def test_figures_that_would_have_fitted_are_no_part_of_a_number() -> None:
    text = "Jane Doe\n+44 20 7946\n0958\nBuilt services in Go and Python for years"
    assert fields(text)["basics.phone"].value != "+442079460958"


def test_a_break_that_nothing_forces_parts_two_things() -> None:
    text = SIDEBAR.format(rest="m") + "\nBuilt services in Go and Python for years"
    assert fields(text)["basics.email"].value == "jane.doe-longname@example.co"
    unplaced = Reference(text=SIDEBAR.format(rest="m"))
    assert fields(unplaced.text, unplaced)["basics.email"].value == "jane.doe-longname@example.co"


def test_a_web_address_goes_on_likewise() -> None:
    text = "Jane Doe\nlinkedin.example.com/in/jane-long\nname-of-hers\nExperience"
    found = fields(text)["basics.profiles.0.url"]
    assert (found.value, found.words) == ("linkedin.example.com/in/jane-longname-of-hers", (2, 3))


def test_an_address_at_the_end_of_a_sentence_is_whole() -> None:
    text = "Jane Doe\nThe code is at github.example.com/jane\nrepository\nSkills"
    assert fields(text)["basics.profiles.0.url"].value == "github.example.com/jane"


def test_a_path_that_breaks_it_too_has_it_not_exactly() -> None:
    text = SIDEBAR.format(rest="m")
    expected = [fields(text)["basics.email"]]

    def outcome(read: str) -> str:
        (found, *_) = recover(expected, align(tokens(text), read, path_id="p"), tokens(read), Detected(read))
        return found.outcome

    assert outcome(text) == "altered"
    assert outcome(text.replace("co\nm", "com")) == "exact"


def test_a_period_goes_on_after_its_dash() -> None:
    text = "Jane Doe\nExperience\nDeveloper Jan 2020 –\nMar 2023 Initech\n2015 –\nMore"
    found = fields(text)
    assert found["work.0.startDate"].value == "2020-01/2023-03"
    assert [found["work.0.endDate"].text, "work.1.startDate" in found] == ["Mar 2023", False]


def test_an_odd_hyphen_of_an_address_is_seen_as_one() -> None:
    text = "Jane Doe\njane‑doe@example.com linkedin.example.com/in/jane‑doe"
    found = fields(text)
    assert found["basics.email"].value == "jane-doe@example.com"
    assert found["basics.profiles.0.url"].value == "linkedin.example.com/in/jane-doe"


FOOTER = "Portland, Oregon | +1 614 555 0117 | jane@example.com | linkedin.example.com/\n{rest}"


def set_right(text: str) -> Reference:
    """A page whose lines all end at the same x."""
    plain = make.reference(text)
    ends = {word.line: word.box[2] for word in plain.words or () if word is not None}
    words = tuple(
        msgspec.structs.replace(word, box=(word.box[0] + by, word.box[1], word.box[2] + by, word.box[3]))
        for word in plain.words or ()
        if word is not None
        for by in [max(ends.values()) - ends[word.line]]
    )
    return msgspec.structs.replace(plain, words=words)


@pytest.mark.parametrize(
    ("rest", "value"),
    [
        ("in/jane-doe", "linkedin.example.com/in/jane-doe"),
        ("in/jane-doe | he/him", "linkedin.example.com/in/jane-doe"),
        ("in one word", "linkedin.example.com"),
        ("Skills", "linkedin.example.com"),
    ],
)
@pytest.mark.parametrize("placed", [make.reference, set_right])
def test_after_a_slash_what_does_not_fit_goes_on_in_the_next_line(
    placed: Callable[[str], Reference], rest: str, value: str
) -> None:
    text = FOOTER.format(rest=rest)
    found = fields(text, placed(text))
    assert next(field.value for field in found.values() if field.kind == "url") == value


def test_what_would_have_fitted_after_a_slash_is_another_thing() -> None:
    text = "Jane Doe\nlinkedin.example.com/\nin/jane\nBuilt services in Go and Python for years"
    assert fields(text)["basics.profiles.0.url"].value == "linkedin.example.com"
