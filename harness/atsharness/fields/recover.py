"""What one parser path made of each field: where the alignment says it is, and what a detector finds.

The two looks are independent. A value counts as exact only where both agree; a period that a detector finds
although its place is torn apart is noted as displaced, not counted as recovered. An e-mail or web address or
a phone number is exact where a detector finds it elsewhere: parsers take these by pattern, not by place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from atsharness.fields.field import Field
from atsharness.fields.places import trim
from atsharness.keywords.phrases import Phrases
from atsharness.language import headings, links, periods, phones
from atsharness.language.found import Found
from atsharness.model import Alignment, FieldOutcome, FieldRecovery, WordLabel
from atsharness.text.tokens import LINE_END, Token, fold_key

_MOSTLY_MISSING = 0.5
_BY_PATTERN = ("email", "phone", "url")
"""Kinds that a parser finds anywhere in the text, as they look like nothing else."""
_SHORT = 8
"""Words of a field whose lost words are looked for one by one."""
_CONTEXT = 20
"""Characters around a skill that tell whether it is a word of its own."""
_MOST_SHOWN = 200
"""Characters of what a path has in a field's place; a summary's torn words may be a page apart."""


class Detected:
    """What the detectors find in one path's RAW."""

    def __init__(self, raw: str) -> None:
        """Runs every detector over a path's text."""
        self.emails = links.emails(raw)
        self.phones = phones.phones(raw)
        self.urls = links.urls(raw)
        self.periods = periods.periods(raw)
        self.headings = headings.alone(raw)
        self._raw = raw

    def has_phrase(self, phrase: str, start: int, stop: int) -> bool:
        """Whether a keyword search finds a phrase in a stretch of RAW."""
        return Phrases(self._raw[max(0, start - _CONTEXT) : stop + _CONTEXT]).has(phrase)

    def line(self, start: int, stop: int) -> str:
        """The whole line, or lines, around a stretch of RAW."""
        ends = [0, *(match.end() for match in LINE_END.finditer(self._raw)), len(self._raw)]
        first = max(end for end in ends if end <= start)
        last = min(end for end in ends if end >= stop)
        return self._raw[first:last]


def recover(
    fields: Iterable[Field], alignment: Alignment, words: Sequence[Token], detected: Detected
) -> tuple[FieldRecovery, ...]:
    """One outcome a field, in their order, then what the path has and the reference lacks.

    Args:
        fields: of the reference (`expected_fields`).
        alignment: of this path against the same reference.
        words: the path's words.
        detected: of the path's RAW.
    """
    fields = tuple(fields)
    path = _Path(alignment, words, detected)
    return (*(path.recovered(field) for field in fields), *path.spurious(fields))


