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
    page = _Text(reference)
    paths = {path_id: _Text(text) for path_id, text in sorted(texts.items())}
    found = []
    for term in terms:
        shown = [number for number in range(len(term.spellings)) if page.has(term, number)]
        kept = tuple(path for path, text in paths.items() if any(text.has(term, number) for number in shown))
        lost = tuple(path for path in paths if path not in kept) if shown else ()
        found.append(Keyword(keyword=term.name, in_reference=bool(shown), survives=kept, lost_in=lost))
    return tuple(found)


class _Text:
    """A text to be searched with and without regard to case."""

    def __init__(self, text: str) -> None:
        self._exact, self._folded = Phrases(text, fold=False), Phrases(text)

    def has(self, term: Term, number: int) -> bool:
        """Whether a spelling stands anywhere; a common word only as it is written."""
        text = self._exact if term.as_written and number == 0 else self._folded
        return text.has(term.spellings[number])
