"""The three layers of a text, and its words.

RAW is what a parser path returned. CANON is for display and character error rates. KEY is for
matching only: what matches in KEY may still differ in RAW, and `difference` says how.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

import msgspec

from atsharness.text.graphemes import clusters, extends

Difference = Literal["nfc", "compat", "case", "punct"]

_SPACE = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# str.split would also cut at U+001C-1F: in a PDF these are raw codes, evidence of a lost mapping.
_WORD = re.compile(f"[^{_SPACE}]+")
LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
"""What ends a line; `Token.line` counts these."""
_CID = re.compile(r"\(cid:(\d{1,5})\)")
_CID_BASE = 0x100000
"""`(cid:NN)` counts as one character: this plane of private use, plus NN."""

_DROPPED = dict.fromkeys(
    [173, *range(8203, 8208), *range(8234, 8239), 8288, *range(8294, 8298), 65038, 65039, 65279, 65534]
)
_PUNCTUATION: dict[int, str] = {
    **dict.fromkeys([*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63, 0xFF0D], "-"),
    **dict.fromkeys([0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0x2035, 0x02BC, 0xB4, 0x2039, 0x203A], "'"),
    **dict.fromkeys([0x201C, 0x201D, 0x201E, 0x201F, 0x2033, 0x2036, 0xAB, 0xBB], '"'),
}
_CACHED_TEXTS, _LONGEST_CACHED = 64, 30_000
"""Texts whose words are kept, and most characters of one: each step asks for those of every path anew."""
_CACHED_WORDS, _LONGEST_WORD = 4_000, 100
"""Words whose KEYs are kept, and most characters of one: a document's paths have nearly the same words."""
_SAFE_RUN = 30
"""Most marks after one letter: Stream-Safe Text Format (UAX 15, section 13); sorting marks is quadratic."""


class Token(msgspec.Struct, frozen=True, gc=False):
    """One word: a maximal run of non-whitespace of RAW.

    `start` and `stop` are offsets in RAW, `line` counts from 1. `offsets` holds, for each character of
    `key`, the offset in `raw` of the character it comes from; None where that is its own index.
    """

    raw: str
    key: str
    start: int
    stop: int
    line: int
    decoration: bool
    """No letter or digit: bullet, rule, icon, lone ``|``."""
    offsets: Sequence[int] | None = None

    def raw_offset(self, index: int) -> int:
        """The offset in the whole RAW text of the key's character at `index`."""
        return self.start + (index if self.offsets is None else self.offsets[index])


def tokens(text: str) -> tuple[Token, ...]:
    """Cuts RAW into words and folds each to its KEY.

    Args:
        text: RAW; any characters, also lone surrogates and controls.

    Returns:
        The words in the order of the text. Linear in its length.
    """
    return _kept(text) if len(text) <= _LONGEST_CACHED else _cut(text)


@lru_cache(maxsize=_CACHED_TEXTS)
def _kept(text: str) -> tuple[Token, ...]:
    return _cut(text)


def _cut(text: str) -> tuple[Token, ...]:
    found: list[Token] = []
    line_ends = [match.end() for match in LINE_END.finditer(text)]
    line_ends.append(len(text) + 1)
    line, line_end = 1, line_ends[0]
    stop = 0
    for raw in _WORD.findall(text):
        start = text.find(raw, stop)  # only white space lies between: this is the word, not a copy
        stop = start + len(raw)
        while start >= line_end:
            line_end = line_ends[line]
            line += 1
        key, offsets, decoration = (_folded if len(raw) <= _LONGEST_WORD else _fold_word)(raw)
        found.append(Token(raw, key, start, stop, line, decoration, offsets))
    return tuple(found)


def _fold_word(raw: str) -> tuple[str, Sequence[int] | None, bool]:
    """A word's KEY, where its characters come from, and whether it is decoration."""
    key, offsets = fold_key(raw)
    return key, offsets, not (key.isalnum() or any(map(str.isalnum, key)))


_folded = lru_cache(maxsize=_CACHED_WORDS)(_fold_word)


