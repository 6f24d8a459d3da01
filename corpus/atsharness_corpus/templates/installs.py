"""Packages of templates, installed once into a cache folder by what their lock file pins."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from atsharness_corpus.model import TypesetterMissing
from atsharness_corpus.templates.model import Workshop
from atsharness_corpus.typesetters.programs import find
from atsharness_corpus.typesetters.trial import said

INSTALL_S = 1_800.0
"""In which an installation must end, on a slow line as well."""


def npm(workshop: Workshop, lock: Path) -> Path:
    """The folder that has the ``node_modules`` of a lock file; no script of a package is run.

    Args:
        workshop: has the cache.
        lock: ``package-lock.json``, with ``package.json`` beside it.

    Raises:
        TypesetterMissing: npm is not there, or cannot reach its registry.
    """

    def install(folder: Path) -> None:
        program = find(("npm",), "apt install npm")
        for name in ("package.json", "package-lock.json"):
            shutil.copy(lock.with_name(name), folder)
        _run([program, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder, "npm ci")

    return _kept(workshop.cache / f"npm-{_digest(lock)}", install)


def pip(workshop: Workshop, lock: Path, python: str) -> Path:
    """The folder of a virtual environment that has the packages of a lock file.

    Args:
        workshop: has the cache.
        lock: a requirements file with hashes.
        python: the interpreter it is made of.

    Raises:
        TypesetterMissing: pip cannot install them here.
    """

    def install(folder: Path) -> None:
        _run([python, "-m", "venv", str(folder)], folder, "python -m venv")
        own = str(folder / "bin" / "python")
        wheels = ["--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
        _run([own, "-m", "pip", "install", "--quiet", *wheels], folder, f"pip install -r {lock.name}")

    return _kept(workshop.cache / f"{lock.stem}-{_digest(lock)}", install)


def _digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()[:12]


def _kept(folder: Path, install: Callable[[Path], None]) -> Path:
    """A folder that is there whole or not at all: a mark in it says that its installation came to its end."""
    mark = folder / "installed"
    if not mark.is_file():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        install(folder)
        mark.touch()
    return folder


def _run(command: list[str], folder: Path, what: str) -> None:
    environ = {key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"}
    try:
        done = subprocess.run(
            command, cwd=folder, env=environ, capture_output=True, text=True, timeout=INSTALL_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise TypesetterMissing(f"{what}: {said(str(error))}") from error
    if done.returncode:
        words = [line for line in (done.stderr or done.stdout).splitlines() if "WARN" not in line]
        raise TypesetterMissing(f"{what} failed: {said(chr(10).join(words))}")
