"""The published unit cases of jiwer and dinglehopper, and what the numbers must hold."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atsharness.measure.classic import classic, words


@pytest.mark.parametrize(
    ("reference", "hypothesis", "cer"),
    [
        # dinglehopper 0.11, test_character_error_rate.py
        ("a", "a", 0),
        ("a", "b", 1),
        ("Foo", "Bar", 1),
        ("Foo", "", 1),
        ("", "", 0),
        ("Foo", "Food", 1 / 3),
        ("Fnord", "Food", 2 / 5),
        ("Müll", "Mull", 1 / 4),
        ("Abstand", "Sand", 4 / 7),
        ("Schlyñ lorem ipsum.", unicodedata.normalize("NFD", "Schlyñ lorem ipsum!"), 1 / 19),
        ("Schlyñ", "Schlym\u0303", 1 / 6),
        ("Schlym\u0303", "Schlyñ", 1 / 6),
        # jiwer 4, test_cer.py and test_empty_ref.py
        ("This is a test", "This is a test", 0),
        ("This is a test", "", 1),
        ("This is a test", "This test", 5 / 14),
        ("X", "X X Y Y", 6),
        ("X Y X", "X Z", 3 / 5),
        ("X", "Y", 1),
        ("X", "Y Z", 3),
        ("", "a", 1),
        ("", "abd", 3),
        ("abc", "", 1),
    ],
)
def test_published_character_error_rates(reference: str, hypothesis: str, cer: float) -> None:
    assert classic(reference, hypothesis).cer == pytest.approx(cer, abs=1e-12)


@pytest.mark.parametrize(
    ("reference", "hypothesis", "wer"),
    [
        # dinglehopper 0.11, test_word_error_rate.py
        ("Dies ist ein Beispielsatz!", "Dies ist ein Beispielsatz!", 0),
        ("Dies. ist ein Beispielsatz!", "Dies ist ein Beispielsatz!", 0),
        ("Dies. ist ein Beispielsatz!", "Dies ist ein Beispielsatz.", 0),
        ("Dies ist ein Beispielsatz!", "Dies ist ein Beispielsarz:", 1 / 4),
        ("Dies ist ein Beispielsatz!", "Dies ein ist Beispielsatz!", 2 / 4),
        ("Dies ist ein Beispielsatz!", "", 1),
        ("", "", 0),
        ("Schlyñ lorem ipsum dolor sit amet,", "Schlym\u0303 lorem ipsum dolor sit amet.", 1 / 6),
        # jiwer 4, test_measures.py and test_empty_ref.py
        ("This is a test", "This is a test", 0),
        ("This is a test", "", 1),
        ("This is a test", "This test", 1 / 2),
        ("hello this sentence is fractured", "this sentence", 3 / 5),
        (
            "i am a short ground truth",
            "i am a considerably longer and very much incorrect hypothesis",
            7 / 6,
        ),
        ("X", "X X Y Y", 3),
        ("X Y X", "X Z", 2 / 3),
        ("X", "Y", 1),
        ("X", "Y Z", 2),
        ("", "hello", 1),
        ("", "0 1 2 3 4", 5),
        ("hello", "", 1),
    ],
)
def test_published_word_error_rates(reference: str, hypothesis: str, wer: float) -> None:
    assert classic(reference, hypothesis).wer == pytest.approx(wer, abs=1e-12)


def test_words_are_those_of_dinglehopper() -> None:
    shown = words("Der schnelle [„braune“] Fuchs kann keine 3,14 Meter springen, oder?")
    assert " ".join(shown) == "Der schnelle braune Fuchs kann keine 3,14 Meter springen oder"


def test_spaces_and_line_ends_count_once_and_only_with_spaces() -> None:
    found = classic("W O R K\r\nhere\u00a0now \n", "\nWORK\nhere  now")
    assert found.cer == pytest.approx(3 / 16)
    assert found.cer_no_space == 0
    assert found.wer == pytest.approx(4 / 6)


def test_indel_similarity_of_two_columns_that_lose_nothing_is_low() -> None:
    left = [f"left{i} words{i} stand{i} here{i}" for i in range(12)]
    right = [f"right{i} other{i} text{i} there{i}" for i in range(12)]
    mixed = "\n".join(f"{one} {two}" for one, two in zip(left, right, strict=True))
    similarity = classic("\n".join([*left, *right]), mixed).indel_similarity
    assert similarity is not None
    assert 0.4 < similarity < 0.75


TEXTS = st.text(alphabet=st.sampled_from("ab éñ\u0301\u0303\n\u00a0.-漢한"), max_size=30)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_bounds_and_identity(reference: str, hypothesis: str) -> None:
    same = classic(reference, unicodedata.normalize("NFD", reference))
    assert (same.cer, same.cer_no_space, same.wer, same.indel_similarity) == (0, 0, 0, 1)
    found = classic(reference, hypothesis)
    back = classic(hypothesis, reference)
    assert found.indel_similarity == pytest.approx(back.indel_similarity)
    assert 0 <= (found.indel_similarity or 0) <= 1
    for rate in (found.cer, found.cer_no_space, found.wer):
        assert rate is not None
        assert rate >= 0


def _edits(one: str, two: str) -> int:
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(two, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


@settings(deadline=None)
@given(st.text(alphabet="abcd", min_size=1, max_size=12), st.text(alphabet="abcd", max_size=12))
def test_cer_against_the_textbook(reference: str, hypothesis: str) -> None:
    assert classic(reference, hypothesis).cer == pytest.approx(_edits(reference, hypothesis) / len(reference))


def test_what_is_too_long_and_too_unlike_is_not_computed() -> None:
    long = "abcdefghij" * 20_000
    start = time.process_time()
    assert classic(long, long).cer == 0
    near = classic(long, long[:-3] + "xyz")
    assert near.cer == pytest.approx(3 / 200_000)
    assert classic(long, "z" * 200_000).cer is None
    assert time.process_time() - start < 30
