"""The language of a text by its commonest words, as Tesseract names it.

What OCR is told decides which accents it reads.

The words listed have no accents, since OCR told to read English leaves those out.
"""

from __future__ import annotations

import re

_COMMON = {
    "eng": "the and of to in for with on by from at as is that an or",
    "deu": "und der die das mit von im den des ein eine auf zu als bei nach oder",
    "fra": "et les des du une dans pour sur avec aux par ce qui en est au le la de",
    "spa": "el los las y en con para por del una que un se al como la de",
    "por": "os das dos com para em uma um da do na no e que ao mais de",
    "ita": "il di e per con del della nel gli una un che dei alla sono al la",
    "nld": "het een van en met voor op bij naar aan de als door te ik",
    "pol": "w i z na do oraz dla przez ze od po jest za przy",
}
LEAST = 5
"""Common words of a language below which it is not named."""

SHARE = 0.07
"""Their share of a text's words, in running text .3 and more, in lists of skills less."""

LEAD = 1.4
"""By how much a language has more of them than the next one."""


def tongue(text: str) -> str | None:
    """Tesseract's code of the language that a text is written in; None where it cannot be told."""
    words = re.findall(r"[a-z\u00df-\u024f]+", text.casefold())
    if not words:
        return None
    counts = sorted(
        ((sum(word in common for word in words), name) for name, common in _sets().items()), reverse=True
    )
    (most, name), (next_most, _) = counts[0], counts[1]
    if most < LEAST or most < SHARE * len(words) or most < LEAD * next_most:
        return None
    return name


def _sets() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in _COMMON.items()}
