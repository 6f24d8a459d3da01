"""Reading and rewriting the ToUnicode maps of a file's fonts (PDF 32000-1, 9.10.3)."""

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
<{first}> <{last}>
endcodespacerange
"""
_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
_SECTION = 100
"""Most entries of one bfchar section."""
_HEX = r"<\s*([0-9A-Fa-f\s]+)>"


def fonts(document: Any) -> dict[str, Any]:
    """The fonts of all pages that have a map, by their base font's name, in page order."""
    found: dict[str, Any] = {}
    seen: set[tuple[int, int]] = set()
    for page in document.pages:
        for _, font in sorted(page.Resources.get("/Font", {}).items()):
            if "/ToUnicode" not in font or (font.is_indirect and font.objgen in seen):
                continue
            seen.add(font.objgen)
            name = str(font.get("/BaseFont", font.Subtype))  # a Type 3 font need not have a name
            found[name if name not in found else f"{name}#{len(found)}"] = font
    return found


def code_bytes(font: Any) -> int:
    """Bytes of one code: two in composite fonts (all producers here use Identity-H), else one."""
    return 2 if font.Subtype == "/Type0" else 1


def read_map(font: Any) -> dict[int, str]:
    """Code to text, from bfchar and bfrange sections."""
    source = font.ToUnicode.read_bytes().decode("latin-1")
    codes: dict[int, str] = {}
    for section in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        for code, text in re.findall(rf"{_HEX}\s*{_HEX}", section):
            codes[_number(code)] = _text(text)
    for section in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for first, last, text, array in re.findall(
            rf"{_HEX}\s*{_HEX}\s*(?:{_HEX}|\[(.*?)\])", section, re.DOTALL
        ):
            start, stop = _number(first), _number(last)
            if array:
                codes.update(zip(range(start, stop + 1), map(_text, re.findall(_HEX, array)), strict=False))
                continue
            base = _text(text)
            for step in range(stop - start + 1):
                codes[start + step] = base[:-1] + chr(ord(base[-1]) + step)
    return codes


def write_map(document: Any, font: Any, codes: Mapping[int, str]) -> None:
    """Gives a font a new map of bfchar entries."""
    digits = 2 * code_bytes(font)
    entries = [
        f"<{code:0{digits}X}> <{text.encode('utf-16-be').hex().upper()}>"
        for code, text in sorted(codes.items())
    ]
    sections = [entries[i : i + _SECTION] for i in range(0, len(entries), _SECTION)]
    body = "".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n" for part in sections)
    head = _HEAD.format(first="0" * digits, last="F" * digits)
    font.ToUnicode = document.make_stream((head + body + _TAIL).encode("ascii"))


def remap(document: Any, change: Callable[[str], str]) -> None:
    """Rewrites the map of every font; a code's text goes through `change`.

    Codes that the producer maps to NUL are those that nothing on the page uses.
    """
    for font in fonts(document).values():
        codes = {code: text if text == "\0" else change(text) for code, text in read_map(font).items()}
        write_map(document, font, codes)


def widths(font: Any) -> dict[int, float]:
    """The advance of every code that the font tells, in em."""
    if font.Subtype != "/Type0":
        first = int(font.get("/FirstChar", 0))
        return {first + step: float(width) / 1000 for step, width in enumerate(font.get("/Widths", ()))}
    found: dict[int, float] = {}
    entries = list(font.DescendantFonts[0].get("/W", ()))
    at = 0
    while at < len(entries):
        first = int(entries[at])
        if hasattr(entries[at + 1], "__iter__"):
            found.update({first + i: float(width) / 1000 for i, width in enumerate(entries[at + 1])})
            at += 2
        else:
            last, width = int(entries[at + 1]), float(entries[at + 2]) / 1000
            found.update(dict.fromkeys(range(first, last + 1), width))
            at += 3
    return found


def permutation(letters: list[str], rng: random.Random) -> dict[str, str]:
    """A mapping of letters to each other that leaves none in its place (two or more letters)."""
    shuffled = letters[:]
    rng.shuffle(shuffled)
    return dict(zip(shuffled, shuffled[1:] + shuffled[:1], strict=True))


def _number(digits: str) -> int:
    return int("".join(digits.split()), 16)


def _text(digits: str) -> str:
    return bytes.fromhex("".join(digits.split())).decode("utf-16-be")
