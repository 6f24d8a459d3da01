"""pdf.js, Firefox's PDF engine, with its text items joined as OpenResume joins them.

Who runs it: OpenResume, a résumé builder and parser in the browser.

What it breaks on: it follows the order in which the file draws its text. It splits letter-spaced
headings, reverses some right-to-left text, strips zero-width spaces, leaves out cropped and off-page
text, and reads no form fields or annotations. It glues the first line of a Form XObject to the one
before. OpenResume's joining glues the last line of a page to the first of the next, and puts a space
after a full stop, comma or colon at the end of an item. The items have boxes, single words do not.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from atsharness.errors import PathUnavailable
from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness_parsers._engine import PDF, PasswordError, at_least
from atsharness_parsers._pdfjs import SCRIPT
from atsharness_parsers._process import ProcessError, run, work_folder

INSTALL = "npm install -g pdfjs-dist (with node 22.13 or newer; pdfjs-dist@5.6 for node 20.19)"


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of pdfjs-dist, from its package.json.

    Raises:
        PathUnavailable: node or the package is missing or too old, or node does not start.
    """
    import json

    node = _node_version(_node())
    package = json.loads((_package() / "package.json").read_text("utf-8"))
    version, wanted = str(package["version"]), package.get("engines", {}).get("node", "")
    bounds = [tuple(map(int, bound.split("."))) for bound in re.findall(r">=\s*(\d+(?:\.\d+)*)", wanted)]
    if bounds and not at_least(node, min(bounds)):
        raise PathUnavailable(f"node {node} is too old for pdfjs-dist {version} ({wanted}): {INSTALL}")
    return version


@cache
def _node_version(node: str) -> str:
    """Starts node, once in a worker.

    Raises:
        PathUnavailable: it does not start.
    """
    try:
        output, _ = run([node, "--version"], folder=os.curdir)
    except ProcessError as error:
        raise PathUnavailable(f"{error}; {INSTALL}") from error
    return output.decode("utf-8", "replace").strip().removeprefix("v")


def _node() -> str:
    import shutil

    node = shutil.which("node") or shutil.which("nodejs")
    if node is None:
        raise PathUnavailable(f"node is not installed: {INSTALL}")
    return node


def _package() -> Path:
    """The folder of pdfjs-dist.

    Raises:
        PathUnavailable: it is in none of node's folders, or only without the module that is needed.
    """
    state = "is not installed"
    for folder in _module_folders():
        if (folder / "pdfjs-dist" / "legacy" / "build" / "pdf.mjs").is_file():
            return (folder / "pdfjs-dist").resolve()
        if (folder / "pdfjs-dist").is_dir():
            state = "is too old, it has no legacy/build/pdf.mjs"
    raise PathUnavailable(f"pdfjs-dist {state}: {INSTALL}")


def _module_folders() -> Iterator[Path]:
    """Where packages of node can be: NODE_PATH, above the Python environment, npm's global folders.

    Not above the current folder: a file to be checked may come with a node_modules of its own. Npm
    itself would take half a second to tell its global folder.
    """
    for name in os.environ.get("NODE_PATH", "").split(os.pathsep):
        if name:
            yield Path(name)
    environment = Path(sys.prefix).resolve()
    for folder in (environment, *environment.parents):
        yield folder / "node_modules"
    prefixes = [Path(_node()).resolve().parent.parent, Path("/usr/local"), Path("/usr")]
    named = os.environ.get("npm_config_prefix")  # noqa: SIM112  npm spells it so
    for prefix in [Path(named), *prefixes] if named else prefixes:
        yield prefix / "lib" / "node_modules"
    if "APPDATA" in os.environ:
        yield Path(os.environ["APPDATA"]) / "npm" / "node_modules"
    yield Path("/usr/share/nodejs")


def read(data: bytes, options: ReadOptions) -> Reading:
    """Reads all pages into one list of items, as OpenResume does.

    Raises:
        PasswordError: encrypted, and the password does not open it.
        ProcessError: pdf.js ended with an error.
    """
    with work_folder(options) as folder:
        (folder / "document.pdf").write_bytes(data)
        (folder / "read.mjs").write_text(SCRIPT, "utf-8")
        command = [_node(), "--max-old-space-size=512", "read.mjs", str(_package()), "document.pdf"]
        try:
            output, _ = run(
                [*command, str(options.max_pages)],
                folder=str(folder),
                stdin=(options.password or "").encode(),
            )
        except ProcessError as error:
            if error.errors.startswith("PasswordException"):
                raise PasswordError from error
            raise
    return Reading(text=output.decode("utf-8", "replace"))


PARSER = ParserPath(
    id="pdfjs",
    family="pdfjs",
    title="pdf.js getTextContent(), items joined as by OpenResume",
    accepts=PDF,
    install=INSTALL,
    probe=probe,
    read=read,
    cost=560.0,
    memory="resident",
)
