"""What the files of a shard say of it, for who does not read it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from atsharness.batch.folder import LocalStore, Store, journal_file, shard_file, times_file
from atsharness.batch.journal import Died, Journal
from atsharness.model import Value


class TimesHead(Value, frozen=True, kw_only=True):
    """The first line of a shard's times: what the shard that is done was made of."""

    run: str
    digest: str
    """Of its part of the manifest."""
    bytes: int
    """Of the file of rows."""
    statuses: dict[str, int]


_decode_head = msgspec.json.Decoder(TimesHead).decode  # here, for a Dask worker's threads: see `cluster`


def times_head(data: bytes | None) -> TimesHead | None:
    """The first line of a shard's times; None where there are none, or they are not as ats wrote them."""
    try:
        return _decode_head((data or b"").partition(b"\n")[0])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def is_done(files: Store, run: str, shard: int, digest: str) -> TimesHead | None:
    """The head of a shard's times if the shard is done, as the manifest is now; else None."""
    head = times_head(files.read(times_file(shard)))
    if head is None or head.run != run or head.digest != digest:
        return None
    if files.size(shard_file(shard)) != head.bytes:
        return None
    if isinstance(files, LocalStore) and files.size(journal_file(shard)) is not None:
        return None
    return head


def record_death(file: Path, how: str) -> int | None:
    """Notes in a shard's journal that its process died.

    Args:
        file: the journal.
        how: what the process died of.

    Returns:
        The number of the document that it was reading; None where there was none.

    Raises:
        OSError: it cannot be written.
    """
    journal = Journal(file)
    number = journal.under_way
    if number is not None:
        journal.write(Died(number=number, how=how))
    journal.close()
    return number
