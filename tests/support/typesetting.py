"""Skips a test whose typesetter cannot be used here."""

from __future__ import annotations

import pytest

from atsharness_corpus.model import Typesetter


def needs(typesetter: Typesetter) -> None:
    """Skips the test with the reason that `ats corpus build` and `list` give too."""
    if reason := typesetter.missing():
        pytest.skip(reason)
