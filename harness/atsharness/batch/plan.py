"""What is left to do in a run: its documents, and the shards that are not done as these are now."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

import msgspec

from atsharness.batch import manifest
from atsharness.batch.folder import (
    MANIFEST,
    OTHERWISE,
    SHARDS,
    TIMES,
    Asked,
    LocalStore,
    RunFolder,
    RunInfo,
    cannot_write,
    changed,
)
from atsharness.batch.manifest import Change, Entry, Slice
from atsharness.batch.messages import Job
from atsharness.batch.shard_state import is_done
from atsharness.errors import UsageError
from atsharness.installed import installed
from atsharness.model import Reference
from atsharness.settings import Settings
from atsharness.version import __version__

MOST_A_SHARD = 64
"""Documents. The last shards keep some workers waiting, and each costs two files."""
FEWEST_SHARDS = 32
"""Into which a small corpus is cut, so that all workers have work to the end."""

_OF_RESULTS = (
    *("paths", "lang", "deadline_s", "memory_mb", "max_bytes", "max_pages", "max_pixels", "limits"),
    *("select", "ignore", "per_file_ignores", "waivers", "ocr_below_agreement"),
)
"""Settings that change what is recovered or how it is judged; OCR is an option of its own."""


class Documents(Protocol):
    """What a run is of, such as a `Source`."""

    @property
    def root(self) -> str | None:
        """The folder that must be there for its documents to be; None where there is none such."""
        ...

    def entries(self) -> Iterator[Entry]:
        """The documents, each once, in a fixed order."""
        ...


class Plan:
    """What is to be done in a run's folder: all that is not done, as the documents are now.

    Attributes:
        info: what ``run.json`` says.
        change: how the documents differ from those at the last time.
        read: how many documents were read by this call.
    """

    def __init__(
        self,
        folder: RunFolder,
        source: Documents,
        settings: Settings,
        asked: Asked,
        *,
        reference: Reference | None = None,
        labelled: Callable[[Iterator[Entry]], Iterator[Entry]] = lambda entries: entries,
        shard_size: int | None = None,
        again: bool = False,
    ) -> None:
        """Lists the documents and writes the manifest.

        Args:
            folder: of the run.
            source: the documents.
            settings: that they are read with.
            asked: as `asked_for` makes it of them.
            reference: the source of all documents; None where each is held against its own page.
            labelled: adds labels to documents.
            shard_size: most documents of a shard, for a new run; None for what fits their number.
            again: whether everything is read again, whatever settings and engines the run had.

        Raises:
            UsageError: the run was made with other settings or engines, or there are no documents.
        """
        known = folder.info()
        if known is None or again:
            refuse_unknown(settings, asked)
        if known is not None:
            _refuse_others(known, folder.place, shard_size, None if again else asked)
            if again:
                known = msgspec.structs.replace(known, id=_new_id(), versions={})
        self._folder = folder
        self._settings = settings
        self._source = source
        self._reference = reference
        # Names are kept for as long as they are needed only; elsewhere there is no file to append to.
        store = folder.store
        stays = isinstance(store, LocalStore) and not asked.anonymous
        self._manifest = (store.root if stays and isinstance(store, LocalStore) else folder.work) / MANIFEST
        self.change = self._list(labelled(source.entries()), stays=stays, anonymous=asked.anonymous)
        documents = self.change.documents
        self.info = RunInfo(
            tool=__version__,
            id=_new_id() if known is None else known.id,
            asked=asked,
            packages=installed(),
            versions={} if known is None else known.versions,
            shard_size=(shard_size or _shard_size(documents)) if known is None else known.shard_size,
            documents=documents,
        )
        folder.keep(self.info)
        self.read = 0
        self._before: Counter[str] = Counter()
        self._under_way: dict[int, Counter[str]] = {}
        self._finished: Counter[str] = Counter()

    def _list(self, entries: Iterator[Entry], *, stays: bool, anonymous: bool) -> Change:
        store, kept = self._folder.store, None
        try:
            if not stays:
                kept = self._folder.work / f"kept-{MANIFEST}"
                if (data := store.read(MANIFEST)) is not None:
                    kept.write_bytes(data)
            change = manifest.update(entries, self._manifest, kept=kept, anonymous=anonymous)
            if kept is not None:
                store.write(MANIFEST, kept.read_bytes())
        except OSError as error:
            raise cannot_write(self._folder.place, error) from error
        return change

    def jobs(self) -> Iterator[Job]:
        """The shards that are not done, one by one.

        Files of shards that have no document any more are removed.

        Raises:
            UsageError: the run's folder cannot be read or written.
        """
        try:
            yield from self._jobs()
        except OSError as error:
            raise cannot_write(self._folder.place, error) from error

    def _jobs(self) -> Iterator[Job]:
        info, store = self.info, self._folder.store
        kept: set[str] = set()
        for one in manifest.slices(manifest.read(self._manifest), info.shard_size):
            kept.add(f"{one.shard:05}")
            head = is_done(store, info.id, one.shard, one.digest)
            if head is not None:
                self._before = self._before + Counter(head.statuses)  # anew: others read it meanwhile
            else:
                yield self._job(one)
        for folder in (SHARDS, TIMES):
            for name in store.names(folder):
                if name.lstrip(".").partition(".")[0] not in kept:  # a file being written begins with a dot
                    store.remove(f"{folder}/{name}")

    def _job(self, one: Slice) -> Job:
        asked = self.info.asked
        return Job(
            run=self.info.id,
            place=self._folder.absolute,
            scratch=None if isinstance(self._folder.store, LocalStore) else str(self._folder.work),
            shard=one.shard,
            digest=one.digest,
            entries=one.entries,
            root=self._source.root,
            settings=self._settings,
            ocr=asked.ocr,
            keep_text=asked.keep_text,
            anonymous=asked.anonymous,
            source=self._reference,
            versions=self.info.versions,
            packages=self.info.packages,
        )

    @property
    def statuses(self) -> Counter[str]:
        """How many documents have which status by now, as far as `jobs` has looked."""
        return sum(self._under_way.values(), self._before + self._finished)

    def ended(self, shard: int, status: str, *, read: bool) -> None:
        """Counts a document that has its row."""
        self._under_way.setdefault(shard, Counter())[status] += 1
        self.read += read

    def finished(self, shard: int, statuses: Mapping[str, int]) -> None:
        """Counts a shard that is done, with the documents that were done before."""
        self._under_way.pop(shard, None)
        self._finished.update(statuses)

    def hear(self, versions: Mapping[str, str]) -> None:
        """Notes versions of parser paths.

        Raises:
            UsageError: one is another one than before, or they cannot be noted.
        """
        for path, version in versions.items():
            before = self.info.versions.get(path, version)
            if before != version:
                raise UsageError(changed(path, before, version))
        merged = dict(sorted({**self.info.versions, **versions}.items()))
        self.info = msgspec.structs.replace(self.info, versions=merged)
        self._folder.keep(self.info)


def asked_for(
    settings: Settings, *, ocr: str, keep_text: bool, anonymous: bool, source: Reference | None = None
) -> Asked:
    """What results depend on, as ``run.json`` holds it."""
    usual = Settings()
    changed = {
        name: value for name in _OF_RESULTS if (value := getattr(settings, name)) != getattr(usual, name)
    }
    shown = msgspec.json.decode(msgspec.json.encode(changed, order="deterministic"), type=dict[str, Any])
    digest = None if source is None else hashlib.sha256(msgspec.json.encode(source)).hexdigest()
    return msgspec.convert(
        {"settings": shown, "ocr": ocr, "keep_text": keep_text, "anonymous": anonymous, "source": digest},
        Asked,
    )


def refuse_unknown(settings: Settings, asked: Asked) -> None:
    """Looks whether the chosen paths and rules are known, before a run of them is begun.

    Raises:
        UsageError: one is not, or none is left.
    """
    from atsharness.extract.selection import select
    from atsharness.registry import discover
    from atsharness.rules.engine import all_rules, selected

    wanted = msgspec.structs.replace(settings, ocr=asked.ocr != "never")
    select(discover("atsharness_parsers", "PARSER"), wanted)
    selected(all_rules(), settings.select, settings.ignore)


def _differs(known: RunInfo, asked: Asked) -> str | None:
    """In what the run differs from what is asked for now, as ``other settings (paths)``."""
    before, now = known.asked, asked
    names = {*before.settings, *now.settings}
    other = [name for name in sorted(names) if before.settings.get(name) != now.settings.get(name)]
    other += [
        name
        for name in ("ocr", "keep_text", "anonymous", "source")
        if getattr(before, name) != getattr(now, name)
    ]
    if other:
        return f"other settings ({', '.join(other)})"
    packages = installed()
    engines = [
        name
        for name in sorted({*known.packages, *packages})
        if known.packages.get(name) != packages.get(name)
    ]
    if known.tool != __version__:
        engines.insert(0, "ats")
    return f"other versions ({', '.join(engines)})" if engines else None


def _refuse_others(known: RunInfo, place: str, shard_size: int | None, asked: Asked | None) -> None:
    """Refuses what cannot go on with a run.

    Raises:
        UsageError: other shards than the run's; or, of what is asked for, other settings or engines.
    """
    if shard_size not in (None, known.shard_size):
        raise UsageError(f"this run has shards of {known.shard_size} documents, which stay as they are")
    if asked is not None and (reason := _differs(known, asked)) is not None:
        raise UsageError(f"{place} was made with {reason}: {OTHERWISE}")


def _new_id() -> str:
    return uuid.uuid4().hex


def _shard_size(documents: int) -> int:
    return min(MOST_A_SHARD, max(1, -(-documents // FEWEST_SHARDS)))
