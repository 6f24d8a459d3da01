"""Pieces of words told from words without spaces, by the gaps of the page."""

import artifacts as make
import pytest

from atsharness.model.text_facts import MissingSpace, SpuriousSpace
from atsharness.rules.text_layer._gaps import false_spaces, short_words


def facts_with(pieces, others, page=1):
    """A token of short pieces with the widest of its gaps, and gaps between words elsewhere on page 1."""
    token = SpuriousSpace(
        page=page,
        box=make.place(2, 0, 12),
        text="140 hosts to 12.",
        seen="140hoststo12.",
        gap_em=pieces,
        font=0,
    )
    words = [
        MissingSpace(
            page=1,
            box=make.place(at, 0, 8),
            text="Retireda",
            seen="Retired a",
            gap_em=gap,
            font=0,
        )
        for at, gap in enumerate(others)
    ]
    return make.layout(text_facts=(token, *words))


def test_pieces_as_far_apart_as_the_pages_words_are_words():
    facts = facts_with(0.101, (0.1, 0.1, 0.11, 0.095))
    assert false_spaces(facts) == []
    (words,) = short_words(facts)
    assert (words.text, words.seen) == ("140hoststo12.", "140 hosts to 12.")


@pytest.mark.parametrize(
    ("pieces", "others", "page"),
    [
        (0.101, (0.1, 0.1), 1),
        (0.14, (0.1, 0.1, 0.1, 0.1), 1),
        (0.101, (0.09, 0.12, 0.18, 0.1, 0.15), 1),
        (0.101, (0.1, 0.1, 0.1, 0.1), 2),
    ],
    ids=["too few", "wider", "uneven", "another page"],
)
def test_other_pieces_are_of_one_word(pieces, others, page):
    facts = facts_with(pieces, others, page)
    assert [token.text for token in false_spaces(facts)] == ["140 hosts to 12."]
    assert short_words(facts) == []
