"""A03: a plain cross-reference table with wrong offsets, as text tools leave it; every path repairs it."""

from __future__ import annotations

from atsharness_corpus.faults._damage import damage_fault, misdirected, shifted

FAULT = damage_fault("wrong-offsets", "information", (shifted, misdirected), object_streams=False)
