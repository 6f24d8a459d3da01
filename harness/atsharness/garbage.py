"""How often Python looks for garbage in cycles, of which a document leaves little."""

from __future__ import annotations

import gc

NEW_OBJECTS = 200_000
"""So many make Python look. At its own 700 that is a fifth of the engines' CPU time, and a tenth of the
analysis' and of the command's. So many objects take some 50 MB."""


def look_rarely() -> None:
    """Has this process look for garbage after many new objects only."""
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])
