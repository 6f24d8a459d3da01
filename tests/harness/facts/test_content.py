"""Facts that need the words, on hand-made lines."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from atsharness.facts.content import repeated_keywords
from atsharness.model.facts import Block, Line, LineWord


def page(*texts: str) -> Any:
    lines = []
    for number, text in enumerate(texts):
        box = (50.0, 100.0 + 12 * number, 500.0, 110.0 + 12 * number)
        words = tuple(LineWord(text=word, box=box, parts=(), size=10.0) for word in text.split())
        lines.append(Line(words=words, box=box, baseline=box[3], size=10.0, block=0))
    block = Block(box=(50.0, 100.0, 500.0, 500.0), start=0, stop=len(lines))
    return SimpleNamespace(number=1, lines=lines, blocks=[block])


STUFFED = "Node.js cloud, Node.js lead, Node.js expert, Node.js API, Node.js testing"


def test_a_word_again_and_again_is_told_where_it_is_dense():
    (found,) = repeated_keywords(
        [page("I like Node.js", "and tests", "Skills", STUFFED, STUFFED, "Experience")]
    )
    assert (found.text, found.words, found.box[1], found.box[3]) == ("node.js", 10, 136.0, 158.0)


def test_a_word_spread_thin_over_a_few_lines_is_told_over_all_of_them():
    thin = "Node.js here, Node.js there, Node.js everywhere, Node.js now"
    (found,) = repeated_keywords([page(thin, "between them", thin, "Experience")])
    assert (found.words, found.box[1], found.box[3]) == (8, 100.0, 134.0)


def test_a_word_used_now_and_then_is_none():
    assert not list(
        repeated_keywords([page("Node.js", "tests", "Node.js and more", "Node.js again", "the end")])
    )


def test_nul_bytes_do_not_make_a_short_word_long():
    line = " ".join(["\0d\0e"] * 9)
    assert not list(repeated_keywords([page(line)]))
