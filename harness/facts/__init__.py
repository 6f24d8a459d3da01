"""Layout facts of a document, gathered from its bytes. See `atsharness.harness.layout` for what they are."""

from atsharness.harness.facts.gather import gather

__all__ = ["gather"]
