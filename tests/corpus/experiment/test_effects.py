"""From two rows to an effect: counted by hand, and what holds of any rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from runs import document, measures, path, violation

from atsharness.batch.rows import DocumentRow, FieldCounts
from atsharness_corpus.experiment.effects import (
    MEASURES,
    NAMED,
    READERS,
    RULES,
    VERDICT,
    WORSE,
    Losses,
    cells,
    difference,
    losses,
    readers,
)

LOSSY = measures(
    missing=10, split_words=3, glued_words=1, exact_words=182, other_characters=2, moved=50, extra_words=8
)  # of 200 words: 10 missing, 4 cut, 4 altered, and 2 whose ligatures are characters of their own


def row(*paths: object, **fields: object) -> DocumentRow:
    return document(0, *paths, **fields)  # type: ignore[arg-type]


def test_every_measure_is_counted_in_percent_of_the_page() -> None:
    fields = (FieldCounts(kind="work.name", exact=1, altered=1, partial=1, missing=1, spurious=5),)
    found = losses(row(path("pdfium", made=LOSSY, fields=fields)))["pdfium"]
    assert found == {"lost": 5.0, "altered": 3.0, "cut": 2.0, "moved": 5.0, "extra": 4.0, "fields": 75.0}


def test_an_effect_is_what_the_twin_does_not_lose() -> None:
    one = losses(row(path("pdfium", made=LOSSY)))
    other = losses(row(path("pdfium", made=measures(missing=4))))
    assert difference(one, other)["pdfium"]["lost"] == pytest.approx(3.0)
    assert difference(one, None) == one


def test_a_path_that_fails_loses_all_and_one_that_is_not_there_nothing() -> None:
    found = losses(row(path("pdfium", "failed"), path("pypdf", "unavailable"), path("mupdf")))
    assert found["pdfium"]["lost"] == found["pdfium"]["fields"] == 100.0
    assert "pypdf" not in found


def test_of_a_file_that_cannot_be_opened_every_path_loses_all() -> None:
    found = losses(row(path("pdfium", "not_read"), level=None, status="unreadable"))
    assert found["pdfium"]["lost"] == 100.0
    assert VERDICT not in found


def test_a_family_loses_what_its_best_mode_loses() -> None:
    found = losses(
        row(
            path("mupdf-a", made=measures(missing=10)),
            path("mupdf-b", made=measures(missing=2, moved=100)),
            path("pdfium"),
        )
    )
    assert found["family mupdf"]["lost"] == 1.0
    assert found["family mupdf"]["moved"] == 0.0


def test_a_worse_verdict_is_one_and_a_better_one_minus_one() -> None:
    good, bad = (losses(row(path("pdfium"), level=level)) for level in ("pass", "fail"))
    assert difference(bad, good)[VERDICT][WORSE] == 1.0
    assert difference(good, bad)[VERDICT][WORSE] == -1.0
    assert difference(bad, bad)[VERDICT][WORSE] == 0.0


def test_readers_that_get_everything_are_counted() -> None:
    one = losses(row(path("pdfium", gets_everything=False), path("pypdf"), path("mupdf"), path("tika")))
    other = losses(row(path("pdfium"), path("pypdf"), path("mupdf"), path("tika")))
    assert difference(one, other)[VERDICT][READERS] == 25.0


def test_a_rule_that_is_about_the_thing_names_it() -> None:
    found = row(path("pdfium"), findings=(violation("ATS201"),))
    assert losses(found, ("ATS201", "ATS202"))[RULES][NAMED] == 1.0
    assert losses(found, ("ATS202",))[RULES][NAMED] == 0.0
    assert RULES not in losses(found)


def losses_of(**lost: float) -> Losses:
    return {name: dict.fromkeys(MEASURES, 0.0) | {"lost": value} for name, value in lost.items()}


def test_readers_with_the_same_values_share_a_cell_and_zeros_have_none() -> None:
    found = cells(
        {
            "ann": [losses_of(pdfium=2.0, pypdf=2.0, mupdf=1.0)],
            "bob": [losses_of(pdfium=4.0, pypdf=4.0, mupdf=0.0)],
        }
    )
    assert [(cell.of, cell.values, cell.mean) for cell in found] == [
        (("mupdf",), (1.0, 0.0), 0.5),
        (("pdfium", "pypdf"), (2.0, 4.0), 3.0),
    ]
    assert all(cell.low is not None and cell.low <= cell.mean <= cell.high for cell in found)


def test_a_person_counts_once_however_many_pairs_there_are() -> None:
    (cell,) = cells(
        {"ann": [losses_of(a=2.0), losses_of(a=4.0), losses_of(a=9.0)], "bob": [losses_of(a=1.0)]}
    )
    assert cell.values == (5.0, 1.0)
    assert cell.mean == 3.0


def test_one_person_gives_no_interval() -> None:
    (cell,) = cells({"ann": [losses_of(a=2.0)]})
    assert (cell.mean, cell.low, cell.high) == (2.0, None, None)


def test_only_paths_that_have_read_everything_are_readers() -> None:
    one = losses(row(path("pdfium"), path("pypdf")))
    other = losses(row(path("pdfium"), path("pypdf", "unavailable")))
    assert list(readers([one, other])) == ["pdfium"]


counts = st.integers(0, 40)


@st.composite
def rows(draw: st.DrawFn) -> DocumentRow:
    missing, split, glued = draw(counts), draw(counts), draw(counts)
    made = measures(
        missing=missing,
        split_words=split,
        glued_words=glued,
        exact_words=200 - missing - split - glued - draw(counts),
        moved=draw(st.integers(0, 1000)),
        extra_words=draw(counts),
    )
    fields = (FieldCounts(kind="work.name", exact=draw(counts), missing=draw(counts)),)
    level = draw(st.sampled_from(["pass", "at_risk", "fail", "not_measurable", None]))
    return document(0, path("pdfium", made=made, fields=fields), path("pypdf-plain"), level=level)


@given(rows())
def test_a_file_has_no_effect_against_itself(found: DocumentRow) -> None:
    effect = difference(losses(found), losses(found))
    assert {value for values in effect.values() for value in values.values()} <= {0.0}
    assert cells({"ann": [effect], "bob": [effect]}) == ()


@given(rows(), rows())
def test_an_effect_turned_round_is_its_negative(one: DocumentRow, other: DocumentRow) -> None:
    there, back = difference(losses(one), losses(other)), difference(losses(other), losses(one))
    assert set(there) == set(back)
    for key, values in there.items():
        assert {name: -value for name, value in values.items()} == pytest.approx(back[key])
