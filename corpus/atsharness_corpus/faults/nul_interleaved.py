"""E10, in the wild: UTF-16 written as if it were bytes, so that a NUL precedes each character."""

from __future__ import annotations

import random

from atsharness_corpus.faults._mapped import Change, mapped_fault


def _draw(_reference: str, _rng: random.Random) -> Change:
    # Bytes above 0x7F survive as Latin-1, which is what the broken writers do.
    return lambda text: text.encode("utf-16-be").decode("latin-1")


FAULT = mapped_fault("nul-interleaved", "E10", "ATS112", _draw)
