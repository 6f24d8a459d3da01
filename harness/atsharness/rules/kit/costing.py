"""Costs and the evidence for them, from words and places."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

from atsharness.model import Box, Evidence
from atsharness.rules.kit.losses import LOST, Measured, text_of
from atsharness.rules.model import Artifacts, Cost, Loss
from atsharness.verdict.families import OCR_FAMILY, Hits, hits

SHOWN = 3
"""Pieces of evidence shown of one kind."""

MANY = 12
"""Words moved from which a path has a block of the region elsewhere, though it tears no lines apart."""


def content(artifacts: Artifacts, words: Iterable[int], forms: Collection[str] = LOST) -> Cost:
    """What became of these words' letters and boundaries."""
    return _cost(artifacts.measured, "content", artifacts.measured.spoilt(words, forms))


def order(artifacts: Artifacts, words: Iterable[int], least: int = 1) -> Cost:
    """Neighbours among these words that a path tears apart, where it tears at least so many."""
    measured = artifacts.measured
    words = tuple(words)
    torn = {path: found for path, found in measured.torn(words).items() if len(found) >= least}
    moved = {
        path: found for path, found in measured.moved(words).items() if path in torn or len(found) >= MANY
    }
    return Cost(loss="order", hits=measured.hits(torn.keys()), words=torn, moved=moved)


def in_paths(artifacts: Artifacts, cost: Cost, paths: Collection[str]) -> Cost:
    """A cost in these paths alone."""
    words = {path: found for path, found in cost.words.items() if path in paths}
    moved = {path: found for path, found in cost.moved.items() if path in paths}
    return Cost(loss=cost.loss, hits=artifacts.measured.hits(words), words=words, moved=moved)


def elsewhere(artifacts: Artifacts, words: Iterable[int]) -> Cost:
    """Where paths have these words at another place of their text: told, but no loss of its own."""
    measured = artifacts.measured
    return Cost(loss="order", hits=measured.hits(()), moved=measured.moved(words))


def extra(artifacts: Artifacts, texts: Iterable[str]) -> Cost:
    """Which paths return text that nobody sees: any of these pieces."""
    readers: set[str] = set()
    for text in texts:
        readers |= artifacts.measured.readers(text)
    return Cost(loss="extra", hits=artifacts.measured.hits(readers))


def everywhere(artifacts: Artifacts, loss: Loss = "content") -> Cost:
    """A loss in every path that ran: what is no text is in no text layer."""
    return Cost(loss=loss, hits=artifacts.measured.hits(artifacts.measured.families))


def _cost(measured: Measured, loss: Loss, words: Mapping[str, tuple[int, ...]]) -> Cost:
    return Cost(loss=loss, hits=measured.hits(words.keys()), words=words)


# --- evidence --------------------------------------------------------------------------------------


def lost_words(artifacts: Artifacts, cost: Cost, most: int = SHOWN) -> tuple[Evidence, ...]:
    """Words beside what the path that alters most of them has in their place, run by run."""
    measured = artifacts.measured
    if not cost.words:
        return ()
    path = max(
        cost.words, key=lambda one: (_altered(measured, one, cost.words[one]), len(cost.words[one]), one)
    )
    found = []
    for run in _runs(cost.words[path])[:most]:
        labels = [measured.label(path, index) for index in run[:8]]
        observed = " ".join(dict.fromkeys(label.observed or "" for label in labels)).strip()
        page, box = measured.box_of(run[0])
        found.append(
            Evidence(
                kind="changed" if observed else "lost",
                path_id=path,
                page=page,
                box=box,
                expected=text_of(measured, run, most=8),
                observed=observed[:200] or None,
            )
        )
    return tuple(found)


def _most(words: Mapping[str, Sequence[int]]) -> str:
    """The path with most words; of equals the last by name."""
    return max(words, key=lambda one: (len(words[one]), one))


def _altered(measured: Measured, path: str, words: Sequence[int]) -> int:
    """How many words lost letters: gluing, which some paths do to any text, shows no rule's own cost."""
    return sum(measured.label(path, index).form != "glued" for index in words)


