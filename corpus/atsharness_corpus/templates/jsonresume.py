"""JSON Resume themes from npm, printed by Chromium on A4.

``npm/package-lock.json`` pins them. A theme gets the data of schema 1.0.0 as they are and makes an HTML page,
which is printed unmodified; what the page asks a server for is not there.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from atsharness.errors import UsageError
from atsharness_corpus.templates import installs, processes
from atsharness_corpus.templates.model import Sheet, Template, Workshop
from atsharness_corpus.typesetters import chromium, programs
from atsharness_corpus.typesetters.jsonresume_themes import INSTALL_NODE, LEAST_NODE, NODE

TITLE = "JSON Resume themes from npm, printed by Chromium"
FOLDER = Path(__file__).parent / "npm"
LOCK = FOLDER / "package-lock.json"
PREFIX = "jsonresume-theme-"

PAPER = "<style>@page { size: A4; }</style>"
"""What a person chooses in the print dialogue; a theme's own rule for the page comes later and wins."""
_ASKED = re.compile(
    r"""(?:<link\b[^>]*?\bhref=|<script\b[^>]*?\bsrc=|<img\b[^>]*?\bsrc=|@import\s+(?:url\()?|url\()\s*["']?"""
    r"""(?:https?:)?//([\w.-]+)""",
    re.IGNORECASE,
)
"""What a page loads from a host: stylesheets, fonts, scripts, pictures."""


def _lock(workshop: Workshop) -> Path:
    return LOCK if workshop.themes is None else workshop.themes / LOCK.name


def templates(workshop: Workshop) -> tuple[Template, ...]:
    """The themes that the lock file pins.

    Raises:
        UsageError: it is no lock file of npm.
    """
    lock = _lock(workshop)
    try:
        packages = json.loads(lock.read_text("utf-8"))["packages"]
        wanted = packages[""]["dependencies"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{lock} is no lock file of npm 7 or newer ({error})") from error
    start = f"node_modules/{PREFIX}"
    return tuple(
        Template(
            ecosystem="npm",
            name=path.removeprefix(start),
            version=entry["version"],
            install=f"npm install --ignore-scripts {PREFIX}{path.removeprefix(start)}@{entry['version']}",
        )
        for path, entry in sorted(packages.items())
        if path.startswith(start) and path.removeprefix("node_modules/") in wanted
    )


def prepare(workshop: Workshop) -> str:
    """Installs the themes.

    Raises:
        TypesetterMissing: Chromium, Node.js or npm is not there, or npm cannot reach its registry.
    """
    browser = chromium.TYPESETTER.probe()
    node = programs.version_of(NODE, INSTALL_NODE, LEAST_NODE)
    installs.npm(workshop, _lock(workshop))
    return f"Chromium {browser}, Node.js {node}"


def pinned(workshop: Workshop) -> tuple[Path, ...]:
    """What a document depends on beside this file."""
    return (_lock(workshop), FOLDER / "render.mjs")


def render(template: Template, workshop: Workshop) -> Sheet:
    """Has a theme make its page, and prints it.

    Raises:
        RuntimeError: the theme or the browser failed.
    """
    html = page_of(template.name, workshop)
    data = chromium.print_html(on_paper(html), timeout_s=workshop.limit_s)
    return Sheet(data=data, remarks=asked(html))


def page_of(theme: str, workshop: Workshop) -> str:
    """The page as the theme makes it.

    Raises:
        RuntimeError: the theme failed; the message has its own words.
    """
    folder = installs.npm(workshop, _lock(workshop))
    node = programs.find(NODE, INSTALL_NODE)
    command = [node, str(FOLDER / "render.mjs"), str(folder), theme]
    out = processes.run(command, folder, limit_s=workshop.limit_s, stdin=workshop.person.read_bytes())
    return out.decode("utf-8", "replace")


def on_paper(html: str) -> str:
    """A page with the paper's size before all of its own rules."""
    head = re.search(r"<head\b[^>]*>", html, re.IGNORECASE)
    return html[: head.end()] + PAPER + html[head.end() :] if head else PAPER + html


def asked(html: str) -> tuple[str, ...]:
    """A remark where a page loads something from elsewhere."""
    hosts = sorted({host.lower() for host in _ASKED.findall(html)})
    return (f"printed without what it asks {', '.join(hosts)} for",) if hosts else ()
