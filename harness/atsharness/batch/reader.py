"""Reads the documents of a shard, one after the other, and makes their rows."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from atsharness.batch.folder import changed
from atsharness.batch.manifest import Entry
from atsharness.batch.messages import Job
from atsharness.batch.ocr import NOT_NEEDED, asks_for_ocr
from atsharness.batch.row import Keep, row
from atsharness.batch.rows import DocumentRow
from atsharness.batch.urls import as_path, filesystem, is_url
from atsharness.errors import UsageError
from atsharness.extract.selection import OCR_FAMILY
from atsharness.model import Document, DocumentResult, Extraction, Reference
from atsharness.session import Checked, Session
from atsharness.settings import Settings
from atsharness.workers import folders
from atsharness.workers.worker import describe

if sys.platform != "win32":
    import resource

MOST_CPU_S = 600
"""CPU time of this process for one document, the workers' own not counted: what it does is in proportion to
what they may return, and takes a hundredth of that. More is an endless loop, which the kernel ends."""

NOT_INSTALLED = "not installed"


class StopError(UsageError):
    """The machine, not a document, is why nothing more can be read."""


class Reader:
    """The workers that read documents with one set of options. Use as a context manager."""

    def __init__(self, job: Job) -> None:
        """Starts nothing yet.

        Args:
            job: the first of those that `serves` them.
        """
        self._options = _options(job)
        self._settings = job.settings
        self._mode = job.ocr
        self._source = job.source
        self._keep = Keep(text=job.keep_text, anonymous=job.anonymous)
        self._sessions: dict[bool, Session] = {}
        self._families: dict[str, str] | None = None
        self._folder: tuple[str, int | None] | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        for session in self._sessions.values():
            session.__exit__()
        self._sessions = {}
        if self._folder is not None:
            folders.remove(*self._folder)

    def serves(self, job: Job) -> bool:
        """Whether a job asks for what this one's did."""
        return _options(job) == self._options

    @property
    def keep(self) -> Keep:
        """What rows keep."""
        return self._keep

    def passes(self) -> tuple[bool, ...]:
        """Whether OCR runs, reading by reading: the second one is of documents that ask for it."""
        if self._mode == "auto" and set(self.families.values()) == {OCR_FAMILY}:
            return (True,)
        return {"always": (True,), "never": (False,), "auto": (False, True)}[self._mode]

    def read(self, entries: Sequence[Entry], *, ocr: bool) -> Iterator[Checked]:
        """Reads documents; the next one is begun when its result is asked for.

        Raises:
            StopError: a full disk, or none that takes anything.
        """
        session = self._session(ocr)
        fetched = [self._place(entry) for entry in entries]
        sources = [Path(entry.source) if entry.source else self._source for entry in entries]
        results = session.check(fetched, sources=sources, shown=[entry.name for entry in entries])
        for entry, file in zip(entries, fetched, strict=True):
            _bound_cpu()
            self._fetch(entry, file)
            try:
                checked = next(results)
            except UsageError:
                raise
            except Exception as error:  # of several documents the session itself gives up the one
                self._sessions.pop(ocr).__exit__()
                reason = f"a bug in ats, please report it ({describe(error)})"
                document = Document(path=entry.name, status="unreadable", reason=reason)
                checked = Checked(DocumentResult(document=document), {})
            if _is_remote(entry):
                with suppress(OSError):
                    os.unlink(file)
            _refuse_machine(checked.result)
            yield checked

    def row(self, entry: Entry, checked: Checked, *, ocr: bool) -> DocumentRow:
        """The row of a document that was read."""
        spared = set(self.families) - set(self._session(ocr).found) if not ocr else ()
        return row(
            checked.result,
            number=entry.number,
            paths=self.families,
            file=checked.file,
            labels=entry.labels,
            not_read=dict.fromkeys(spared, NOT_NEEDED),
            keep=self._keep,
        )

    def given_up(self, entry: Entry, how: Sequence[str]) -> DocumentRow:
        """The row of a document that ended the processes that read it."""
        cause = f"{how[0]}, twice" if len(set(how)) == 1 else ", then ".join(how)
        document = Document(
            path=entry.name, size_bytes=entry.size, status="unreadable", reason=f"its process {cause}"
        )
        return row(
            DocumentResult(document=document),
            number=entry.number,
            paths=self.families,
            labels=entry.labels,
            quarantined=True,
            keep=self._keep,
        )

    def asks_for_ocr(self, found: DocumentRow) -> bool:
        """Whether a document that was read without OCR is to be read once more with it."""
        return asks_for_ocr(found, self._settings.ocr_below_agreement)

    @property
    def families(self) -> dict[str, str]:
        """The family of each chosen path."""
        if self._families is None:
            found = self._session(self._mode != "never").found
            self._families = {key: item.value.family for key, item in found.items()}
        return self._families

    def sha256(self, entry: Entry) -> str | None:
        """The digest of a document's content; None where it cannot be read."""
        place = self._place(entry)
        try:
            self._fetch(entry, place)
            if os.path.getsize(place) > self._settings.max_bytes:
                return None
            with open(place, "rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            return None

    def _session(self, ocr: bool) -> Session:
        if ocr not in self._sessions:
            settings = msgspec.structs.replace(self._settings, ocr=ocr, jobs=1)
            self._sessions[ocr] = Session(settings, one_by_one=True)
        return self._sessions[ocr]

    def _place(self, entry: Entry) -> str:
        """Where a document is on this machine, once it is fetched."""
        if not _is_remote(entry):
            return as_path(entry.location)
        if self._folder is None:
            self._folder = folders.make()
        return os.path.join(self._folder[0], str(entry.number))

    def _fetch(self, entry: Entry, file: str) -> None:
        if _is_remote(entry):
            fetch(entry.location, file, self._settings.max_bytes)


def _is_remote(entry: Entry) -> bool:
    return is_url(as_path(entry.location))


def versions(extractions: Sequence[Extraction], known: Mapping[str, str]) -> dict[str, str]:
    """Versions of paths that are not known yet.

    Raises:
        StopError: one is another one than before.
    """
    found: dict[str, str] = {}
    for item in extractions:
        version = NOT_INSTALLED if item.status == "unavailable" else item.version
        if version is None:
            continue
        before = known.get(item.path_id)
        if before is None:
            found[item.path_id] = version
        elif before != version:
            raise StopError(changed(item.path_id, before, version))
    return found


def fetch(url: str, file: str, max_bytes: int) -> None:
    """Copies what a URL names, as far as one byte beyond the limit; where it is gone there is no file.

    Raises:
        StopError: the store cannot be reached.
    """
    system, path = filesystem(url)
    with suppress(FileNotFoundError):
        os.unlink(file)
    try:
        with system.open(path, "rb") as source:
            data = source.read(max_bytes + 1)
    except FileNotFoundError:
        return
    except Exception as error:  # each kind of store has its own errors
        raise StopError(f"{url} cannot be fetched ({describe(error)})") from error
    with open(file, "wb") as target:
        target.write(data)


def _options(job: Job) -> tuple[Settings, str, bool, bool, Reference | None]:
    return job.settings, job.ocr, job.keep_text, job.anonymous, job.source


def _bound_cpu() -> None:
    """Has the kernel end this process should it not come to an end with a document."""
    if sys.platform != "win32":
        used = resource.getrusage(resource.RUSAGE_SELF)
        limit = int(used.ru_utime + used.ru_stime) + MOST_CPU_S
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (limit if hard < 0 else min(limit, hard), hard))


_FULL = tuple(
    os.strerror(code) for code in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE, errno.ENFILE)
)


def _refuse_machine(result: DocumentResult) -> None:
    """Stops where a document was not read for want of room: that is no result of the document's.

    Raises:
        StopError: the disk for temporary files is full, or there are no file handles left.
    """
    said = [result.document.reason or ""] if result.document.status != "ok" else []
    said += [item.detail or "" for item in result.extractions if item.status == "killed"]
    for reason in said:
        for trouble in _FULL:
            if trouble in reason:
                raise StopError(f"temporary files: {trouble.lower()}; make room or set TMPDIR")
