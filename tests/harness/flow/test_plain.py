"""What is told of a file of plain text."""

from __future__ import annotations

import pytest

from atsharness.flow.plain import gather

TEXT = "Jane Roe\nBuilt services – in Python"
WORDS = TEXT.split()


@pytest.mark.parametrize(
    ("encoding", "otherwise"), [("utf-8", []), ("windows-1252", ["–"]), ("utf-16", WORDS), ("utf-32", WORDS)]
)
def test_words_that_readers_of_utf8_cannot_read_are_noted(encoding: str, otherwise: list[str]) -> None:
    facts, page = gather(TEXT.encode(encoding))
    assert page.text.split() == WORDS
    assert facts.flow is not None
    assert [WORDS[at] for one in facts.flow.constructs for at in range(one.start, one.stop)] == otherwise