def fold_key(raw: str) -> tuple[str, Sequence[int] | None]:
    """The KEY of a word, and the offset in it of every character of the KEY.

    NFKC and case folding go cluster by cluster, so that a folded character stays tied to its
    source: the offsets never decrease. They are None where each character is its own source.
    """
    if raw.isascii() and "(cid:" not in raw:
        return raw.lower(), None
    key: list[str] = []
    offsets = array("I")
    end = 0
    for match in _CID.finditer(raw):
        _fold_span(raw, end, match.start(), key, offsets)
        key.append(chr(min(_CID_BASE + int(match.group(1)), 0x10FFFD)))
        offsets.append(match.start())
        end = match.end()
    _fold_span(raw, end, len(raw), key, offsets)
    text = "".join(key)
    plain = len(text) == len(raw) and offsets == array("I", range(len(raw)))
    return text, None if plain else offsets


def _fold_span(raw: str, start: int, stop: int, key: list[str], offsets: array[int]) -> None:
    folded: dict[str, str] = {}
    for cluster in clusters(raw[start:stop]):
        for cut in range(0, len(cluster), _SAFE_RUN + 2):
            part = cluster if len(cluster) == 1 else cluster[cut : cut + _SAFE_RUN + 2]
            chars = folded.get(part)
            if chars is None:
                chars = folded[part] = _fold(part)
            key.append(chars)
            for _ in chars:
                offsets.append(start + cut)
        start += len(cluster)


def _fold(part: str, *, compat: bool = True, case: bool = True, punct: bool = True) -> str:
    """Folds one cluster (or a short word); each flag switches one kind of folding off."""
    form: Literal["NFC", "NFKC"] = "NFKC" if compat else "NFC"
    if punct:
        part = part.translate(_DROPPED).translate(_PUNCTUATION)
    part = unicodedata.normalize(form, part)
    if case:
        folded = part.casefold() if compat else "".join(map(_fold_case, part))
        part = unicodedata.normalize(form, folded)
    if punct:
        part = part.translate(_DROPPED).translate(_PUNCTUATION)
    return part.replace(" ", "")


def _fold_case(char: str) -> str:
    """Case alone: full case folding also takes ligatures apart, which is compatibility."""
    return char.casefold() if unicodedata.normalize("NFKC", char) == char else char.lower()


def difference(expected: str, observed: str) -> Difference | None:
    """How two RAW words differ that have the same KEY.

    Returns:
        None if they are the same, else the gravest kind of folding they need: ``compat`` (ligatures,
        full-width forms), ``punct`` (dashes, quotes, invisible characters), ``case``, ``nfc``
        (composition only).
    """
    if expected == observed:
        return None
    if len(expected) > 200 or len(observed) > 200:
        expected, observed = _where_different(expected, observed)
    if _fold(expected, compat=False) != _fold(observed, compat=False):
        return "compat"
    if _fold(expected, punct=False) != _fold(observed, punct=False):
        return "punct"
    if _fold(expected, case=False) != _fold(observed, case=False):
        return "case"
    return "nfc"


def _where_different(expected: str, observed: str) -> tuple[str, str]:
    """The parts of two very long words around their first difference: enough to name its kind."""
    at = next((i for i, (a, b) in enumerate(zip(expected, observed, strict=False)) if a != b), 0)
    return expected[max(0, at - 2) : at + 30], observed[max(0, at - 2) : at + 30]


def canon(text: str) -> str:
    """The CANON layer: NFC, every line end as LF, every space as U+0020, runs of spaces as one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = nfc(text)
        text = re.sub("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]", " ", text)
    return re.sub(" {2,}", " ", text)


def nfc(text: str) -> str:
    """A text in NFC, within bounds however many marks stand on one letter: those then stay as they are."""
    if unicodedata.is_normalized("NFC", text) if _stream_safe(text) else False:
        return text
    if _stream_safe(text):
        return unicodedata.normalize("NFC", text)
    width = _SAFE_RUN + 2
    return "".join(
        unicodedata.normalize("NFC", cluster[cut : cut + width])
        for cluster in clusters(text)
        for cut in range(0, len(cluster), width)
    )


def _stream_safe(text: str) -> bool:
    run = 0
    for char in text:
        if char >= "\u0300" and extends(char):
            run += 1
            if run > _SAFE_RUN:
                return False
        else:
            run = 0
    return True


def line_count(text: Sequence[Token]) -> int:
    """How many lines hold a word that is not decoration."""
    return len({token.line for token in text if not token.decoration})
