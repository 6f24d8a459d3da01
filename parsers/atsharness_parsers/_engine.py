"""What every parser path shares: finding its engine, keeping it quiet, and how pages are joined."""

from __future__ import annotations

import importlib
import re
from typing import Any

from atsharness.errors import PathUnavailable

PDF = ("application/pdf",)

PAGE_BREAK = "\n\f"
"""Between two pages where the engine returns page by page. Engines that read a whole file
keep their own page breaks (pdfminer and pdftotext: a form feed after every page)."""


class PasswordError(ValueError):
    """The file is encrypted and the password given (or none) does not open it."""

    def __init__(
        self, message: str = "the file is encrypted: no password was given, or it is the wrong one"
    ) -> None:
        super().__init__(message)


def need(module: str, install: str) -> Any:
    """Imports an engine's Python package.

    Args:
        module: its import name.
        install: the command that installs it.

    Raises:
        PathUnavailable: it is not installed, or lacks something that it loads.
    """
    try:
        return importlib.import_module(module)
    except (ImportError, OSError) as error:  # OSError: a shared library that does not load
        absent = isinstance(error, ModuleNotFoundError) and f"{module}.".startswith(f"{error.name}.")
        state = "is not installed" if absent else f"does not load ({' '.join(str(error).split())[:200]})"
        raise PathUnavailable(f"{module} {state}: {install}") from error


def at_least(version: str, least: tuple[int, ...]) -> bool:
    """Whether a version such as ``20.19.2`` is `least` or newer; one without a number is not."""
    found = re.match(r"\d+(\.\d+)*", version)
    return found is not None and tuple(map(int, found[0].split("."))) >= least


def quiet(*loggers: str) -> None:
    """Stops an engine's log records where they are made: they would go to the terminal, file by file."""
    import logging

    for name in loggers:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
