"""What was dropped: one entry a document, with its private folder. Knows no network."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Literal

from atsharness.web.messages import DOCUMENT, REPORT, Begun, Broken, Done, Heard, News

MOST_DOCUMENTS = 50
"""Documents that are listed at a time."""
IDLE_S = 30 * 60
"""Seconds without a request after which everything is removed."""

State = Literal["waiting", "checking", "done", "broken"]


class Entry:
    """One document: its name, how far its check is, and what came out."""

    def __init__(self, key: str, name: str, folder: Path) -> None:
        self.key = key
        self.name = name
        self.folder = folder
        self.state: State = "waiting"
        self.readers: dict[str, str | None] = {}
        """What became of each parser path; None while it reads."""
        self.level = self.sign = self.word = self.said = ""
        self.since: str | None = None

    @property
    def file(self) -> Path:
        """Where the document lies until it is checked."""
        return self.folder / DOCUMENT

    @property
    def report(self) -> Path:
        """Where its report lies."""
        return self.folder / REPORT

    @property
    def busy(self) -> bool:
        """Whether something is still to come."""
        return self.state in ("waiting", "checking")

    def hear(self, news: News) -> None:
        """Takes what the checker says of it."""
        match news:
            case Begun():
                self.state = "checking"
                self.readers = dict.fromkeys(news.readers)
            case Heard():
                if news.status == "unavailable":
                    self.readers.pop(news.reader, None)
                else:
                    self.readers[news.reader] = news.status
            case Done():
                self.state, self.said, self.since = "done", news.said, news.since
                self.level, self.sign, self.word = news.level, news.sign, news.word
            case Broken():
                self.state, self.said = "broken", news.reason
                self.level, self.sign, self.word = "unread", "?", "Not checked"


class Documents:
    """All entries, newest first."""

    def __init__(self, folder: Path, now: Callable[[], float] = monotonic) -> None:
        """Starts empty.

        Args:
            folder: private; each entry gets a folder of its own in it.
            now: seconds of a clock.
        """
        self.folder = folder
        self._now = now
        self._entries: dict[str, Entry] = {}
        self._used = now()

    def __iter__(self) -> Iterator[Entry]:
        return iter(reversed(self._entries.values()))

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: str) -> Entry | None:
        """The entry of a key, if there is one."""
        return self._entries.get(key)

    @property
    def busy(self) -> bool:
        """Whether a check is still to come."""
        return any(entry.busy for entry in self._entries.values())

    @property
    def room(self) -> int:
        """How many more documents may be taken."""
        return MOST_DOCUMENTS - len(self._entries)

    def new(self, name: str) -> Entry:
        """An entry that is not listed yet, with an empty folder for its file."""
        key = secrets.token_hex(16)
        folder = self.folder / key
        folder.mkdir(mode=0o700)
        return Entry(key, name, folder)

    def add(self, entry: Entry, instead: str | None = None) -> None:
        """Lists an entry, in the place of another one where `instead` is its key."""
        old = self._entries.get(instead or "")
        if old is None:
            self._entries[entry.key] = entry
            return
        in_order = [entry if one is old else one for one in self._entries.values()]
        self._entries = {one.key: one for one in in_order}
        self.drop(old)

    def drop(self, entry: Entry) -> None:
        """Removes an entry and its files."""
        self._entries.pop(entry.key, None)
        shutil.rmtree(entry.folder, ignore_errors=True)

    def touch(self) -> None:
        """Notes that somebody is there."""
        self._used = self._now()

    @property
    def idle(self) -> bool:
        """Whether nobody has asked for anything for long, and nothing is being checked."""
        return not self.busy and self._now() - self._used >= IDLE_S
