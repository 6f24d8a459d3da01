"""The process that checks what was dropped: ``python -m atsharness.web.checker FOLDER``.

It is apart from the server because workers are forked from it, and a process that is forked should have one
thread. It ends when its standard input does, or on Linux as soon as the server has died, and then removes
the folder.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import msgspec

from atsharness.model import DocumentResult, Extraction, RenderOptions, View
from atsharness.model.slim import slim
from atsharness.run import summarise
from atsharness.session import Session
from atsharness.settings import Settings
from atsharness.web.messages import (
    DOCUMENT,
    REPORT,
    Begun,
    Broken,
    Check,
    Done,
    Forget,
    Heard,
    News,
    Order,
    Setup,
    line,
)

HOME = "/"
"""Where a report's link to all files leads."""
MOST_REASONS = 2
"""In the list; the report has all."""


class Checker:
    """Checks one document after the other, each by all workers, and says how far it is."""

    def __init__(self, folder: Path, settings: Settings, out: BinaryIO) -> None:
        """Nothing starts before the first document.

        Args:
            folder: holds a folder for each document, named by its key.
            settings: of all checks.
            out: takes what there is to tell.
        """
        self._folder = folder
        self._settings = settings
        self._out = out
        self._session: Session | None = None
        self._results: dict[str, DocumentResult] = {}

    def close(self) -> None:
        """Ends the workers and removes their files."""
        if self._session is not None:
            self._session.__exit__()
            self._session = None

    def obey(self, order: Order) -> None:
        """Does what it is told. An error in our own code costs one document its result, and no more."""
        if isinstance(order, Forget):
            self._results.pop(order.key, None)
            return
        try:
            self._check(order)
        except BrokenPipeError:
            raise  # the server is gone
        except Exception as error:
            import traceback

            traceback.print_exc()
            self.close()  # its tasks may be under way
            self._tell(Broken(key=order.key, reason=f"{type(error).__name__}: this is a bug of ats"))

    def _tell(self, news: News) -> None:
        self._out.write(line(news))
        self._out.flush()

    def _check(self, order: Check) -> None:
        place = self._folder / order.key
        document = place / DOCUMENT
        if not document.exists():  # cleared while it waited
            return
        if self._session is None:
            self._session = Session(self._settings, view=View(), fields=True, guide=True)
        session, key = self._session, order.key
        start = time.perf_counter()
        readers = [found.value.id for found in session.found.values()]
        self._tell(Begun(key=key, readers=tuple(readers)))

        def heard(read: Extraction) -> None:
            self._tell(Heard(key=key, reader=read.path_id, status=read.status))

        (checked,) = session.check([str(document)], shown=[order.name], heard=heard)
        document.unlink(missing_ok=True)
        run = summarise([checked], self._settings, wall_s=time.perf_counter() - start)
        from atsharness_reports._since import since
        from atsharness_reports.html.document import document_page
        from atsharness_reports.html.verdict import headline

        exhibits = {} if checked.exhibit is None else {0: checked.exhibit}
        page = document_page(run, RenderOptions(exhibits=exhibits), 0, home=HOME)
        with suppress(FileNotFoundError):  # cleared meanwhile
            (place / REPORT).write_text(page, "utf-8")
        result = slim(checked.result, "figures")
        before = self._results.pop(order.before, None) if order.before is not None else None
        self._results[key] = result
        shown = headline(result)
        reasons = [reason for reason, _ in shown.reasons[:MOST_REASONS]]
        self._tell(
            Done(
                key=key,
                level=shown.level,
                sign=shown.sign,
                word=shown.word,
                said="; ".join([shown.title, *reasons]),
                since=None if before is None else since(before, result),
            )
        )


def main() -> int:
    """Reads orders until there are no more.

    The server ends it by SIGTERM, and removes the folder. That a server was killed is told by its pipes,
    never by a signal: an exception out of nowhere could leave folders behind, or locks held.
    """
    folder = Path(sys.argv[1])
    os.umask(0o077)
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to answer
    decode = msgspec.json.Decoder(Order).decode
    checker = None
    try:
        setup = msgspec.json.decode(sys.stdin.buffer.readline(), type=Setup)
        checker = Checker(folder, setup.settings, sys.stdout.buffer)
        for order in sys.stdin.buffer:
            checker.obey(decode(order))
    except (BrokenPipeError, msgspec.DecodeError):
        pass  # the server is gone
    finally:
        if checker is not None:
            checker.close()
    shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
