"""The command ``ats``: parses, calls, prints. What commands do lives in `atsharness.commands`."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

import click

from atsharness.commands._shared import EXIT_CODES, Commands, complain, examples
from atsharness.errors import ExitCode, HarnessError, UsageError
from atsharness.garbage import look_rarely
from atsharness.version import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit code (`ExitCode`)."""
    look_rarely()
    try:
        _open_streams()
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
        return complain(error.format_message(), ExitCode.USAGE)
    except HarnessError as error:
        return complain(str(error), error.exit_code)
    except BrokenPipeError:
        _drop_output()
        return ExitCode.OK
    except MemoryError:
        return complain("this process may not use enough memory (see ulimit -v)", ExitCode.USAGE)
    except OSError as error:
        if error.errno not in _OF_THE_MACHINE:
            return _bug()
        _drop_output()
        return complain(_of_the_machine(error), ExitCode.USAGE)
    except Exception:
        return _bug()


def _bug() -> int:
    import traceback

    traceback.print_exc()
    click.echo("ats: this is a bug; please report it with the lines above", err=True)
    return ExitCode.BUG


_OF_THE_MACHINE = (
    *(errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS),
    *(errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN),
)
"""Disk, files and memory that the machine or its user's limits do not give: no fault of a file or of ats."""


def _of_the_machine(error: OSError) -> str:
    """What could not be had, and where its limit is."""
    what = (error.strerror or "the system refused").lower()
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return f"{what} (see ulimit -n)"
    if error.errno in (errno.ENOMEM, errno.EAGAIN):
        return f"{what} (see ulimit -v and -u)"
    return f"cannot write: {what}"


def _open_streams() -> None:
    """Makes sure that the three standard streams are open: else the next file opened would take their place.

    Raises:
        UsageError: standard output is closed: there is no place for a result.
    """
    for number, name, mode in (
        (0, "stdin", os.O_RDONLY),
        (1, "stdout", os.O_WRONLY),
        (2, "stderr", os.O_WRONLY),
    ):
        try:
            os.fstat(number)
        except OSError:
            nowhere = os.open(os.devnull, mode)  # the lowest free number: this one
            if nowhere != number:
                os.dup2(nowhere, number)
                os.close(nowhere)
            if name == "stdout":
                raise UsageError("standard output is closed: there is no place for the result") from None


def _drop_output() -> None:
    """Has what is still buffered go nowhere, lest Python complains of it at its end."""
    with suppress(OSError, ValueError):  # a stream without a file buffers nothing
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _end_in_order() -> None:
    """Lets SIGTERM and SIGHUP end the program as an exit does: temporary copies are removed."""
    import signal
    import threading

    if threading.current_thread() is threading.main_thread():
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, lambda number, _frame: sys.exit(128 + number))


_MODULES = {
    "align": "atsharness.commands.align",
    "approve": "atsharness.commands.regression",
    "badge": "atsharness.commands.badge",
    "baseline": "atsharness.commands.regression",
    "batch": "atsharness.commands.batch",
    "check": "atsharness.commands.check",
    "compare": "atsharness.commands.regression",
    "config": "atsharness.commands.installation",
    "corpus": "atsharness_corpus.commands.corpus",
    "diff": "atsharness.commands.one_path",
    "doctor": "atsharness.commands.installation",
    "export": "atsharness.commands.summary",
    "experiment": "atsharness_corpus.commands.experiment",
    "facts": "atsharness.commands.facts",
    "init": "atsharness.commands.init",
    "paths": "atsharness.commands.installation",
    "rule": "atsharness.commands.rules",
    "rules": "atsharness.commands.rules",
    "schema": "atsharness.commands.installation",
    "serve": "atsharness.commands.serve",
    "summary": "atsharness.commands.summary",
    "text": "atsharness.commands.one_path",
}
"""Each command's module; it is imported when the command is called."""


class _Lazy(Commands):
    def list_commands(self, _context: click.Context) -> list[str]:
        return list(_MODULES)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in _MODULES:
            return None
        try:
            module = import_module(_MODULES[name])
        except ModuleNotFoundError as error:
            if not _MODULES[name].startswith("atsharness_corpus."):
                raise
            raise UsageError(
                f"'ats {name}' needs {error.name}, which is not installed: pip install 'ats-harness[corpus]'"
            ) from None
        command: click.Command = getattr(module, name)
        return command


_EXAMPLES = examples(
    "ats check resume.pdf                       compare parsers with what a person sees",
    "ats check resume.pdf --source resume.md    compare them with the text you wrote",
    "ats check resume.pdf --watch --open        check at each save, report in the browser",
    "ats serve --open                           the same on a page where files are dropped",
    "ats COMMAND --help                         options and examples of a command",
)
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100, "show_default": True}


@click.group(cls=_Lazy, context_settings=_CONTEXT, epilog=f"{_EXAMPLES}\n\n{EXIT_CODES}")
@click.version_option(__version__, prog_name="ats")
def cli() -> None:
    """Show what applicant-tracking systems (ATS) really read in a résumé, on this machine and offline."""


if __name__ == "__main__":
    sys.exit(main())
