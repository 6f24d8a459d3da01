"""E02: ligature glyphs mapped to U+FFFD, as seen in the wild; a search for "efficient" finds nothing."""

from __future__ import annotations

import random

from atsharness.corpus.faults._mapped import Change, mapped_fault


def _draw(_reference: str, rng: random.Random) -> Change:
    broken = {"fi", "ffi", *rng.sample(("ff", "fl", "ffl"), rng.randint(0, 3))}
    return lambda text: "\ufffd" if text in broken else text


FAULT = mapped_fault("partial-tounicode", "E02", "ATS104", _draw)
