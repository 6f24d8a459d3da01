"""E12: emoji before contacts; the near-miss has plain symbols of the text font there."""

from __future__ import annotations

import random

from atsharness_corpus.faults._contact import Icons, icon_fault
from atsharness_corpus.faults._icons import SHAPES, font

_EMOJI = {"phone": "📱", "mail": "📧", "place": "📍", "house": "🏠", "profile": "👤", "code": "💻"}
_DINGBATS = {"phone": "☎", "mail": "✉", "place": "⚑", "house": "⌂", "profile": "☺", "code": "⚙"}
_MARKS = ("•", "·", "–", "✓", "→")


def _positive(rng: random.Random, family: str) -> Icons:
    text = rng.choice((_EMOJI, _EMOJI, _DINGBATS))
    codes = {icon: ord(letter) for icon, letter in text.items()}
    return Icons(text=text, family=family, fonts=(font(family, codes),), read=True)


def _near_miss(rng: random.Random, _family: str) -> Icons:
    return Icons(text=dict.fromkeys(SHAPES, rng.choice(_MARKS)), read=True)


FAULT = icon_fault("emoji", "E12", "ATS114", _positive, _near_miss, expect="information")
