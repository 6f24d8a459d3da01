"""The private folder of a run's temporary files, and those that dead runs have left behind."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile

if sys.platform != "win32":
    import fcntl

PREFIX = "ats-"
LOCK = "lock"
"""A file of the folder that its run holds a lock on: the kernel takes it back when the run is dead."""


def make() -> tuple[str, int | None]:
    """A new folder that only this user may enter, and its open lock; None where there are none.

    Raises:
        OSError: there is no place for it.
    """
    folder = tempfile.mkdtemp(prefix=PREFIX)
    if sys.platform == "win32":
        return folder, None
    unready = os.path.join(folder, "new")
    lock = os.open(unready, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    with contextlib.suppress(OSError):  # a file system without locks: nobody sweeps there
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.rename(unready, os.path.join(folder, LOCK))  # never seen without its holder
    return folder, lock


def remove(folder: str, lock: int | None) -> None:
    """Removes a folder that `make` made, and gives up its lock."""
    shutil.rmtree(folder, ignore_errors=True)
    if lock is not None:
        os.close(lock)


def sweep() -> None:
    """Removes this user's folders whose run is dead."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            if entry.name.startswith(PREFIX) and entry.is_dir(follow_symlinks=False):
                with contextlib.suppress(OSError):
                    if entry.stat(follow_symlinks=False).st_uid == os.getuid() and _is_free(entry.path):
                        shutil.rmtree(entry.path, ignore_errors=True)


def _is_free(folder: str) -> bool:
    lock = os.open(os.path.join(folder, LOCK), os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(lock)
    return True
