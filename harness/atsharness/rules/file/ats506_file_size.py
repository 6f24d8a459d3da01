"""A large file.

What it looks for:
    More than 5 MB.

Why parsers lose it:
    Portals refuse files above a limit of 2 to 10 MB.

Evidence:
    The size.

How to fix:
    Use pictures in print size.

Limits:
    Each portal has its own limit.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.rules.kit.facts import file_draft
from atsharness.rules.kit.text_facts import facts_of
from atsharness.rules.model import Artifacts, Draft, Rule

MOST = 5 * 1024 * 1024


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    size = artifacts.document.size_bytes or facts_of(artifacts).file.size_bytes
    if size > MOST:
        yield file_draft(f"the file is {size / 1024 / 1024:.1f} MB large", f"{size:,} bytes; limit {MOST:,}")


RULE = Rule(
    id="ATS506",
    name="file-size",
    find=_find,
    needs="facts",
    advice={
        "": "Scale pictures down to 200 dpi at their printed size.",
        "word": "File > Options > Advanced > Image Size and Quality: 220 ppi.",
        "canva": "Download as “PDF Standard”.",
    },
)
