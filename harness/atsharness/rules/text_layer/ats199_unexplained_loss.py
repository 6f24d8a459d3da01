"""Words lost, or entries mixed, for a reason that no other rule names.

What it looks for:
    What a whole family of parser paths, or two modes, lose of the page and no other finding accounts for:
    more words than any file may lose, or lines of entries that are mixed with those of others.

Why parsers lose it:
    Not known. The loss is measured all the same, and an ATS that runs such an engine has it too.

Evidence:
    The words as the page shows them, and what the path that loses most of them returns instead.

How to fix:
    Export the file with another program, or copy the text of these places anew, and check it again.

Limits:
    Where the page is read wrongly, right paths are called wrong here. A report of such a file is welcome.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.rules.kit import costing
from atsharness.rules.kit.losses import text_of
from atsharness.rules.kit.text_facts import MOST_BOXES, counted
from atsharness.rules.model import LAST, Artifacts, Cost, Draft, Rule
from atsharness.verdict.limits import calibrated


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    yield from _words(artifacts)
    yield from _entries(artifacts)


def _words(artifacts: Artifacts) -> Iterator[Draft]:
    measured = artifacts.measured
    rest = [index for index in range(len(measured.texts)) if index not in artifacts.explained]
    cost = costing.content(artifacts, rest)
    allowed = calibrated().spare
    many = {path: words for path, words in cost.words.items() if len(words) > allowed}
    cost = Cost(loss="content", hits=measured.hits(many), words=many)
    if cost.hits.level == "pass":
        return
    lost = sorted(costing.all_words([cost]))
    boxes = tuple(box for index in lost if (box := measured.box_of(index)[1]) is not None)
    yield Draft(
        message=f"{counted(len(lost), 'word')} lost for no cause found: {text_of(measured, lost, most=5)}",
        anchor="unexplained words",
        page=measured.box_of(lost[0])[0],
        boxes=boxes[:MOST_BOXES],
        costs=(cost,),
        evidence=costing.lost_words(artifacts, cost),
        confidence="low",
    )


def _entries(artifacts: Artifacts) -> Iterator[Draft]:
    """Mixed entries of a document in which no rule finds anything wrong with the order."""
    measured = artifacts.measured
    mixed = {path for path, kept in artifacts.entries.items() if kept.mixed and path in measured.families}
    if artifacts.order_explained or measured.hits(mixed).level == "pass":
        return
    whole = costing.order(artifacts, range(len(measured.texts)))
    torn = {path: words for path, words in whole.words.items() if path in mixed}
    cost = Cost(loss="order", hits=measured.hits(torn), words=torn)
    yield Draft(
        message=f"the lines of entries are mixed in {', '.join(sorted(mixed))} for no cause found",
        anchor="unexplained order",
        costs=(cost,),
        evidence=costing.torn_words(artifacts, cost),
        confidence="low",
    )


RULE = Rule(
    id="ATS199",
    name="unexplained-loss",
    depth=LAST,
    of="any",
    find=_find,
    advice={"": "Export the file with another program, or type these places anew, and check it again."},
)
