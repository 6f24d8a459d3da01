"""What a parser path reads at a place, as lines for a rule's page: for rule_examples.py."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec
from example_files import Case, find

from atsharness.model import Alignment
from atsharness.text.tokens import tokens

LINES, COLUMNS = 4, 100
"""Most lines of an excerpt, without those before and after each, and most characters of one of them."""
FALLBACK, DOCX_FALLBACK = "pypdf-plain", "docx2txt"
_HARMLESS = set("•–—‘’“”…·\ufffd")
WANTED, SURE = 4, 40
"""What a word that was asked for weighs, and one of a phrase that must be in the excerpt.

The words beside a lost one, which show where it should be, weigh 1."""


def worst_path(bad: Case, indices: Iterable[int]) -> str:
    """The path that makes most errors in some words; of equals the first, by id."""
    wanted = set(indices)
    errors = {item.path_id: _wrong(item, wanted) for item in bad.artifacts.alignments}
    fallback = FALLBACK if bad.label is not None else DOCX_FALLBACK
    worst = min(errors, key=lambda path: (-errors[path], path), default=fallback)
    return worst if errors.get(worst) else fallback


def _wrong(alignment: Alignment, wanted: set[int]) -> int:
    return sum(
        word.form not in ("ok", "ok~nfc") or word.place == "moved"
        for index, word in enumerate(alignment.words)
        if index in wanted and not word.decoration
    )


def reading(case: Case, path_id: str, indices: Sequence[int], phrases: Sequence[str]) -> str:
    """The lines of a path's text that hold most of some words of the page, or of phrases of its own.

    Args:
        case: the file.
        path_id: the path.
        indices: numbers of words as a person reads them.
        phrases: of the path's own text, each to be shown where it is there.
    """
    item = case.extraction(path_id)
    if not (item.text or "").split():
        return f"({item.detail or 'nothing'})"
    text = item.text or ""
    words = tokens(text)
    weights = _weights(case.alignment(path_id), indices)
    for phrase in phrases:
        for number in find(phrase, text):
            weights[number] += SURE
    lines: dict[int, list[int]] = {}
    for number, word in enumerate(words):
        lines.setdefault(word.line, []).append(number)
    numbered = list(lines.values())
    shown, last = [], -1
    for at in _chosen([sum(weights[number] for number in line) for line in numbered]):
        if last not in (-1, at - 1):
            shown.append("…")
        last = at
        line = [words[number] for number in numbered[at]]
        focus = next((words[number] for number in numbered[at] if weights[number]), line[0])
        shown.append(_cut([_visible(word.raw, case.truth) for word in line], line.index(focus)))
    return "\n".join(shown)


def _weights(alignment: Alignment | None, indices: Sequence[int]) -> Counter[int]:
    """How much each recovered word is wanted: those of the words, or those next to the ones that are lost."""
    weights = Counter[int]()
    if alignment is None:
        return weights
    for index in indices:
        here = alignment.words[index].hypothesis
        if here:
            weights.update(dict.fromkeys(here, WANTED))
            continue
        for side in (reversed(alignment.words[:index]), alignment.words[index + 1 :]):
            beside = next((word.hypothesis for word in side if word.hypothesis), ())
            weights.update(dict.fromkeys(beside[:1], 1))
    return weights


def _chosen(weights: Sequence[int]) -> list[int]:
    """The lines to show: those of most weight, with one before and after; the first where none has any."""
    ordered = sorted(range(len(weights)), key=lambda at: (-weights[at], at))
    best = [at for at in ordered[:LINES] if weights[at]]
    if not best:
        return list(range(min(3, len(weights))))
    return sorted({near for at in best for near in (at - 1, at, at + 1) if 0 <= near < len(weights)})


def _visible(text: str, truth: str) -> str:
    """A word, with the code of each character that the page does not show, or that nobody tells by sight."""
    return "".join(
        char
        if (char.isascii() and char.isprintable()) or char in truth or char in _HARMLESS
        else f"<U+{ord(char):04X}>"
        for char in text
    )


def _cut(words: Sequence[str], focus: int) -> str:
    """A line of words, a space between them, or the part of it around one word where it is long."""
    line = " ".join(words)
    if len(line) <= COLUMNS:
        return line
    at = len(" ".join(words[:focus]))
    start = max(0, min(at - COLUMNS // 4, len(line) - COLUMNS))
    stop = start + COLUMNS
    return f"{'…' if start else ''}{line[start:stop]}{'…' if stop < len(line) else ''}"


def statuses(case: Case) -> str:
    """What became of each parser path, a line each."""
    return "\n".join(
        f"{item.path_id:18} "
        + (f"{item.word_count} words" if item.status == "ok" else f"{item.status}: {item.detail}")
        for item in sorted(case.artifacts.extractions, key=lambda item: item.path_id)
    )


def facts(case: Case, wanted: Sequence[str]) -> str:
    """Layout facts by name (``file.title``, ``fonts.name``), a line for each thing of a kind."""
    found = case.artifacts.facts
    if found is not None and found.flow is not None:
        words = (item.note or " ".join(item.text.split()) for item in found.flow.constructs)
        kinds = [item.kind.replace("_", " ") for item in found.flow.constructs]
        lines = [f"{kind}: {said}" if said else kind for kind, said in zip(kinds, words, strict=True)]
        return "\n".join(line[:COLUMNS] for line in lines) or "no constructs"
    known = msgspec.to_builtins(found)
    groups: dict[str, list[str]] = {}
    for name in wanted:
        group, _, key = name.partition(".")
        groups.setdefault(group, []).append(key)
    lines = []
    for group, keys in groups.items():
        value = known[group]
        for item in value if isinstance(value, (list, tuple)) else [value]:
            said = (item if not key else f"{key} {json.dumps(item[key], ensure_ascii=False)}" for key in keys)
            lines.append(f"{group}: " + ", ".join(map(str, said)))
    return "\n".join(lines)
