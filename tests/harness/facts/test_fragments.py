"""Pieces of a token: parts of a word, or words whose spaces are missing."""

import pytest

from atsharness.facts.spacing import _are_fragments


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (["ENGI", "NEERI", "NG"], False),
        (["EN", "GI", "NEER", "ING"], True),
        (["PROFI", "L"], True),
        (["is", "a"], False),
        (
            [
                "Tarifrechner",
                "für",
                "die",
                "Versicherung",
                "neu",
                "70",
                "ms",
                "statt",
                "1,3",
                "s",
                "in",
                "der",
            ],
            False,
        ),
    ],
)
def test_short_pieces_are_fragments_unless_a_long_word_stands_among_them(pieces, expected):
    assert _are_fragments(pieces) is expected
