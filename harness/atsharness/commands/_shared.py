"""What commands share: options that change settings, the screen, complaints."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from atsharness.errors import ExitCode

if TYPE_CHECKING:
    from atsharness.model import Extraction, RenderOptions
    from atsharness.settings import Resolved, Settings


def complain(message: str, code: ExitCode) -> int:
    """Prints one line on standard error; returns the code."""
    from atsharness_reports._terminal import plain

    click.echo(f"ats: {plain(' '.join(message.split()))}", err=True)
    return code


def _names(_context: object, _parameter: object, value: str | None) -> tuple[str, ...] | None:
    return tuple(filter(None, value.split(","))) if value is not None else None


RULE_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--select", metavar="A,B", callback=_names, help="Rules by id, ATS2 or name."),
    click.option("--ignore", metavar="A,B", callback=_names, help="Rules to leave out."),
)

SETTING_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--paths", metavar="A,B", callback=_names, help="Parser paths, families or 'panel'."),
    click.option("--no-ocr", is_flag=True, help="Leave OCR out."),
    click.option("--lang", metavar="CODES", help="Languages for OCR, e.g. eng+deu."),
    click.option(
        "--deadline",
        "deadline_s",
        metavar="SECONDS",
        help="Most CPU seconds for one parser path; five times as many by the clock.",
    ),
    click.option("--jobs", "-j", metavar="N", help="Worker processes; 0: one per core."),
    click.option(
        "--require", metavar="A,B", callback=_names, help="Exit 3 if one of these is not installed."
    ),
)


def setting_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds every option of `SETTING_OPTIONS` to a command."""
    for option in reversed(SETTING_OPTIONS):
        command = option(command)
    return command


def rule_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds every option of `RULE_OPTIONS` to a command."""
    for option in reversed(RULE_OPTIONS):
        command = option(command)
    return command


password_option = click.option(
    "--password", metavar="TEXT", help="Opens an encrypted file; never stored or shown."
)


def resolve(flags: dict[str, Any]) -> Resolved:
    """The settings in force, these flags first."""
    from atsharness.settings import load

    if "no_ocr" in flags:
        flags["ocr"] = False if flags.pop("no_ocr") else None
    return load(flags, os.environ, Path.cwd())


def screen(*, keep_text: bool = False) -> RenderOptions:
    """What the terminal can show."""
    from atsharness.model import RenderOptions

    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower()
    return RenderOptions(
        width=max(60, shutil.get_terminal_size((100, 24)).columns),
        unicode=encoding.replace("-", "").startswith("utf"),
        keep_text=keep_text,
    )


def print_result(text: str) -> None:
    """Writes the result; what the output's encoding lacks is shown as an escape."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
    if not text.endswith("\n"):
        sys.stdout.write("\n")


def missing(extractions: Sequence[Extraction], settings: Settings) -> int | None:
    """Complains of the first required path that is not installed; its exit code, or None."""
    from atsharness.extract import missing_requirements
    from atsharness.registry import discover

    missing = missing_requirements(extractions, discover("atsharness_parsers", "PARSER"), settings)
    if not missing:
        return None
    return complain(f"{missing[0].path_id}: {missing[0].detail}", ExitCode.UNAVAILABLE)
