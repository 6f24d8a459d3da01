"""What seeds and gaps left over, sought anywhere: characters, equal words, similar words, contexts."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from atsharness.alignment.gaps import Group, Side, are_apart
from atsharness.alignment.matching import Link, Matching, free_words
from atsharness.alignment.seeds import Run, Span, accept_longest, free_spans, unique_runs

_GRAMS = (12, 7)
_CHAR_GAP = 60
"""Characters between two neighbouring character runs that are still aligned with each other."""
_OVERHANG = 4
CHANCE = 0.05
"""Most copies of a word that the left-over hypothesis may be expected to hold by accident."""
_LOOSE_SHARE = 0.5
"""A text is scrambled only if long seeds leave more of the reference than this."""
LONE_CHARS = 4
"""A word that each text has once is told by so many characters; shorter ones are part of others."""
NEAR = 12
"""Words: a word so close to its place may be moved into running text."""
_SIMILAR = 0.7
_SIMILAR_CHARS = 5
_LONG_WORD = 400
_UNCUT_WORD = 60
"""Characters from which a word is a text without spaces, and common parts of it count by themselves."""
_MOST_PAIRS = 2_000
_MOST_CONTEXT_WORK = 100_000_000


def match_characters(matching: Matching) -> None:
    """Finds what is glued or letter-spaced at length: character grams that both left-overs hold once."""
    ref, hyp = matching.ref, matching.hyp
    spans_a = _char_spans(ref, matching.taken_a)
    spans_b = _char_spans(hyp, matching.taken_b)
    if not spans_a or not spans_b:
        return
    taken_a = _taken_chars(ref, spans_a)
    taken_b = _taken_chars(hyp, spans_b)
    runs: list[Run] = []
    line_starts = [
        hyp.starts[word]
        for word in range(1, len(hyp.keys))
        if hyp.lines and hyp.lines[word] != hyp.lines[word - 1]
    ]
    for k in _GRAMS:
        found = unique_runs(ref.flat, hyp.flat, free_spans(taken_a, spans_a), free_spans(taken_b, spans_b), k)
        found = [_cut_at_words(ref, hyp, _cut_at_lines(run, line_starts, k)) for run in found]
        found = [run for run in found if _is_witness(ref, hyp, run)]
        runs += accept_longest(found, lambda run: run.length, taken_a, taken_b, k)
    runs.sort()
    links = [Link(run.at_a, run.at_a + run.length, run.at_b, run.at_b + run.length) for run in runs]
    for one, two in itertools.pairwise(links):
        gap_a, gap_b = two.a - one.a_end, two.b - one.b_end
        if (
            0 <= gap_a <= _CHAR_GAP
            and 0 <= gap_b <= _CHAR_GAP
            and gap_a + gap_b
            and taken_a.find(1, one.a_end, two.a) < 0
            and taken_b.find(1, one.b_end, two.b) < 0
        ):
            links.append(Link(one.a_end, two.a, one.b_end, two.b))
            taken_a[one.a_end : two.a] = b"\1" * gap_a
            taken_b[one.b_end : two.b] = b"\1" * gap_b
    for run in runs:
        links += _rests(ref, hyp, run, taken_a, taken_b)
    for link in links:
        matching.add_link(link, _words_of(ref, hyp, link))


def _rests(ref: Side, hyp: Side, run: Run, taken_a: bytearray, taken_b: bytearray) -> list[Link]:
    """What is left of the words within which a run begins and ends, where it is free on both sides."""
    group = _words_of(ref, hyp, Link(run.at_a, run.at_a + run.length, run.at_b, run.at_b + run.length))
    ends = Link(ref.starts[group.a], ref.starts[group.a_end], hyp.starts[group.b], hyp.starts[group.b_end])
    rests = (
        Link(ends.a, run.at_a, ends.b, run.at_b),
        Link(run.at_a + run.length, ends.a_end, run.at_b + run.length, ends.b_end),
    )
    found = []
    for rest in rests:
        a, a_end, b, b_end = rest
        if (
            0 < a_end - a <= _CHAR_GAP
            and 0 < b_end - b <= _CHAR_GAP
            and taken_a.find(1, a, a_end) < 0
            and taken_b.find(1, b, b_end) < 0
        ):
            taken_a[a:a_end] = b"\1" * (a_end - a)
            taken_b[b:b_end] = b"\1" * (b_end - b)
            found.append(rest)
    return found


def _cut_at_lines(run: Run, line_starts: list[int], k: int) -> Run:
    """Drops a few characters at either end that lie beyond a line's end: they agree by chance."""
    at_a, at_b, length = run
    if length < k + 2 * _OVERHANG:
        return run
    first = bisect_right(line_starts, at_b)
    if first < len(line_starts) and line_starts[first] - at_b <= _OVERHANG:
        cut = line_starts[first] - at_b
        at_a, at_b, length = at_a + cut, at_b + cut, length - cut
    last = bisect_left(line_starts, at_b + length) - 1
    if last >= 0 and 0 < at_b + length - line_starts[last] <= _OVERHANG:
        length = line_starts[last] - at_b
    return Run(at_a, at_b, length)


