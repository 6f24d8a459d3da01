"""What every parser path shares: finding its engine, keeping it quiet, and how pages are joined."""

from __future__ import annotations

import importlib
from typing import Any

from atsharness.errors import PathUnavailable

PDF = ("application/pdf",)

PAGE_BREAK = "\n\f"
"""Between two pages where the engine returns page by page. Engines that read a whole file
keep their own page breaks (pdfminer and pdftotext: a form feed after every page)."""


class PasswordError(ValueError):
    """The file is encrypted and the password given (or none) does not open it."""

    def __init__(self) -> None:
        super().__init__("the file is encrypted: no password was given, or it is the wrong one")


def need(module: str, install: str) -> Any:
    """Imports an engine's Python package.

    Args:
        module: its import name.
        install: the command that installs it.

    Raises:
        PathUnavailable: it cannot be imported.
    """
    try:
        return importlib.import_module(module)
    except (ImportError, OSError) as error:  # OSError: a shared library that does not load
        raise PathUnavailable(f"{module} is not installed: {install}") from error


def quiet(*loggers: str) -> None:
    """Stops an engine's log records where they are made: they would go to the terminal, file by file."""
    import logging

    for name in loggers:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
