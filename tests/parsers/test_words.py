from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atsharness.model import Box
from atsharness.model.geometry import union
from atsharness_parsers._words import Piece, as_displayed, bare_font, fit, tokens, visible

BOX: Box = (0.0, 0.0, 10.0, 10.0)


def test_tokens_count_lines_that_hold_words() -> None:
    text = "\n  Jane Doe\n\n \nWork\f"
    assert [(text[start:end], line) for start, end, line in tokens(text)] == [
        ("Jane", 1),
        ("Doe", 1),
        ("Work", 2),
    ]


@given(st.text(alphabet=" \n\t\f\r\u00a0\u2028\x1cab\u00adé🞄", max_size=30))
def test_tokens_are_what_split_gives(text: str) -> None:
    assert [text[start:end] for start, end, _ in tokens(text)] == text.split()


@given(st.lists(st.text(alphabet=" \n\u00a0abc", max_size=6), max_size=8), st.data())
def test_fit_gives_every_word_of_a_text_spelt_by_the_pieces(pieces: list[str], data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(["", " ", "\n"])).join(pieces)
    words = fit(text, [(piece, BOX) for piece in pieces], 3)
    assert words is not None
    assert [word.text for word in words] == text.split()
    assert all(word.page == 3 and word.box == BOX for word in words)


def test_fit_joins_the_boxes_of_the_parts_and_shares_the_box_of_a_whole() -> None:
    pieces: list[Piece] = [
        ("Soft", (0, 0, 4, 1)),
        ("ware", (4, 0, 8, 2)),
        ("a\u00a0b", (9, 0, 12, 1)),
    ]
    words = fit("Software a b", pieces, 1)
    assert words is not None
    assert [(word.text, word.box) for word in words] == [
        ("Software", (0, 0, 8, 2)),
        ("a", (9, 0, 12, 1)),
        ("b", (9, 0, 12, 1)),
    ]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [("a b", ["a"]), ("a", ["a", "b"]), ("ab", ["a"]), ("a b", ["b", "a"]), ("", ["a"]), ("ab", ["ac"])],
)
def test_fit_gives_nothing_where_the_pieces_do_not_spell_the_text(text: str, pieces: list[str]) -> None:
    assert fit(text, [(piece, BOX) for piece in pieces], 1) is None


@pytest.mark.parametrize(
    ("rotation", "expected"),
    # a box near the lower left of a page of 200 x 300 points that starts at (100, 50)
    [(0, (10, 270, 30, 280)), (90, (20, 10, 30, 30)), (180, (170, 20, 190, 30)), (270, (270, 170, 280, 190))],
)
def test_boxes_turn_with_the_page(rotation: int, expected: Box) -> None:
    assert as_displayed((110, 70, 130, 80), (100, 50, 300, 350), rotation) == expected


def test_the_visible_page_is_the_crop_box_within_the_media_box() -> None:
    assert visible((-10, 20, 500, 90), (0, 0, 100, 100)) == (0, 20, 100, 90)
    assert visible((200, 200, 300, 300), (0, 0, 100, 100)) == (0, 0, 100, 100)


def test_union_and_bare_font() -> None:
    assert union(((0, 5, 1, 6), (2, 3, 4, 4))) == (0, 3, 4, 6)
    assert bare_font("ABCDEF+Lato-Bold") == "Lato-Bold"
    assert bare_font("Lato+Bold") == "Lato+Bold"
