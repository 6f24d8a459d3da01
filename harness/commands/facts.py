"""``ats facts``: what a file's pages hold and how their text is drawn, before any parser path has read it."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING, Any

import click

from atsharness.harness.commands._shared import password_option, print_result, resolve, screen
from atsharness.harness.errors import ExitCode, UnreadableError, UsageError

if TYPE_CHECKING:
    from atsharness.harness.layout import LayoutFacts
    from atsharness.harness.settings import Settings


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--no-ocr", is_flag=True, help="Leave OCR of doubtful regions out.")
@click.option("--lang", metavar="CODES", help="Languages for OCR, e.g. eng+deu.")
@click.option("--deadline", "deadline_s", metavar="SECONDS", help="Most seconds for the file.")
@password_option
def facts(file: str, form: str, password: str | None, **flags: Any) -> int:
    """Show the layout facts of a PDF: hidden text, fonts, columns, images, links."""
    import msgspec

    from atsharness.reports import _facts

    name, found = _gathered(file, password, resolve(flags).settings)
    if form == "json":
        print_result(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
    else:
        print_result(_facts.render(found, name, screen()))
    return ExitCode.OK


def _gathered(file: str, password: str | None, settings: Settings) -> tuple[str, LayoutFacts]:
    """The file's shown name and its facts.

    Raises:
        UsageError: not one file.
        UnreadableError: the file cannot be read, or gathering did not finish.
    """
    from atsharness.harness import intake
    from atsharness.harness.facts.job import facts_of, facts_task, work
    from atsharness.harness.isolation import Supervisor
    from atsharness.harness.model import ReadOptions

    files = intake.expand([file])
    if len(files) != 1:
        raise UsageError(f"one file is wanted; {file} names {len(files)}")
    document, data = intake.read(files[0], settings)
    if document.status != "ok":
        raise UnreadableError(f"{document.path}: {document.reason}")
    with tempfile.TemporaryDirectory(prefix="ats-") as folder:
        copy = os.path.join(folder, "document")
        with open(copy, "wb") as stream:
            stream.write(data)
        options = ReadOptions(
            password=password,
            lang=settings.lang,
            tesseract=settings.tesseract,
            work_dir=os.path.join(folder, "work"),
            max_pages=settings.max_pages,
            max_pixels=settings.max_pixels,
        )
        supervisor = Supervisor(work, workers=1)
        try:
            supervisor.submit(facts_task("facts", copy, options, settings))
            outcome = supervisor.next()
        finally:
            supervisor.close()
    found = None if outcome is None else facts_of(outcome)
    if found is None:
        detail = outcome.detail if outcome is not None else "no result"
        status = outcome.status if outcome is not None else "failed"
        raise UnreadableError(f"{document.path}: {status}: {detail}")
    if found.failed and not found.pages:
        raise UnreadableError(f"{document.path}: {found.failed[0]}")
    return document.path, found
