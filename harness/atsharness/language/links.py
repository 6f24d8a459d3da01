"""E-mail and web addresses, by linkify-it-py (the rules of Markdown renderers)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from atsharness.language.found import CACHED_LINES, Found

_TLDS = (
    "academy agency app art blog careers cloud codes company computer consulting cv design dev "
    "digital email engineer engineering example expert foundation games group guru host link live ltd "
    "media ninja online page portfolio press rocks services site software solutions space studio "
    "systems team tech technology tools top website wiki work works world xyz zone"
)
"""Generic top-level domains of personal sites, beside linkify's own and all of two letters."""
_FILES = frozenset({"cc", "md", "mm", "pl", "pm", "ps", "py", "rs", "sh", "so", "st", "tf"})
"""Country codes that end file names more often than they end a bare host."""
_PRODUCTS = frozenset(
    {
        *("ado.net", "asp.net", "booking.com", "cal.com", "character.ai", "crates.io", "draw.io"),
        *("fly.io", "h2o.ai", "ml.net", "monday.com", "salesforce.com", "socket.io", "spring.io", "vb.net"),
    }
)
"""Names of products that are also hosts; alone on a line of a résumé they are the product."""


_SIGNS = ("Co", "So")
"""Private use, where icon fonts have their glyphs, and symbols that are no letter, figure or operator."""

_ABBREVIATED = 2
"""``B.Sc`` and ``M.Ed`` have parts of two letters at most."""


def emails(text: str) -> tuple[Found, ...]:
    """E-mail addresses; `value` in lower case, as mail servers compare hosts and nearly all users."""
    return tuple(
        Found(start=start, stop=stop, text=text[start:stop], value=text[start:stop].casefold())
        for start, stop, url in _matches(text)
        if url.startswith("mailto:")
    )


def urls(text: str) -> tuple[Found, ...]:
    """Web addresses with or without scheme; `value` is host and path, without ``www.`` and final slash."""
    found = []
    for start, stop, url in _matches(text):
        raw = text[start:stop]
        if url.startswith("mailto:") or _is_name(raw):
            continue
        found.append(Found(start=start, stop=stop, text=raw, value=comparable(raw)))
    return tuple(found)


def comparable(url: str) -> str:
    """Host and path of an address, so that two spellings of one address are equal."""
    bare = unquote(url).split("://", 1)[-1].removeprefix("mailto:")
    host, slash, path = bare.partition("/")
    return (host.casefold().removeprefix("www.") + slash + path).rstrip("/")


def _is_name(raw: str) -> bool:
    """Whether a bare host is rather a product's or a file's name."""
    low = raw.casefold()
    if "/" in raw or low.startswith("www."):
        return False
    first, _, last = low.rpartition(".")
    if raw.isupper() or raw[len(first) + 1 :] != last:
        return True  # "lea.Online": nobody types a top-level domain with a capital
    abbreviation = len(first) <= _ABBREVIATED and len(last) <= _ABBREVIATED
    return low in _PRODUCTS or abbreviation or ("." not in first and last in _FILES)


def _matches(text: str) -> Iterator[tuple[int, int, str]]:
    """Line by line: an address that an extraction broke over two lines is none."""
    start = 0
    for line in text.splitlines(keepends=True):
        if "@" in line or "." in line:
            for first, last, url in _in_line(line):
                yield start + first, start + last, url
        start += len(line)


@lru_cache(maxsize=CACHED_LINES)
def _in_line(line: str) -> tuple[tuple[int, int, str], ...]:
    found = _finder().match(_without_signs(line)) or ()
    return tuple((match.index, match.last_index, match.url) for match in found)


def _without_signs(line: str) -> str:
    """A line with a space in the place of each icon and bullet, which stand before what they mark."""
    if line.isascii():
        return line
    return "".join(" " if char == "•" or unicodedata.category(char) in _SIGNS else char for char in line)


@lru_cache(maxsize=1)
def _finder() -> Any:
    from linkify_it import LinkifyIt

    return LinkifyIt().tlds(_TLDS.split(), keep_old=True)
