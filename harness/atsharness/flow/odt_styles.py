"""The styles of an ODT, as far as a person's reading depends on them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal
from xml.etree.ElementTree import Element

from atsharness.docx.styles import NOTHING, Look, child, inherited, local, value

_SIZE = re.compile(r"^([\d.]+)(pt|in|cm|mm|px)$")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75}
_NO_FILL = ("", "transparent", "#ffffff")

Family = Literal["paragraph", "text"]


def _look_of(properties: Element | None) -> Look:
    """What a ``style:text-properties`` says."""
    if properties is None:
        return NOTHING
    found = {local(key): said for key, said in properties.attrib.items()}
    capitals = found.get("text-transform")
    colour = found.get("color")
    fill = found.get("background-color")
    return Look(
        size=_points(found.get("font-size")),
        capitals=None if capitals is None else capitals == "uppercase",
        hidden=None if "display" not in found else found["display"] == "none",
        colour=None if colour is None else colour.lstrip("#").upper(),
        shaded=None if fill is None else fill.lower() not in _NO_FILL,
        font=found.get("font-name") or found.get("font-family"),
    )


def _points(length: str | None) -> float | None:
    found = _SIZE.match(length or "")
    return float(found[1]) * _POINTS[found[2]] if found is not None else None


class Styles:
    """The styles of a document by family and name."""

    def __init__(self, roots: Iterable[Element]) -> None:
        """Takes the roots of ``styles.xml`` and ``content.xml``."""
        self._own: dict[tuple[str, str], tuple[tuple[str, str], Look]] = {}
        self._defaults: dict[str, Look] = {}
        self._whole: dict[tuple[str, str], Look] = {}
        self.masters: list[str] = []
        """Master pages that styles ask for."""
        self.columns = 1
        self.filled: set[str] = set()
        """Styles of cells, tables and frames with a background."""
        for root in roots:
            for item in root.iter():
                self._take(item)

    def _take(self, item: Element) -> None:
        name = local(item.tag)
        if name == "columns":
            count = value(item, "column-count") or ""
            self.columns = max(self.columns, int(count) if count.isdigit() else 1)
        if name not in ("style", "default-style"):
            return
        family, own = value(item, "family") or "", value(item, "name") or ""
        look = _look_of(child(item, "text-properties"))
        paragraph = child(item, "paragraph-properties")
        if paragraph is not None and (value(paragraph, "background-color") or "").lower() not in _NO_FILL:
            look = look._replace(shaded=True)
        if name == "default-style":
            self._defaults[family] = look
            return
        self._own[family, own] = ((family, value(item, "parent-style-name") or ""), look)
        if master := value(item, "master-page-name"):
            self.masters.append(master)
        for kind in ("table-cell-properties", "table-properties", "graphic-properties"):
            said = child(item, kind)
            if said is None:
                continue
            fills = (value(said, "background-color"), value(said, "fill-color"))
            if any((fill or "").lower() not in _NO_FILL for fill in fills):
                self.filled.add(own)

    @property
    def defaults(self) -> Look:
        """The look of a paragraph without a style."""
        return self._defaults.get("paragraph", NOTHING)

    def look(self, family: Family, name: str) -> Look:
        """What a style says with all that it is based on."""
        key = (family, name)
        if key not in self._whole:
            self._whole[key] = inherited(self._own, key)
        return self._whole[key]
