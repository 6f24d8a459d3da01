"""A rule that ends the process that asks it about a page with a certain word: what no sandbox holds.

`plugged` puts it, and the mock parser path, where a process finds them by entry point.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

from atsharness.rules.model import Artifacts, Draft, Rule

WORD = b"Poison"


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    pages = artifacts.facts.pages if artifacts.facts is not None else ()
    if any(WORD.decode() in line.text for page in pages for line in page.lines):
        os.kill(os.getpid(), signal.SIGKILL)
    yield from ()


RULE = Rule(id="POISON1", name="poison", find=_find, needs="facts")


def plugged(folder: Path, rule: bool = True) -> dict[str, str]:
    """An environment in which the rule and the mock path are installed."""
    info = folder / "batch_poison-1.dist-info"
    info.mkdir(parents=True, exist_ok=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: batch-poison\nVersion: 1\n")
    points = "[atsharness.parsers]\nmock = mock_path:PARSER\n"
    if rule:
        points += "[atsharness.rules]\npoison = poison_rule:RULE\n"
    (info / "entry_points.txt").write_text(points)
    support = Path(__file__).resolve().parent
    return {"PYTHONPATH": os.pathsep.join((str(folder), str(support)))}
