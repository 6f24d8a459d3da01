"""What ``ats check`` prints and writes of a run, and what it has to keep of each document for that."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from atsharness.commands._shared import note, pieces, print_json, print_result, screen, write_report
from atsharness.errors import UsageError

if TYPE_CHECKING:
    from atsharness.model import DocumentResult, Exhibit, ReportFormat, RunResult, View

COMMON = frozenset({"short", "table", "json"})
"""Formats that show no pages. They are imported while the file is being opened: it takes as long."""


class Output:
    """The formats of one call: what is printed, what is written where, what is opened in the browser."""

    def __init__(
        self,
        form: str,
        reports: Sequence[str],
        *,
        pages: str | None = None,
        redact: bool = False,
        keep_text: bool = False,
        every_detail: bool = False,
        opens: bool = False,
        refresh_s: int | None = None,
    ) -> None:
        """Imports the formats where not all are of `COMMON`, else see `load`.

        Args:
            form: what is printed.
            reports: ``FORMAT=FILE`` each.
            pages: as of the option.
            redact: whether reports replace what names a person.
            keep_text: whether texts stay in.
            every_detail: whether long lists are printed whole.
            opens: whether the HTML report is opened in the browser, once; without one among `reports` it is
                written into a folder of its own.
            refresh_s: see `RenderOptions`.

        Raises:
            UsageError: a report is not FORMAT=FILE, or the pages are no range or shown nowhere.
        """
        self.form = form
        self.reports = [_target(item) for item in reports]
        self.temporary = opens and "html" not in dict(self.reports)
        if self.temporary:
            self.reports.append(("html", Path(tempfile.mkdtemp(prefix="ats-report-"))))
        self._names = [form, *(name for name, _ in self.reports)]
        self._formats: dict[str, ReportFormat] = {}
        if not COMMON.issuperset(self._names):  # whether pages are to be drawn has to be known from the start
            self.load()
        self.view = _view(self._formats.values(), pages, redact=redact)
        self._opens = opens
        self._options = {"every_detail": every_detail, "refresh_s": refresh_s}
        self._keep_text = keep_text
        self._inputs: frozenset[Path] = frozenset()

    def spare(self, inputs: Iterable[str | None]) -> None:
        """Sees to it that no report takes the place of a file that is read.

        Args:
            inputs: names of the documents and the files beside them; None and ``-`` name none.

        Raises:
            UsageError: a report would.
        """
        self._inputs = frozenset(Path(name).resolve() for name in inputs if name is not None and name != "-")
        for _, file in self.reports:
            self._spare(file)

    def _spare(self, file: Path) -> None:
        if file.resolve() in self._inputs:
            raise UsageError(f"a report would replace {file}, which is read: give it another name")

    @property
    def needs_a_folder(self) -> bool:
        """Whether what is printed of one document is a folder for several."""
        return self.form in self._formats and self._formats[self.form].files is not None

    def shows(self, name: str) -> bool:
        """Whether a format of this name is printed or written."""
        return name in self._names

    def load(self) -> None:
        """Imports the formats.

        Raises:
            UsageError: one is unknown.
        """
        if self._formats:
            return
        from atsharness.registry import named

        found = named("atsharness_reports", "FORMAT", self._names)
        for name in self._names:
            if name not in found:
                raise UsageError(f"unknown report format {name!r}; known: {', '.join(found)}")
            if name == "table":
                import tabulate  # noqa: F401 (what its rendering would else wait for)
        self._formats.update({name: found[name].value for name in self._names})

    def keep(self, result: DocumentResult) -> DocumentResult:
        """What the formats show of a document: of many files more would not fit into memory."""
        if self._keep_text:
            return result
        from atsharness.model.slim import slim

        shown = {form.shows for form in self._formats.values()}
        return slim(result, "texts" if "texts" in shown else "losses" if "losses" in shown else "figures")

    def put(self, result: RunResult, exhibits: Mapping[int, Exhibit]) -> None:
        """Writes the reports, prints the result and opens the HTML report.

        Raises:
            UsageError: a report cannot be written.
        """
        options = msgspec.structs.replace(
            screen(keep_text=self._keep_text), exhibits=exhibits, **self._options
        )
        written = [
            (name, write_report(file, self._formats[name], result, options, check=self._spare))
            for name, file in self.reports
        ]
        if self.form == "json":
            print_json(pieces(self._formats[self.form], result, options))
        else:
            print_result(self._formats[self.form].render(result, options))
        sys.stdout.flush()
        if self._opens:
            self._opens = False
            self._open(next(page for name, page in written if name == "html"))

    def _open(self, page: Path) -> None:
        from atsharness.commands._browser import open_in_browser

        said = f"the report is {page}"
        if self.temporary:
            said += " (it holds personal data: delete it when you are done)"
        reason = open_in_browser(page.absolute().as_uri())
        note(said if reason is None else f"{reason}; {said}")


def _target(item: str) -> tuple[str, Path]:
    name, separator, file = item.partition("=")
    if not separator or not file:
        raise UsageError(f"--report needs FORMAT=FILE, not {item!r}")
    return name, Path(os.path.expanduser(file)) if file.startswith("~") else Path(file)


def _view(formats: Collection[ReportFormat], pages: str | None, *, redact: bool) -> View | None:
    """What the reports are to show of each document; None where no format shows pages.

    Raises:
        UsageError: `pages` is no range of pages, or no report shows any.
    """
    from atsharness.model import View

    if not any(item.shows_pages for item in formats):
        if pages is not None:
            raise UsageError("--pages is for reports that show pages: add --report html=FILE")
        return View(last=0, redact=True) if redact else None
    if pages is None:
        return View(redact=redact)
    found = re.fullmatch(r"([1-9]\d{0,5})(?:-([1-9]\d{0,5}))?", pages)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not found or last < first:
        raise UsageError(f"--pages needs a page or a range such as 11-20, not {pages!r}")
    return View(first=first, last=last, redact=redact)
