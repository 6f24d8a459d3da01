"""``ats facts``: what a file's pages hold and how their text is drawn, before any parser path has read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from atsharness.commands._shared import password_option, print_result, resolve, screen
from atsharness.errors import ExitCode, UnreadableError, UsageError

if TYPE_CHECKING:
    from atsharness.layout import LayoutFacts
    from atsharness.settings import Settings


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--no-ocr", is_flag=True, help="Leave OCR of doubtful regions out.")
@click.option("--lang", metavar="CODES", help="Languages for OCR, e.g. eng+deu.")
@click.option(
    "--deadline",
    "deadline_s",
    metavar="SECONDS",
    help="Most CPU seconds for the file; five times as many by the clock.",
)
@password_option
def facts(file: str, form: str, password: str | None, **flags: Any) -> int:
    """Show the layout facts of a PDF: hidden text, fonts, columns, images, links."""
    import msgspec

    from atsharness_reports import _facts

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
    import msgspec

    from atsharness import intake
    from atsharness.checking.session import Session
    from atsharness.layout import LayoutFacts

    files = intake.expand([file])
    if len(files) != 1:
        raise UsageError(f"one file is wanted; {file} names {len(files)}")
    with Session(settings, password=password) as session:
        looked = session.look(files[0])
    name = looked.document.path
    if looked.document.status != "ok":
        raise UnreadableError(f"{name}: {looked.document.reason}")
    if looked.facts is None:
        reason = looked.page if isinstance(looked.page, str) else "only a PDF has layout facts"
        raise UnreadableError(f"{name}: {reason}")
    found = msgspec.msgpack.decode(looked.facts, type=LayoutFacts)
    if found.failed and not found.pages:
        raise UnreadableError(f"{name}: {found.failed[0]}")
    return name, found
