"""E04: contact icons as private-use characters of an icon font; the near-miss has them as shapes."""

from __future__ import annotations

import random

from atsharness_corpus.faults._contact import Icons, icon_fault
from atsharness_corpus.faults._icons import font

_CODES = (
    {"phone": 0xF095, "mail": 0xF0E0, "place": 0xF3C5, "house": 0xF015, "profile": 0xF08C, "code": 0xF121},
    {"phone": 0xE0B0, "mail": 0xE158, "place": 0xE55F, "house": 0xE88A, "profile": 0xE7FD, "code": 0xE86F},
    {
        "phone": 0xF03F2,
        "mail": 0xF01EE,
        "place": 0xF034E,
        "house": 0xF02DC,
        "profile": 0xF033B,
        "code": 0xF0174,
    },
)
"""As the icon fonts have them that websites use; one of them in the supplementary private use area."""


def _positive(rng: random.Random, family: str) -> Icons:
    codes = rng.choice(_CODES)
    text = {icon: chr(code) for icon, code in codes.items()}
    return Icons(text=text, family=family, fonts=(font(family, codes),))


FAULT = icon_fault("icon-font-private-use", "E04", "ATS106", _positive)
