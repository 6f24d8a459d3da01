"""The person's name, where no source gives it.

What the e-mail address is made of tells it from a job's title or a document's; else it is the largest text at
the top of page 1 that is neither. A large first line of the text goes before a larger picture of words, which
may be a logo. Where nothing is large, a line that says of itself that it is the name (``Name: Jane Doe``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

import msgspec

from atsharness.fields import name_label
from atsharness.language import headings, links
from atsharness.language.job_titles import is_job_title
from atsharness.model import Reference, Word
from atsharness.text.tokens import Token

_WORDS = range(2, 7)
_PARTICLE = 4
"""``de``, ``van``, ``bin``, ``dos``, ``y`` may be small in a name."""
_PREFIXED = re.compile(r"[^\W\d_]{1,4}[-'’][^\W\d_]")
"""``al-Rashid``, ``d’Este``: a particle that its name is joined to."""
_PRONOUNS = re.compile(
    r"[(\[]?(?:s?he|her|him|his|hers|they|them|theirs|ze|xe|elle|il|iel|ella|él|ela|ele|sie|er)"
    r"(?:/[^\W\d_]+)+[)\]]?",
    re.IGNORECASE,
)
"""``(she/her)`` behind a name."""
_TOP = 0.5
"""A name stands in the upper half of page 1."""
_SAME_SIZE = 0.9
_SAME_SIZE_READ = 0.55
"""Of words that OCR read, whose boxes hug the ink: an x is half as high as an Á or a Q."""
_NEXT_LINE = 0.8
"""Heights of a line between it and the next of one name."""
_LARGER = 1.1
"""A name is larger than the body, but for the first lines of a plain page."""
_FIRST = 2
_LINES_DOWN = 12
"""Without sizes, so many lines may stand above a name (contact data, a form's title)."""
_TELLING = 3
"""Letters of a part of a name that an e-mail address may be made of: not the "de" of "designer"."""
_TITLES = frozenset(
    {
        *("curriculum vitae", "résumé", "resume", "lebenslauf", "currículum", "currículum vítae", "cv"),
        *("hoja de vida", "currículo", "curriculum"),
    }
)


class _Line(msgspec.Struct):
    """A line at the top of the page: indices of its words, their height in points (0: unknown)."""

    at: list[int]
    size: float
    labelled: bool = False
    """Whether the file says that it is the name."""


def name_words(reference: Reference, words: Sequence[Token]) -> tuple[int, ...]:
    """The indices of the name's words; empty where nothing looks like one.

    Args:
        reference: with `words` where places are known: then the largest text counts, of equal sizes the
            first. Else it is the first line that looks like a name.
        words: of its text.
    """
    lines = list(_lines(reference, words))
    accounts = _accounts(reference.text)
    if not any(line.size for line in lines):
        top = enumerate(lines[:_LINES_DOWN])
        named = [line for number, line in top if _may_be_name(line, words, accounts, alone=not number)]
        return next((tuple(line.at) for line in _likeliest(named, words, accounts)), ())
    found = _by_size(reference, words, lines, accounts) or _labelled(lines, words)
    return () if found is None else tuple(found.at)


def _by_size(
    reference: Reference, words: Sequence[Token], lines: Sequence[_Line], accounts: Sequence[str]
) -> _Line | None:
    """The largest line that looks like a name; a large typed line goes before a larger picture of words."""
    body = median(place.box[3] - place.box[1] for place in reference.words or () if place is not None)
    whole = _stacked(lines, words, reference.words or (), body)
    named = [
        line
        for number, line in enumerate(whole)
        if (line.size > _LARGER * body or number < _FIRST) and _may_be_name(line, words, accounts, alone=True)
    ]
    named = _likeliest(named, words, accounts)
    found = _largest_of(named)
    if found is not None and reference.read_by == "glyphs" and not _is_typed(found, reference.words or ()):
        first = [line for line in whole if _is_typed(line, reference.words or ())][:_FIRST]
        found = _largest_of([one for one in first if one in named and one.size > _LARGER * body]) or found
    return found


def _labelled(lines: Sequence[_Line], words: Sequence[Token]) -> _Line | None:
    """The first line that says of itself that it is the name."""
    return next((line for line in lines if line.labelled and _is_name(line.at, words)), None)


def _largest_of(lines: Sequence[_Line]) -> _Line | None:
    """The first of the largest lines; 5 % of a size is the noise of boxes that hug the glyphs."""
    largest = max((line.size for line in lines), default=0.0)
    return next((line for line in lines if line.size >= 0.95 * largest), None)


def _is_typed(line: _Line, places: Sequence[Word | None]) -> bool:
    """Whether a line is text of the file; what OCR read in a picture may be a logo."""
    return any((place := places[index]) is not None and place.font is not None for index in line.at)


def _accounts(text: str) -> tuple[str, ...]:
    """What stands before the @ of the e-mail addresses, letters alone and without accents."""
    return tuple(_plain(one.value.partition("@")[0]) for one in links.emails(text))


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in bare if char.isalpha())


def _likeliest(lines: Sequence[_Line], words: Sequence[Token], accounts: Sequence[str]) -> list[_Line]:
    """Those that an e-mail address is made of; else those that are no job's title: that is no name."""
    own = [line for line in lines if _is_account(line, words, accounts)]
    return own or [line for line in lines if not is_job_title(_shown(line.at, words))]


def _is_account(line: _Line, words: Sequence[Token], accounts: Sequence[str]) -> bool:
    parts = [_plain(part) for part in _shown(line.at, words)]
    return any(len(part) >= _TELLING and part in account for part in parts for account in accounts)


