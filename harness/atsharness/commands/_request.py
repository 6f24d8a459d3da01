"""What ``ats check`` is asked: the settings, and the files beside the documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from atsharness.errors import UsageError
from atsharness.settings import Settings

if TYPE_CHECKING:
    from atsharness.keywords.vocabulary import Term
    from atsharness.model import DocumentResult


class Request(NamedTuple):
    """The options of one call that results depend on."""

    settings: Settings
    password: str | None
    source: str | None
    job: str | None
    keywords: str | None
    fields: bool = False
    """Whether to show the fields as parsers fill them."""
    guide: bool = False
    """Whether to give advice on content."""

    @property
    def source_path(self) -> Path | None:
        """The file with the résumé's own content."""
        return None if self.source is None else Path(self.source)

    @property
    def posting(self) -> str | None:
        """The text of the job posting.

        Raises:
            UsageError: it cannot be read.
        """
        if self.job is None:
            return None
        from atsharness.sources.read import read_source

        return read_source(Path(self.job), "job posting").text

    def held(self, result: DocumentResult) -> DocumentResult:
        """A result with what the settings ask of its file and is not so."""
        own = self.settings
        asks = any((own.text, own.order, own.fields, own.readers, own.rules, own.files))
        if not asks or result.document.status != "ok":
            return result
        from atsharness.regression.expectations import unmet
        from atsharness.regression.record import record_of

        lines = unmet(result.document.path, record_of(result), own)
        return msgspec.structs.replace(result, unmet=tuple(lines))

    def asked(self) -> tuple[Term, ...] | None:
        """The terms that the posting names, then those of the list; None where neither is given.

        Raises:
            UsageError: a file cannot be read, or names none.
        """
        job, keywords = self.job, self.keywords
        if job is None and keywords is None:
            return None
        from atsharness.keywords.vocabulary import asked_for, known_terms, parse
        from atsharness.sources.read import read_source

        listed = parse(read_source(Path(keywords), "keywords").text) if keywords is not None else ()
        named = (
            asked_for(read_source(Path(job), "job posting").text, (*known_terms(), *listed))
            if job is not None
            else ()
        )
        found = {term.name: term for term in (*named, *listed)}
        if not found:
            raise UsageError(f"{job or keywords}: no keyword found; list them with --keywords")
        return tuple(found.values())
