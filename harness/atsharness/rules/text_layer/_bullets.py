"""What paths return for bullets: shared by rules on signs that begin lines."""

from __future__ import annotations

from collections.abc import Sequence

from atsharness.model.text_facts import SymbolBullet
from atsharness.rules.model import Artifacts, Cost

PLAIN = set("•‣◦●○∙·▪■□–—-*+>»✓➢➤❖◆")
"""Signs that a reader of text takes for a bullet."""


def strays(artifacts: Artifacts, bullets: Sequence[SymbolBullet]) -> Cost:
    """Paths in which most of these bullets come out as something else than a bullet.

    A path's lines are searched for the words that follow the bullets on the page: what stands right before
    them is what became of the bullet.
    """
    measured = artifacts.measured
    firsts = [index for bullet in bullets if (index := _after(artifacts, bullet)) is not None]
    hit = set()
    for path, alignment in measured.alignments.items():
        text = measured.words_of(path)
        wrong = 0
        for index in firsts:
            images = alignment.words[index].hypothesis
            before = text[images[0] - 1] if images and images[0] > 0 else ""
            own = text[images[0]] if images else ""
            wrong += _is_stray(before) or (alignment.words[index].form == "glued" and not own.isalnum())
        if firsts and wrong > 0.5 * len(firsts):
            hit.add(path)
    return Cost(loss="sign", hits=measured.hits(hit))


def _is_stray(word: str) -> bool:
    """Whether one character stands there that is no plain bullet."""
    return (len(word) == 1 and word not in PLAIN and not word.isdigit()) or (
        len(word) == 1 and word == "\ufffd"
    )


def _after(artifacts: Artifacts, bullet: SymbolBullet) -> int | None:
    """The reference word that follows a bullet on its line."""
    _, y0, x1, y1 = bullet.box
    middle = (y0 + y1) / 2
    reach = max(4.0, y1 - y0)
    words = artifacts.measured.words_in(
        bullet.page, [(x1, middle - 0.4 * reach, x1 + 6 * reach, middle + 0.4 * reach)]
    )
    places = [(artifacts.measured.box_of(index)[1], index) for index in words]
    return min(((box[0], index) for box, index in places if box is not None), default=(0.0, None))[1]
