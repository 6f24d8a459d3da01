"""A03: a truncated file, or one with a wrong cross-reference table, on which some readers give up.

Where the table is compressed and no longer at its place, a reader has to search the whole file for objects,
and not every reader does.
"""

from __future__ import annotations

from atsharness_corpus.faults._damage import damage_fault, misdirected, prefixed, shifted, truncated

FAULT = damage_fault(
    "damaged", "violation", (truncated, truncated, shifted, misdirected, prefixed), object_streams=True
)
