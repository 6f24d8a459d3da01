"""Losses by place: which words of the reference stand in a box, and what each path made of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from atsharness.model import Alignment, Box, Extraction, Reference, WordLabel
from atsharness.model.flow_facts import SHEET
from atsharness.text.tokens import Token, tokens
from atsharness.verdict.families import OCR_FAMILY, Hits, hits

LOST = frozenset({"substituted", "split", "glued", "missing"})
"""Forms of a word that no longer reads as it should."""

ALTERED = frozenset({*LOST, "hyphenated", "ok~nfc", "ok~compat", "ok~case", "ok~punct"})
"""Forms that differ from what a person reads in any character or boundary."""

LEAST_READ = 0.5
"""Share of a hidden text's words that a path must return for it to be read."""


class Measured:
    """The measured losses of one document. What is not asked for is not computed."""

    def __init__(
        self,
        panel: Mapping[str, str],
        reference: Reference | None,
        extractions: Iterable[Extraction],
        alignments: Iterable[Alignment],
    ) -> None:
        """Takes the text paths of the panel that ran; of all families where there is no panel."""
        self.reference = reference
        self.extractions = {
            item.path_id: item
            for item in extractions
            if item.status in ("ok", "empty")
            and item.family != OCR_FAMILY
            and (not panel or item.path_id in panel)
        }
        self.families = {key: item.family for key, item in self.extractions.items()}
        self.alignments = {item.path_id: item for item in alignments if item.path_id in self.families}
        self._words: dict[str, tuple[str, ...]] = {}

    # --- where words stand -----------------------------------------------------------------------

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The words of the reference, one by one."""
        for alignment in self.alignments.values():
            return tuple(label.text for label in alignment.words)
        return tuple(token.raw for token in self._reference_tokens)

    @cached_property
    def _reference_tokens(self) -> tuple[Token, ...]:
        return tokens(self.reference.text) if self.reference is not None else ()

    @cached_property
    def _by_page(self) -> dict[int, tuple[list[float], list[tuple[float, float, int]]]]:
        """Of each page the middles of its words, from top to bottom, with their heights apart."""
        pages: dict[int, list[tuple[float, float, int]]] = {}
        words = (self.reference.words or ()) if self.reference is not None else ()
        for index, word in enumerate(words):
            if word is not None:
                x0, y0, x1, y1 = word.box
                pages.setdefault(word.page, []).append(((y0 + y1) / 2, (x0 + x1) / 2, index))
        found = {}
        for page, places in pages.items():
            places.sort()
            found[page] = ([place[0] for place in places], places)
        return found

    def words_in(self, page: int | None, boxes: Iterable[Box], margin: float = 1.0) -> list[int]:
        """The reference words whose middle lies in one of the boxes, in the order of the reference."""
        heights, places = self._by_page.get(page or 0, ([], []))
        found: set[int] = set()
        for x0, y0, x1, y1 in boxes:
            low = bisect_left(heights, y0 - margin)
            high = bisect_right(heights, y1 + margin)
            found.update(index for _, x, index in places[low:high] if x0 - margin <= x <= x1 + margin)
        return sorted(found)

    def words_touching(self, page: int | None, boxes: Iterable[Box]) -> list[int]:
        """The reference words that one of the boxes touches: a single glyph has its word."""
        words = (self.reference.words or ()) if self.reference is not None else ()
        heights, places = self._by_page.get(page or 0, ([], []))
        found: set[int] = set()
        for x0, y0, x1, y1 in boxes:
            middle = (y0 + y1) / 2
            reach = max(3.0, (y1 - y0) / 2)
            low, high = bisect_left(heights, middle - reach), bisect_right(heights, middle + reach)
            for _, _, index in places[low:high]:
                word = words[index]
                if word is not None and word.box[0] < x1 and word.box[2] > x0:
                    found.add(index)
        return sorted(found)

    def box_of(self, index: int) -> tuple[int | None, Box | None]:
        """Page and box of a reference word; None in a document without pages."""
        words = (self.reference.words or ()) if self.reference is not None else ()
        word = words[index] if index < len(words) else None
        return (None, None) if word is None or word.page == SHEET else (word.page, word.box)

    # --- what paths made of them --------------------------------------------------------------------

    def label(self, path_id: str, index: int) -> WordLabel:
        """What a path made of a reference word."""
        return self.alignments[path_id].words[index]

    def spoilt(self, words: Iterable[int], forms: Collection[str] = LOST) -> dict[str, tuple[int, ...]]:
        """For each path that has any, those of the words that it has in one of these forms."""
        words = tuple(words)
        found = {}
        for path, alignment in self.alignments.items():
            labels = alignment.words
            hit = tuple(
                index for index in words if labels[index].form in forms and not labels[index].decoration
            )
            if hit:
                found[path] = hit
        return found

    def moved(self, words: Iterable[int]) -> dict[str, tuple[int, ...]]:
        """For each path that has any, those of the words that it has at another place of its text."""
        words = tuple(words)
        found = {}
        for path, alignment in self.alignments.items():
            labels = alignment.words
            hit = tuple(index for index in words if labels[index].place == "moved")
            if hit:
                found[path] = hit
        return found

    @cached_property
    def _solid(self) -> dict[str, list[int]]:
        """For each path, how many words that are no decoration come before each recovered word."""
        found = {}
        for path, alignment in self.alignments.items():
            ends = [label.hypothesis[-1] + 1 for label in alignment.words if label.hypothesis]
            marks = bytearray(max((*ends, *(run.stop for run in alignment.spurious)), default=0))
            for run in alignment.spurious:
                if run.kind == "decoration":
                    marks[run.start : run.stop] = b"\x01" * (run.stop - run.start)
            for label in alignment.words:
                if label.decoration:
                    for image in label.hypothesis:
                        marks[image] = 1
            found[path] = [at - count for at, count in enumerate(accumulate(marks, initial=0))]
        return found

    @cached_property
    def _torn(self) -> dict[str, tuple[tuple[int, int], ...]]:
        """For each path, neighbours of the page that it tears apart; decoration between does not count."""
        found = {}
        for path, alignment in self.alignments.items():
            before = self._solid[path]
            pairs = []
            last: int | None = None
            image = -1
            for index, label in enumerate(alignment.words):
                if label.decoration:
                    continue
                if not label.hypothesis:
                    last = None
                    continue
                if last is not None and before[label.hypothesis[0]] - before[image] not in (0, 1):
                    pairs.append((last, index))
                last, image = index, label.hypothesis[-1]
            found[path] = tuple(pairs)
        return found

    def torn(self, words: Iterable[int]) -> dict[str, tuple[int, ...]]:
        """For each path, those of the words whose follower in the page's order no longer follows them.

        Both must be among the words, be found by the path and be neighbours in the reference (decoration
        between them does not count).
        """
        chosen = frozenset(words)
        found = {}
        for path, pairs in self._torn.items():
            hit = tuple(one for one, other in pairs if one in chosen and other in chosen)
            if hit:
                found[path] = hit
        return found

    def is_torn_off(self, path_id: str, words: Collection[int], near: Collection[int]) -> bool:
        """Whether a path has other words amid these, or none that stand near them right before or after."""
        labels = self.alignments[path_id].words
        images = [image for index in words for image in labels[index].hypothesis]
        if not images:
            return False
        order = self._images[path_id]
        first, last = bisect_left(order, (min(images),)), bisect_left(order, (max(images) + 1,))
        around = {order[at][1] for at in (first - 1, last) if 0 <= at < len(order)}
        amid = {index for _, index in order[first:last]} - set(words)
        return bool(amid) or (bool(around) and not around & set(near))

    @cached_property
    def _images(self) -> dict[str, list[tuple[int, int]]]:
        """For each path its words that are of the page and no decoration, each with that of the page."""
        return {
            path: sorted(
                (image, index)
                for index, label in enumerate(alignment.words)
                if not label.decoration
                for image in label.hypothesis
            )
            for path, alignment in self.alignments.items()
        }

    # --- words that nobody sees --------------------------------------------------------------------

    @cached_property
    def _bags(self) -> dict[str, tuple[Counter[str], str]]:
        """Of each path the words that the reference does not account for, and all its text without spaces."""
        known = Counter(token.key for token in self._reference_tokens)
        found = {}
        for path, item in self.extractions.items():
            read = tokens(item.text or "")
            bag = Counter(token.key for token in read)
            found[path] = (bag - known, "".join(token.key for token in read))
        return found

    @cached_property
    def _shown(self) -> str:
        return "".join(token.key for token in self._reference_tokens)

    def readers(self, text: str) -> frozenset[str]:
        """The paths that return a text beyond what the reference holds of it."""
        wanted = [token for token in tokens(text) if not token.decoration]
        if not wanted:
            return frozenset()
        squeezed = "".join(token.key for token in wanted)
        count = Counter(token.key for token in wanted)
        shown = self._shown.count(squeezed)
        return frozenset(
            path
            for path, (bag, whole) in self._bags.items()
            if (count & bag).total() >= LEAST_READ * len(wanted) or whole.count(squeezed) > shown
        )

    def words_of(self, path_id: str) -> tuple[str, ...]:
        """The words that a path returned, RAW."""
        if path_id not in self._words:
            text = self.extractions[path_id].text or ""
            self._words[path_id] = tuple(token.raw for token in tokens(text))
        return self._words[path_id]

    def hits(self, paths: Collection[str]) -> Hits:
        """The families that these paths make hit, partly or at all."""
        return hits(self.families, paths.__contains__)


def text_of(measured: Measured, words: Sequence[int], most: int = 12) -> str:
    """Words of the reference as a phrase."""
    shown = " ".join(measured.texts[index] for index in words[:most])
    return shown + " …" if len(words) > most else shown
