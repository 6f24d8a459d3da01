"""Periods that a narrow column breaks over two lines, a title beside them."""

from __future__ import annotations

import pytest

from atsharness.alignment.align import align
from atsharness.fields.expected import expected_fields
from atsharness.fields.field import Field
from atsharness.fields.recover import Detected, recover
from atsharness.model import Reference, Word
from atsharness.text.tokens import tokens

LETTER = 5.0


def page(*lines: tuple[tuple[float, str], ...], size: float = 10.0, pitch: float = 13.0) -> Reference:
    """Lines of pieces, each with the x at which it starts."""
    words: list[Word] = []
    for number, line in enumerate(lines, start=1):
        top = 50 + pitch * number
        for x0, piece in line:
            at = x0
            for text in piece.split():
                width = LETTER * len(text)
                words.append(Word(text=text, page=1, box=(at, top, at + width, top + size), line=number))
                at += width + LETTER
    text = "\n".join(" ".join(piece for _, piece in line) for line in lines)
    return Reference(text=text, words=tuple(words))


def dates(reference: Reference) -> dict[str, Field]:
    fields = expected_fields(reference, tokens(reference.text))
    return {field.pointer: field for field in fields if field.kind in ("start", "end")}


COLUMN = page(
    ((50, "Experience"),),
    ((50, "Oct 2019 – Mar"), (150, "Software Engineer")),
    ((50, "2022"),),
    ((150, "Lumen Freight, Portland"),),
)


def test_a_date_column_breaks_a_period() -> None:
    found = dates(COLUMN)
    assert {field.value for field in found.values()} == {"2019-10/2022-03"}
    assert [found[f"work.0.{end}Date"].text for end in ("start", "end")] == ["Oct 2019", "Mar 2022"]
    assert [found[f"work.0.{end}Date"].words for end in ("start", "end")] == [(1, 2), (4, 7)]


@pytest.mark.parametrize(
    ("read", "outcome"),
    [
        (COLUMN.text, "scattered"),
        ("Experience\nOct 2019 – Mar\n2022\nSoftware Engineer\nLumen Freight, Portland", "altered"),
        ("Experience\nOct 2019 – Mar 2022\nSoftware Engineer\nLumen Freight, Portland", "exact"),
    ],
)
def test_a_path_has_it_in_one_line_or_not(read: str, outcome: str) -> None:
    alignment = align(COLUMN.text, read, path_id="p")
    found = recover(dates(COLUMN).values(), alignment, tokens(read), Detected(read))
    assert {item.outcome for item in found} == {outcome}


@pytest.mark.parametrize(
    ("upper", "lower", "value"),
    [
        ((50, "févr. 2022 –"), (50, "aujourd’hui"), "2022-02/present"),
        ((50, "Apr. 2018 – Sept."), (115, "2021"), "2018-04/2021-09"),
        ((50, "Sept. 2016"), (50, "– März 2018"), "2016-09/2018-03"),
    ],
)
def test_it_breaks_anywhere_set_to_either_side(
    upper: tuple[float, str], lower: tuple[float, str], value: str
) -> None:
    reference = page((upper, (200, "Junior Developer")), (lower, (200, "Initech, Austin")))
    assert {field.value for field in dates(reference).values()} == {value}


@pytest.mark.parametrize(
    "lines",
    [
        [((50, "Oct 2019 – Mar"), (150, "Engineer")), ((150, "2022"),)],
        [((50, "Oct 2019 –"), (150, "Engineer")), ((50, "Initech"),)],
        [((50, "2019"), (150, "Engineer")), ((50, "2022"), (150, "Developer"))],
        [((50, "Oct 2019 – Mar"), (150, "Engineer")), (), ((50, "2022"),)],
        [((50, "2019 –"), (150, "Engineer")), ((50, "2014 – 2019"), (150, "Developer"))],
    ],
    ids=["another column", "no date", "no dash", "not the next line", "a period of its own"],
)
def test_what_stands_below_is_another_thing(lines: list[tuple[tuple[float, str], ...]]) -> None:
    assert {field.value for field in dates(page(*lines)).values()} <= {"2014/2019"}


WRAPPED = page(
    ((50, "Alternante en développement"),),
    ((50, "Atelier Numérique, Gap | sept. 2018 – août"),),
    ((50, "2019"),),
    ((50, "• Réalisé une passerelle"),),
)


def test_running_text_breaks_a_period_at_its_lines_end() -> None:
    assert {field.value for field in dates(WRAPPED).values()} == {"2018-09/2019-08"}
    whole = WRAPPED.text.replace("août\n", "août ")
    for read, outcome in ((WRAPPED.text, "altered"), (whole, "exact")):
        alignment = align(WRAPPED.text, read, path_id="p")
        found = recover(dates(WRAPPED).values(), alignment, tokens(read), Detected(read))
        assert {item.outcome for item in found} == {outcome}


def test_a_period_does_not_go_on_in_another_paragraph() -> None:
    indented = page(((50, "Atelier, Gap | sept. 2018 – août"),), ((90, "2019 fiches"),))
    assert not dates(indented)


def test_two_periods_that_still_last_are_not_one() -> None:
    years = page(
        ((50, "Community"),),
        ((50, "2022 -"), (150, "Community Builder")),
        ((50, "2021 -"), (150, "Ambassador")),
    )
    assert dates(years) == {}
