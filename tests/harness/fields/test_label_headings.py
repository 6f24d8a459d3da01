"""Headings in a column of labels, on made-up lines."""

from __future__ import annotations

from atsharness.alignment.align import align
from atsharness.fields.expected import expected_fields
from atsharness.fields.label_headings import label_headings
from atsharness.fields.recover import Detected, recover
from atsharness.model import Reference, Word
from atsharness.text.tokens import tokens

PAGE = """Jane Example
EXPERIENCE  Engineer, Acme Inc.
Built payment and parcel services in Go for nine carriers in four countries
EDUCATION  BSc, University of Linz
SKILLS  Python, Go"""


def placed(page: str) -> tuple[Word, ...]:
    """Words 5 points wide a letter; two spaces are a gap of 60 points, other lines begin right of it."""
    words = []
    for number, line in enumerate(page.splitlines()):
        x = 50.0 if "  " in line or number == 0 else 180.0
        for part in line.split("  "):
            for text in part.split():
                words.append(
                    Word(text=text, page=1, box=(x, 12.0 * number, x + 5.0 * len(text), 12.0 * number + 10))
                )
                x += 5.0 * len(text) + 3
            x = max(x + 60, 180.0)
    return tuple(words)


def test_labels_of_a_column_are_headings() -> None:
    found = label_headings(tokens(PAGE), placed(PAGE))
    assert [(one.text, one.value) for one in found] == [
        ("EXPERIENCE", "work"),
        ("EDUCATION", "education"),
        ("SKILLS", "skills"),
    ]


def test_one_label_is_no_column_and_words_of_a_sentence_are_none() -> None:
    one = "Jane Example\nSKILLS  Python, Go\nBuilt services"
    assert label_headings(tokens(one), placed(one)) == ()
    plain = PAGE.replace("  ", " ")
    assert label_headings(tokens(plain), placed(plain)) == ()


def test_a_label_is_recovered_where_it_begins_its_line() -> None:
    words, places = tokens(PAGE), placed(PAGE)
    fields = expected_fields(Reference(text=PAGE, origin="visual", words=places), words)
    for path, expected in (
        (PAGE, "exact"),
        (PAGE.replace("Built", "Built EXPERIENCE", 1).replace("EXPERIENCE  ", "", 1), "altered"),
    ):
        read = tokens(path)
        found = recover(fields, align(PAGE, path, path_id="any"), read, Detected(path))
        assert {item.field: item.outcome for item in found}["section.work"] == expected
