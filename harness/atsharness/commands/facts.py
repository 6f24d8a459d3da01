"""``ats facts``: what a file's pages hold and how their text is drawn, before any parser path has read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from atsharness.commands._shared import (
    SettingOption,
    examples,
    password_option,
    print_json,
    print_result,
    resolve,
    screen,
)
from atsharness.errors import ExitCode, UnreadableError, UsageError

if TYPE_CHECKING:
    from atsharness.model.facts import LayoutFacts
    from atsharness.settings import Settings


@click.command(epilog=examples("ats facts resume.pdf", "ats facts resume.pdf --no-ocr --format json"))
@click.argument("file", metavar="FILE")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="Format.")
@click.option("--no-ocr", is_flag=True, help="Do not run OCR on regions in doubt.")
@click.option("--lang", metavar="CODES", cls=SettingOption, help="Languages for OCR, such as eng+deu.")
@click.option(
    "--deadline", "deadline_s", metavar="SECONDS", cls=SettingOption, help="Most CPU seconds for the file."
)
@password_option
def facts(file: str, form: str, password: str | None, **flags: Any) -> int:
    """Show layout facts: columns, fonts, hidden text, links.

    Of a document without pages what it is made of: tables, boxes, links. FILE is of any type that ats check
    reads but an image or a DOC, or - for standard input.
    """
    from atsharness_reports import _facts
    from atsharness_reports.json import formatted

    name, found = _gathered(file, password, resolve(flags).settings)
    if form == "json":
        print_json([formatted(found)])
    else:
        print_result(_facts.render(found, name, screen()))
    return ExitCode.OK


def _gathered(file: str, password: str | None, settings: Settings) -> tuple[str, LayoutFacts]:
    """The file's shown name and its facts.

    Raises:
        UsageError: not one file.
        UnreadableError: the file cannot be read, or gathering did not finish.
    """
    from atsharness import intake
    from atsharness.session import Session

    files = intake.expand([file])
    if len(files) != 1:
        raise UsageError(f"exactly one file is needed; {file} matches {len(files)}")
    with Session(settings, password=password) as session:
        looked = session.analyse(files[0])
    name = looked.document.path
    if looked.document.status != "ok":
        raise UnreadableError(f"{name}: {looked.document.reason}")
    if looked.facts is None:
        reason = looked.page if isinstance(looked.page, str) else "an image has no layout facts"
        raise UnreadableError(f"{name}: {reason}")
    if looked.facts.failed and not looked.facts.pages and looked.facts.flow is None:
        raise UnreadableError(f"{name}: {looked.facts.failed[0]}")
    return name, looked.facts