def is_scrambled(matching: Matching) -> bool:
    """Whether most words are there but few of them in order, so that no neighbour can be trusted."""
    ref, hyp = matching.ref, matching.hyp
    free_a = [ref.keys[i] for i in free_words(matching.taken_a, ref.decoration)]
    free_b = [hyp.keys[i] for i in free_words(matching.taken_b, hyp.decoration)]
    if len(free_a) <= _LOOSE_SHARE * len(ref.keys):
        return False
    overlap = (Counter(free_a) & Counter(free_b)).total()
    if 2 * overlap <= len(free_a):
        return False
    from rapidfuzz.distance import LCSseq

    numbers = {key: number for number, key in enumerate(dict.fromkeys(free_a))}
    in_order = LCSseq.similarity([numbers[key] for key in free_a], [numbers.get(key, -1) for key in free_b])
    return 2 * int(in_order) < overlap


def match_equal_words(matching: Matching, *, scrambled: bool = False) -> None:
    """Pairs equal words that are left over, the nearest first.

    Where the two left-overs share more words than chance explains (a scrambled text), every equal word
    counts as recovered; else only a word too rare to be there by accident: a dropped "the" is
    not found again in an added one pages away. A word that each text has once is the same, wherever it is.

    Args:
        matching: is added to.
        scrambled: single words were moved on a large scale.
    """
    ref, hyp = matching.ref, matching.hyp
    free_a = free_words(matching.taken_a, ref.decoration)
    free_b = free_words(matching.taken_b, hyp.decoration)
    if not free_a or not free_b:
        return
    at_a, at_b = _by_key(ref, free_a), _by_key(hyp, free_b)
    shared = [key for key in at_a if key in at_b]
    overlap = sum(min(len(at_a[key]), len(at_b[key])) for key in shared)
    frequency, read = Counter(ref.keys), Counter(hyp.keys)
    share = len(free_b) / len(ref.keys)
    chance = sum(min(len(at_a[key]), frequency[key] * share) for key in at_a)
    scrambled = scrambled or overlap > 2 * chance + 3
    expected = _expected_places(matching)
    for key in shared:
        lone = frequency[key] == read[key] == 1 and len(key) >= LONE_CHARS
        if scrambled or lone or frequency[key] * share <= CHANCE:
            for a, b in _nearest(at_a[key], at_b[key], expected):
                if matching.apart(a, b):
                    continue
                if scrambled or lone or abs(b - expected[a]) <= NEAR or not is_displaced(matching, a, b):
                    matching.add_run(a, b, 1)


def is_displaced(matching: Matching, a: int, b: int) -> bool:
    """Whether two equal free words are rather one lost and one added than one moved.

    So if the text reads on without a break where the one is lacking, and likewise, within one
    line, around the other: what is moved stands at an edge.
    """
    low, high, lines = matching.low, matching.high, matching.hyp.lines
    if not (0 < a < len(low) - 1 and 0 < b < len(lines) - 1):
        return False
    if high[a - 1] < 0 or high[a - 1] != low[a + 1]:
        return False
    if not lines[b - 1] == lines[b] == lines[b + 1]:
        return False
    before = matching.back[b - 1]
    return before >= 0 and matching.back[b + 1] - before == 1


