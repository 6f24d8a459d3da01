"""The command ``ats``: parses, calls, prints. What commands do lives in the modules they call."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from atsharness.harness import __version__
from atsharness.harness.errors import ExitCode, HarnessError, PathUnavailable, UnreadableError, UsageError

if TYPE_CHECKING:
    from atsharness.harness.model import Extraction, RenderOptions, RunResult
    from atsharness.harness.settings import Resolved, Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit code (`ExitCode`)."""
    try:
        _end_in_order()
        code = cli.main(list(sys.argv[1:] if arguments is None else arguments), "ats", standalone_mode=False)
        sys.stdout.flush()
        return int(code or 0)
    except click.exceptions.Abort:
        click.echo("ats: interrupted", err=True)
        return ExitCode.INTERRUPTED
    except KeyboardInterrupt:
        click.echo("ats: interrupted", err=True)
        return ExitCode.INTERRUPTED
    except click.ClickException as error:
        return _complain(error.format_message(), ExitCode.USAGE)
    except HarnessError as error:
        return _complain(str(error), error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.OK
    except Exception:
        import traceback

        traceback.print_exc()
        click.echo("ats: this is a bug; please report it with the lines above", err=True)
        return ExitCode.BUG


def _end_in_order() -> None:
    """Lets SIGTERM and SIGHUP end the program as an exit does: temporary copies are removed."""
    import signal
    import threading

    if threading.current_thread() is threading.main_thread():
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, lambda number, _frame: sys.exit(128 + number))


def _complain(message: str, code: ExitCode) -> int:
    from atsharness.reports._terminal import plain

    click.echo(f"ats: {plain(' '.join(message.split()))}", err=True)
    return code


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="ats")
def cli() -> None:
    """Shows what applicant-tracking systems really read out of a résumé, offline, on this machine."""


def _names(_context: object, _parameter: object, value: str | None) -> tuple[str, ...] | None:
    return tuple(filter(None, value.split(","))) if value is not None else None


_SETTING_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--paths", metavar="A,B", callback=_names, help="Parser paths, families or 'panel'."),
    click.option("--no-ocr", is_flag=True, help="Leave OCR out."),
    click.option("--lang", metavar="CODES", help="Languages for OCR, e.g. eng+deu."),
    click.option("--deadline", "deadline_s", metavar="SECONDS", help="Most seconds for one parser path."),
    click.option("--jobs", "-j", metavar="N", help="Worker processes; 0: one per core."),
    click.option(
        "--require", metavar="A,B", callback=_names, help="Exit 3 if one of these is not installed."
    ),
)


def _setting_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_SETTING_OPTIONS):
        command = option(command)
    return command


_password = click.option("--password", metavar="TEXT", help="Opens an encrypted file; never stored or shown.")


def _resolve(flags: dict[str, Any]) -> Resolved:
    from atsharness.harness.settings import load

    if "no_ocr" in flags:
        flags["ocr"] = False if flags.pop("no_ocr") else None
    return load(flags, os.environ, Path.cwd())


def _screen(*, keep_text: bool = False) -> RenderOptions:
    from atsharness.harness.model import RenderOptions

    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower()
    return RenderOptions(
        width=max(60, shutil.get_terminal_size((100, 24)).columns),
        unicode=encoding.replace("-", "").startswith("utf"),
        keep_text=keep_text,
    )


