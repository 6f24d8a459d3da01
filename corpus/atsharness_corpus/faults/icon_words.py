"""E05: icons of a font whose ligatures are their names: paths read ``mail`` or ``HOUSE-CHIMNEY``.

The near-miss has the same icons as shapes.
"""

from __future__ import annotations

import random

from atsharness_corpus.faults._contact import Icons, icon_fault
from atsharness_corpus.faults._icons import font

_NAMES = (
    {
        "phone": "phone",
        "mail": "mail",
        "place": "place",
        "house": "home",
        "profile": "person",
        "code": "code",
    },
    {
        "phone": "PHONE",
        "mail": "ENVELOPE",
        "place": "LOCATION-DOT",
        "house": "HOUSE-CHIMNEY",
        "profile": "LINKEDIN",
        "code": "GITHUB",
    },
    {
        "phone": "smartphone",
        "mail": "mail_outline",
        "place": "location_on",
        "house": "cottage",
        "profile": "linkedin",
        "code": "github",
    },
)
"""As icon fonts name them."""
_FIRST_CODE = 0xE000


def _positive(rng: random.Random, family: str) -> Icons:
    words = rng.choice(_NAMES)
    codes = {icon: _FIRST_CODE + index for index, icon in enumerate(words)}
    return Icons(text=dict(words), family=family, fonts=(font(family, codes, words),))


FAULT = icon_fault("icon-words", "E05", "ATS107", _positive)
