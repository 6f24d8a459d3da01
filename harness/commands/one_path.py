"""``ats text`` and ``ats diff``: what one parser path reads of one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from atsharness.harness.commands._shared import (
    password_option,
    print_result,
    resolve,
    screen,
    setting_options,
)
from atsharness.harness.errors import ExitCode, PathUnavailable, UnreadableError, UsageError

if TYPE_CHECKING:
    from atsharness.harness.model import Extraction


_DIFF_AGAINST = ("pdfium", "pymupdf-stream")
"""Without a source a path is compared with the first of these that is another one."""


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--path", "path_id", required=True, metavar="ID", help="A parser path; see ats paths.")
@password_option
@setting_options
def text(file: str, path_id: str, password: str | None, **flags: Any) -> int:
    """Print what one parser path reads, control characters made visible."""
    from atsharness.reports._terminal import plain

    print_result(plain(_one_text(file, path_id, password, flags).text or "", keep="\n\t"))
    return ExitCode.OK


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--path", "path_id", required=True, metavar="ID", help="A parser path; see ats paths.")
@click.option("--source", metavar="FILE", help="Text or Markdown of the same document, in page order.")
@click.option("--against", metavar="ID", help="Without a source: the path to compare with (default: pdfium).")
@password_option
@setting_options
def diff(
    file: str, path_id: str, source: str | None, against: str | None, password: str | None, **flags: Any
) -> int:
    """Show the word diff between the source, or another path, and what one path reads."""
    from atsharness.harness.align import align
    from atsharness.harness.reference import read_source
    from atsharness.harness.text import tokens
    from atsharness.reports import _worddiff

    if source is not None and against is not None:
        raise UsageError("--source and --against are two things to compare with; give one")
    read = _one_text(file, path_id, password, dict(flags))
    if source is not None:
        known = read_source(Path(source))
        title, reference = known.source_path or "", tokens(known.text)
    else:
        other = against or next(one for one in _DIFF_AGAINST if one != path_id)
        title = f"what {other} reads (no source given: neither is known to be right)"
        reference = tokens(_one_text(file, other, password, dict(flags)).text or "")
    alignment = align(reference, tokens(read.text or ""), path_id=path_id)
    lines = [token.line for token in reference]
    print_result(_worddiff.render(alignment, lines, title=title, width=screen().width))
    return ExitCode.OK


def _one_text(file: str, path_id: str, password: str | None, flags: dict[str, Any]) -> Extraction:
    """What one path reads of one file.

    Raises:
        UnreadableError: the file cannot be read, or the path did not finish.
        PathUnavailable: the engine is not installed.
    """
    from atsharness.harness import intake
    from atsharness.harness.session import Session
    from atsharness.reports._terminal import remedy

    files = intake.expand([file])
    if len(files) != 1:
        raise UsageError(f"one file is wanted; {file} names {len(files)}")
    settings = resolve({**flags, "paths": (path_id,)}).settings
    with Session(settings, password=password) as session:
        if path_id not in session.found:
            raise UsageError(f"{path_id} is a family; name one path: {', '.join(session.found)}")
        result = next(session.check(files)).result
    if result.document.status != "ok":
        raise UnreadableError(f"{result.document.path}: {result.document.reason}")
    item = result.extractions[0]
    if item.status == "unavailable":
        raise PathUnavailable(f"{path_id} is not installed: {remedy(item.detail or '')}")
    if item.status not in ("ok", "empty"):
        raise UnreadableError(f"{path_id}: {item.status}: {item.detail}")
    return item
