"""Letters spaced so far apart that paths break the word.

What it looks for:
    Lines in which the median gap between letters is wider than .07 em and most gaps are wider than .05 em.

Why parsers lose it:
    Paths take a wide gap for a space: EXPERIENCE is read as E X P E R I E N C E, and no heading is
    recognised. The first engine breaks words at .10 em, most do at .15 em.

Evidence:
    The words, and the pieces that a path returns.

How to fix:
    Set letter-spacing to 0, or below .05 em.

Limits:
    Justified text and monospaced fonts have gaps too, but uneven or normal ones; they are not reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.model.facts import Spot
from atsharness.rules.kit.spots import facts_of, some_texts, spot_drafts
from atsharness.rules.model import Artifacts, Draft, Rule


def _message(spots: Sequence[Spot]) -> str:
    return f"letter-spaced by up to {max(spot.value or 0 for spot in spots):.2f} em: {some_texts(spots)}"


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    spots = facts_of(artifacts).of("tracking")
    yield from spot_drafts(artifacts, spots, _message)


RULE = Rule(
    id="ATS121",
    name="letter-spaced-text",
    depth=7,
    find=_find,
    advice={
        "": "Set the letter-spacing of headings to 0.",
        "typst": "Remove tracking: from the heading's text, or keep it below 0.05em.",
        "latex": "Remove \\textls, \\so or LetterSpace= from the headings.",
        "word": "Format > Font > Advanced > Spacing: Normal.",
        "libreoffice": "Format > Character > Position > Character spacing: 0 pt.",
        "chromium": "Set letter-spacing: normal for headings.",
        "canva": "Set Letter spacing of the heading to 0.",
        "google-docs": "Choose a font without wide spacing for the heading.",
    },
)
