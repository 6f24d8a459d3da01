"""The figures of a run as columns of numbers: what is kept of its rows, so that many fit into memory."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from atsharness.batch.bootstrap import Floats, Indices, Ratio
from atsharness.batch.rows import DocumentRow, ExtractionRow, Measures
from atsharness.model.run_summary import Loss

COUNTS = (
    *("reference_chars", "equal_chars", "matched_chars", "moved_chars"),
    *("reference_words", "exact_words", "missing_words", "cut_words"),
    *("hypothesis_words", "added_words", "fields", "fields_lost", "keywords", "keywords_lost"),
)
"""What is kept of each path and document."""
LOSSES: Mapping[Loss, tuple[tuple[str, ...], tuple[str, ...], str]] = {
    "text_lost": (("reference_chars",), ("equal_chars",), "reference_chars"),
    "words_lost": (("missing_words",), (), "reference_words"),
    "words_altered": (("reference_words",), ("exact_words", "missing_words"), "reference_words"),
    "words_cut": (("cut_words",), (), "reference_words"),
    "order_moved": (("moved_chars",), (), "matched_chars"),
    "words_added": (("added_words",), (), "hypothesis_words"),
    "fields_lost": (("fields_lost",), (), "fields"),
    "keywords_lost": (("keywords_lost",), (), "keywords"),
}
"""Each loss: what is added, what is taken off, and of what it is a share."""
UNKNOWN = -1
LEVELS = ("pass", "at_risk", "fail", "not_measurable")


class Column:
    """A number for each document that has one; `UNKNOWN` for the others."""

    def __init__(self) -> None:
        """Without any."""
        self._numbers = array("i")

    def put(self, document: int, number: int) -> None:
        """Sets a document's number; documents come in the order of their indices."""
        self._numbers.extend([UNKNOWN] * (document - len(self._numbers)))
        self._numbers.append(number)

    def numbers(self, documents: int) -> NDArray[np.int32]:
        """All of them, for so many documents."""
        found = np.full(documents, UNKNOWN, dtype=np.int32)
        found[: len(self._numbers)] = np.frombuffer(self._numbers, dtype=np.intc) if self._numbers else 0
        return found


class PathFigures:
    """What one path made of each document."""

    def __init__(self, path: str, family: str) -> None:
        """Without documents."""
        self.path, self.family = path, family
        self.versions: Counter[str] = Counter()
        self.statuses: Counter[str] = Counter()
        self.status = Column()
        """Index into `STATUSES`."""
        self.kinds: dict[str, list[int]] = {}
        """By kind of field: how many are lost, and how many there are."""
        self._everything = Column()
        self._counts = {name: Column() for name in COUNTS}
        self.documents = 0

    def add(self, index: int, row: ExtractionRow, document: Known) -> None:
        """Takes a path's row of a document."""
        self.statuses[row.status] += 1
        self.status.put(index, STATUSES.index(row.status))
        if row.version is not None:
            self.versions[row.version] += 1
        if row.gets_everything is not None and row.status in ENDED:
            self._everything.put(index, row.gets_everything)
        if row.measures is not None:
            counts = dict(_counted(row, row.measures, document))
        elif row.status == "failed" and document.measured:
            counts = document.nothing
        else:
            return
        for name, number in counts.items():
            self._counts[name].put(index, number)
        for kind, exact, total in document.kinds if row.measures is None else _kinds(row):
            sums = self.kinds.setdefault(kind, [0, 0])
            sums[0] += total - (0 if row.measures is None else exact)
            sums[1] += total

    def close(self, documents: int) -> None:
        """Says how many documents there are in all."""
        self.documents = documents

    @cached_property
    def counts(self) -> dict[str, NDArray[np.int32]]:
        """By name of `COUNTS`, a number a document."""
        return {name: column.numbers(self.documents) for name, column in self._counts.items()}

    @cached_property
    def everything(self) -> NDArray[np.int32]:
        """1 where it gets everything, 0 where not."""
        return self._everything.numbers(self.documents)

    def loss(self, loss: Loss, documents: Indices) -> tuple[Floats, Floats]:
        """What is lost and of how much, in documents; 0 and 0 where that is not known."""
        plus, minus, of = LOSSES[loss]
        whole = self.counts[of][documents].astype(float)
        lost = np.zeros(len(documents))
        known = whole > 0
        for name in plus:
            lost += self.counts[name][documents]
            known &= self.counts[name][documents] != UNKNOWN
        for name in minus:
            lost -= self.counts[name][documents]
        return np.where(known, lost, 0.0), np.where(known, whole, 0.0)