def _nearest(places_a: list[int], places_b: list[int], expected: list[int]) -> list[tuple[int, int]]:
    if len(places_a) * len(places_b) > _MOST_PAIRS:
        return list(zip(places_a, places_b, strict=False))
    pairs = sorted((abs(b - expected[a]), a, b) for a in places_a for b in places_b)
    used_a: set[int] = set()
    used_b: set[int] = set()
    chosen = []
    for _, a, b in pairs:
        if a not in used_a and b not in used_b:
            used_a.add(a)
            used_b.add(b)
            chosen.append((a, b))
    return chosen


def _expected_places(matching: Matching) -> list[int]:
    """Where each reference word would stand if it followed its last matched predecessor."""
    places = []
    last = 0
    for high in matching.high:
        last = high if high >= 0 else last + 1
        places.append(last)
    return places


def match_similar_words(matching: Matching) -> None:
    """Pairs long left-over words that are alike by .7 and share three letters in a row."""
    ref, hyp = matching.ref, matching.hyp
    free_a, free_b = _sizeable(ref, matching.taken_a), _sizeable(hyp, matching.taken_b)
    if not free_a or not free_b:
        return
    from rapidfuzz.distance import Levenshtein

    known = set(ref.keys)
    by_gram: dict[str, list[int]] = defaultdict(list)
    for b in free_b:
        if hyp.keys[b] not in known:
            for gram in _trigrams(hyp.keys[b]):
                by_gram[gram].append(b)
    found = []
    for a in free_a:
        key = ref.keys[a]
        for b in _likeliest(key, by_gram):
            alike = Levenshtein.normalized_similarity(key, hyp.keys[b], score_cutoff=_SIMILAR)
            if alike and not matching.apart(a, b):
                found.append((-alike, a, b))
    for _, a, b in sorted(found):
        matching.add(Group(a, a + 1, b, b + 1))


def _sizeable(side: Side, taken: bytearray) -> list[int]:
    """The free words that are long enough to be known by their likes, and no text without spaces."""
    words = free_words(taken, side.decoration)
    return [word for word in words if _SIMILAR_CHARS <= len(side.keys[word]) <= _LONG_WORD]


def _likeliest(key: str, by_gram: Mapping[str, list[int]]) -> list[int]:
    """The five words with the most trigrams of a key; those of more than fifty words tell nothing."""
    votes: Counter[int] = Counter()
    for gram in _trigrams(key):
        places = by_gram.get(gram, ())
        if len(places) <= 50:
            votes.update(places)
    return [word for word, _ in votes.most_common(5)]


def _trigrams(key: str) -> set[str]:
    return {key[i : i + 3] for i in range(min(len(key), 60) - 2)}


def match_contexts(matching: Matching) -> None:
    """Keeps the promise: a word whose five-word context is there without spaces is not lost.

    Looks for each free word among the characters of the hypothesis that stand for nothing, also within
    words that are matched in part (a line without spaces), and accepts it where two words on either
    side read on in the text around it.
    """
    ref, hyp = matching.ref, matching.hyp
    spans = free_spans(_linked_chars(matching))
    if not spans:
        return
    # A line feed is in no word: what is found in the joined text lies within one span.
    free = "\n".join(hyp.flat[start:stop] for start, stop in spans)
    joins = [0]
    for start, stop in spans:
        joins.append(joins[-1] + stop - start + 1)
    used = bytearray(len(hyp.flat))
    places: dict[str, list[int]] = {}
    work = 0
    for a in free_words(matching.taken_a, ref.decoration):
        key = ref.keys[a]
        if key not in places:
            places[key] = [
                spans[span][0] + at - joins[span]
                for at in _occurrences(free, key)
                for span in (bisect_right(joins, at) - 1,)
            ]
            work += len(free)
        work += 10 * len(places[key])
        if work > _MOST_CONTEXT_WORK:
            return
        start, low = ref.starts[a], ref.starts[max(0, a - 2)]
        context = ref.flat[low : ref.starts[min(len(ref.keys), a + 3)]]
        before = start - low
        at = next(
            (
                at
                for at in places[key]
                if at >= before
                and hyp.flat.startswith(context, at - before)
                and used.find(1, at, at + len(key)) < 0
            ),
            -1,
        )
        if at < 0:
            # Its characters stand for others by chance; they are its own if the context is unmistakable.
            work += len(hyp.flat) + len(ref.flat)
            found = hyp.flat.find(context)
            at = found + before if found >= 0 and ref.flat.count(context) == 1 else -1
        if at >= 0:
            if at in places[key][:1]:
                del places[key][0]
            used[at : at + len(key)] = b"\1" * len(key)
            link = Link(start, start + len(key), at, at + len(key))
            matching.add_link(link, _words_of(ref, hyp, link))


