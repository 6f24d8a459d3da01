"""Many font families in one document.

What it looks for:
    Five or more text font families; weights and styles of one family count once.

Why parsers lose it:
    No path loses anything because of it. It is a matter of looks, and each font is one more Unicode map that
    may be broken.

Evidence:
    The families.

How to fix:
    Use one or two families.

Limits:
    Families are recognised by the fonts' names. Symbol fonts and fonts of fewer than ten glyphs do not
    count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atsharness.rules.kit.facts import file_draft
from atsharness.rules.kit.text_facts import facts_of
from atsharness.rules.model import Artifacts, Draft, Rule

MOST = 4
LEAST_GLYPHS = 10
_STYLE = re.compile(
    r"[-,_ ]?(PS)?(MT)?[-,_ ]?(thin|extra|ultra|semi|demi|light|regular|roman|book|medium|bold|black|heavy"
    r"|italic|oblique|condensed|cond|narrow|mono(?=-)|it|bd|rg|ps|mt|identity-h|\d+)+$",
    re.IGNORECASE,
)


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    fonts = [font for font in facts_of(artifacts).fonts if font.glyphs >= LEAST_GLYPHS and not font.symbolic]
    families = sorted({family(font.name) for font in fonts})
    if len(families) > MOST:
        shown = ", ".join(families)
        yield file_draft(f"{len(families)} font families: {shown}", shown, anchor="families")


def family(name: str) -> str:
    """A font's family: its name without weight, width and style."""
    bare = name.split("-")[0] if "-" in name else name
    return _STYLE.sub("", bare) or bare


RULE = Rule(
    id="ATS211",
    name="too-many-fonts",
    depth=14,
    find=_find,
    needs="facts",
    advice={"": "Use one or two font families; vary weight and size instead."},
)
