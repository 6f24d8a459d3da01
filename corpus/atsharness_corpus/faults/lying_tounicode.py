"""E03: the map gives other letters than the glyphs show, as copy-protection tools write it."""

from __future__ import annotations

import random
import string

from atsharness_corpus.faults._cmap import permutation
from atsharness_corpus.faults._mapped import Change, mapped_fault


def _draw(reference: str, rng: random.Random) -> Change:
    pool = string.ascii_lowercase + rng.choice(("", string.ascii_uppercase, string.digits))
    letters = [letter for letter in pool if letter in reference]
    lie = permutation(rng.sample(letters, rng.randint(len(letters) // 2, len(letters))), rng)
    return lambda text: "".join(lie.get(letter, letter) for letter in text)


FAULT = mapped_fault("lying-tounicode", "E03", "ATS105", _draw)
