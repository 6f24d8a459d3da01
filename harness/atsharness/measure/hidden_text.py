"""Words that a path returns and nobody sees: its extra words against the hidden text of the facts. Pure.

The reference has no hidden text, so what a path returns of it is extra, or a duplicate where the page
shows the same words. Which of those words are the hidden ones is told by aligning them with the hidden text,
so that split, glued and moved words count too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from atsharness.alignment.align import align
from atsharness.model import Alignment, Extraction, Recovery
from atsharness.model.facts import LayoutFacts, Run
from atsharness.text.tokens import Token, tokens

LEAST_CLIPPED = 3
"""Fewer clipped characters are a space or dot that a broken map made a letter, no text that is cut off."""


def with_hidden(
    recoveries: Iterable[Recovery],
    alignments: Iterable[Alignment],
    extractions: Iterable[Extraction],
    facts: LayoutFacts | None,
) -> tuple[Recovery, ...]:
    """The recoveries with the number of hidden words in each, where the facts tell.

    Args:
        recoveries: of the paths, in any order.
        alignments: of the same paths against the reference.
        extractions: of the same paths.
        facts: of the document.
    """
    text = hidden_text(facts)
    if text is None:
        return tuple(recoveries)
    hidden = tokens(text)
    spurious = {item.path_id: item for item in alignments if item.spurious} if hidden else {}
    texts = {item.path_id: item.text or "" for item in extractions if item.path_id in spurious}
    return tuple(
        msgspec.structs.replace(
            item,
            extra=msgspec.structs.replace(
                item.extra,
                hidden=hidden_words(spurious[item.path_id], tokens(texts[item.path_id]), hidden)
                if item.path_id in texts
                else 0,
            ),
        )
        for item in recoveries
    )


def hidden_text(facts: LayoutFacts | None) -> str | None:
    """The text that the file holds and no person sees, a line a run.

    The text layer of a scan is none: a person reads the same words in the picture. None where not all pages
    could be looked at.
    """
    if facts is not None and facts.flow is not None:
        return "\n".join(item.text for item in facts.flow.of("hidden", "deletion", "unused_header"))
    if facts is None or not facts.pages or len(facts.pages) < facts.file.page_count:
        return None
    return "\n".join(
        run.text.replace("\x00", " ")
        for page in facts.pages
        if not page.ocr_layer
        for run in page.runs
        if is_hidden(run)
    )


def is_hidden(run: Run) -> bool:
    """Whether glyphs are text that no person sees, not what a broken map makes of a blank."""
    if run.hidden == "page_cut":
        return False
    return not run.visible and (run.hidden != "clipped" or len(run.text.strip()) >= LEAST_CLIPPED)


def hidden_words(alignment: Alignment, words: Sequence[Token], hidden: Sequence[Token]) -> int:
    """How many words of a path, decoration left out, are hidden text.

    Args:
        alignment: of the path against the reference; its extra and duplicate words are looked at.
        words: of the path's text.
        hidden: words of the hidden text.
    """
    spare = [
        words[number]
        for run in alignment.spurious
        if run.kind != "decoration"
        for number in range(run.start, run.stop)
        if not words[number].decoration
    ]
    if not spare:
        return 0
    labels = align(hidden, tokens(_lines(spare)), path_id=alignment.path_id).words
    found = {at for label in labels if label.form != "missing" for at in label.hypothesis}
    # An alignment rightly leaves open whether a lone word elsewhere is the one lost; here it makes no odds.
    lost = Counter(word.key for word, label in zip(hidden, labels, strict=True) if label.form == "missing")
    left = Counter(word.key for at, word in enumerate(spare) if at not in found)
    return len(found) + (lost & left).total()


def _lines(words: Sequence[Token]) -> str:
    """Words of a text with its line breaks."""
    parts = [words[0].raw]
    for before, word in pairwise(words):
        parts.append(" " if word.line == before.line else "\n")
        parts.append(word.raw)
    return "".join(parts)
