"""Chromium's ``--print-to-pdf``: what most web résumé builders run."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from html import escape
from pathlib import Path

from atsharness.corpus.model import BULLET, Block, Kind, Style, Typesetter
from atsharness.corpus.typesetters import programs

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
INSTALL = "apt install chromium"
FONTS = ("Liberation Sans", "Liberation Serif")
"""What Arial and Times New Roman become on a Debian machine."""

BLOCKS = f"""
* {{ margin: 0; padding: 0; box-sizing: border-box; }}
h1 {{ font-size: 2.1em; color: var(--accent); }}
.label {{ font-size: 1.15em; margin-bottom: .8em; }}
h2 {{ font-size: 1.15em; color: var(--accent); border-bottom: .6pt solid var(--accent);
     margin: .85em 0 .4em; padding-bottom: .15em; break-after: avoid; }}
h3 {{ font-size: 1em; margin-top: .5em; }}
h3, .meta {{ display: flex; justify-content: space-between; }}
h3 .right, .meta .right {{ font-weight: normal; white-space: nowrap; padding-left: 1em; }}
.meta {{ font-style: italic; }}
ul {{ list-style-type: "{BULLET}"; padding-left: 1em; }}
li {{ padding-left: .4em; }}
"""
"""How each kind of block looks. The bullet is text, as it is where a template sets its own mark."""

_TAGS: dict[Kind, str] = {"name": "h1", "section": "h2", "title": "h3", "bullet": "li"}


def _probe() -> str:
    return programs.version_of(PROGRAMS, INSTALL)


TYPESETTER = Typesetter(id="chromium", probe=_probe)


def page(style: Style, title: str, rules: str, body: str) -> str:
    """A whole HTML page on US Letter. `rules` is the layout's CSS, `body` its HTML."""
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title><style>
@page {{ size: letter; margin: {style.margin}pt; }}
:root {{ --accent: #{style.accent}; --gutter: {style.gutter}pt; --sidebar: {style.sidebar * 100:.2f}%; }}
body {{ font: {style.size}pt/1.28 "{style.font}", sans-serif; }}
{BLOCKS}{rules}</style></head><body>
{body}
</body></html>
"""


def markup(blocks: Iterable[Block]) -> str:
    """HTML of blocks, one element a line; bullets that follow each other are one list."""
    lines: list[str] = []
    in_list = False
    for block in blocks:
        if (block.kind == "bullet") != in_list:
            in_list = not in_list
            lines.append("<ul>" if in_list else "</ul>")
        lines.append(_element(block))
    return "\n".join([*lines, "</ul>"] if in_list else lines)


def _element(block: Block) -> str:
    tag = _TAGS.get(block.kind, "p")
    lead = f"<strong>{escape(block.lead)}</strong> " if block.lead else ""
    text = lead + escape(block.text)
    if block.right:
        text = f'<span>{text}</span><span class="right">{escape(block.right)}</span>'
    return f'<{tag} class="{block.kind}">{text}</{tag}>'


def print_html(html: str) -> bytes:
    """Prints one HTML page without header and footer lines."""
    program = programs.find(PROGRAMS, INSTALL)
    with tempfile.TemporaryDirectory(prefix="ats-corpus-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "page.html").write_text(html, encoding="utf-8")
        command = [
            program,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            f"--user-data-dir={folder / 'profile'}",
            "--no-pdf-header-footer",
            "--print-to-pdf=page.pdf",
            (folder / "page.html").as_uri(),
        ]
        return programs.run(command, folder, "page.pdf")
