"""Finds parser paths and report formats: the files of a package, then entry points."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from collections.abc import Collection
from typing import Any

import msgspec

from atsharness.errors import UsageError


class Found(msgspec.Struct, frozen=True):
    """A registered value and where a worker process can import it from (``module:constant``)."""

    origin: str
    value: Any


def discover(package: str, constant: str, *, without: Collection[str] = ()) -> dict[str, Found]:
    """Collects ``constant`` of every module under a package, and of the entry points of that group.

    Args:
        package: e.g. ``atsharness_parsers``, whose entry-point group is ``atsharness.parsers``.
        constant: e.g. ``PARSER``; its value has an ``id``.
        without: packages right below that are not loaded.

    Returns:
        What was found by id, in the order of the ids.

    Raises:
        UsageError: two have the same id, or an entry point cannot be loaded.
    """
    found: dict[str, Found] = {}

    def add(value: Any, origin: str) -> None:
        if value.id in found:
            raise UsageError(f"duplicate id {value.id!r}: {found[value.id].origin} and {origin}")
        found[value.id] = Found(origin, value)

    root = importlib.import_module(package)
    left_out = tuple(f"{package}.{name}." for name in without)
    for info in pkgutil.walk_packages(root.__path__, f"{package}."):
        if info.name.startswith(left_out):
            continue
        module = importlib.import_module(info.name)
        if hasattr(module, constant):
            add(getattr(module, constant), f"{module.__name__}:{constant}")
    for origin, value in _entry_points(package.replace("atsharness_", "atsharness.")):
        add(value, origin)
    return {key: found[key] for key in sorted(found)}


def named(package: str, constant: str, names: Collection[str]) -> dict[str, Found]:
    """What is registered by these names, and more where not all are a module's of their own name.

    Args:
        package: as of `discover`, which imports every module: a format's or path's libraries may be large.
        constant: as of `discover`.
        names: ids.

    Raises:
        UsageError: as of `discover`.
    """
    found: dict[str, Found] = {}
    for name in names:
        origin = f"{package}.{name}"
        if not name.isidentifier() or importlib.util.find_spec(origin) is None:
            return discover(package, constant)
        value = getattr(importlib.import_module(origin), constant, None)
        if value is None or value.id != name:
            return discover(package, constant)
        found[name] = Found(f"{origin}:{constant}", value)
    return found


def load(origin: str) -> Any:
    """The value that `discover` found at ``module:constant``."""
    module, _, constant = origin.partition(":")
    return getattr(importlib.import_module(module), constant)


def _entry_points(group: str) -> list[tuple[str, Any]]:
    from importlib.metadata import entry_points

    loaded = []
    for point in sorted(entry_points(group=group), key=lambda point: point.value):
        try:
            loaded.append((point.value, point.load()))
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            raise UsageError(f"entry point {point.value} of {group} does not load: {reason}") from error
    return loaded
