"""Which keywords of the reference each path leaves findable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from atsharness.keywords.phrases import Phrases
from atsharness.keywords.vocabulary import Term
from atsharness.model import Keyword


def survival(terms: Iterable[Term], reference: str, texts: Mapping[str, str]) -> tuple[Keyword, ...]:
    """Each term's fate.

    Args:
        terms: e.g. those that a posting asks for.
        reference: what a person reads.
        texts: RAW by path id, of the paths that ran.

    Returns:
        One entry a term, in their order. A term survives in a path where some spelling that the reference
        has is found there (a common word as it is written: "Go"); a term that the reference lacks has
        neither list.
    """
    page = Phrases(reference)
    paths = {path_id: Phrases(text) for path_id, text in sorted(texts.items())}
    found = []
    for term in terms:
        spellings = [(spelling, term.is_exact(number)) for number, spelling in enumerate(term.spellings)]
        shown = [(spelling, exact) for spelling, exact in spellings if page.has(spelling, as_written=exact)]
        kept = tuple(
            path
            for path, text in paths.items()
            if any(text.has(spelling, as_written=exact) for spelling, exact in shown)
        )
        lost = tuple(path for path in paths if path not in kept) if shown else ()
        found.append(Keyword(keyword=term.name, in_reference=bool(shown), survives=kept, lost_in=lost))
    return tuple(found)
