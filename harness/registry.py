"""Finds parser paths and report formats: the files of a package, then entry points."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

from atsharness.harness.errors import UsageError


def discover(package: str, constant: str) -> dict[str, Any]:
    """Collects ``constant`` of every module of a package and of the entry points of that name.

    Args:
        package: e.g. ``atsharness.parsers``; also the entry-point group.
        constant: e.g. ``PARSER``; its value has an ``id``.

    Returns:
        The values by id, in the order of their ids.

    Raises:
        UsageError: two have the same id, or an entry point cannot be loaded.
    """
    found: dict[str, tuple[str, Any]] = {}

    def add(value: Any, origin: str) -> None:
        if value.id in found:
            raise UsageError(f"duplicate id {value.id!r}: {found[value.id][0]} and {origin}")
        found[value.id] = (origin, value)

    root = importlib.import_module(package)
    for info in sorted(pkgutil.iter_modules(root.__path__), key=lambda info: info.name):
        module = importlib.import_module(f"{package}.{info.name}")
        if hasattr(module, constant):
            add(getattr(module, constant), module.__name__)
    for name, value in _entry_points(package):
        add(value, name)
    return {key: found[key][1] for key in sorted(found)}


def _entry_points(group: str) -> list[tuple[str, Any]]:
    from importlib.metadata import entry_points

    loaded = []
    for point in sorted(entry_points(group=group), key=lambda point: point.value):
        try:
            loaded.append((point.value, point.load()))
        except Exception as error:
            raise UsageError(f"entry point {point.value} of {group} does not load: {error}") from error
    return loaded
