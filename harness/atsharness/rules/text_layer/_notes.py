"""Text that lies over the page instead of in it: shared by the rules on fields and annotations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from atsharness.model import Evidence
from atsharness.model.facts import Note
from atsharness.rules.kit import costing
from atsharness.rules.kit.text_facts import facts_of
from atsharness.rules.model import Artifacts, Draft

_MISSING = frozenset({"missing", "substituted", "split", "glued"})


def drafts(artifacts: Artifacts, kind: Literal["field", "annotation"], what: str) -> Iterator[Draft]:
    """One draft a page, for the notes of a kind that a person sees.

    Args:
        artifacts: of the document.
        kind: of notes.
        what: their name, for the finding's sentence.
    """
    pages: dict[int, list[Note]] = {}
    for note in facts_of(artifacts).notes:
        if note.kind == kind and note.shown and any(char.isalnum() for char in note.text):
            pages.setdefault(note.page, []).append(note)
    for page, notes in sorted(pages.items()):
        boxes = tuple(note.box for note in notes)
        words = artifacts.measured.words_in(page, boxes)
        cost = costing.content(artifacts, words, _MISSING)
        own = Evidence(
            kind="layout", page=page, box=boxes[0], expected=notes[0].text[:200], note=notes[0].subtype
        )
        yield Draft(
            message=f"text in {what}: “{notes[0].text.strip()[:60]}”",
            anchor=" ".join(note.text for note in notes),
            page=page,
            boxes=boxes,
            costs=(cost, costing.elsewhere(artifacts, words)),
            evidence=(*costing.lost_words(artifacts, cost), own),
        )
