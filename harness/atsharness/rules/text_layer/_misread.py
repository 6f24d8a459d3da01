"""Words that OCR has misread, told without OCR: nobody writes ``mode1``, ``2O19`` or ``buildinq``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_SMALL = "a-zà-öø-ÿ"
_SIGNS = (
    # 1 for l, 0 for o, 5 for s between small letters, or at an end; a version (v1beta) and sha1 are none
    re.compile(rf"(?![vx])[{_SMALL}][015][{_SMALL}]|[{_SMALL}]{{2}}(?<!sh)[aeiou]1$|^0[{_SMALL}]{{3}}"),
    # capital letters among figures
    re.compile(r"\d[OIl]\d|\dO(?:k|m|$)|^[OIl]\d{3}|\d{3}[OIl]$"),
    # capitals for two l
    re.compile(rf"[{_SMALL}]II"),
    # g as q: in most languages of Latin script a q has its u, but for SQL, MQ and French numbers
    re.compile(rf"[^\W\d_]q(?![ul])[{_SMALL}]|(?:[^c]in|[or])q$"),
    # rn for m, c for e, where no word has them
    re.compile(rf"^[Rr]n[aeiou]|[{_SMALL}]{{3}}cd$|cct"),
)
_ADDRESS = re.compile(r"[@/\\_:#=&%]|\w\.\w")
_COMMA_FOR_DOT = re.compile(r"\w,\w+@|@\w+,\w+")
_EDGES = ".,;:!?()[]{}\"'“”‘’„«»|*•"
LEAST_REPEATED = 7
"""Letters of a word from which rn for m, or c for e, makes no other word of it (modern, modem)."""


def misread(words: Sequence[str]) -> list[int]:
    """The words of one document whose letters cannot be those that were written.

    Args:
        words: as a text layer has them, with punctuation.

    Returns:
        Indices, in order: of words with figures among small letters (``mode1``), letters among figures
        (``2O19``), capitals for two l (``wiII``), a q without its u (``buildinq``), a comma in an e-mail
        address; and of words that stand elsewhere with m for rn or e for c (``systerns``, ``systems``).
    """
    bare = [word.strip(_EDGES) for word in words]
    counts = Counter(word.lower() for word in bare)
    return [index for index, word in enumerate(bare) if _by_itself(word) or _beside(word.lower(), counts)]


def _by_itself(word: str) -> bool:
    if _ADDRESS.search(word):
        return _COMMA_FOR_DOT.search(word) is not None
    return any(sign.search(word) for sign in _SIGNS)


def _beside(word: str, counts: Counter[str]) -> bool:
    if len(word) < LEAST_REPEATED or not word.isalpha():
        return False
    return any(counts[other] >= counts[word] for other in _meant(word))


def _meant(word: str) -> Iterator[str]:
    """The words that OCR may have taken for this one, at one place each."""
    for read, written in (("rn", "m"), ("c", "e")):
        at = word.find(read)
        while at >= 0:
            yield word[:at] + written + word[at + len(read) :]
            at = word.find(read, at + 1)
