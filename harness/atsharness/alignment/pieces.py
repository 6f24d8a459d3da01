"""Words in pieces and words stuck together, far from their neighbours, as columns read in rows leave them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

from atsharness.alignment.gaps import Group, Side
from atsharness.alignment.matching import Link, Matching, free_words
from atsharness.alignment.seeds import free_spans

_PIECE = 2
"""Letter-spaced text comes as single letters and kerned pairs."""
_LEAST_PIECES = 3
_LONGEST = 60


def match_spaced_words(matching: Matching) -> None:
    """Finds free words that stand letter by letter on one line: ``S K I L L S``.

    Along each line's free pieces of one or two letters, the longest join that is a free reference word is
    taken. Characters alone do not show these: headings are short.
    """
    hyp = matching.hyp
    wanted = _free_by_key(matching)
    if not wanted:
        return
    for start, stop in free_spans(matching.taken_b):
        at = start
        while at < stop:
            end = _pieces_end(matching, at, stop)
            taken = at + 1
            for cut in range(end, at + _LEAST_PIECES - 1, -1):
                places = wanted.get(hyp.flat[hyp.starts[at] : hyp.starts[cut]])
                if places:
                    a = places.pop(0)
                    matching.add(Group(a, a + 1, at, cut))
                    taken = cut
                    break
            at = taken


def _pieces_end(matching: Matching, at: int, stop: int) -> int:
    """Where the run of short pieces on this line ends."""
    hyp = matching.hyp
    end = at
    while end < min(stop, at + _LONGEST) and len(hyp.keys[end]) <= _PIECE and hyp.lines[end] == hyp.lines[at]:
        end += 1
    return end


def match_glued_words(matching: Matching) -> None:
    """Finds free words stuck to a word that was read as altered: ``window.Frameworks``.

    A recovered word that is exactly its reference word and one free reference word is both.
    """
    ref, hyp = matching.ref, matching.hyp
    wanted = _free_by_key(matching)
    if not wanted:
        return
    for number, link in enumerate(matching.links):
        a, b = _word_at(ref, link.a, link.a_end), _word_at(hyp, link.b, link.b_end)
        if a is None or b is None:
            continue
        own, whole, start = ref.keys[a], hyp.keys[b], hyp.starts[b]
        if len(whole) <= len(own):
            continue
        if whole.startswith(own) and wanted.get(whole[len(own) :]):
            at, other = start, start + len(own)
        elif whole.endswith(own) and wanted.get(whole[: -len(own)]):
            at, other = start + len(whole) - len(own), start
        else:
            continue
        rest = len(whole) - len(own)
        free = wanted[hyp.flat[other : other + rest]].pop(0)
        matching.links[number] = Link(ref.starts[a], ref.starts[a + 1], at, at + len(own))
        added = Link(ref.starts[free], ref.starts[free + 1], other, other + rest)
        matching.add_link(added, Group(free, free + 1, b, b + 1))


def _word_at(side: Side, start: int, end: int) -> int | None:
    """The word that has exactly these characters."""
    word = bisect_right(side.starts, start) - 1
    return word if side.starts[word] == start and side.starts[word + 1] == end else None


def _free_by_key(matching: Matching) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for a in free_words(matching.taken_a, matching.ref.decoration):
        if len(matching.ref.keys[a]) > _PIECE:
            found[matching.ref.keys[a]].append(a)
    return found
