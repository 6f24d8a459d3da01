"""The styles of an HTML page, as far as they say what a person sees: its own style sheets and attributes.

Nothing is fetched: a style sheet that is another file is named in `Sheets.missing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

import cssselect2
import tinycss2

_WANTED = frozenset(
    {
        *(
            "display",
            "visibility",
            "opacity",
            "font-size",
            "color",
            "background",
            "background-color",
            "order",
        ),
        *(
            "background-image",
            "position",
            "left",
            "top",
            "right",
            "text-indent",
            "clip",
            "clip-path",
            "float",
        ),
        *("text-transform", "white-space", "flex-direction", "width", "height", "overflow"),
        *("margin", "margin-left", "margin-right", "padding", "padding-left", "padding-right"),
    }
)
_MOST_RULES = 20_000
_MOST_SHEET = 500_000
"""Characters of style sheets that are looked at."""
_MEDIA = re.compile(r"^\s*(?:(?:only\s+)?(?:screen|all)\s*(?:,.*)?)?$", re.IGNORECASE)
"""Conditions of ``@media`` that a screen meets whatever its size."""

Declarations = Mapping[str, str]


class Sheets(NamedTuple):
    """The style sheets of a page."""

    matcher: cssselect2.Matcher
    missing: tuple[str, ...]
    """Addresses of style sheets that are no part of the file."""


def sheets(root: Element) -> Sheets:
    """The style sheets of a page, from its root."""
    matcher, missing, budget, count = cssselect2.Matcher(), list[str](), _MOST_SHEET, 0
    for item in root.iter():
        if item.tag == "link" and "stylesheet" in (item.get("rel") or "").lower().split():
            missing.append(item.get("href") or "")
        if item.tag != "style" or not _MEDIA.match(item.get("media") or ""):
            continue
        css = "".join(item.itertext())[:budget]
        budget -= len(css)
        for rule in _rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)):
            count += 1
            if count > _MOST_RULES:
                break
            declared = _declared(rule.content)
            if not declared:
                continue
            try:
                selectors = cssselect2.compile_selector_list(rule.prelude)
            except cssselect2.SelectorError:
                continue
            for selector in selectors:
                matcher.add_selector(selector, declared)
    return Sheets(matcher, tuple(missing))


def _rules(found: list[Any]) -> Iterator[Any]:
    """The rules of a style sheet, with those for every screen."""
    for rule in found:
        if rule.type == "qualified-rule":
            yield rule
        elif rule.type == "at-rule" and rule.lower_at_keyword in ("media", "layer", "supports"):
            prelude = tinycss2.serialize(rule.prelude)
            if rule.content is not None and (rule.lower_at_keyword != "media" or _MEDIA.match(prelude)):
                inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                yield from _rules(inner)


def _declared(content: Any) -> dict[str, tuple[str, bool]]:
    """The declarations that matter: value, and whether it is important."""
    return {
        item.lower_name: (tinycss2.serialize(item.value).strip().lower(), item.important)
        for item in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
        if item.type == "declaration" and item.lower_name in _WANTED
    }


def declarations(wrapper: cssselect2.ElementWrapper, matcher: cssselect2.Matcher) -> dict[str, str]:
    """What style sheets and its own attribute say of an element, as the cascade orders it."""
    found: dict[str, str] = {}
    important: dict[str, str] = {}
    said = [match[3] for match in matcher.match(wrapper) if match[2] is None]
    if own := wrapper.etree_element.get("style"):
        said.append(_declared(own))
    for declared in said:
        for name, (value, matters) in declared.items():
            (important if matters else found)[name] = value
    return {**found, **important}
