"""Scores the visual reference against the true text of built files.

The truth is the arrangement that was typeset, in page order: no code under test had a hand in it. How a
file is read is handed in, so that nothing here depends on the harness's processes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path
from statistics import median

from atsharness.alignment.align import align
from atsharness.measure.rates import measure
from atsharness.text.tokens import Token, tokens
from atsharness_corpus.labels import FileLabel, Labels
from atsharness_corpus.model import Value

Read = Callable[[bytes], str]
"""What a person sees in a file, as text in reading order; raises ValueError where nobody can tell."""

_WORST = 0.1


class Row(Value, frozen=True, kw_only=True):
    """How one file was read. Rates are 0-1, None where there is nothing to measure.

    `word_f1` is over words that are equal but for case and typographic form (ligatures, dashes, quotes);
    `tau` is Kendall's, of the order of matched words.
    """

    file: str
    typesetter: str
    layout: str
    faults: tuple[str, ...]
    tuned_on: bool
    clean: bool
    word_f1: float | None
    tau: float | None
    affected_recall: float | None = None
    """Share of the faults' visible words that were read right."""
    hidden_in: float | None = None
    """Share of the faults' hidden words that were let in."""
    reason: str | None = None


class Group(Value, frozen=True, kw_only=True):
    """Rows of one kind: medians, and the worst tenth's mean."""

    name: str
    files: int
    word_f1: float | None
    tau: float | None
    worst_word_f1: float | None
    worst_tau: float | None
    affected_recall: float | None = None
    hidden_in: float | None = None


def score_references(folder: Path, labels: Labels, read: Read) -> tuple[Row, ...]:
    """Reads every labelled file without its source and scores what was read.

    Args:
        folder: that of ``labels.json``.
        labels: of its files.
        read: gives the visual reference of a file's bytes.

    Returns:
        One row a file, in the order of the labels.
    """
    return tuple(_row(folder, label, read) for label in labels.files)


def _row(folder: Path, label: FileLabel, read: Read) -> Row:
    row = Row(
        file=label.file,
        typesetter=label.typesetter,
        layout=label.layout,
        faults=tuple(dict.fromkeys(fault.fault for fault in label.faults)),
        tuned_on=label.tuned_on,
        clean=label.clean,
        word_f1=None,
        tau=None,
    )
    truth = tokens((folder / label.reference).read_text("utf-8"))
    try:
        seen = tokens(read((folder / label.file).read_bytes()))
    except ValueError as error:
        return _with(row, reason=str(error), word_f1=0.0)
    alignment = align(truth, seen, path_id="visual")
    recovery = measure(alignment, seen)
    counts = recovery.content.counts
    total = counts.reference_words + alignment.hypothesis_words
    visible, hidden = _affected(label, truth)
    found = _bag(seen)
    return _with(
        row,
        word_f1=2 * counts.exact_words / total if total else None,
        tau=recovery.order.tau,
        affected_recall=_share(visible, found),
        hidden_in=_share(hidden, found - _bag(truth)),
    )


def _with(row: Row, **fields: object) -> Row:
    import msgspec

    return msgspec.structs.replace(row, **fields)


def _affected(label: FileLabel, truth: Sequence[Token]) -> tuple[Counter[str], Counter[str]]:
    """The words of a file's faults: those that its page shows, and those that it hides.

    A fault hides words where the page shows less than half of them: others are broken by a line's end.
    """
    shown = _bag(truth)
    visible: Counter[str] = Counter()
    hidden: Counter[str] = Counter()
    for fault in label.faults:
        own = _bag(token for word in fault.words for token in tokens(word))
        visible += own & shown
        if 2 * (own & shown).total() < own.total():
            hidden.update({key: count for key, count in own.items() if key not in shown})
    return visible & shown, hidden


def _bag(words: Iterable[Token]) -> Counter[str]:
    return Counter(token.key for token in words if not token.decoration)


def _share(wanted: Counter[str], found: Counter[str]) -> float | None:
    return (wanted & found).total() / wanted.total() if wanted else None


def summary(rows: Sequence[Row]) -> tuple[Group, ...]:
    """All files, clean ones, those held out; then each typesetter, layout and fault.

    A file counts under each of its faults.
    """
    groups = [
        ("all", rows),
        ("clean", [row for row in rows if row.clean]),
        ("tuned on", [row for row in rows if row.tuned_on]),
        ("held out", [row for row in rows if not row.tuned_on]),
    ]
    for kind in ("typesetter", "layout"):
        ordered = sorted(rows, key=lambda row: str(getattr(row, kind)))
        groups += [
            (f"{kind} {name}", list(some))
            for name, some in groupby(ordered, key=lambda row: str(getattr(row, kind)))
        ]
    for fault in sorted({name for row in rows for name in row.faults}):
        groups.append((f"fault {fault}", [row for row in rows if fault in row.faults]))
    return tuple(_group(name, some) for name, some in groups if some)


def _group(name: str, rows: Sequence[Row]) -> Group:
    f1 = sorted(row.word_f1 for row in rows if row.word_f1 is not None)
    tau = sorted(row.tau for row in rows if row.tau is not None)
    affected = [row.affected_recall for row in rows if row.affected_recall is not None]
    hidden = [row.hidden_in for row in rows if row.hidden_in is not None]
    return Group(
        name=name,
        files=len(rows),
        word_f1=median(f1) if f1 else None,
        tau=median(tau) if tau else None,
        worst_word_f1=_mean(f1[: max(1, round(len(f1) * _WORST))]),
        worst_tau=_mean(tau[: max(1, round(len(tau) * _WORST))]),
        affected_recall=_mean(affected),
        hidden_in=_mean(hidden),
    )


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
