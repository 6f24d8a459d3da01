"""A file that needs a password to open.

What it looks for:
    A user password.

Why parsers lose it:
    Nothing can be read without it.

Evidence:
    That the file does not open, and the paths that fail.

How to fix:
    Save the file without a password.

Limits:
    A password that only restricts printing or copying is reported by ATS502.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.rules.kit import costing
from atsharness.rules.kit.facts import file_draft
from atsharness.rules.kit.text_facts import facts_of
from atsharness.rules.model import Artifacts, Draft, Rule


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    if facts_of(artifacts).file.needs_password:
        yield file_draft(
            "the file needs a password to open: no path can read it",
            "a user password is set",
            costs=(costing.all_paths(artifacts),),
        )


RULE = Rule(
    id="ATS501",
    name="encrypted",
    depth=0,
    find=_find,
    needs="facts",
    advice={"": "Save the file without a password for opening it."},
)
