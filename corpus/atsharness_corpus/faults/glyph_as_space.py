"""E02: a letter or ligature mapped to a space, as broken font subsets do: a letter is read as a space."""

from __future__ import annotations

import random

from atsharness_corpus.faults._mapped import Change, mapped_fault


def _draw(reference: str, rng: random.Random) -> Change:
    frequent = sorted(letter for letter in set(reference) if letter.isalpha() and reference.count(letter) > 8)
    broken = {*rng.sample(frequent, rng.randint(1, 3)), *rng.choice(((), ("fi", "ffi")))}
    space = rng.choice((" ", "\xa0"))
    return lambda text: space if text in broken else text


FAULT = mapped_fault("glyph-as-space", "E02", "ATS104", _draw)
