from __future__ import annotations

import pytest

from atsharness.language.hyphens import Hyphens, is_broken

DIVIDED = [("experi-", "ence"), ("deve-", "lopment"), ("res-", "ponsible")]


@pytest.mark.parametrize(
    ("first", "rest", "whole"),
    [
        ("full-", "time", "full-time"),
        ("customer-", "facing,", "customer-facing,"),
        ("copy-and-", "paste", "copy-and-paste"),
        ("Jean-", "Luc", "Jean-Luc"),
        ("24-", "hour", "24-hour"),
        ("com\u00ad", "pany", "company"),
        ("re-", "quests/day", "requests/day"),
        ("jobs/", "minute", "jobs/minute"),
        ("manage-", "ment", "management"),
        ("non\u2011", "breaking", "non\u2011breaking"),
        ("non-", "événement.", "non-événement."),
        ("daylight-", "saving", "daylight-saving"),
        ("-", "bullet", None),
        ("word", "next", None),
        ("a-", "– dash", None),
    ],
)
def test_the_hyphen_of_a_compound_stays(first: str, rest: str, whole: str | None) -> None:
    habit = Hyphens(set(), DIVIDED)
    assert habit.whole(first, rest) == whole


def test_the_document_decides_where_it_can() -> None:
    assert Hyphens({"gradu-ally"}, []).whole("gradu-", "ally") == "gradu-ally"
    assert Hyphens({"fulltime"}, []).whole("full-", "time") == "fulltime"


def test_a_typesetter_that_divides_nothing_leaves_only_compounds() -> None:
    assert Hyphens(set(), [("daylight-", "saving")]).whole("daylight-", "saving") == "daylight-saving"
    assert Hyphens(set(), DIVIDED).whole("experi-", "ence") == "experience"
    soft = [("experi\u00ad", "ence"), ("daylight-", "saving")]
    assert Hyphens(set(), soft).whole("daylight-", "saving") == "daylight-saving"


def test_breaks_are_seen_only_within_words() -> None:
    assert is_broken("and/", "or")
    assert not is_broken("–", "x")
    assert not is_broken("2019-", "")


def test_an_address_that_ends_in_a_slash_is_not_joined_with_the_next():
    assert not is_broken("http://jane.example/", "https://github.com/jane")
    assert is_broken("https://github.com/", "jane")
    assert is_broken("Berlin/", "Hamburg")


def test_compounds_of_short_words_are_no_sign_of_division() -> None:
    pairs = [("per-", "key"), ("zero-", "result"), ("bit-", "identical")]
    habit = Hyphens(set(), pairs)
    assert [habit.whole(*pair) for pair in pairs] == ["per-key", "zero-result", "bit-identical"]


def test_one_sure_end_of_a_word_is_enough() -> None:
    assert Hyphens(set(), []).whole("disponibil-", "idad") == "disponibilidad"
    assert Hyphens(set(), []).whole("exper-", "ience") == "experience"
    assert Hyphens(set(), DIVIDED).whole("ex-", "plicit") == "explicit"
    assert Hyphens(set(), []).whole("ex-", "colleague") == "ex-colleague"
