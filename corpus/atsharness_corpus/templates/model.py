"""A template, what a runner makes of it, and where a runner works."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal, Protocol

from atsharness_corpus.model import Value

Ecosystem = Literal["npm", "rendercv", "latex", "pypi", "word"]
Status = Literal["printed", "failed", "missing"]
"""``failed``: the template itself does not print this person; ``missing``: what it needs is not here."""


class Template(Value, frozen=True, kw_only=True):
    """A public template. Its `id` is ``<ecosystem>-<name>``, which is also the name of its file."""

    ecosystem: Ecosystem
    name: str
    version: str
    """Of the package it comes from; of a LaTeX class what the class says of itself."""
    install: str
    """The command that installs it, with its version."""

    @property
    def id(self) -> str:
        """Of the template in files and tables."""
        return f"{self.ecosystem}-{self.name}"


class Sheet(Value, frozen=True, kw_only=True):
    """A document that a template printed."""

    data: bytes
    suffix: Literal[".pdf", ".docx"] = ".pdf"
    engine: str = ""
    """What printed it with its version, where that is not the runner's one engine."""
    remarks: tuple[str, ...] = ()
    """What of the template could not be as it is on the web, e.g. a font that it asks a server for."""


class Rendered(Value, frozen=True, kw_only=True):
    """How printing a template ended; kept beside its document."""

    template: Template
    status: Status
    engine: str
    """The programs that printed it, with their versions."""
    key: str
    """Of everything that the document depends on: same key, same document."""
    file: str = ""
    """The document's name, where there is one."""
    reason: str = ""
    remarks: tuple[str, ...] = ()
    cpu_s: float = 0.0
    """CPU seconds, user and system, of the programs that printed it."""


class Workshop(Value, frozen=True, kw_only=True):
    """Where runners work."""

    cache: Path
    """Holds installed packages, a folder a lock file."""
    limit_s: float = 120.0
    """Wall seconds in which one template must be printed."""
    person: Path
    """The JSON Resume file that templates are filled with."""
    themes: Path | None = None
    """A folder with another ``package-lock.json`` of JSON Resume themes."""


class Runner(Protocol):
    """One ecosystem: a module with these names."""

    TITLE: str
    templates: Callable[[Workshop], tuple[Template, ...]]
    """All that it knows, in the order of their names, whatever is installed."""
    prepare: Callable[[Workshop], str]
    """Installs what is not there yet and returns the engine with its version.

    Raises `TypesetterMissing` with what is missing and what installs it.
    """
    pinned: Callable[[Workshop], tuple[Path, ...]]
    """Files that a document depends on beside the runner's own: locks, scripts."""
    render: Callable[[Template, Workshop], Sheet]
    """Has one template print; raises `RuntimeError` with what it said where it fails."""
