"""All hostile files: found in the modules of this package, written to a folder with their manifest."""

from __future__ import annotations

import hashlib
import importlib
import json
import pkgutil
from pathlib import Path

from atsharness.errors import UsageError
from atsharness_corpus.hostile.model import Hostile

SCHEMA_VERSION = 1


def all_hostile() -> dict[str, Hostile]:
    """Every hostile file by id: the constant ``HOSTILE`` of each module of this package.

    Raises:
        UsageError: two have the same id.
    """
    package = __name__.rpartition(".")[0]
    found: dict[str, Hostile] = {}
    for info in pkgutil.iter_modules(importlib.import_module(package).__path__):
        if info.name.startswith("_"):
            continue
        module = importlib.import_module(f"{package}.{info.name}")
        for item in getattr(module, "HOSTILE", ()):
            if item.id in found:
                raise UsageError(f"two hostile files are called {item.id!r}")
            found[item.id] = item
    return {key: found[key] for key in sorted(found)}


def write(out: Path) -> dict[str, object]:
    """Writes ``out/<id>.pdf`` (or of another suffix) for each hostile file, and ``out/manifest.json``.

    Returns:
        The manifest: names, SHA-256, mechanisms and the acceptable statuses. In ``statuses``, ``*`` stands
        for the paths that are named neither by path nor by family.
    """
    out.mkdir(parents=True, exist_ok=True)
    files = []
    for key, item in all_hostile().items():
        data = item.build()
        name = f"{key}.{item.suffix}"
        (out / name).write_bytes(data)
        files.append(
            {
                "file": name,
                "id": key,
                "title": item.title,
                "mechanism": item.mechanism,
                "sha256": hashlib.sha256(data).hexdigest(),
                "size_bytes": len(data),
                "document": list(item.document),
                "statuses": {"*": list(item.default), **{k: list(v) for k, v in item.statuses.items()}},
            }
        )
    manifest: dict[str, object] = {"schema_version": SCHEMA_VERSION, "files": files}
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    (out / "manifest.json").write_text(text, encoding="utf-8", newline="\n")
    return manifest
