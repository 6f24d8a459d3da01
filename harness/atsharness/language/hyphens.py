"""Words divided at the end of a line: the hyphen of a division goes, that of a compound stays."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

SOFT_HYPHEN = "\u00ad"
HYPHENS = "-\u2010\u2011\u00ad"
_FIRST_PARTS = (
    "full part long short high low well self non cross multi real open back front end co e pre post mid sub "
    "half semi all ever one two three four five six seven eight nine ten first second third last year day "
    "month week hour person on off in out up down top bottom side user client server data event test "
    "object service cloud machine business customer cost time large small fast hard soft best better "
    "world state inter intra near next peer plug role single double triple "
    "zero vice ex anti micro macro hands tech code decision fact follow go know log "
    "face award"
)
_LAST_PARTS = (
    "time based driven level end term scale oriented friendly free facing wide depth side site first party "
    "stack quality performance to in out up on off of and the house made make day year week month "
    "hour old long person page step source latency speed critical specific aware ready safe tolerant "
    "efficient effective related defined managed hosted native agnostic centric centered intensive "
    "sourced purpose threaded tenant platform language letter queue call line "
    "functional disciplinary solving building making writing reading learning facing "
    "saving native class impact tenant paste term value ups hours days minute region"
)
"""Parts of compounds as résumés have them (full-time, customer-facing), which keep their hyphen."""


_PREFIXES = (
    "co e ex pre post sub inter intra anti micro macro multi semi mid per in on out up off over under "
    "re de un dis"
)
"""Beginnings of both, ex-employee and ex-plicit: divisions where words are divided at all, else compounds."""
_SHORT_WORDS = (
    "add age aid air all any app arm art bad bar bed bid big bit box bug bus buy car cut dry due ear end eye "
    "far few fit fix fly gap gas get gun hit hot ice ill job key kit lab law lay leg let lie log lot map max "
    "min mix net new now oil old own pay pen per pin pit pop pot put raw red run sea see set six sky son sum "
    "sun tag tap tax tea ten tie tin tip to top toy try use van via war way web wet win"
)
"""Words of three letters or less that begin compounds (bit-identical) and syllables (bit-ten) alike."""
_FRAGMENTS = (
    "tion tions sion sions ment ments ing ings ed er ers ly ty ity ities ble bles tive tives ture tures "
    "ness ance ence ances ences al als ous ic ics ten ung ungen lich liche lichen keit heit schaft teur "
    "rung ción mente dad ation ations ition itions eration ization isation ability ibility idad idades "
    "miento mientos ciones sión siones tional tionen tioning tioned mental ating ated ates izing ized "
    "ising ised ical ically ious eous uous ment ement ements ership lichkeit igkeit ieren ierung ierungen "
    "ungs tés ités tique tiques teurs trice trices tle ble gle dle ple cle"
)
"""Ends of words in English, German, French and Spanish that are no words."""
_NO_BEGINNING = re.compile(r"i[aeou]|[bcdfghjklmnpqrtvwxz](?:[bcdfgjkmqvxz]|t(?!h))")
"""Letters that hardly any word begins with; ``sc``, ``ch``, ``pn`` and their like some do."""
_ADDRESS = ("http:", "https:", "www.", "mailto:")
_SHORT = 3
_MARKS = ".,;:!?)]}\"'’”"
_HABIT = 2
"""So many divisions show that the typesetter divides words."""
_MANY = 4
"""So many that may be compounds as well show it where none is sure."""
_UNSURE = 0.7
"""What a hyphen that may be a compound's counts towards it."""


class Hyphens:
    """Tells the hyphen of a divided word from that of a compound, for one document."""

    def __init__(self, known: Collection[str], broken: Iterable[tuple[str, str]]) -> None:
        """Learns the document's habit.

        Args:
            known: words that stand within lines, in lower case, without punctuation, and the halves of
                compounds among them.
            broken: pairs of words around line ends, the first with its hyphen.
        """
        self._known = known
        pairs = list(broken)
        self._soft = any(first.endswith(SOFT_HYPHEN) for first, _ in pairs)
        sure = sum(is_compound(first, rest, known) is False for first, rest in pairs)
        unsure = sum(is_compound(first, rest, known) is None for first, rest in pairs)
        told = sure > 0 or unsure >= _MANY
        self._divides = not self._soft and told and sure + _UNSURE * unsure >= _HABIT

    def whole(self, first: str, rest: str) -> str | None:
        """The whole word, if a line ends within it.

        Args:
            first: the last word of a line, as printed.
            rest: the first word of the next line.

        Returns:
            ``development`` for ``develop-`` and ``ment``, ``full-time`` for ``full-`` and ``time``,
            ``and/or`` for ``and/`` and ``or``; None where the line ends no word in two.
        """
        if not is_broken(first, rest):
            return None
        if first[-1] == "/":
            return first + rest
        stem = first[:-1]
        if first[-1] == SOFT_HYPHEN:
            return stem + rest
        compound = is_compound(first, rest, self._known)
        if compound is None:
            compound = not self._divides
        return stem + (first[-1] if compound else "") + rest


def is_broken(first: str, rest: str) -> bool:
    """Whether a line may end within a word: after a hyphen or a slash that a letter or digit precedes."""
    ends = len(first) > 1 and first[-1] in HYPHENS + "/" and first[-2].isalnum()
    # An address that ends in a slash is whole where the next line begins another one.
    return ends and rest[:1].isalnum() and not rest.lower().startswith(_ADDRESS)


def is_compound(first: str, rest: str, known: Collection[str]) -> bool | None:
    """Whether the hyphen at a line's end is the word's own.

    Args:
        first: the last word of a line, as printed, with its hyphen.
        rest: the first word of the next line.
        known: the document's words within lines, in lower case, and the halves of its compounds.

    Returns:
        None where the word itself does not tell.
    """
    if first[-1] == SOFT_HYPHEN:
        return False
    stem, bare = first[:-1], rest.lower().rstrip(_MARKS)
    before = stem.lower().lstrip("([{\"'‘“")
    if first[-1] not in "-\u2010" or f"{before}-{bare}" in known:
        return True
    if before + bare in known:
        return False
    # C-3PO, Jean-Luc, 24-hour: words are divided within small letters. No address is divided at all.
    if not (rest[0].islower() and stem[-1].isalpha()) or stem.isupper() or any(c in before for c in "-@/._"):
        return True
    second = bare.split("-")[0]
    if second in _FRAGMENTS.split() or (len(second) > _SHORT and _NO_BEGINNING.match(second)):
        return False
    if second in _LAST_PARTS.split():
        return True
    if before in _PREFIXES.split():
        return None
    if before in _FIRST_PARTS.split() or (before in known and second in known):
        return True
    return False if len(before) <= _SHORT and before not in _SHORT_WORDS.split() else None
