"""A03: a truncated file, or one whose table of objects is wrong, which some readers give up on.

A table that is itself compressed and no longer where it should be leaves a reader nothing to go by but a
search of the whole file, which not every reader makes.
"""

from __future__ import annotations

from atsharness_corpus.faults._damage import damage_fault, misdirected, prefixed, shifted, truncated

FAULT = damage_fault(
    "damaged", "violation", (truncated, truncated, shifted, misdirected, prefixed), object_streams=True
)
