"""Letters spaced so far apart that paths break the word.

What it looks for:
    Lines in which the median gap between letters is wider than .07 em and most gaps are wider than .05 em.
    Words with spaces typed between their letters.

Why parsers lose it:
    Paths take a wide gap for a space: EXPERIENCE is read as E X P E R I E N C E, and no heading is
    recognised. The first engine breaks words at .10 em, most do at .15 em.

Evidence:
    The words, and the pieces that a path returns.

How to fix:
    Set letter-spacing to 0, or below .05 em; type words without spaces between their letters.

Limits:
    Justified text and monospaced fonts have gaps too, but uneven or normal ones; they are not reported. Rows
    of dots are reported by ATS128.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from atsharness.model.text_facts import LetterSpacing
from atsharness.rules.kit.text_facts import fact_drafts, facts_of, some_texts
from atsharness.rules.model import Artifacts, Draft, Rule
from atsharness.rules.text_layer.ats128_leaders import LEADERS


def _message(stretches: Sequence[LetterSpacing]) -> str:
    widest = max(stretch.gap_em for stretch in stretches)
    return f"letter-spaced by up to {widest:.2f} em: {some_texts(stretches)}"


def _message_of_typed(stretches: Sequence[LetterSpacing]) -> str:
    return f"spaces typed between the letters of {some_texts(stretches)}"


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    stretches = [one for one in facts_of(artifacts).of(LetterSpacing) if not LEADERS.search(one.text)]
    yield from fact_drafts(artifacts, [one for one in stretches if not _is_typed(one)], _message)
    for draft in fact_drafts(artifacts, filter(_is_typed, stretches), _message_of_typed):
        yield msgspec.structs.replace(draft, advice="Type the words without spaces between their letters.")


def _is_typed(stretch: LetterSpacing) -> bool:
    return all(len(piece) == 1 for piece in stretch.text.split())


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
