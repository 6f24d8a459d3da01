"""pandoc, found on PATH or in PyPI's pypandoc_binary: ``pandoc -t plain --wrap=none``.

Who runs it: converters that put documents into a database (public example: a recruiter's request,
jgm/pandoc 5775).

What it breaks on: of a DOCX the paragraphs in the styles Title, Subtitle, Author and Date at its beginning
are lost, since pandoc takes them for data about the document: often the name. Headers, footers and simple
fields are lost too, and so are text boxes that are stored for new or old programs alone, with the line that a
box hangs on. Of an ODT text boxes and headers are lost, of an RTF headers. A page's style sheet is not looked
at: hidden text is read. Tables come out as drawings of lines, cells side by side.
"""

from __future__ import annotations

import re

from atsharness.errors import PathUnavailable
from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness.model.media_types import DOCX, HTML, ODT, RTF
from atsharness_parsers._formats import suffix
from atsharness_parsers._process import ProcessError, read_file, run

INSTALL = "apt install pandoc"
_VERSION = re.compile(r"pandoc\S* (\d[\d.]*)")


def probe(options: ReadOptions) -> str:
    """Version of pandoc.

    Raises:
        PathUnavailable: there is none, or it does not start.
    """
    try:
        said, _ = run([_program(), "--version"], folder=options.work_dir or ".")
    except ProcessError as error:
        raise PathUnavailable(f"{error}; {INSTALL}") from error
    found = _VERSION.match(said.decode("utf-8", "replace"))
    if found is None:
        raise PathUnavailable(f"the pandoc found does not tell its version: {INSTALL}")
    return found[1]


def _program() -> str:
    import shutil
    from importlib.util import find_spec
    from pathlib import Path

    program = shutil.which("pandoc")
    if program is not None:
        return program
    package = find_spec("pypandoc")
    file = Path(package.origin).parent / "files" / "pandoc" if package and package.origin else None
    if file is None or not file.is_file():
        raise PathUnavailable(f"pandoc is not installed: {INSTALL}")
    return str(file)


def read(data: bytes, options: ReadOptions) -> Reading:
    """Reads the plain text.

    Raises:
        ProcessError: pandoc ended with an error.
    """
    # Its sandbox reads no file but the one named, whatever the document refers to.
    kind = suffix(data)
    command = [_program(), "--sandbox", "-f", kind, "-t", "plain", "--wrap=none"]
    return read_file(command, f"document.{kind}", data, options)


PARSER = ParserPath(
    id="pandoc-plain",
    family="pandoc",
    title="pandoc -t plain",
    accepts=(DOCX, ODT, RTF, HTML),
    install=INSTALL,
    probe=probe,
    read=read,
    cost=200.0,
    memory="resident",
)
