"""Emoji and pictographs in the text.

What it looks for:
    Pictographs among visible text, except ticks, arrows, stars and bullets.

Why parsers lose it:
    All measured paths return them, but some systems drop or garble characters beyond the Basic Multilingual
    Plane.

Evidence:
    The emoji and their places.

How to fix:
    Write the word instead.

Limits:
    No measured path loses words because of emoji, so this rule reports information.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model.text_facts import Emoji
from atsharness.rules.kit.losses import LOST
from atsharness.rules.kit.text_facts import fact_drafts, facts_of, some_texts
from atsharness.rules.model import Artifacts, Draft, Rule


def _message(words: Sequence[Emoji]) -> str:
    return f"emoji in the text: {some_texts(words)}"


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    words = facts_of(artifacts).of(Emoji)
    yield from fact_drafts(artifacts, words, _message, forms=LOST, harmless=True)


RULE = Rule(
    id="ATS114",
    name="emoji",
    depth=7,
    find=_find,
    advice={
        "": "Write Phone, E-mail or City instead of an emoji.",
    },
)
