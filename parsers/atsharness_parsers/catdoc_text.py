"""catdoc, found on PATH: ``catdoc -d utf-8 -w``.

Who runs it: indexing scripts of Linux systems, beside antiword.

What it breaks on: lines with pictures or boxes are lost, and so are headers, footers and text boxes.
"""

from __future__ import annotations

import re

from atsharness.errors import PathUnavailable
from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness.model.media_types import DOC
from atsharness_parsers._process import ProcessError, run, work_folder

INSTALL = "apt install catdoc"
_VERSION = re.compile(r"Version (\S+)")


def probe(options: ReadOptions) -> str:
    """Version of catdoc.

    Raises:
        PathUnavailable: there is none, or it does not start.
    """
    try:
        said, _ = run(["catdoc", "-V"], folder=options.work_dir or ".")
    except ProcessError as error:
        raise PathUnavailable(f"{error}: {INSTALL}") from error
    found = _VERSION.search(said.decode("utf-8", "replace"))
    return found[1] if found is not None else "unknown"


def read(data: bytes, options: ReadOptions) -> Reading:
    """Reads the text.

    Raises:
        ProcessError: catdoc does not read the file.
    """
    with work_folder(options) as folder:
        (folder / "document.doc").write_bytes(data)
        output, _ = run(["catdoc", "-d", "utf-8", "-w", "document.doc"], folder=str(folder))
    return Reading(text=output.decode("utf-8", "replace"))


PARSER = ParserPath(
    id="catdoc",
    family="catdoc",
    title="catdoc -d utf-8",
    accepts=(DOC,),
    install=INSTALL,
    probe=probe,
    read=read,
    cost=10.0,
    memory="resident",
)