def _occurrences(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _by_key(side: Side, places: list[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for place in places:
        found[side.keys[place]].append(place)
    return found


def _char_spans(side: Side, taken: bytearray) -> list[Span]:
    spans = [(side.starts[start], side.starts[stop]) for start, stop in free_spans(taken)]
    return [span for span in spans if span[1] > span[0]]


def _taken_chars(side: Side, free: list[Span]) -> bytearray:
    taken = bytearray(b"\1") * len(side.flat)
    for start, stop in free:
        taken[start:stop] = bytes(stop - start)
    return taken


def _linked_chars(matching: Matching) -> bytearray:
    """Which characters of the hypothesis stand for some of the reference."""
    starts = matching.hyp.starts
    linked = bytearray(len(matching.hyp.flat))
    for link in matching.links:
        linked[link.b : link.b_end] = b"\1" * (link.b_end - link.b)
    for word in matching.exact:
        if word >= 0:
            linked[starts[word] : starts[word + 1]] = b"\1" * (starts[word + 1] - starts[word])
    return linked


def _words_of(ref: Side, hyp: Side, link: Link) -> Group:
    """The words that a link's characters belong to."""
    return Group(
        bisect_right(ref.starts, link.a) - 1,
        bisect_left(ref.starts, link.a_end),
        bisect_right(hyp.starts, link.b) - 1,
        bisect_left(hyp.starts, link.b_end),
    )


def _cut_at_words(ref: Side, hyp: Side, run: Run) -> Run:
    """Drops a few characters at either end by which two unlike words end or begin alike, before a common gap.

    The t of "Git" and "JavaScript" before "TypeScript" says nothing of the two.
    """
    at_a, at_b, length = run
    cut = _to_next(ref, at_a)
    if cut == _to_next(hyp, at_b) and cut <= min(_OVERHANG, length - 1):
        at_a, at_b, length = at_a + cut, at_b + cut, length - cut
    cut = _from_last(ref, at_a + length)
    if cut == _from_last(hyp, at_b + length) and cut <= min(_OVERHANG, length - 1):
        length -= cut
    return Run(at_a, at_b, length)


def _to_next(side: Side, at: int) -> int:
    """Characters from here to the next word's beginning: 0 at one, and at the text's end."""
    return side.starts[bisect_left(side.starts, at)] - at


def _from_last(side: Side, at: int) -> int:
    """Characters from the last word's beginning to here: 0 at one, and at the text's end."""
    return at - side.starts[bisect_right(side.starts, at) - 1]


def _is_witness(ref: Side, hyp: Side, run: Run) -> bool:
    """Whether a run says something of boundaries: it is no mere common part of two unlike words.

    Nor is it one word that stands alone in both texts: whether that is lost and another copy added
    is for `match_equal_words` to tell.
    """
    group = _words_of(ref, hyp, Link(run.at_a, run.at_a + run.length, run.at_b, run.at_b + run.length))
    a, a_end, b, b_end = group
    if are_apart(ref, hyp, group):
        return False
    if a_end - a > 1 or b_end - b > 1 or len(ref.keys[a]) > _UNCUT_WORD:
        return True
    whole_a, whole_b = len(ref.keys[a]) == run.length, len(hyp.keys[b]) == run.length
    return whole_a != whole_b and (whole_a or 2 * run.length >= len(ref.keys[a]))
