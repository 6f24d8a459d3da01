"""ats-harness: what résumé parsers really read out of a file.

The public Python interface: `check` and the types of its result (`atsharness.model`), `Settings`
(`atsharness.settings`), the errors (`atsharness.errors`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from atsharness.version import __version__

if TYPE_CHECKING:
    import os

    from atsharness.model import DocumentResult
    from atsharness.settings import Settings

__all__ = ["__version__", "check"]


def check(
    file: str | os.PathLike[str],
    *,
    source: str | os.PathLike[str] | None = None,
    settings: Settings | None = None,
    password: str | None = None,
) -> DocumentResult:
    """Checks one file: what each parser path recovers of it.

    Args:
        file: a document.
        source: of the same document (text, Markdown, HTML, JSON Resume or RenderCV YAML); its words are held
            against in the order of the page. Without it, what a person sees on the page is the reference.
        settings: defaults where None; no file or environment variable is read.
        password: opens an encrypted file; never stored.

    Raises:
        HarnessError: the source or the settings cannot be used. What is wrong with the document
            itself is in the result's status and reason.
    """
    import os
    from pathlib import Path

    from atsharness.session import Session
    from atsharness.settings import Settings

    with Session(settings or Settings(), password=password) as session:
        reference = Path(source) if source is not None else None
        return next(session.check([os.fspath(file)], sources=[reference])).result
