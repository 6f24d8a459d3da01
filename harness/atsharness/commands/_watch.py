"""``ats check --watch``: checks files again whenever they are saved, with the workers kept warm.

Events of the file system only wake this up. What counts is what the files look like then, so that it does
not matter how an editor saves: in place, by renaming, or by deleting first.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from atsharness.commands._progress import progress
from atsharness.commands._shared import complain, note, print_result
from atsharness.errors import HarnessError, UsageError

if TYPE_CHECKING:
    from atsharness.commands._output import Output
    from atsharness.commands._request import Request
    from atsharness.session import Checked, Session

REFRESH_S = 2
"""After so many seconds an HTML report that is open in a browser loads itself again."""
MOMENT_S = 0.05
"""A file that is the same for so long has been written: editors and typesetters write in one go."""
PATIENCE = 20
"""So many moments a file is given that is not there, or a PDF that lacks its end: it is being written."""
MOST_MOMENTS = 200
"""A file that changes for longer than this is read as it is."""
LOOK_MS = 1000
"""Milliseconds until the files are looked at without an event: network folders send none."""
END_OF_PDF = b"%%EOF"
TAIL = 1024
"""Bytes at whose place the end of a PDF is looked for (ISO 32000-1, 7.5.5 and Annex H.3.18)."""


class Stamp(NamedTuple):
    """What changes when a file is saved."""

    inode: int
    size: int
    mtime_ns: int


class Seen(NamedTuple):
    """What the watched files look like."""

    files: dict[str, Stamp]
    """The documents that are there."""
    others: tuple[Stamp | None, ...]
    """The source, the posting and the keywords, where they are given."""
    absent: tuple[str, ...]
    """Arguments that name no file now."""


def look(arguments: Sequence[str], others: Sequence[str]) -> Seen:
    """What the files look like now.

    Args:
        arguments: files, folders and patterns.
        others: files that the result depends on too.
    """
    from atsharness import intake

    files: dict[str, Stamp] = {}
    absent = []
    for argument in arguments:
        try:
            found = [(file, _stamp(file)) for file in intake.expand([argument])]
        except UsageError:
            found = []
        there = {file: stamp for file, stamp in found if stamp is not None}
        if not there:
            absent.append(argument)
        files |= there
    return Seen(files, tuple(map(_stamp, others)), tuple(absent))


def _stamp(file: str) -> Stamp | None:
    try:
        found = os.stat(file)
    except OSError:
        return None
    return Stamp(found.st_ino, found.st_size, found.st_mtime_ns)


def settled(looks: Callable[[], Seen], before: Seen, sleep: Callable[[float], None] = time.sleep) -> Seen:
    """Waits until nothing is being written any more.

    Args:
        looks: see `look`.
        before: what the files looked like when they were last read.
        sleep: waits for seconds.
    """
    seen, quiet = looks(), 0
    for _ in range(MOST_MOMENTS):
        sleep(MOMENT_S)
        now = looks()
        quiet = quiet + 1 if now == seen else 0
        seen = now
        if quiet >= (1 if _whole(seen, before) else PATIENCE):
            break
    return seen


def _whole(seen: Seen, before: Seen) -> bool:
    """Whether every file is there and those that changed have an end."""
    changed = [file for file, stamp in seen.files.items() if before.files.get(file) != stamp]
    return not seen.absent and None not in seen.others and all(map(_has_end, changed))


def _has_end(file: str) -> bool:
    """Whether a file is no PDF, or one with its end."""
    try:
        with open(file, "rb") as stream:
            if stream.read(5) != b"%PDF-":
                return os.path.getsize(file) > 0
            stream.seek(max(0, os.path.getsize(file) - TAIL))
            return END_OF_PDF in stream.read()
    except OSError:
        return False


def changes(arguments: Sequence[str], others: Sequence[str], first: Seen) -> Iterator[Seen]:
    """What the files look like after each change, once they are written. Never ends.

    Args:
        arguments: see `look`.
        others: see `look`.
        first: what they looked like when they were read first.
    """
    import watchfiles

    last = first
    while True:
        folders = _folders([*arguments, *last.files, *others])
        for _ in watchfiles.watch(
            *folders,
            watch_filter=None,
            step=int(MOMENT_S * 1000),
            debounce=4 * int(MOMENT_S * 1000),
            rust_timeout=LOOK_MS,
            yield_on_timeout=True,
            recursive=False,
            ignore_permission_denied=True,
        ):
            if look(arguments, others) != last:
                now = settled(lambda: look(arguments, others), last)
                if now != last:
                    last = now
                    yield now
            if _folders([*arguments, *last.files, *others]) != folders:
                break


def _folders(names: Sequence[str]) -> list[str]:
    """The nearest folder of each name that exists."""
    found = set()
    for name in names:
        place = os.path.abspath(name)
        while not os.path.isdir(place) and place != os.path.dirname(place):
            place = os.path.dirname(place)
        found.add(place)
    return sorted(found)


class Watch:
    """The last results of the watched files, and the session that makes new ones. A context manager."""

    def __init__(self, request: Request, output: Output) -> None:
        self._request = request
        self._output = output
        self._session: Session | None = None
        self._checked: dict[str, Checked] = {}
        self._wall_s = 0.0
        self._redacts = output.view is not None and output.view.redact

    def __enter__(self) -> Watch:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def _close(self) -> None:
        if self._session is not None:
            self._session.__exit__()
            self._session = None

    def run(self, files: Sequence[str]) -> NoReturn:
        """Checks the files, then again at every change, until it is interrupted.

        Args:
            files: files, folders and patterns.

        Raises:
            KeyboardInterrupt: somebody ended it.
        """
        request = self._request
        others = list(filter(None, (request.source, request.job, request.keywords)))
        seen = look(files, others)
        self._answer(seen, set(seen.files))
        shown = ", ".join(files[:3]) + (f" and {len(files) - 3} more" if len(files) > 3 else "")
        note(f"watching {shown}: every save is checked; Ctrl-C ends this")
        for now in changes(files, others, seen):
            if now.absent:
                note(f"{', '.join(now.absent)} is not there now; waiting for it")
            due = {file for file, stamp in now.files.items() if seen.files.get(file) != stamp}
            if now.others != seen.others or self._redacts:
                due = set(now.files)  # of a redacted report its number is all the name that a file has
            if due or now.files.keys() != seen.files.keys():
                self._answer(now, due)
            seen = now
        raise AssertionError("changes never end")

    def _answer(self, seen: Seen, due: set[str]) -> None:
        """Checks the files that are due and shows all; an error is a line, and the watch goes on."""
        files = list(seen.files)
        before = dict(self._checked)
        try:
            self._check(files, due)
            if files:
                self._show(files, due, before)
        except HarnessError as error:
            complain(str(error), error.exit_code)
            self._close()  # some of its tasks may be under way

    def _check(self, files: Sequence[str], due: set[str]) -> None:
        from atsharness.session import Checked, Session

        request, output = self._request, self._output
        if self._session is None:
            self._session = Session(
                request.settings,
                password=request.password,
                view=output.view,
                fields=request.fields,
                guide=request.guide,
                posting=request.posting,
            )
        self._checked = {file: item for file, item in self._checked.items() if file in files}
        ordered = [file for file in files if file in due or file not in self._checked]
        if request.source is not None and len(files) > 1:
            raise UsageError(f"--source needs exactly one file; {len(files)} were given")
        start = time.perf_counter()
        with progress(ordered or files) as show:
            sources = [request.source_path] * len(ordered)
            found = self._session.check(
                ordered, sources=sources, asked=request.asked(), meanwhile=output.load
            )
            for file, item in zip(ordered, found, strict=True):
                kept = output.keep(request.held(item.result))
                self._checked[file] = Checked(result=kept, seconds=item.seconds, exhibit=item.exhibit)
                show(item.result)
        self._wall_s = time.perf_counter() - start

    def _show(self, files: Sequence[str], due: set[str], before: dict[str, Checked]) -> None:
        from atsharness.run import summarise
        from atsharness_reports._since import since
        from atsharness_reports._terminal import plain

        checked = [self._checked[file] for file in files]
        exhibits = {number: item.exhibit for number, item in enumerate(checked) if item.exhibit is not None}
        spoken = self._output.form in ("short", "table")
        if spoken and before:
            print_result("")
        result = summarise(checked, self._request.settings, wall_s=self._wall_s, redact=self._redacts)
        self._output.put(result, exhibits)
        for file in files if spoken else ():
            if file in due and file in before:
                now = self._checked[file].result
                name = f"{plain(now.document.path)}: " if len(files) > 1 else ""
                print_result(f"Since the last check: {name}{since(before[file].result, now)}")
        sys.stdout.flush()
