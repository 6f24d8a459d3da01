"""Without a source: each path against the other families. No path is known to be right.

A word counts as lacking where the median of the other families has more copies of it than this path. A single
letter counts only if the letter itself is lost: letter-spaced headings make words of letters in some paths.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from statistics import median_high

from atsharness.model import Comparison, Extraction, LackedWord
from atsharness.text.tokens import Token


def compare(
    extractions: Sequence[Extraction], tokens: Mapping[str, Sequence[Token]]
) -> tuple[Comparison, ...]:
    """Compares paths that ran with the other families that ran.

    Args:
        extractions: of one document; only ``ok`` and ``empty`` ones take part.
        tokens: words of each path's text by path id, as `atsharness.text.tokens.tokens` gives them.

    Returns:
        One comparison per taking-part path, in their order; words are counted by KEY, decoration left
        out. A family has as many copies of a word as its best mode.
    """
    taking_part = [item for item in extractions if item.status in ("ok", "empty")]
    bags = {item.path_id: _bag(tokens[item.path_id]) for item in taking_part}
    letters = {
        item.path_id: Counter("".join(token.key for token in tokens[item.path_id])) for item in taking_part
    }
    # A family that read nothing is no witness: in a scan OCR alone has a voice.
    families = {name: bag for name, bag in _union(taking_part, bags).items() if bag}
    family_letters = _union(taking_part, letters)
    shown = {token.key: token.raw for item in taking_part for token in tokens[item.path_id]}
    comparisons = []
    for item in taking_part:
        others = {name: (bag, family_letters[name]) for name, bag in families.items() if name != item.family}
        lacks = list(_lacks(bags[item.path_id], letters[item.path_id], others, shown))
        lacks.sort(key=lambda word: (-len(word.families), -len(word.word), word.word))
        comparisons.append(
            Comparison(
                path_id=item.path_id,
                word_count=item.word_count,
                lacks_count=sum(word.count for word in lacks),
                lacks=tuple(lacks),
            )
        )
    return tuple(comparisons)


def _lacks(
    own: Counter[str],
    own_letters: Counter[str],
    others: Mapping[str, tuple[Counter[str], Counter[str]]],
    shown: Mapping[str, str],
) -> Iterator[LackedWord]:
    """The words of which a path has too few.

    Args:
        own: the path's words.
        own_letters: its letters.
        others: words and letters of the other families.
        shown: each word as some path has it.
    """
    for key in sorted(set().union(*(bag for bag, _ in others.values()))):
        # With two other families the higher counts: one witness is enough to ask, none to judge.
        missing = median_high(bag[key] for bag, _ in others.values()) - own[key]
        if len(key) == 1:
            lost = median_high(bag[key] for _, bag in others.values()) - own_letters[key]
            missing = min(missing, lost)
        if missing > 0:
            having = tuple(sorted(name for name, (bag, _) in others.items() if bag[key] > own[key]))
            yield LackedWord(word=shown[key], count=missing, families=having)


def _union(taking_part: Sequence[Extraction], bags: Mapping[str, Counter[str]]) -> dict[str, Counter[str]]:
    """By family: the most copies that any of its modes has."""
    families: dict[str, Counter[str]] = {}
    for item in taking_part:
        families[item.family] = families.get(item.family, Counter()) | bags[item.path_id]
    return families


def _bag(words: Sequence[Token]) -> Counter[str]:
    return Counter(token.key for token in words if not token.decoration)
