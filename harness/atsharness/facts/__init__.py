"""Layout facts of a document, gathered from its bytes. See `atsharness.layout` for what they are."""

from atsharness.facts.gather import gather

__all__ = ["gather"]
