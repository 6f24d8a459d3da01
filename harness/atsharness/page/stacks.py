"""Words set upright, letter below letter, as headings in a narrow margin are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from atsharness.model.facts import LineWord, Run
from atsharness.page.words import Placed, is_alphabet

LEAST_LETTERS = 5
"""Letters below each other that are a word; fewer may be the labels of a list."""

SAME_MIDDLE = 0.15
"""Em by which the middles of such letters differ."""

STEP, EVEN = (0.7, 2.2), 0.2
"""Em from one letter to the next, and by how many of them two such steps differ."""


def with_stacks(words: Sequence[Placed]) -> list[Placed]:
    """Words with the letters of a stack made one word, which stands where its first letter does.

    Args:
        words: of a page, before they are put into rows.
    """
    letters = [at for at, item in enumerate(words) if len(item.word.text) == 1 and item.word.text.isalpha()]
    if len(letters) < LEAST_LETTERS:
        return list(words)
    kept = list(words)
    gone: set[int] = set()
    for stack in _stacks(words, letters):
        kept[stack[0]] = _one([words[at] for at in stack])
        gone.update(stack[1:])
    return [item for at, item in enumerate(kept) if at not in gone]


def is_stacked(word: LineWord, runs: Sequence[Run]) -> bool:
    """Whether a line's word is a stack: its letters have baselines of their own."""
    lines = [runs[part.run].baseline for part in word.parts]
    return len(lines) >= LEAST_LETTERS and max(lines) - min(lines) > STEP[0] * (len(lines) - 1) * word.size


def _stacks(words: Sequence[Placed], letters: Sequence[int]) -> Iterator[list[int]]:
    """Letters of one font and size with one middle at even steps, from top to bottom."""
    open_stacks: list[list[int]] = []
    for at in sorted(letters, key=lambda at: words[at].baseline):
        for stack in open_stacks:
            if _follows([words[one] for one in stack[-2:]], words[at]):
                stack.append(at)
                break
        else:
            open_stacks.append([at])
    for stack in open_stacks:
        text = "".join(words[at].word.text for at in stack)
        if len(stack) >= LEAST_LETTERS and len(set(text)) > 1 and not is_alphabet(text):
            yield stack


def _follows(last: Sequence[Placed], item: Placed) -> bool:
    above, size = last[-1], item.word.size
    middles = [(one.word.box[0] + one.word.box[2]) / 2 for one in (above, item)]
    steps = [two.baseline - one.baseline for one, two in pairwise([*last, item])]
    return (
        above.font == item.font
        and abs(above.word.size - size) < EVEN
        and abs(middles[0] - middles[1]) < SAME_MIDDLE * size
        and STEP[0] * size < steps[-1] < STEP[1] * size
        and max(steps) - min(steps) < EVEN * size
    )


def _one(letters: Sequence[Placed]) -> Placed:
    first = letters[0].word
    x0, x1 = min(one.word.box[0] for one in letters), max(one.word.box[2] for one in letters)
    word = LineWord(
        text="".join(one.word.text for one in letters),
        box=(x0, first.box[1], x1, first.box[3]),
        parts=tuple(part for one in letters for part in one.word.parts),
        size=first.size,
    )
    return letters[0]._replace(word=word)
