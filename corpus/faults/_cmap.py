"""Reading and rewriting the ToUnicode maps of a file's composite fonts (PDF 32000-1, 9.10.3)."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from typing import Any

_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
_SECTION = 100
"""Most entries of one bfchar section."""


def fonts(document: Any) -> dict[str, Any]:
    """The composite fonts of all pages by their base font's name, in page order."""
    found: dict[str, Any] = {}
    for page in document.pages:
        for _, font in sorted(page.Resources.get("/Font", {}).items()):
            if font.Subtype == "/Type0":
                found.setdefault(str(font.BaseFont), font)
    return found


def read_map(font: Any) -> dict[int, str]:
    """Code to text, from the bfchar entries that Typst writes."""
    source = font.ToUnicode.read_bytes().decode("ascii")
    body = source.split("endcodespacerange", 1)[1]
    pairs = re.findall(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>", body)
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def write_map(document: Any, font: Any, codes: Mapping[int, str]) -> None:
    """Gives a font a new map of bfchar entries."""
    entries = [
        f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in sorted(codes.items())
    ]
    sections = [entries[i : i + _SECTION] for i in range(0, len(entries), _SECTION)]
    body = "".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n" for part in sections)
    font.ToUnicode = document.make_stream((_HEAD + body + _TAIL).encode("ascii"))


def remap(document: Any, change: Callable[[str], str]) -> None:
    """Rewrites the map of every font; a code's text goes through `change`."""
    for font in fonts(document).values():
        codes = {code: change(text) for code, text in read_map(font).items()}
        write_map(document, font, codes)


def permutation(letters: list[str], rng: random.Random) -> dict[str, str]:
    """A mapping of letters to each other that leaves none in its place (two or more letters)."""
    shuffled = letters[:]
    rng.shuffle(shuffled)
    return dict(zip(shuffled, shuffled[1:] + shuffled[:1], strict=True))
