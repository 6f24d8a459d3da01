"""Characters that look right and are not what a search looks for.

What it looks for:
    Words with accents apart from their letters (NFD), letters of another script that look the same,
    zero-width characters, direction marks, other hyphens than the usual, NULs between letters, no-break
    spaces.

Why parsers lose it:
    Paths pass them on. A search for "Python" does not find a word with a Cyrillic о, and an e-mail address
    with a soft hyphen is none.

Evidence:
    The word as it is read, the word as a path has it, and which characters differ.

How to fix:
    Type the text anew, or paste it as plain text.

Limits:
    Whole words in Greek or Cyrillic are none. No-break spaces part words in every path: information.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from atsharness.harness.layout import PageFacts, Spot, SpotKind
from atsharness.harness.rules._spots import facts_of, some_texts, spot_drafts
from atsharness.harness.rules.model import Artifacts, Cost, Draft, Rule

_CALLED: dict[SpotKind, str] = {
    "decomposed": "accents apart from their letters",
    "mixed_script": "letters of another script",
    "zero_width": "characters without width",
    "bidi_control": "direction marks",
    "nul": "NULs between the letters",
    "no_break_space": "no-break spaces",
}
_ODD = "other hyphens"
_HYPHENS = re.compile("(?<=[^\\W_])[\u2010\u2011\u2212\ufe63\uff0d](?=[^\\W_])")
"""Hyphens and minus signs that are no U+002D, within a word."""


def _message(spots: Sequence[Spot]) -> str:
    kinds = ", ".join(dict.fromkeys(spot.note if spot.note == _ODD else _CALLED[spot.kind] for spot in spots))
    return f"{kinds}: {some_texts(spots)}"


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    def kept(spots: Sequence[Spot]) -> Iterator[Cost]:
        # The reference may hold the same characters, which then no alignment can find altered.
        texts = {spot.text for spot in spots}
        paths = {
            path
            for path, item in artifacts.measured.extractions.items()
            if any(text in (item.text or "") for text in texts)
        }
        yield Cost(loss="content", hits=artifacts.measured.hits(paths))

    facts = facts_of(artifacts)
    odd = [
        *facts.of("decomposed", "mixed_script", "zero_width", "bidi_control", "nul"),
        *_odd_hyphens(facts.pages),
    ]
    yield from spot_drafts(artifacts, odd, _message, also=kept)
    if not facts.of("space_with_ink"):
        yield from spot_drafts(artifacts, facts.of("no_break_space"), _message, harmless=True)


def _odd_hyphens(pages: Iterable[PageFacts]) -> Iterator[Spot]:
    """Words with another hyphen than U+002D between letters or digits."""
    for page in pages:
        for line in page.lines:
            for word in line.words:
                if not word.text.isascii() and _HYPHENS.search(word.text):
                    seen = _HYPHENS.sub("-", word.text)
                    yield Spot(
                        kind="mixed_script",
                        page=page.number,
                        box=word.box,
                        text=word.text,
                        seen=seen,
                        note=_ODD,
                    )


RULE = Rule(
    id="ATS112",
    name="unusual-characters",
    find=_find,
    advice={
        "": "Type these words anew, or paste them as plain text.",
        "word": "Paste with “Keep text only”; replace ^~ (no-break hyphen) by -.",
        "latex": "Compile from NFC text; write - instead of \\- inside words of contact data.",
        "chromium": "Remove &shy;, &zwnj; and &#8203; from the HTML.",
    },
)
