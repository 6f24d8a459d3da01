"""What is known of documents before they are read: the corpus's own labels, or a table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from atsharness.batch.manifest import Entry
from atsharness.batch.rows import Label
from atsharness.batch.sources import Labelled, rows_of_csv
from atsharness.errors import UsageError

OF_CORPUS = "labels.json"
_CARRIED = ("layout", "typesetter", "template", "content", "seed", "tuned_on", "clean", "near_miss_of")
"""Keys of a corpus's labels that are one value; its faults become a list of their names."""


class Labels:
    """Labels by file name.

    Attributes:
        unlabelled: how many documents had none, of those that `on` has seen.
    """

    def __init__(self, place: Path) -> None:
        """Reads them.

        Args:
            place: a table with a column ``path`` or ``file``, a corpus's ``labels.json``, or its folder.

        Raises:
            UsageError: there are none.
        """
        file = place / OF_CORPUS if place.is_dir() else place
        try:
            found = dict(_of_corpus(file) if file.suffix.lower() == ".json" else rows_of_csv(file))
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"no labels in {place} ({getattr(error, 'strerror', None) or error})") from error
        self._by_name = found
        self._by_base: dict[str, Labelled | None] = {}
        for name, labels in found.items():
            base = PurePosixPath(name).name
            self._by_base[base] = None if base in self._by_base else labels
        self.unlabelled = 0

    def on(self, entries: Iterator[Entry]) -> Iterator[Entry]:
        """Adds labels to documents: by their whole name, or by the last part of it, where only one has it."""
        self.unlabelled = 0
        for entry in entries:
            base = PurePosixPath(entry.name.replace("\\", "/")).name
            labels = self._by_name.get(entry.name) or self._by_base.get(base)
            if labels is None:
                self.unlabelled += 1
                yield entry
            else:
                yield msgspec.structs.replace(entry, labels={**entry.labels, **labels})


def _of_corpus(file: Path) -> Iterator[tuple[str, Labelled]]:
    """Labels as ``ats corpus build`` writes them.

    Raises:
        UsageError: the file is none of a corpus.
    """
    try:
        listed = msgspec.json.decode(file.read_bytes(), type=dict[str, Any])["files"]
        for item in listed:
            labels: dict[str, Label] = {key: item[key] for key in _CARRIED if item.get(key) is not None}
            labels["faults"] = sorted({str(fault["fault"]) for fault in item.get("faults", ())})
            yield str(item["file"]), labels
    except (msgspec.MsgspecError, KeyError, TypeError) as error:
        raise UsageError(f"{file}: not the labels of a corpus ({error})") from error
