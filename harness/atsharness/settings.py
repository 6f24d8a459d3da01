"""Settings: one frozen value, from flags, ``ATS_*``, ``ats.toml`` or ``[tool.ats]``, and defaults."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from atsharness.errors import UsageError

Positive = Annotated[int, msgspec.Meta(ge=1)]


Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class LimitSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Limits of the verdict's gates that go before the calibrated ones; None leaves those."""

    content: Share | None = None
    """Least share of the characters that the median family must recover."""
    words: Share | None = None
    """Most of the words that may be lost or misread."""
    segmentation: Share | None = None
    """Most of the words that may be split or glued."""
    hidden: Share | None = None
    """Most of a path's words that nobody may see."""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a run may be told. A password is no setting: it is never stored or shown."""

    paths: tuple[str, ...] = ()
    """Ids, families or ``panel``; empty: every path that is installed."""
    ocr: bool = True
    lang: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z_]+(\+[A-Za-z_]+)*$")] = "eng"
    """Tesseract language codes joined by ``+``."""
    tesseract: str | None = None
    """A tesseract binary that goes before the ones found."""
    deadline_s: Annotated[float, msgspec.Meta(gt=0, le=3600)] = 20.0
    """CPU seconds that a parser path may take for one document, with all that it starts. By the clock it is
    ended after five times as many, so that one that waits ends too."""
    memory_mb: Annotated[int, msgspec.Meta(ge=256)] = 1536
    """Memory of one worker."""
    jobs: Annotated[int, msgspec.Meta(ge=0)] = 0
    """Worker processes; 0: one per core, at most 8."""
    max_bytes: Positive = 50_000_000
    max_pages: Positive = 100
    max_pixels: Positive = 50_000_000
    """Most pixels of a page rendered for OCR."""
    fail_on: Literal["fail", "at-risk", "never"] = "fail"
    require: tuple[str, ...] = ()
    """Paths that must be available (exit code 3 where one is not)."""
    limits: LimitSettings = LimitSettings()
    """``[limits]`` in a file, ``ATS_LIMITS__ORDER_MOVED`` in the environment."""
    select: tuple[str, ...] = ()
    """Rules to run, by id, beginning of ids (``ATS2``) or name; empty: all."""
    ignore: tuple[str, ...] = ()
    """Rules to leave out, likewise."""
    per_file_ignores: dict[str, tuple[str, ...]] = {}
    """Rules to leave out for files that fit a pattern: ``[per_file_ignores]`` in a file."""
    waivers: dict[str, str] = {}
    """Reasons by rule id: a violation of such a rule is shown as information with its reason."""


KEYS = Settings.__struct_fields__
_LISTS = ("paths", "require", "select", "ignore")


class Resolved(msgspec.Struct, frozen=True, kw_only=True):
    """The settings and where each came from (``flag``, ``ATS_…``, a file's name, ``default``)."""

    settings: Settings
    origins: dict[str, str]


def load(flags: Mapping[str, Any], environ: Mapping[str, str], folder: Path) -> Resolved:
    """Merges all sources, the nearest wins: flags, environment, file, defaults.

    Args:
        flags: values given on the command line; None stands for not given.
        environ: environment variables; those that start with ``ATS_`` count.
        folder: where to look for ``ats.toml`` or a ``pyproject.toml`` with ``[tool.ats]``, and from
            there upwards.

    Raises:
        UsageError: an unknown key or a value that does not fit.
    """
    values: dict[str, Any] = {}
    origins = dict.fromkeys(KEYS, "default")
    for origin, found in (_from_file(folder), _from_environ(environ), ("flag", dict(flags))):
        for key, value in found.items():
            if value is None:
                continue
            label = f"ATS_{key.upper()}" if origin == "environment" else origin
            if key not in KEYS:
                raise UsageError(f"unknown setting {key!r} ({label}); known: {', '.join(KEYS)}")
            merged = {**values.get(key, {}), **value} if isinstance(value, dict) else value
            try:
                msgspec.convert({key: merged}, Settings, strict=False)
            except msgspec.ValidationError as error:
                raise UsageError(f"setting {key} ({label}): {str(error).split(' - at')[0]}") from error
            values[key], origins[key] = merged, label
    return Resolved(settings=msgspec.convert(values, Settings, strict=False), origins=origins)


def _from_file(folder: Path) -> tuple[str, dict[str, Any]]:
    for place in (folder, *folder.parents):
        for name in ("ats.toml", "pyproject.toml"):
            file = place / name
            if not file.is_file():
                continue
            try:
                content = tomllib.loads(file.read_text("utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
                if name == "ats.toml":
                    raise UsageError(f"{name}: {error}") from error
                continue
            table = content if name == "ats.toml" else content.get("tool", {}).get("ats")
            if table is not None:
                if not isinstance(table, dict):
                    raise UsageError(f"{name}: [tool.ats] must be a table")
                return name, table
    return "", {}


def _from_environ(environ: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
    found: dict[str, Any] = {}
    for name, value in sorted(environ.items()):
        if not name.startswith("ATS_"):
            continue
        key, _, inner = name[4:].lower().partition("__")
        if inner:
            found.setdefault(key, {})[inner] = value
            continue
        found[key] = tuple(filter(None, value.split(","))) if key in _LISTS else value
    return "environment", found