def _may_be_name(line: _Line, words: Sequence[Token], accounts: Sequence[str], *, alone: bool) -> bool:
    """Whether a line looks like a name, or is all in an e-mail address: in small letters, or `alone`.

    One word may also be a user's name beside a link.
    """
    if _is_name(line.at, words):
        return True
    parts = [_plain(part) for part in _shown(line.at, words)]
    known = any(all(len(part) >= _TELLING and part in account for part in parts) for account in accounts)
    enough = len(parts) in _WORDS or (alone and len(parts) == 1)
    return known and enough and not headings.section_of(_text(line.at, words))


def _lines(reference: Reference, words: Sequence[Token]) -> list[_Line]:
    """The lines of words, decoration left out; with known places those of the upper half of page 1."""
    places = reference.words
    parts = list(_parts(words))
    if places is None or not any(places):
        return [_unlabelled(_Line(at, 0.0), words, reference.text) for at in parts]
    foot = max((word.box[3] for word in places if word is not None and word.page <= 1), default=0.0)
    lines = []
    for at in parts:
        own = {index: place for index in at if (place := places[index]) is not None and place.page <= 1}
        if own and min(place.box[1] for place in own.values()) <= _TOP * foot:
            lines.append(_unlabelled(_largest(own), words, reference.text))
    return lines


def _unlabelled(line: _Line, words: Sequence[Token], text: str) -> _Line:
    """The line without the label of a name."""
    count = name_label.length(line.at, words, text)
    return _Line(line.at[count:], line.size, labelled=True) if count else line


def _parts(words: Sequence[Token]) -> Iterator[list[int]]:
    """The words between decoration of each line ("Jane Doe | Engineer"), without a title after them."""
    grouped: dict[tuple[int, int], list[int]] = {}
    part = 0
    for index, word in enumerate(words):
        if word.decoration:
            part += 1
        else:
            grouped.setdefault((word.line, part), []).append(index)
    for at in grouped.values():
        ends = [number for number, index in enumerate(at[:-1], 1) if words[index].raw.endswith(",")]
        if ends and is_job_title(_shown(at[ends[0] :], words)):
            del at[ends[0] :]  # "Jane Doe, Lead Engineer"
        if len(at) > 1 and (words[at[-1]].key in _TITLES or _PRONOUNS.fullmatch(words[at[-1]].raw)):
            at.pop()  # "Jane Doe  Résumé"
        yield at


def _largest(places: Mapping[int, Word]) -> _Line:
    """The largest words of a line: a title may stand beside the name."""
    sizes = {index: place.box[3] - place.box[1] for index, place in places.items()}
    size = max(sizes.values())
    least = size * (_SAME_SIZE_READ if any(place.font is None for place in places.values()) else _SAME_SIZE)
    return _Line([index for index, own in sizes.items() if own >= least], size)


def _stacked(
    lines: Sequence[_Line], words: Sequence[Token], places: Sequence[Word | None], body: float
) -> list[_Line]:
    """Joins one or two words with those straight below in the same size: a name set large in two lines.

    Smaller lines may stand beside the two and come between them in the order of the page.
    """
    joined: list[_Line] = []
    tall = _SAME_SIZE * max(line.size for line in lines)
    last: _Line | None = None
    for line in lines:
        if (
            last is not None
            and line.size >= tall > _LARGER * body
            and len(last.at) <= 2
            and len(line.at) <= 2
            and words[last.at[-1]].line != words[line.at[0]].line
            and (last is joined[-1] or _is_below(line, last, places))
            and not any(headings.section_of(_text(one.at, words)) for one in (last, line))
        ):
            last.at = last.at + line.at
            continue
        joined.append(_Line(list(line.at), line.size, line.labelled))
        if line.size >= tall:
            last = joined[-1]
    return joined


def _is_below(line: _Line, last: _Line, places: Sequence[Word | None]) -> bool:
    """Whether a line stands straight below another."""
    one, two = places[last.at[-1]], places[line.at[0]]
    start, stop = places[last.at[0]], places[line.at[-1]]
    if one is None or two is None or start is None or stop is None:
        return False
    near = two.box[1] - one.box[3] < _NEXT_LINE * line.size and two.box[1] > one.box[1]
    return near and two.box[0] < one.box[2] and start.box[0] < stop.box[2]


def _is_name(at: Sequence[int], words: Sequence[Token]) -> bool:
    """Two to six words that start with capitals, but for particles, without figures and addresses."""
    shown = _shown(at, words)
    if len(shown) not in _WORDS or any(char.isdigit() or char in "@/:&" for raw in shown for char in raw):
        return False
    if not all(raw[:1].isupper() or not raw[:1].isalpha() or _is_particle(raw) for raw in shown):
        return False
    if not any(raw[:1].isupper() or _caseless(raw) for raw in shown):
        return False
    text = " ".join(shown)
    return not headings.section_of(text) and text.casefold() not in _TITLES


def _is_particle(raw: str) -> bool:
    joined = _PREFIXED.match(raw)
    return len(raw) <= _PARTICLE or (joined is not None and raw[joined.end() - 1].isupper())


def _shown(at: Sequence[int], words: Sequence[Token]) -> list[str]:
    return [words[index].raw.strip(",;|·•") for index in at]


def _caseless(raw: str) -> bool:
    return raw[:1].isalpha() and raw.upper() == raw.lower()


def _text(at: Sequence[int], words: Sequence[Token]) -> str:
    return " ".join(words[index].raw for index in at)
