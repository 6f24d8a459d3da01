"""Text that a person cannot see and that paths read: shared by the rules of its kinds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.measure.hidden_text import is_hidden
from atsharness.model import Evidence
from atsharness.model.facts import PageFacts, Run
from atsharness.model.text_facts import Hidden
from atsharness.rules.kit import costing
from atsharness.rules.kit.text_facts import MOST_BOXES, counted, facts_of
from atsharness.rules.model import Artifacts, Check, Draft

LEAST_CHARS = 2
"""A single hidden character (a stray space or dot) is no hidden text."""


def hidden(kind: Hidden, how: str) -> Check:
    """The check of one kind of hidden text.

    Args:
        kind: as the layout facts name it.
        how: ends the sentence "3 hidden words, ".
    """

    def find(artifacts: Artifacts) -> Iterator[Draft]:
        for page in facts_of(artifacts).pages:
            if not page.ocr_layer:
                yield from hidden_draft(
                    artifacts, page, [run for run in page.runs if run.hidden == kind], how
                )

    return find


def hidden_draft(artifacts: Artifacts, page: PageFacts, chosen: Sequence[Run], how: str) -> Iterator[Draft]:
    """A draft of the hidden text of a page that is chosen, if there is any.

    Args:
        artifacts: of the document.
        page: of it.
        chosen: the runs that count, of the page.
        how: ends the sentence "3 hidden words, ".
    """
    runs = [run for run in chosen if any(char.isalnum() for char in run.text)]
    hidden_runs = [run for run in runs if is_hidden(run)]
    if sum(len(run.text.strip()) for run in hidden_runs) >= LEAST_CHARS:
        yield _draft(artifacts, page, hidden_runs, how)
    elif over := [run for run in runs if run.visible]:
        yield _over_letters(artifacts, page, over)


def _draft(artifacts: Artifacts, page: PageFacts, runs: list[Run], how: str) -> Draft:
    texts = [run.text.strip() for run in runs]
    cost = costing.extra(artifacts, texts)
    shown = " ".join(texts)
    words = counted(len(shown.split()), "hidden word")
    return Draft(
        message=f"{words}, {how}: “{shown[:60]}”",
        anchor=shown,
        page=page.number,
        boxes=tuple(run.box for run in runs[:MOST_BOXES]),
        costs=(cost,),
        evidence=costing.hidden_text(artifacts, texts, cost, page.number, runs[0].box),
    )


def _over_letters(artifacts: Artifacts, page: PageFacts, runs: list[Run]) -> Draft:
    """Hidden text over the same letters drawn as paths or in a picture: a person reads those."""
    boxes = tuple(run.box for run in runs[:MOST_BOXES])
    shown = " ".join(run.text.strip() for run in runs)
    cost = costing.content(artifacts, artifacts.measured.words_in(page.number, boxes))
    own = Evidence(
        kind="layout", page=page.number, box=boxes[0], observed=shown[:200], note="over the same letters"
    )
    return Draft(
        message=f"hidden text over the same letters, shown as {runs[0].seen_as}: “{shown[:60]}”",
        anchor=shown,
        page=page.number,
        boxes=boxes,
        evidence=(own, *costing.lost_words(artifacts, cost)),
        harmless=True,
    )