def _print(text: str) -> None:
    """Writes the result; what the output's encoding lacks is shown as an escape."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
    if not text.endswith("\n"):
        sys.stdout.write("\n")


# --- check -------------------------------------------------------------------------------------------


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--source", metavar="FILE", help="Text or Markdown of the same document, in page order.")
@click.option("--format", "form", default="table", metavar="NAME", help="table (default) or json.")
@click.option("--report", multiple=True, metavar="FORMAT=FILE", help="Also write a report; repeatable.")
@click.option("--keep-text", is_flag=True, help="Leave texts and word labels in JSON (personal data).")
@click.option("--fail-on", metavar="LEVEL", help="fail (default), at-risk or never.")
@_password
@_setting_options
def check(
    files: tuple[str, ...],
    source: str | None,
    form: str,
    report: tuple[str, ...],
    keep_text: bool,
    password: str | None,
    **flags: Any,
) -> int:
    """Check files: what each parser path recovers.

    FILE is a PDF, a folder, a pattern, or - for standard input. Images and other formats are not read yet.
    """
    from atsharness.harness import intake

    settings = _resolve(flags).settings
    reports = [_report_target(item) for item in report]
    expanded = intake.expand(files)
    if source is not None and len(expanded) != 1:
        raise UsageError(f"--source belongs to one document; {len(expanded)} files were given")
    from atsharness.harness.session import run

    formats: dict[str, Callable[[RunResult, RenderOptions], str]] = {}
    result = run(
        expanded,
        settings=settings,
        source=Path(source) if source is not None else None,
        password=password,
        # Finding and importing the formats takes as long as opening a file: it is done while that happens.
        meanwhile=lambda: formats.update(_formats([form, *(name for name, _ in reports)])),
        progress=_progress(len(expanded)),
    )
    options = _screen(keep_text=keep_text)
    for name, file in reports:
        _write(file, formats[name](result, options))
    _print(formats[form](result, options))
    return _exit_code(result, settings)


def _formats(names: Sequence[str]) -> dict[str, Callable[[RunResult, RenderOptions], str]]:
    from atsharness.harness.registry import discover

    found = discover("atsharness.reports", "FORMAT")
    for name in names:
        if name not in found:
            raise UsageError(f"unknown report format {name!r}; known: {', '.join(found)}")
        if name == "table":
            import tabulate  # noqa: F401 (what its rendering would else wait for)
    return {name: found[name].value.render for name in names}


def _report_target(item: str) -> tuple[str, Path]:
    name, separator, file = item.partition("=")
    if not separator or not file:
        raise UsageError(f"--report wants FORMAT=FILE, not {item!r}")
    return name, Path(file)


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {file}: {error.strerror}") from error


def _progress(total: int) -> Callable[[object], None] | None:
    """A counter on standard error, for several files at a terminal."""
    if total < 2 or not sys.stderr.isatty():
        return None
    done = 0

    def show(_result: object) -> None:
        nonlocal done
        done += 1
        end = "\r\033[K" if done == total else ""
        click.echo(f"\r{done}/{total} files{end}", nl=False, err=True)

    return show


def _exit_code(result: RunResult, settings: Settings) -> int:
    if settings.require:
        extractions = [item for document in result.documents for item in document.extractions]
        if (missing := _missing(extractions, settings)) is not None:
            return missing
    if any(document.document.status != "ok" for document in result.documents):
        return ExitCode.UNREADABLE
    return ExitCode.OK


def _missing(extractions: Sequence[Extraction], settings: Settings) -> int | None:
    """Complains of the first required path that is not installed; its exit code, or None."""
    from atsharness.harness.extract import missing_requirements
    from atsharness.harness.registry import discover

    missing = missing_requirements(extractions, discover("atsharness.parsers", "PARSER"), settings)
    if not missing:
        return None
    return _complain(f"{missing[0].path_id}: {missing[0].detail}", ExitCode.UNAVAILABLE)


_DIFF_AGAINST = ("pdfium", "pymupdf-stream")
"""Without a source a path is compared with the first of these that is another one."""


# --- one path ------------------------------------------------------------------------------------------


@cli.command()
@click.argument("file", metavar="FILE")
@click.option("--path", "path_id", required=True, metavar="ID", help="A parser path; see ats paths.")
@_password
@_setting_options
def text(file: str, path_id: str, password: str | None, **flags: Any) -> int:
    """Print what one parser path reads, control characters made visible."""
    from atsharness.reports._terminal import plain

    _print(plain(_one_text(file, path_id, password, flags).text or "", keep="\n\t"))
    return ExitCode.OK


@cli.command()
@click.argument("file", metavar="FILE")
@click.option("--path", "path_id", required=True, metavar="ID", help="A parser path; see ats paths.")
@click.option("--source", metavar="FILE", help="Text or Markdown of the same document, in page order.")
@click.option("--against", metavar="ID", help="Without a source: the path to compare with (default: pdfium).")
@_password
@_setting_options
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
    _print(_worddiff.render(alignment, lines, title=title, width=_screen().width))
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
    settings = _resolve({**flags, "paths": (path_id,)}).settings
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


# --- the installation ----------------------------------------------------------------------------------


@cli.command()
def paths() -> int:
    """List all parser paths: engine, family, and whether they count in the panel."""
    from atsharness.harness.registry import discover
    from atsharness.reports import _environment

    parsers = [found.value for found in discover("atsharness.parsers", "PARSER").values()]
    _print(_environment.paths_table(parsers, _screen()))
    return ExitCode.OK


@cli.command()
@_setting_options
def doctor(**flags: Any) -> int:
    """Show every parser path: ready and in which version, or what installs it."""
    from atsharness.harness.session import Session
    from atsharness.reports import _environment

    settings = _resolve(flags).settings
    with Session(settings) as session:
        probed = session.probe()
        parsers = [session.found[item.path_id].value for item in probed]
    _print(_environment.doctor_table(parsers, probed, _screen()))
    return _missing(probed, settings) or ExitCode.OK


@cli.command()
@_setting_options
def config(**flags: Any) -> int:
    """Show the settings in force and where each comes from."""
    import msgspec

    from atsharness.reports import _environment

    resolved = _resolve(flags)
    values = msgspec.to_builtins(resolved.settings)
    _print(_environment.settings_text(values, resolved.origins))
    return ExitCode.OK


@cli.command()
def schema() -> int:
    """Print the JSON Schema of --format json."""
    from atsharness.reports.json import schema as json_schema

    _print(json_schema())
    return ExitCode.OK


if __name__ == "__main__":
    sys.exit(main())