def torn_words(artifacts: Artifacts, cost: Cost, most: int = SHOWN) -> tuple[Evidence, ...]:
    """Neighbours of the page beside what the path that tears most of them apart has after the first."""
    measured = artifacts.measured
    if not cost.words:
        return ()
    path = _most(cost.words)
    labels = measured.alignments[path].words
    at = {image: index for index, label in enumerate(labels) for image in label.hypothesis}
    found = []
    for index in cost.words[path][:most]:
        follower = next((n for n in range(index + 1, len(labels)) if not labels[n].decoration), index)
        image = labels[index].hypothesis[-1]
        after = next((at[n] for n in range(image + 1, image + 6) if n in at), None)
        page, box = measured.box_of(index)
        word = measured.texts[index]
        found.append(
            Evidence(
                kind="order",
                path_id=path,
                page=page,
                box=box,
                expected=f"{word} {measured.texts[follower]}",
                observed=f"{word} {measured.texts[after]}" if after is not None else word,
            )
        )
    return tuple(found)


def moved_words(artifacts: Artifacts, cost: Cost, most: int = SHOWN) -> tuple[Evidence, ...]:
    """Words that the path which moves most of them has elsewhere, run by run, with the word before them."""
    measured = artifacts.measured
    if not cost.moved:
        return ()
    path = _most(cost.moved)
    labels = measured.alignments[path].words
    at = {label.hypothesis[-1]: index for index, label in enumerate(labels) if label.hypothesis}
    found = []
    for run in _runs(cost.moved[path])[:most]:
        last = at.get(labels[run[0]].hypothesis[0] - 1)
        page, box = measured.box_of(run[0])
        text = text_of(measured, run, most=8)
        before = measured.texts[run[0] - 1] if run[0] else ""
        found.append(
            Evidence(
                kind="order",
                path_id=path,
                page=page,
                box=box,
                expected=f"{before} {text}".strip(),
                observed=f"{measured.texts[last] if last is not None else ''} {text}".strip(),
            )
        )
    return tuple(found)


def hidden_text(
    artifacts: Artifacts, texts: Sequence[str], cost: Cost, page: int | None, box: Box | None = None
) -> tuple[Evidence, ...]:
    """Text that nobody sees, with a path that returns it."""
    path = min((p for p in artifacts.measured.families if _reads(artifacts, texts, p)), default=None)
    shown = " ".join(texts)
    return (
        Evidence(kind="extra", path_id=path if cost.any else None, page=page, box=box, observed=shown[:200]),
    )


def _reads(artifacts: Artifacts, texts: Sequence[str], path: str) -> bool:
    return any(path in artifacts.measured.readers(text) for text in texts)


def _runs(words: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for index in words:
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def all_words(costs: Iterable[Cost], loss: Loss = "content") -> frozenset[int]:
    """The words of all costs of one kind, of any path."""
    return frozenset(
        chain.from_iterable(words for cost in costs if cost.loss == loss for words in cost.words.values())
    )


def of_failed(artifacts: Artifacts, paths: Collection[str]) -> Cost:
    """The loss of the whole file in paths that returned nothing, of all that were to run."""
    families = {
        item.path_id: item.family
        for item in artifacts.extractions
        if item.status != "unavailable"
        and item.family != OCR_FAMILY
        and (not artifacts.panel or item.path_id in artifacts.panel)
    }
    return Cost(loss="file", hits=hits(families, set(paths).__contains__))


def all_paths(artifacts: Artifacts) -> Cost:
    """The loss of the whole file in every path; where none was run, none can read it either."""
    failed = of_failed(artifacts, {item.path_id for item in artifacts.extractions})
    if failed.any:
        return failed
    families = tuple(sorted(set(artifacts.panel.values()) - {OCR_FAMILY})) or ("any",)
    return Cost(loss="file", hits=Hits(hit=families, partly=(), run=families))