class _Path:
    """One path's words, with the reference words that each stands for."""

    def __init__(self, alignment: Alignment, words: Sequence[Token], detected: Detected) -> None:
        self.alignment = alignment
        self.words = words
        self.detected = detected
        self.back: dict[int, set[int]] = {}
        for index, label in enumerate(alignment.words):
            for image in label.hypothesis:
                self.back.setdefault(image, set()).add(index)
        self.free: dict[str, list[int]] = {}
        """Words that stand for none of the reference, by what they read: a torn field's parts may be here."""
        for number, word in enumerate(words):
            if number not in self.back and not word.decoration:
                self.free.setdefault(trim(word.key), []).append(number)

    def recovered(self, field: Field) -> FieldRecovery:
        labels = self._labels(field.words, short=True if field.kind == "entry" else None)
        images = _images(labels)
        outcome = self._entry(field, labels) if field.kind == "entry" else self._placed(field, labels, images)
        detail: Literal["not_alone", "displaced"] | None = None
        if field.kind == "heading":
            if outcome == "exact" and not self._alone(field, images):
                outcome, detail = "altered", "not_alone"
        elif field.kind == "skill":
            outcome = self._skill(field, outcome, images)
        elif field.value is not None and field.kind != "entry":
            hit = self._hit(field, images)
            if outcome == "exact" and hit != "here":
                outcome = "altered"
            elif outcome != "exact" and hit == "elsewhere":
                outcome, detail = "exact" if field.kind in _BY_PATTERN else outcome, "displaced"
        observed = " ".join(self.words[image].raw for image in images) if images else None
        if outcome == "exact" and detail == "displaced":
            observed = field.text
        return FieldRecovery(
            path_id=self.alignment.path_id,
            field=field.pointer,
            expected=field.text,
            observed=observed[:_MOST_SHOWN] if observed and field.kind == "entry" else observed,
            outcome=outcome,
            detail=detail,
        )

    def spurious(self, fields: Sequence[Field]) -> Iterator[FieldRecovery]:
        """E-mail addresses and phone numbers that the reference lacks, but for what became of its own."""
        for kind, found in (("email", self.detected.emails), ("phone", self.detected.phones)):
            own = [field for field in fields if field.kind == kind]
            known = {field.value for field in own}
            taken = {image for field in own for image in _images(self._labels(field.words))}
            for one in found:
                here = {
                    number
                    for number, word in enumerate(self.words)
                    if word.start < one.stop and one.start < word.stop
                }
                backed = any(self.back.get(number) for number in here)
                if one.value not in known and not here & taken and not backed:
                    yield FieldRecovery(
                        path_id=self.alignment.path_id,
                        field=f"basics.{kind}",
                        expected="",
                        observed=one.text,
                        outcome="spurious",
                    )

    def _labels(self, at: Iterable[int], *, short: bool | None = None) -> list[WordLabel]:
        at = tuple(at)
        labels = [label for index in at if not (label := self.alignment.words[index]).decoration]
        if not (len(at) <= _SHORT if short is None else short):
            return labels
        taken = set(_images(labels))
        return [self._refound(label, taken) if label.form == "missing" else label for label in labels]

    def _refound(self, label: WordLabel, taken: set[int]) -> WordLabel:
        """A word that the alignment gives up, as it is found free nearest to the field's others.

        Torn off, it is not lost; and of words that stand on the page twice an alignment may place neither.
        """
        number = _nearest(self.free.get(trim(fold_key(label.text)[0]), ()), taken)
        if number is None:
            return label
        taken.add(number)
        return msgspec.structs.replace(label, form="ok", place="moved", hypothesis=(number,))

    # --- the alignment's look ----------------------------------------------------------------------

    def _placed(self, field: Field, labels: Sequence[WordLabel], images: Sequence[int]) -> FieldOutcome:
        """The outcome by the alignment alone."""
        missing = sum(label.form == "missing" for label in labels)
        if missing == len(labels):
            return "missing"
        if missing:
            return "partial" if missing <= _MOSTLY_MISSING * len(labels) else "missing"
        if not (self._consecutive(labels, images) or self._stands_whole(labels, images)):
            return "scattered"
        if not self._unit(field):
            return "scattered"
        exact = all(label.form == "ok" or label.form.startswith("ok~") for label in labels)
        return "exact" if exact or self._mended(field, images) else "altered"

    def _mended(self, field: Field, images: Sequence[int]) -> bool:
        """Whether a path has an address in one word that the page breaks in two."""
        whole = field.kind in ("email", "url") and len(images) == 1
        return whole and self.words[images[0]].key == fold_key(field.text)[0]

    def _consecutive(self, labels: Sequence[WordLabel], images: Sequence[int]) -> bool:
        """Whether the words follow each other in the path's text, in order, with nothing foreign between."""
        firsts = [label.hypothesis[0] for label in labels]
        if firsts != sorted(firsts):
            return False
        between = set(range(images[0], images[-1] + 1)) - set(images)
        return all(self.words[index].decoration for index in between)

    def _stands_whole(self, labels: Sequence[WordLabel], images: Sequence[int]) -> bool:
        """Whether the words follow each other in a copy of which the alignment took a part for them.

        Of what a path has twice (a page's title and its first line) some words may be taken here, some there.
        """
        keys = [trim(fold_key(label.text)[0]) for label in labels]
        own = {*images}
        return any(
            all(
                number < len(self.words)
                and trim(self.words[number].key) == key
                and (number in own or number not in self.back)
                for number, key in enumerate(keys, start)
            )
            for start in {*self.free.get(keys[0], ()), *images}
        )

    def _unit(self, field: Field) -> bool:
        """Whether the found words of a period follow each other: an end apart from its start says nothing."""
        labels = [label for label in self._labels(field.unit) if label.form != "missing"]
        return not labels or self._consecutive(labels, _images(labels))

    def _entry(self, field: Field, labels: Sequence[WordLabel]) -> FieldOutcome:
        """Whether a job's title, company and dates stand amid the job's own words, in any order."""
        found = [label for label in labels if label.form != "missing"]
        if not found:
            return "missing"
        images = _images(found)
        own = set(field.unit)
        for image in set(range(images[0], images[-1] + 1)) - set(images):
            stands_for = self.back.get(image, set())
            unread = not stands_for and not field.whole
            if not self.words[image].decoration and not stands_for & own and not unread:
                return "scattered"
        return "exact" if len(found) == len(labels) else "partial"

    # --- the detectors' look -----------------------------------------------------------------------

    def _alone(self, field: Field, images: Sequence[int]) -> bool:
        """Whether a heading has its line for itself: a known one by the detector, any other as it reads.

        One that shares its line on the page begins it.
        """
        start, stop = self.words[images[0]].start, self.words[images[-1]].stop
        if field.beside:
            line = self.detected.line(start, stop).strip()
            return headings.bare(line).startswith(headings.bare(field.text))
        if field.value is not None:
            return any(
                one.value == field.value and one.start < stop and start < one.stop
                for one in self.detected.headings
            )
        line = self.detected.line(start, stop)
        return headings.bare(line) == headings.bare(field.text)

    def _skill(self, field: Field, outcome: FieldOutcome, images: Sequence[int]) -> FieldOutcome:
        """A skill is what a keyword search finds: as a phrase, be it that punctuation is glued to it."""
        if not images or outcome not in ("exact", "altered"):
            return outcome
        start, stop = self.words[images[0]].start, self.words[images[-1]].stop
        return "exact" if self.detected.has_phrase(field.value or field.text, start, stop) else "altered"

    def _hit(self, field: Field, images: Sequence[int]) -> str:
        """``here`` where a detector finds the value at the field's own words, ``elsewhere``, or empty."""
        spans = [(self.words[image].start, self.words[image].stop) for image in images]
        hits = [found for found in self._candidates(field) if found.value == field.value]
        if any(found.start < stop and start < found.stop for found in hits for start, stop in spans):
            return "here"
        return "elsewhere" if hits else ""

    def _candidates(self, field: Field) -> tuple[Found, ...]:
        return {
            "email": self.detected.emails,
            "phone": self.detected.phones,
            "url": self.detected.urls,
            "start": self.detected.periods,
            "end": self.detected.periods,
        }.get(field.kind, ())


def _images(labels: Iterable[WordLabel]) -> list[int]:
    return sorted({image for label in labels for image in label.hypothesis})


def _nearest(numbers: Sequence[int], taken: Collection[int]) -> int | None:
    """The number nearest to one of those taken and not taken itself; `numbers` ascend."""
    best: tuple[int, int] | None = None
    for other in taken or (0,):
        above = bisect_left(numbers, other)
        below = above - 1
        while above < len(numbers) and numbers[above] in taken:
            above += 1
        while below >= 0 and numbers[below] in taken:
            below -= 1
        for at in (below, above):
            if 0 <= at < len(numbers):
                found = abs(numbers[at] - other), numbers[at]
                best = found if best is None else min(best, found)
    return best[1] if best else None