STATUSES = ("ok", "empty", "failed", "timeout", "killed", "unavailable", "not_read")
ENDED = ("ok", "empty", "failed")
"""Statuses that say something of the file; of a path that was ended from outside nothing is known."""


class Known:
    """What paths are held against in one document: the same for all of them."""

    def __init__(self, row: DocumentRow) -> None:
        """Of a document's row."""
        one = next((item for item in row.extractions if item.measures is not None), None)
        self.measured = one is not None
        self.keywords = row.keywords
        self.kinds = () if one is None else tuple(_kinds(one))
        """Of its fields: kind, how many one path has exactly, how many there are."""
        self.nothing: dict[str, int] = {}
        """What a path recovered that ended with an error of its own."""
        if one is None or one.measures is None:
            return
        fields = sum(_fields(one))
        self.nothing = {
            **dict.fromkeys(COUNTS, 0),
            "reference_chars": one.measures.reference_chars,
            "reference_words": one.measures.reference_words,
            "missing_words": one.measures.reference_words,
            "fields": fields,
            "fields_lost": fields,
            "keywords": row.keywords,
            "keywords_lost": row.keywords,
        }


def _counted(row: ExtractionRow, measures: Measures, document: Known) -> Iterator[tuple[str, int]]:
    exact, lost = _fields(row)
    yield "reference_chars", measures.reference_chars
    yield "equal_chars", measures.equal_chars
    if measures.moved is not None:
        yield "matched_chars", measures.matched_chars
        yield "moved_chars", measures.moved_chars
    yield "reference_words", measures.reference_words
    yield "exact_words", measures.exact_words
    yield "missing_words", measures.missing_words
    yield "cut_words", measures.split_words + measures.glued_words
    yield "hypothesis_words", measures.hypothesis_words
    yield "added_words", measures.extra_words
    yield "fields", exact + lost
    yield "fields_lost", lost
    yield "keywords", document.keywords
    yield "keywords_lost", document.keywords - row.keywords_kept


def _fields(row: ExtractionRow) -> tuple[int, int]:
    """Fields of the page that are exact, and those that are not."""
    exact = sum(item.exact for item in row.fields)
    return exact, sum(total for *_, total in _kinds(row)) - exact


def _kinds(row: ExtractionRow) -> Iterator[tuple[str, int, int]]:
    """The kinds of a page's fields: how many are exact, how many there are."""
    for item in row.fields:
        yield item.kind, item.exact, item.exact + item.altered + item.scattered + item.partial + item.missing


def macro(path: PathFigures, loss: Loss) -> Ratio:
    """The mean of the documents' shares."""

    def ratio(documents: Indices) -> tuple[Floats, Floats]:
        lost, whole = path.loss(loss, documents)
        known = whole > 0
        return np.divide(lost, whole, out=np.zeros(len(lost)), where=known), known.astype(float)

    return ratio


def micro(path: PathFigures, loss: Loss) -> Ratio:
    """The share of all there is."""
    return lambda documents: path.loss(loss, documents)


def gets_everything(path: PathFigures) -> Ratio:
    """The share of documents of which it gets everything."""

    def ratio(documents: Indices) -> tuple[Floats, Floats]:
        found = path.everything[documents]
        return (found == 1).astype(float), (found != UNKNOWN).astype(float)

    return ratio


class Family(PathFigures):
    """A family: in each document, and for each loss, the best of its modes."""

    def __init__(self, family: str, modes: list[PathFigures]) -> None:
        """Of its paths, which have all their documents."""
        super().__init__("", family)
        self._modes = modes
        self.statuses = sum((mode.statuses for mode in modes), Counter())
        self.close(modes[0].documents)

    @cached_property
    def everything(self) -> NDArray[np.int32]:
        """1 where a mode gets everything."""
        best: NDArray[np.int32] = np.max([mode.everything for mode in self._modes], axis=0)
        return best

    def loss(self, loss: Loss, documents: Indices) -> tuple[Floats, Floats]:
        """Of the mode that loses the smallest share; the first by id where two lose the same."""
        found = [mode.loss(loss, documents) for mode in self._modes]
        shares = [
            np.divide(lost, whole, out=np.full(len(lost), np.inf), where=whole > 0) for lost, whole in found
        ]
        best = np.argmin(shares, axis=0)
        at = np.arange(len(documents))
        lost, whole = (np.stack(part)[best, at] for part in zip(*found, strict=True))
        return lost, whole
