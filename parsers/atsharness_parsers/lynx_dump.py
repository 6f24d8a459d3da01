"""lynx, found on PATH: ``lynx -dump -nolist``.

Who runs it: mail programs and shell scripts that need the text of a page.

What it breaks on: it knows no style sheet, so that hidden text is read. It wraps lines, and underscores
stand for the blanks of a form.
"""

from __future__ import annotations

import re

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness.model.media_types import HTML
from atsharness_parsers._process import run, version_of, work_folder

INSTALL = "apt install lynx"
_VERSION = re.compile(r"Lynx Version (\S+)")
_WIDTH = "1024"
"""Columns: the widest that lynx allows, so that it breaks few lines."""


def probe(options: ReadOptions) -> str:
    """Version of lynx.

    Raises:
        PathUnavailable: there is none, or it does not start.
    """
    return version_of(["lynx", "-version"], _VERSION, options, INSTALL)


def read(data: bytes, options: ReadOptions) -> Reading:
    """Reads the dump.

    Raises:
        ProcessError: lynx ended with an error.
    """
    command = ["lynx", "-dump", "-nolist", "-force_html", "-localhost", f"-width={_WIDTH}"]
    command += ["-display_charset=utf-8", "-assume_charset=utf-8", "page.html"]
    with work_folder(options) as folder:
        (folder / "page.html").write_bytes(data)
        output, _ = run(command, folder=str(folder), env={"HOME": str(folder)})
    return Reading(text=output.decode("utf-8", "replace"))


PARSER = ParserPath(
    id="lynx",
    family="lynx",
    title="lynx -dump",
    accepts=(HTML,),
    install=INSTALL,
    probe=probe,
    read=read,
    cost=30.0,
    memory="resident",
)
