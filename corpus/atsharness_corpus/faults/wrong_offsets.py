"""A03: a plain table of objects that is off, as text tools and gateways leave it; every path repairs it."""

from __future__ import annotations

from atsharness_corpus.faults._damage import damage_fault, misdirected, shifted

FAULT = damage_fault("wrong-offsets", "information", (shifted, misdirected), object_streams=False)
