"""Poppler's pdftotext, found on PATH."""

from __future__ import annotations

import re

from atsharness.errors import PathUnavailable
from atsharness.model import Reading, ReadOptions, Word
from atsharness_parsers._engine import PasswordError
from atsharness_parsers._process import ProcessError, run, work_folder
from atsharness_parsers._words import Piece, fit

INSTALL = "apt install poppler-utils"
_number = rb'="(-?[0-9.]+)"'
_word = re.compile(
    rb"<word xMin"
    + _number
    + rb" yMin"
    + _number
    + rb" xMax"
    + _number
    + rb" yMax"
    + _number
    + rb">(.*?)</word>",
    re.DOTALL,
)


def probe(options: ReadOptions) -> str:
    """Version of pdftotext.

    Raises:
        PathUnavailable: there is none, it does not start, it is Xpdf's program of the same name, or too old.
    """
    program = _program()
    try:
        _, said = run([program, "-h"], folder=options.work_dir or ".")
    except ProcessError as error:
        said = error.errors  # some versions end with 99 after -h
        if "pdftotext version" not in said:
            raise PathUnavailable(f"{error}; {INSTALL}") from error
    found = re.search(r"pdftotext version (\S+)", said)
    if not found or "Poppler" not in said:
        raise PathUnavailable(f"the pdftotext found is not Poppler's: {INSTALL}")
    if "-cropbox" not in said:
        raise PathUnavailable(f"pdftotext {found[1]} is too old, it has no option -cropbox: {INSTALL}")
    return found[1]


def _program() -> str:
    import shutil

    program = shutil.which("pdftotext")
    if program is None:
        raise PathUnavailable(f"pdftotext is not installed: {INSTALL}")
    return program


def read(data: bytes, options: ReadOptions, *mode: str) -> Reading:
    """Reads with one of pdftotext's modes.

    Text and boxes come from two runs. Where their orders differ (``-layout`` on pages of columns)
    no words are given.

    Args:
        data: the file.
        options: the password (which pdftotext takes as an argument, so it can be seen in the list of
            processes) and the page limit are heeded.
        *mode: arguments.

    Raises:
        PasswordError: encrypted, and the password does not open it.
        ProcessError: pdftotext ended with an error.
    """
    arguments = [*mode, "-enc", "UTF-8", "-l", str(options.max_pages)]
    if options.password is not None:
        arguments += ["-upw", options.password, "-opw", options.password]
    program = _program()
    with work_folder(options) as folder:
        (folder / "document.pdf").write_bytes(data)
        try:
            output, _ = run([program, *arguments, "document.pdf", "-"], folder=str(folder))
            boxes, _ = run(
                [program, *arguments, "-bbox", "-cropbox", "document.pdf", "-"], folder=str(folder)
            )
        except ProcessError as error:
            if "Incorrect password" in error.errors:
                raise PasswordError from error
            raise
    text = output.decode("utf-8", "replace")
    words = _words(text, boxes)
    return Reading(text=text, words=None if words is None else tuple(words))


def _words(text: str, boxes: bytes) -> list[Word] | None:
    texts, tables = text.split("\f")[:-1], boxes.split(b"<page ")[1:]
    if len(texts) != len(tables):
        return None
    words: list[Word] = []
    for number, (page, table) in enumerate(zip(texts, tables, strict=True), 1):
        found = fit(page, [_piece(match) for match in _word.finditer(table)], number)
        if found is None:
            return None
        words += found
    return words


def _piece(match: re.Match[bytes]) -> Piece:
    import html

    x0, y0, x1, y1 = (float(match[group]) for group in (1, 2, 3, 4))
    return html.unescape(match[5].decode("utf-8", "replace")), (x0, y0, x1, y1)
