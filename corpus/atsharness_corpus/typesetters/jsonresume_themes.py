"""JSON Resume themes from npm, printed by Chromium: templates that nobody here wrote.

``jsonresume/package-lock.json`` pins the themes and the stylesheets and fonts that they link;
``jsonresume/render.mjs`` turns a résumé into a page that holds all of these and may request nothing.
Themes of several generations of the schema are fed one JSON with the keys of all of them.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from atsharness_corpus.model import Style, Typesetter, TypesetterMissing
from atsharness_corpus.person import Person, content_dir, load_people
from atsharness_corpus.style import fitted
from atsharness_corpus.typesetters import chromium, programs, trial

FOLDER = Path(__file__).parent / "jsonresume"
NODE = ("node", "nodejs")
INSTALL_NODE = "apt install nodejs npm"
LEAST_NODE = (18,)
"""As ``package.json`` says."""
INSTALL = f"npm ci --ignore-scripts --prefix {FOLDER.relative_to(FOLDER.parents[3])}"

BODY = 10.5
"""Size of the themes' body text at a scale of 1, in points: 14 pixels of CSS."""


def _probe() -> str:
    version = chromium.TYPESETTER.probe()
    probe_themes()
    return version


def probe_themes() -> None:
    """Has a theme make a page.

    Raises:
        TypesetterMissing: there is no Node.js, it is too old, or a theme is missing or fails.
    """
    programs.version_of(NODE, INSTALL_NODE, LEAST_NODE)
    if not (FOLDER / "node_modules" / ".package-lock.json").is_file():
        raise TypesetterMissing(f"the JSON Resume themes are not installed: {INSTALL}")
    try:
        html_of("even", resume(load_people(content_dir())[0]))
    except RuntimeError as error:
        raise TypesetterMissing(
            f"the JSON Resume themes fail ({trial.said(str(error))}): {INSTALL}"
        ) from error


TYPESETTER = Typesetter(id=chromium.TYPESETTER.id, probe=_probe)


def resume(person: Person) -> dict[str, Any]:
    """A person as JSON Resume with old and new keys side by side, e.g. ``company`` and ``name``.

    Keys of our own are left out.
    """
    data: dict[str, Any] = msgspec.to_builtins(person)
    for key in ("id", "language", "pages"):
        del data[key]
    del data["basics"]["nativeName"]
    data["basics"]["website"] = data["basics"]["url"]
    for job in data["work"]:
        job["company"] = job["name"]
    without_none: dict[str, Any] = json.loads(json.dumps(data), object_hook=_told)
    return without_none


def _told(part: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in part.items() if value is not None}


def html_of(theme: str, content: dict[str, Any]) -> str:
    """The page that a theme makes of a résumé; it links nothing.

    Raises:
        TypesetterMissing: there is no Node.js.
        RuntimeError: the theme failed.
    """
    command = [programs.find(NODE, INSTALL_NODE), str(FOLDER / "render.mjs"), theme]
    source = json.dumps(content, ensure_ascii=False)
    result = subprocess.run(
        command, input=source, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    if result.returncode or not result.stdout:
        raise RuntimeError(f"theme {theme} ended with {result.returncode}: {result.stderr[-800:]}")
    return result.stdout


def print_theme(source: str, rules: Callable[[Style], str], style: Style, person: Person) -> bytes:
    """Prints a theme's page on US Letter: one page more than the text is meant for, for themes are roomy.

    Args:
        source: from `html_of`.
        rules: further CSS: the paper's margins, and where it may not break.
        style: `size` is that of body text. The page is scaled by it, as in the print dialogue.
        person: whose résumé it is.

    Raises:
        DoesNotFitError: the text is too long for that many pages.
    """

    def print_page(style: Style) -> bytes:
        scale = f"html {{ zoom: {style.size / BODY:.4f}; }}"
        page = f"<style>@page {{ size: letter; }} {scale} {rules(style)}</style></head>"
        return chromium.print_html(source.replace("</head>", page, 1))

    return fitted(print_page, style, person.pages + 1)
