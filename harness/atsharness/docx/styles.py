"""How the text of a run looks, as far as a person's reading depends on it: size, capitals, colour, hidden."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeVar
from xml.etree.ElementTree import Element

DEFAULT_SIZE = 10.0
"""Points, where no style says a size (ECMA-376, part 1, 17.3.2.38)."""
_OFF = ("0", "false", "off", "none")
_MOST_BASES = 40
"""Styles that are based on each other; Word allows 11, a circle has no end."""


class Look(NamedTuple):
    """Properties of a run; None where nothing is said."""

    size: float | None = None
    capitals: bool | None = None
    hidden: bool | None = None
    colour: str | None = None
    shaded: bool | None = None
    font: str | None = None

    def under(self, other: Look) -> Look:
        """These properties with another's over them."""
        said = {name: found for name, found in other._asdict().items() if found is not None}
        return self._replace(**said) if said else self


NOTHING = Look()
_Style = TypeVar("_Style", bound=Hashable)


def inherited(own: Mapping[_Style, tuple[_Style, Look]], style: _Style) -> Look:
    """What a style says with all that it is based on.

    Args:
        own: of each style the one that it is based on, and what it says itself.
        style: one of them, or any other, which says nothing.
    """
    looks: list[Look] = []
    while style in own and len(looks) < _MOST_BASES:
        style, look = own[style]
        looks.append(look)
    whole = NOTHING
    for look in reversed(looks):
        whole = whole.under(look)
    return whole


@lru_cache(maxsize=4096)
def local(tag: str) -> str:
    """An element's or attribute's name without its namespace: transitional and strict files differ there."""
    return tag.rpartition("}")[2]


def value(element: Element, name: str = "val") -> str | None:
    """An attribute by its local name."""
    for key, found in element.attrib.items():
        if local(key) == name:
            return found
    return None


def child(element: Element, *path: str) -> Element | None:
    """The first element below, by local names."""
    for name in path:
        found = next((item for item in element if local(item.tag) == name), None)
        if found is None:
            return None
        element = found
    return element


def is_on(element: Element) -> bool:
    """Whether a switch such as ``w:vanish`` is on: it is unless it says that it is not."""
    said = value(element)
    return said is None or said.lower() not in _OFF


def look_of(properties: Element | None) -> Look:
    """What a ``w:rPr`` says."""
    if properties is None or not len(properties):
        return NOTHING
    size = capitals = hidden = colour = shaded = font = None
    for item in properties:
        name = local(item.tag)
        if name == "sz":
            size = _points(value(item))
        elif name == "caps":
            capitals = is_on(item)
        elif name in ("vanish", "webHidden"):
            hidden = is_on(item) if name == "vanish" else hidden
        elif name == "color":
            colour = (value(item) or "").upper()
        elif name == "shd":
            shaded = is_dark(item)
        elif name == "highlight":
            shaded = value(item) != "white"
        elif name == "rFonts":
            font = value(item, "ascii") or value(item, "hAnsi")
    return Look(size, capitals, hidden, colour, shaded, font)


def is_dark(shading: Element) -> bool:
    """Whether a ``w:shd`` gives its place another background than white."""
    fill = (value(shading, "fill") or "auto").upper()
    pattern = value(shading) or "clear"
    return fill not in ("AUTO", "FFFFFF") or pattern not in ("clear", "nil")


def _points(half_points: str | None) -> float | None:
    try:
        return float(half_points or "") / 2
    except ValueError:
        return None


def listed_by(properties: Element | None) -> bool | None:
    """Whether a ``w:pPr`` makes its paragraph an item of a list; None where it says nothing.

    A heading may be numbered too, and is none.
    """
    if properties is None:
        return None
    if child(properties, "outlineLvl") is not None:
        return False
    number = child(properties, "numPr", "numId")
    return None if number is None else value(number) != "0"


class Styles:
    """The styles of a document."""

    def __init__(self, root: Element | None) -> None:
        """Takes the root of ``styles.xml``; without one nothing is styled."""
        self._own: dict[str, tuple[str, Look]] = {}
        """By id: the style that it is based on, and what it says itself."""
        self._whole: dict[str, Look] = {}
        self._lists: dict[str, bool] = {}
        """Styles that say whether their paragraphs are items of a list."""
        self.paragraph = ""
        """The id of the style of paragraphs that name none."""
        self.defaults = NOTHING
        self.shading_tables: set[str] = set()
        """Table styles that colour cells."""
        for item in root if root is not None else ():
            name = local(item.tag)
            if name == "docDefaults":
                self.defaults = look_of(child(item, "rPrDefault", "rPr"))
            elif name == "style":
                self._add(item)

    def _add(self, item: Element) -> None:
        name = value(item, "styleId") or ""
        based = child(item, "basedOn")
        look = look_of(child(item, "rPr"))
        properties = child(item, "pPr")
        shading = child(properties, "shd") if properties is not None else None
        if shading is not None and is_dark(shading):
            look = look._replace(shaded=True)
        listed = listed_by(properties)
        if listed is not None:
            self._lists[name] = listed
        self._own[name] = ((value(based) or "") if based is not None else "", look)
        kind = value(item, "type")
        if kind == "paragraph" and value(item, "default") in ("1", "true", "on"):
            self.paragraph = name
        elif kind == "table" and any(local(one.tag) == "shd" and is_dark(one) for one in item.iter()):
            self.shading_tables.add(name)

    def listed(self, name: str, own: bool | None) -> bool:
        """Whether a paragraph of a style is an item of a list; `own` is what it says itself."""
        for _ in range(_MOST_BASES):
            if name in self._lists or name not in self._own:
                break
            name = self._own[name][0]
        said = self._lists.get(name)
        return False not in (own, said) and bool(own or said)

    def look(self, name: str) -> Look:
        """What a style says with all that it is based on."""
        if name not in self._whole:
            self._whole[name] = inherited(self._own, name)
        return self._whole[name]
