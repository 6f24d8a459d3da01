"""RenderCV YAML (https://docs.rendercv.com, schema of 2.x), mapped directly to JSON Resume pointers.

RenderCV itself is never imported: a source must be readable without it, and its own reading is what
is under test. Values are inline Markdown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from atsharness.model import Leaf, LeafKind
from atsharness.sources import jsonresume
from atsharness.sources.leaves import leaf, plain

_MOST_CHARS = 2_000_000
_ENTRY_KEYS: dict[str, dict[str, str]] = {
    "work": {"company": "name", "position": "position"},
    "education": {"institution": "institution", "area": "area", "degree": "studyType"},
    "publications": {"title": "name", "journal": "publisher", "date": "releaseDate"},
    "skills": {"label": "name", "details": "keywords"},
}
_COMMON_KEYS = {"start_date": "startDate", "end_date": "endDate"}
_DATES = {"start_date", "end_date", "date"}
_UNPRINTED = {"photo", "picture"}
_HOSTS = {
    "linkedin": "linkedin.com/in/",
    "github": "github.com/",
    "gitlab": "gitlab.com/",
    "instagram": "instagram.com/",
    "orcid": "orcid.org/",
    "stackoverflow": "stackoverflow.com/users/",
    "researchgate": "researchgate.net/profile/",
    "youtube": "youtube.com/@",
    "googlescholar": "scholar.google.com/citations?user=",
    "telegram": "t.me/",
    "x": "x.com/",
    "leetcode": "leetcode.com/u/",
    "bluesky": "bsky.app/profile/",
    "reddit": "reddit.com/user/",
}


def read(text: str) -> tuple[Leaf, ...]:
    """Reads a RenderCV file, or a JSON Resume written in YAML.

    Raises:
        ValueError: not YAML, or neither of the two; one line that says what to do.
    """
    try:
        import yaml
    except ImportError as error:
        raise ValueError("PyYAML is not installed: pip install pyyaml") from error
    if len(text) > _MOST_CHARS:
        raise ValueError("too large for a résumé in YAML")
    try:
        # BaseLoader makes no dates or numbers of 2020-01, 3.10 and 007: values stay as typed.
        value = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(f"not valid YAML ({' '.join(str(error).split())[:150]})") from error
    if isinstance(value, dict) and isinstance(value.get("cv"), dict):
        return tuple(_cv(value["cv"]))
    if jsonresume.recognises(value):
        return jsonresume.from_mapping(value)
    raise ValueError("neither RenderCV (no `cv:`) nor a JSON Resume")


def _cv(cv: dict[str, Any]) -> Iterator[Leaf]:
    for key, pointer in (
        ("name", "name"),
        ("headline", "label"),
        ("label", "label"),
        ("location", "location"),
    ):
        yield from _values(f"basics.{pointer}", cv.get(key))
    yield from _values("basics.email", cv.get("email"), "email")
    yield from _values("basics.phone", cv.get("phone"), "phone")
    yield from _values("basics.url", cv.get("website"), "url")
    for number, network in enumerate(_list(cv.get("social_networks"))):
        if isinstance(network, dict):
            yield from _profile(f"basics.profiles.{number}", network)
    for number, connection in enumerate(_list(cv.get("custom_connections"))):
        if isinstance(connection, dict):
            yield from _values(f"basics.connections.{number}", connection.get("placeholder"))
    sections = cv.get("sections")
    counts: Counter[str] = Counter()
    for title, entries in sections.items() if isinstance(sections, dict) else ():
        shown = str(title) if " " in title or title != title.lower() else str(title).replace("_", " ")
        yield leaf(f"section.{_slug(str(title))}", plain(shown), "heading")
        for entry in _list(entries):
            yield from _entry(str(title), entry, counts)


def _profile(pointer: str, network: dict[str, Any]) -> Iterator[Leaf]:
    name, user = str(network.get("network") or ""), str(network.get("username") or "")
    # Templates print the user's name or the address, an icon instead of the network's name.
    host = _HOSTS.get(re.sub(r"\W", "", name.lower()), "")
    if host and user:
        yield leaf(f"{pointer}.username", f"{host}{user}", "url")
    elif user:
        yield leaf(f"{pointer}.username", user)


def _entry(title: str, entry: object, counts: Counter[str]) -> Iterator[Leaf]:
    if not isinstance(entry, dict):
        slug = _slug(title)
        yield from _values(f"{slug}.{counts[slug]}", entry)
        counts[slug] += 1
        return
    section = next((name for name, keys in _ENTRY_KEYS.items() if _first(keys) in entry), _slug(title))
    pointer = f"{section}.{counts[section]}"
    counts[section] += 1
    names = {**_COMMON_KEYS, **_ENTRY_KEYS.get(section, {})}
    for key, value in entry.items():
        if key in _UNPRINTED:
            continue
        kind: LeafKind = "date" if key in _DATES else "url" if key in ("url", "doi") else "text"
        yield from _values(f"{pointer}.{names.get(key, key)}", value, kind)


def _first(keys: dict[str, str]) -> str:
    return next(iter(keys))


def _values(pointer: str, value: object, kind: LeafKind = "text") -> Iterator[Leaf]:
    """One leaf, or one for each item of a list; nothing for what is empty."""
    if isinstance(value, list):
        for number, part in enumerate(value):
            yield from _values(f"{pointer}.{number}", part, kind)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _values(f"{pointer}.{key}", part, kind)
    elif value is not None and (shown := plain(str(value)).strip()):
        yield leaf(pointer, shown, kind)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _slug(title: str) -> str:
    return re.sub(r"\W+", "_", title.strip().lower()).strip("_") or "section"
