"""Whether a typesetter works here: it prints a page of one word, which is read back.

A version number tells nothing of a missing library, font or format, and each system splits its packages in
another way: what prints the word and nothing else is there.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import re
import warnings
from collections.abc import Callable
from importlib.metadata import version

from atsharness_corpus.model import TypesetterMissing

WORD = "Word"
MOST = 240
"""Most characters of a program's own words in a reason."""


def package(name: str, module: str, install: str) -> str:
    """The version of an installed Python package.

    Args:
        name: as pip knows it.
        module: its import name.
        install: the command that installs it.

    Raises:
        TypesetterMissing: it is not installed, or lacks something that it imports.
    """
    # WeasyPrint prints to standard output what it lacks, and warns of it.
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings(action="ignore"):
        try:
            importlib.import_module(module)
        except ImportError as error:
            absent = isinstance(error, ModuleNotFoundError) and error.name == module
            state = "is not installed" if absent else f"does not load ({said(str(error))})"
            raise TypesetterMissing(f"{name} {state}: {install}") from error
    return version(name)


def prints(name: str, print_page: Callable[[], bytes], install: str) -> None:
    """Has a typesetter print a page of `WORD`.

    Raises:
        TypesetterMissing: it fails, or prints anything else, e.g. a header with today's date.
    """
    try:
        text = _text(print_page())
    except Exception as error:
        raise TypesetterMissing(f"{name} prints no page ({said(str(error))}): {install}") from error
    if text != WORD:
        raise TypesetterMissing(f"{name} prints {said(text)!r} for {WORD!r}: {install}")


def said(text: str) -> str:
    """What a program said, in one line: its first error as TeX or Node.js writes them, else its last line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()] or ["without a word"]
    line = next((line for line in lines if re.match(r"! |\w*Error: ", line)), lines[-1])
    return line if len(line) <= MOST else f"{line[: MOST - 1]}…"


def _text(pdf: bytes) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
