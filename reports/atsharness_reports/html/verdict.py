"""The verdict as a headline: how many readers get everything, then what is wrong."""

from __future__ import annotations

from typing import NamedTuple

from atsharness.model import DocumentResult
from atsharness_reports._verdict import LEVELS, note_in_words, readers_said, said_of

_SIGNS = {"pass": "✓", "at_risk": "!", "fail": "✕", "not_measurable": "?"}
_UNREADABLE = "unread"


class Headline(NamedTuple):
    """`level` is a class of the style sheet; `reasons` are pairs of plain words and a technical note."""

    level: str
    sign: str
    word: str
    title: str
    reasons: list[tuple[str, str]]


def headline(result: DocumentResult) -> Headline:
    """What a person reads first."""
    document, verdict = result.document, result.verdict
    if document.status != "ok":
        why = [(document.reason or "", "")]
        return Headline(_UNREADABLE, "?", "Not read", "This file could not be read", why)
    if verdict is None:
        return Headline("not_measurable", "?", "No verdict", "The readers are shown side by side", [])
    nothing = result.reference is None or result.reference.word_count == 0
    said = "no verdict is possible" if nothing or not verdict.counted else readers_said(verdict)
    reasons: list[tuple[str, str]] = []
    for gate in verdict.gates:
        # Findings have a place of their own in the report.
        if gate.level != verdict.level or verdict.level == "pass" or gate.name == "findings":
            continue
        if gate.level == "not_measurable":
            reasons.append((gate.note, ""))
        else:
            reasons.append((said_of(gate.name), note_in_words(gate.note)))
    for text in verdict.not_found:
        if all(text not in one for one, _ in reasons):
            reasons.append((text, ""))
    return Headline(
        verdict.level,
        _SIGNS[verdict.level],
        LEVELS[verdict.level].capitalize(),
        said[:1].upper() + said[1:],
        reasons,
    )
