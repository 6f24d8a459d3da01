"""What the typesetters that read HTML share: the page, how blocks look, how they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from atsharness_corpus.model import BULLET, Block, Kind, Style
from atsharness_corpus.style import fitted

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


def page(style: Style, title: str, rules: str, body: str, language: str = "en", head: str = "") -> str:
    """A whole HTML page on US Letter.

    Args:
        style: the look; its lengths are variables in CSS (``--accent``, ``--gutter``, ``--sidebar``).
        title: the document's title.
        rules: the layout's CSS, after `BLOCKS`.
        body: HTML, e.g. from `markup`.
        language: ISO 639-1, of the text.
        head: further elements of the head, before the style sheet.
    """
    return f"""<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title>{head}<style>
@page {{ size: letter; margin: {style.margin}pt; }}
:root {{ --accent: #{style.accent}; --gutter: {style.gutter}pt; --sidebar: {style.sidebar * 100:.2f}%; }}
body {{ font: {style.size}pt/1.28 "{style.font}", sans-serif; }}
{BLOCKS}{rules}</style></head><body>
{body}
</body></html>
"""


def fitted_page(
    print_html: Callable[[str], bytes],
    style: Style,
    author: str,
    rules: str,
    body: str,
    language: str = "en",
    head: str = "",
    pages: int = 1,
) -> bytes:
    """Prints `body` on at most `pages` pages, its text as large as `style` says or as fits.

    Args:
        print_html: the typesetter.
        style: as for `page`.
        author: the person's name, for the document's title.
        rules: as for `page`.
        body: as for `page`.
        language: as for `page`.
        head: as for `page`.
        pages: how many pages the layout promises at most.

    Raises:
        DoesNotFitError: the text is too long for that many pages.
    """

    def print_page(style: Style) -> bytes:
        return print_html(page(style, f"{author} - Résumé", rules, body, language, head))

    return fitted(print_page, style, pages)


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
