from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atsharness_reports._terminal import count, listing, percent, plain


@given(st.text())
def test_no_control_character_is_left(text: str) -> None:
    shown = plain(text)
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in shown)
    assert not set(shown) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u2028\u2029"
    )


def test_plain_names_what_it_hides() -> None:
    assert plain("a\x1b[31mb\nc") == "a<U+001B>[31mb<U+000A>c"
    assert plain("a\nb\tc\r", keep="\n\t") == "a\nb\tc<U+000D>"
    assert plain("José – Łukasz 王") == "José – Łukasz 王"


@pytest.mark.parametrize(
    ("rate", "shown"),
    [(1.0, "100 %"), (0.99996, "99.9 %"), (0.9, "90 %"), (0.123456, "12.3 %"), (0.0, "0 %"), (None, "–")],
)
def test_percent_never_rounds_up_to_whole(rate: float | None, shown: str) -> None:
    assert percent(rate) == shown


def test_lists_and_counts() -> None:
    assert listing(["a,", "b", "c"], most=2) == "a, b, … (+1)"
    assert listing([","]) == ","
    assert (count(1, "page"), count(2000, "page")) == ("1 page", "2,000 pages")
