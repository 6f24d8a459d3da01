"""What commands share: groups, help, options that change settings, the screen, complaints."""

from __future__ import annotations

import contextlib
import difflib
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from atsharness.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from atsharness.model import Extraction, RenderOptions, ReportFormat, RunResult
    from atsharness.settings import Resolved, Settings


EXIT_CODES = """\b
Exit codes:
  0    done, and every verdict is better than --fail-on
  1    a verdict is as bad as --fail-on, or worse
  2    wrong usage: an unknown option, no such file
  3    a parser path named by --require is not installed
  4    a file could not be read, or gives no verdict
  5    a bug in ats
  130  interrupted"""
"""The end of a command's help, which click prints as it stands (``\\b``)."""


def examples(*lines: str) -> str:
    """The end of a command's help: example calls, a line each."""
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])


class Commands(click.Group):
    """A group of commands: called without one it prints its help, for a misspelt one it suggests another."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parses the arguments; without any the help is the result (exit code 0)."""
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), color=ctx.color)
            ctx.exit()
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names.

        Raises:
            UsageError: there is no such command; the message suggests the one with the most similar name.
        """
        names = self.list_commands(ctx)
        if args[0] not in names and not args[0].startswith("-"):
            similar = difflib.get_close_matches(args[0], names, n=1)
            hint = f"did you mean {similar[0]!r}?" if similar else f"see {ctx.command_path} -h"
            raise UsageError(f"no such command {args[0]!r}; {hint}")
        return super().resolve_command(ctx, args)


class SettingOption(click.Option):
    """An option that changes a setting; its help shows the setting's built-in default."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option's names and help."""
        from atsharness.settings import Settings

        record = super().get_help_record(ctx)
        default = getattr(Settings(), str(self.name))
        shown = f"{default:g}" if isinstance(default, float) else default
        return record and (record[0], f"{record[1]}  [default: {shown}]")


def complain(message: str, code: ExitCode) -> int:
    """Prints one line on standard error; returns the code."""
    from atsharness_reports._terminal import plain

    click.echo(f"ats: {plain(' '.join(message.split()))}", err=True)
    return code


def _names(_context: object, _parameter: object, value: str | None) -> tuple[str, ...] | None:
    return tuple(filter(None, value.split(","))) if value is not None else None


RULE_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--select",
        metavar="A,B",
        callback=_names,
        help="Run only these rules: ids, beginnings of ids (ATS2) or names. Default: all.",
    ),
    click.option("--ignore", metavar="A,B", callback=_names, help="Do not run these rules."),
)

SETTING_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--paths",
        metavar="A,B",
        callback=_names,
        help="Run only these parser paths: ids, families or 'panel'. Default: all that are installed.",
    ),
    click.option("--no-ocr", is_flag=True, help="Do not run OCR."),
    click.option("--lang", metavar="CODES", cls=SettingOption, help="Languages for OCR, such as eng+deu."),
    click.option(
        "--deadline",
        "deadline_s",
        metavar="SECONDS",
        cls=SettingOption,
        help="Most CPU seconds for one parser path and file; five times as many by the clock.",
    ),
    click.option(
        "--jobs", "-j", metavar="N", cls=SettingOption, help="Worker processes; 0 means one per core."
    ),
    click.option(
        "--require",
        metavar="A,B",
        callback=_names,
        help="Run these parser paths in any case; exit with 3 if one is not installed.",
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
    "--password", metavar="TEXT", help="Password of an encrypted file; it is never stored or shown."
)


def resolve(flags: dict[str, Any]) -> Resolved:
    """The settings in force, these flags first; a settings file that is not used is told."""
    from atsharness.settings import load

    if "no_ocr" in flags:
        flags["ocr"] = False if flags.pop("no_ocr") else None
    resolved = load(flags, os.environ, Path.cwd(), _home())
    for reason in resolved.ignored:
        note(reason)
    return resolved


def _home() -> Path | None:
    try:
        return Path.home().resolve()
    except RuntimeError:  # a user without a home folder
        return None


def note(message: str) -> None:
    """Prints one line that is no complaint on standard error."""
    from atsharness_reports._terminal import plain

    click.echo(f"note: {plain(' '.join(message.split()))}", err=True)


def screen(*, keep_text: bool = False) -> RenderOptions:
    """What the terminal can show."""
    from atsharness.model import RenderOptions

    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower()
    return RenderOptions(
        width=max(60, shutil.get_terminal_size((100, 24)).columns),
        colour=_has_colour(),
        unicode=encoding.replace("-", "").startswith("utf"),
        keep_text=keep_text,
    )


def _has_colour() -> bool:
    """Whether standard output is a terminal with colours, and nobody asked for none (no-color.org)."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not plain


def print_result(text: str) -> None:
    """Writes the result; what the output's encoding lacks is shown as an escape."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
    if not text.endswith("\n"):
        sys.stdout.write("\n")


def write_report(
    file: Path,
    form: ReportFormat,
    result: RunResult,
    options: RenderOptions,
    *,
    check: Callable[[Path], None],
) -> Path:
    """Writes a report, of several documents as a folder where the format has one.

    Each file is written beside its place and renamed, so that nothing is ever there by half.

    Args:
        file: it, or its folder.
        form: of it.
        result: what it tells.
        options: how.
        check: called with each file of a folder before it is written; raises where it must not be.

    Returns:
        The file to begin with: of a folder the last one written, its index.

    Raises:
        UsageError: it cannot be written.
    """
    if form.files is not None and (len(result.documents) > 1 or file.is_dir()):
        page = file
        for name, text in form.files(result, options):
            page = file / name
            check(page)
            write_file(page, [text])
        return page
    write_file(file, pieces(form, result, options))
    return file


def pieces(form: ReportFormat, result: RunResult, options: RenderOptions) -> Iterable[str]:
    """A report in pieces that are made as they are written, where the format has them."""
    return [form.render(result, options)] if form.pieces is None else form.pieces(result, options)


def write_text(file: Path, text: str) -> None:
    """Writes a file beside its place and renames it.

    Raises:
        UsageError: it cannot be written.
    """
    write_file(file, [text])


def write_file(file: Path, parts: Iterable[str]) -> None:
    """Writes a file that is made piece by piece, beside its place, and renames it.

    Raises:
        UsageError: it cannot be written.
    """
    beside = file.with_name(f".ats-{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        in_place = file.exists() and not file.is_file()  # /dev/stdout: nothing can be put in its place
        with (file if in_place else beside).open("w", encoding="utf-8") as stream:
            stream.writelines(parts)
        if not in_place:
            beside.replace(file)
    except OSError as error:
        with contextlib.suppress(OSError):  # it may not be there
            beside.unlink()
        raise UsageError(f"cannot write {file}: {error.strerror}") from error


def print_json(parts: Iterable[str]) -> None:
    """Writes JSON: UTF-8 whatever the locale (RFC 8259, 8.1), a line end at its end."""
    sys.stdout.flush()
    last = ""
    for last in parts:
        sys.stdout.buffer.write(last.encode())
    if not last.endswith("\n"):
        sys.stdout.buffer.write(b"\n")


def missing(extractions: Sequence[Extraction], settings: Settings) -> int | None:
    """Complains of the first required path that is not installed; its exit code, or None."""
    from atsharness.extract.selection import missing_requirements
    from atsharness.registry import discover

    missing = missing_requirements(extractions, discover("atsharness_parsers", "PARSER"), settings)
    if not missing:
        return None
    return complain(f"{missing[0].path_id}: {missing[0].detail}", ExitCode.UNAVAILABLE)
