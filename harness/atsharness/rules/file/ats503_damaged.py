"""A damaged file, which had to be repaired or which some engines cannot open.

What it looks for:
    A cross-reference table that had to be rebuilt, a file that does not open, or one on which some path
    fails.

Why parsers lose it:
    An engine that cannot rebuild the table finds no page; a truncated file has lost its end.

Evidence:
    That the file was repaired, and the paths that fail or miss words.

How to fix:
    Export the file again, and send it in a way that does not change files.

Limits:
    Where every path repairs the file and nothing is lost it is information.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.model import Extraction
from atsharness.rules.kit import costing
from atsharness.rules.kit.facts import file_draft
from atsharness.rules.kit.losses import LOST
from atsharness.rules.kit.text_facts import facts_of
from atsharness.rules.model import Artifacts, Cost, Draft, Rule

LEAST_SHARE = 0.02
"""Of the words, which damage takes in pages: single words are lost for other reasons."""


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    facts = facts_of(artifacts)
    if facts.file.needs_password:
        return
    failing = sorted(
        item.path_id
        for item in artifacts.extractions
        if _is_failure(item) and _counts(artifacts, item.path_id)
    )
    if facts.file.repaired:
        note = "the cross-reference table had to be rebuilt"
    elif failing:
        note = "MuPDF opens it without repair"
    else:
        return
    if failing:
        note += f"; {', '.join(failing)} cannot read it"
    costs = (costing.of_failed(artifacts, failing), _missing(artifacts))
    hurt = any(cost.any for cost in costs) or not facts.pages
    message = "the file is damaged" if facts.file.repaired else "some engines cannot open the file"
    yield file_draft(message, note, costs=costs if hurt else ())


def _is_failure(item: Extraction) -> bool:
    """Whether an engine itself gave up; one that was ended by a limit says nothing of the file."""
    return item.status == "failed"


def _counts(artifacts: Artifacts, path_id: str) -> bool:
    return not artifacts.panel or path_id in artifacts.panel


def _missing(artifacts: Artifacts) -> Cost:
    """Words that some path lacks, where it lacks a part of the text."""
    measured = artifacts.measured
    lost = measured.spoilt(range(len(measured.texts)), LOST - {"split", "glued", "substituted"})
    least = LEAST_SHARE * len(measured.texts)
    words = {path: found for path, found in lost.items() if len(found) > least}
    return Cost(loss="content", hits=measured.hits(words.keys()), words=words)


RULE = Rule(
    id="ATS503",
    name="damaged",
    depth=1,
    find=_find,
    needs="facts",
    advice={"": "Export the file again, and send it in a way that does not change it."},
)
