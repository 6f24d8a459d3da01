"""Calibrates how many words any file may seem to lose, on files that are known to be clean.

A page is read with some noise: a word that no path shares, a mark beside a bullet. The verdict must not take
it for a loss, however short the file. The files are clean ones of the corpus, in which no path loses a word
of the true text, and real ones that a person judged clean. One half sets the limit, the other checks it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from atsharness.model import Recovery
from atsharness.verdict.families import hits
from atsharness.verdict.limits import Limits
from atsharness.verdict.losses import words_lost
from atsharness_corpus.labels import FileLabel
from atsharness_corpus.model import Value

TUNING_SEEDS = 1000
"""Seeds below are for tuning, figures are reported on the others."""
MOST_FALSE_ALARMS = 0.01
_LEAST_SPARE = 5
"""Five words of a document of 150 are 3 %: where they matter, a field, a keyword or a heading is lost."""
_MOST_SPARE = 20
"""A limit beyond says that the files are not clean."""


class Control(Value, frozen=True, kw_only=True):
    """What the paths seem to make of one clean file, by what a person sees on its pages."""

    file: str
    typesetter: str
    """``real`` for a file that no generator made."""
    words: int
    lost: dict[str, int]
    """Words lost or misread, by path."""
    cut: dict[str, int]
    """Words split or glued, by path."""
    losses: dict[str, int] = msgspec.field(default_factory=dict)
    """Words of the true text not as they were, by path, where there are any: the losses are true."""


class Calibrated(Value, frozen=True, kw_only=True):
    """The data file of limits. `calibration` holds the number of files and the false alarms of the others."""

    spare: int
    calibration: dict[str, float]


def is_control(label: FileLabel, *, tuning: bool) -> bool:
    """Whether a file is a clean control: of tuning seeds and typesetters, or any of a fresh seed."""
    clean = label.clean and label.near_miss_of is None
    return clean and (label.tuned_on and label.seed < TUNING_SEEDS if tuning else label.seed >= TUNING_SEEDS)


def control(
    file: str,
    typesetter: str,
    seen: Iterable[Recovery],
    true: Iterable[Recovery],
    text_paths: Iterable[str],
) -> Control:
    """What matters of a file's recoveries.

    Args:
        file: its name.
        typesetter: that made it.
        seen: its recoveries against the page as a person sees it.
        true: those against its true text; empty where that is not known.
        text_paths: the paths that the verdict's gates look at.
    """
    wanted = set(text_paths)
    own = [item for item in seen if item.path_id in wanted]
    total = max((item.content.counts.reference_words for item in own), default=0)
    return Control(
        file=file,
        typesetter=typesetter,
        words=total,
        lost={item.path_id: words_lost(item, total) for item in own},
        cut={item.path_id: item.segmentation.split + item.segmentation.glued for item in own},
        losses={item.path_id: lost for item in true if item.path_id in wanted and (lost := _changed(item))},
    )


def _changed(recovery: Recovery) -> int:
    counts = recovery.content.counts
    return counts.reference_words - counts.exact_words - recovery.segmentation.hyphenated


def calibrate(
    controls: Sequence[Control], families: Mapping[str, str], most: float = MOST_FALSE_ALARMS
) -> Calibrated:
    """The least number of spare words, of 5 or more, that at most a share of half of the files exceeds.

    Args:
        controls: files of which no path loses a word.
        families: of the paths.
        most: the share of files that may exceed it.

    Raises:
        ValueError: there is no such file, or no number will do.
    """
    setting = [one for one in controls if not _is_held_out(one)]
    others = [one for one in controls if _is_held_out(one)]
    if not setting:
        raise ValueError("no clean control of a tuning seed is there")
    for spare in range(_LEAST_SPARE, _MOST_SPARE + 1):
        if alarms(setting, families, spare) <= most:
            alarm = alarms(others, families, spare)
            return Calibrated(
                spare=spare, calibration={"controls": len(setting), "joint_false_alarms": round(alarm, 5)}
            )
    raise ValueError(f"more than {_MOST_SPARE} words seem to be lost in files that are said to be clean")


def _is_held_out(one: Control) -> bool:
    """Half of the files, by their names."""
    return hashlib.sha256(one.file.encode()).digest()[0] % 2 == 1


def alarms(controls: Sequence[Control], families: Mapping[str, str], spare: int) -> float:
    """The share of files that seem to lose more words than the limits allow; 0 of none."""
    limits = Limits(spare=spare)
    exceeding = sum(
        _is_beyond(one.lost, limits.allowed(limits.words, one.words), families)
        or _is_beyond(one.cut, limits.allowed(limits.segmentation, one.words), families)
        for one in controls
    )
    return exceeding / len(controls) if controls else 0.0


def _is_beyond(counts: Mapping[str, int], allowed: float, families: Mapping[str, str]) -> bool:
    own = {path: family for path, family in families.items() if path in counts}
    return hits(own, lambda path: counts[path] > allowed).level != "pass"


def as_file(limits: Calibrated) -> bytes:
    """The data file's bytes, with a final newline."""
    return msgspec.json.format(msgspec.json.encode(limits), indent=1) + b"\n"
