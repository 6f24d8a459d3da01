"""What is being read, on standard error of a terminal: gone when the result is there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import PurePath


@contextmanager
def progress(files: Sequence[str]) -> Iterator[Callable[[object], None]]:
    """Shows that files are being read, and of several how many are done and how much time is left.

    Nothing is drawn by a thread, which a worker forked from this process would inherit half-done.

    Args:
        files: all that are to be read.

    Yields:
        To be called with each result, in the order of the files.
    """
    if sys.stderr is None or not sys.stderr.isatty():  # None where it is closed
        yield lambda _result: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = [TextColumn("reading {task.fields[file]}")]
    if len(files) > 1:
        columns += [BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()]  # type: ignore[list-item]
    else:
        columns.append(TextColumn("…"))
    bar = Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True)
    with bar:
        task = bar.add_task("", total=len(files), file=_shown(files, 0))
        bar.refresh()

        def show(_result: object) -> None:
            bar.advance(task)
            bar.update(task, file=_shown(files, int(bar.tasks[0].completed)), refresh=True)

        yield show


def _shown(files: Sequence[str], number: int) -> str:
    """A file's name without what could move the cursor or be taken for markup."""
    from rich.markup import escape

    from atsharness_reports._terminal import plain

    name = plain(PurePath(files[min(number, len(files) - 1)]).name)
    return escape(name if len(name) <= 40 else name[:39] + "…")
