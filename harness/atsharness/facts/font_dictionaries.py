"""Fonts as the file describes them: what the dictionary of each tells of its letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from atsharness.facts.guard import Guard
from atsharness.model.facts import FontFacts, ToUnicode
from atsharness.page.document import key
from atsharness.page.page import Page

MOST_FONTS = 400
"""Font dictionaries of a document looked at."""

MOST_PARENTS = 50
"""Nodes of a page tree above a page that are looked at for its resources."""

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STANDARD = {
    *("Courier", "Courier-Bold", "Courier-Oblique", "Courier-BoldOblique", "Helvetica", "Helvetica-Bold"),
    *("Helvetica-Oblique", "Helvetica-BoldOblique", "Times-Roman", "Times-Bold", "Times-Italic"),
    *("Times-BoldItalic", "Symbol", "ZapfDingbats"),
}
_NAME = re.compile(r"/([^\s/\[\]()<>]+)")


def described_fonts(document: Any, pages: Sequence[Page], guard: Guard) -> list[tuple[str, FontFacts]]:
    """Name and description of each font dictionary that the pages name.

    Args:
        document: PyMuPDF's.
        pages: all pages read.
        guard: takes the notes on fonts that cannot be described; these have their name and kind alone.
    """
    found = []
    for font in _dictionaries(pages, guard):
        known = guard.get(f"font {font.name or font.kind}", partial(_described, document, font))
        found.append((font.name, known or FontFacts(name=font.name, kind=font.kind)))
    return found


class _Font(NamedTuple):
    """A font dictionary as PyMuPDF lists it."""

    xref: int
    """Its number; 0 where it stands within the resources."""
    owner: int
    """The number of the page or form whose resources name it."""
    resource: str
    extension: str
    kind: str
    base: str
    encoding: str

    @property
    def name(self) -> str:
        """Without subset tag. A Type 3 font needs none; the trace then calls it by its object."""
        return _SUBSET.sub("", self.base or (f"Type3 ({self.xref} 0 R)" if self.kind == "Type3" else ""))


def _dictionaries(pages: Sequence[Page], guard: Guard) -> list[_Font]:
    """The font dictionaries of all pages, each once."""
    found: dict[object, _Font] = {}
    for page in pages:
        listed = guard.get(f"fonts of page {page.number}", partial(page.page.get_fonts, full=True)) or ()
        for xref, extension, kind, base, resource, encoding, form in listed:
            font = _Font(xref, form or page.page.xref, resource, extension, kind, base or "", encoding or "")
            if len(found) < MOST_FONTS:
                found.setdefault(xref or font, font)
    return list(found.values())


class _Dictionary(NamedTuple):
    """Where a font's dictionary stands: an object of its own, or below another one."""

    document: Any
    xref: int
    below: str

    def get(self, path: str) -> tuple[str, str]:
        """Kind and source of one of its values."""
        return key(self.document, self.xref, self.below + path)

    def has(self, path: str) -> bool:
        """Whether there is such a value."""
        return self.get(path)[0] != "null"


def _place(document: Any, font: _Font) -> _Dictionary:
    """Where the dictionary stands: in the resources of the page, which may be its parents'.

    Raises:
        LookupError: in neither.
    """
    if font.xref:
        return _Dictionary(document, font.xref, "")
    owner = font.owner
    for _ in range(MOST_PARENTS):
        place = _Dictionary(document, owner, f"Resources/Font/{font.resource}/")
        if place.has("Type") or place.has("Subtype"):
            return place
        kind, value = key(document, owner, "Parent")
        if kind != "xref":
            break
        owner = int(value.split()[0])
    raise LookupError("its dictionary was not found")


def _described(document: Any, font: _Font) -> FontFacts:
    place = _place(document, font)
    return FontFacts(
        name=font.name,
        kind=font.kind,
        encoding=font.encoding,
        embedded=font.extension not in ("n/a", "") or font.kind == "Type3" or _has_program(place),
        subset=bool(_SUBSET.match(font.base)),
        tounicode=_tounicode(place, font),
        named=() if font.kind == "Type0" else _named(place),
    )


def _has_program(place: _Dictionary) -> bool:
    """Whether a dictionary without a number, which PyMuPDF does not ask, holds its font program."""
    if not place.below:
        return False
    kind, listed = place.get("DescendantFonts")
    if kind == "array" and (number := re.match(r"\[\s*(\d+)", listed)):
        place = _Dictionary(place.document, int(number[1]), "")
    return any(place.has(f"FontDescriptor/FontFile{one}") for one in ("", "2", "3"))


def _named(place: _Dictionary) -> tuple[tuple[str, str], ...]:
    """The letters of a simple font without a map whose glyph names are none of the Adobe Glyph List.

    "A.sc" and "f_i" are letters by the list's own algorithm (https://github.com/adobe-type-tools/agl-specification,
    2), which not every engine follows.
    """
    if place.get("ToUnicode")[0] == "xref":
        return ()
    return tuple(
        sorted(
            (normalised(letters), name)
            for name, letters in _glyph_names(place)
            if letters is not None and ("." in name[1:] or "_" in name[1:])
        )
    )


def _glyph_names(place: _Dictionary) -> Iterator[tuple[str, str | None]]:
    """The glyph names that an encoding lists, with the letters that they tell; None for numbers (``g12``)."""
    described, names = place.get("Encoding/Differences")
    if described != "array":
        return
    from pdfminer.encodingdb import name2unicode

    for name in _NAME.findall(names)[:256]:
        try:
            yield name, name2unicode(name)
        except (KeyError, ValueError):
            yield name, None


def normalised(letters: str) -> str:
    """Letters without the code of a ligature."""
    return unicodedata.normalize("NFKC", letters)


def _tounicode(place: _Dictionary, font: _Font) -> ToUnicode:
    """What the font dictionary itself tells of its letters (ISO 32000-1, 9.10.2)."""
    if place.get("ToUnicode")[0] == "xref":
        return "full"
    if font.kind == "Type0":
        return "none" if font.encoding.startswith("Identity") or not font.encoding else "not_needed"
    named = font.kind != "Type3" and place.has("Encoding") and _names_tell(place)
    return "not_needed" if font.name in _STANDARD or named else "none"


def _names_tell(place: _Dictionary) -> bool:
    """Whether at least half of the glyphs that an encoding names have names of letters."""
    listed = [letters is not None for _, letters in _glyph_names(place)]
    return 2 * sum(listed) >= len(listed)
