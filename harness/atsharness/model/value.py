"""The base of every type that flows through the harness."""

from __future__ import annotations

import msgspec


class Value(msgspec.Struct, frozen=True):
    """Base of all types here. Each subclass says again that it is frozen and keyword-only."""
