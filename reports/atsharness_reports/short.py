"""The answer that fits on a screen: who reads the file, what to mend first, and the verdict last."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from atsharness.model import (
    DocumentResult,
    Finding,
    Reader,
    RenderOptions,
    ReportFormat,
    RunResult,
    VerdictLevel,
)
from atsharness_reports import table
from atsharness_reports._advice import advice_lines
from atsharness_reports._findings import roots
from atsharness_reports._plain_words import FAMILIES, family_name, family_names, field_names
from atsharness_reports._posting import posting_lines
from atsharness_reports._terminal import colour, count, listing, plain
from atsharness_reports._verdict import LEVELS, sentence

MOST_LINES = 24
"""What a small terminal shows at once."""
_ROOM = ((3, 2, 2), (2, 2, 2), (2, 2, 1), (2, 1, 1))
"""Things to mend, with lines of what is wrong and of what to do, tried in this order until all fits: a
sentence or a remedy that is cut short helps less than a third thing to mend."""
_TINTS: dict[VerdictLevel, str] = {
    "pass": "green",
    "at_risk": "yellow",
    "fail": "red",
    "not_measurable": "yellow",
}
_MARKS = {"good": ("✓", "green"), "partly": ("!", "yellow"), "bad": ("✗", "red"), "none": ("·", "")}
_ASCII = str.maketrans({"✓": "+", "✗": "x", "·": "-", "–": "-", "…": "~", "→": ">", "“": '"', "”": '"'})
_LONGEST = 36
"""Characters of a word of a finding's sentence."""
_INDENT = " " * 5
_SHORT_NAME = 12
"""Letters of a file's name with which the commands that say more fit in a line."""


def render(run: RunResult, options: RenderOptions) -> str:
    """What ``ats check`` says at first: at most `MOST_LINES` lines for a file; of several, a row each."""
    if len(run.documents) > 1:
        lines = [table.summary(run.documents, options), "", *_wrap(_more(""), options)]
    else:
        lines = [line for result in run.documents for line in _document(result, options)]
    shown = "\n".join(lines) + "\n"
    return shown if options.unicode else shown.translate(_ASCII)


def _document(result: DocumentResult, options: RenderOptions) -> list[str]:
    document = result.document
    head = plain(document.path)
    if document.page_count is not None:
        head += f" · {count(document.page_count, 'page')}"
    if document.status != "ok":
        why = f"{document.status}: {plain(document.reason or '')}"
        items = list(_items(result, options, _ROOM[0]))[:1]
        return [*_wrap(head, options), *(line for item in items for line in item), *_wrap(why, options)]
    posting = list(posting_lines(result, options, whole=False))
    advice = [*posting, *advice_lines(result, options, whole=False)]
    if posting and len(advice) > len(posting):
        advice.insert(len(posting), "")
    if advice:  # asked for, so that it has its own room
        return [*_fitted(head, result, options, []), *advice, "", *_last(result, options)]
    return _fitted(head, result, options, _last(result, options))


def _fitted(head: str, result: DocumentResult, options: RenderOptions, last: Sequence[str]) -> list[str]:
    """The name, readers, what to mend and the last lines, in as many lines as a small terminal has."""
    readers = [*_readers(result, options), *_missing(result, options)]
    for room in _ROOM:
        items = list(_items(result, options, room))
        shown = [*_wrap(head, options), "", *readers, "", *_listed(result, items), *last]
        if len(shown) <= MOST_LINES:
            break
    else:
        readers = [*_readers(result, options, together=True), *_missing(result, options)]
        while len(shown) > MOST_LINES and items:
            shown = [*_wrap(head, options), "", *readers, "", *_listed(result, items), *last]
            items.pop()
    return shown


def _listed(result: DocumentResult, items: Sequence[list[str]]) -> Iterator[str]:
    """The things to mend under their heading."""
    if not items:
        return
    verdict = result.verdict
    passes = verdict is not None and verdict.level == "pass"
    yield "It passes. To make it better still:" if passes else "Fix this first:"
    for item in items:
        yield from item
    yield ""


def _last(result: DocumentResult, options: RenderOptions) -> list[str]:
    """How to see more, and the verdict."""
    lines = [*_wrap(_more(plain(result.document.path)), options), ""]
    verdict = result.verdict
    if verdict is None:
        return [*lines, "No verdict: the paths are compared with each other (ats check -v)."]
    said = _wrap(sentence(result), options)
    word = LEVELS[verdict.level]
    said[0] = said[0].replace(word, colour(word, _TINTS[verdict.level], options, bold=True), 1)
    return [*lines, *said]


def _more(file: str) -> str:
    name = file if file and " " not in file and len(file) <= _SHORT_NAME else "FILE"
    return f"More: ats check -v {name} · ats diff {name} · --report html=report.html"


# --- readers ---------------------------------------------------------------------------------------------


def _readers(result: DocumentResult, options: RenderOptions, *, together: bool = False) -> Iterator[str]:
    """A line a family: a mark, its name, what the worst of its modes gets wrong.

    Args:
        result: of one document.
        options: columns and colour.
        together: whether those that get everything share a line.
    """
    families: dict[str, list[Reader]] = {}
    known = result.verdict.readers if result.verdict is not None else ()
    if not known:
        yield from _found(result, options)
        return
    for reader in known:
        families.setdefault(reader.family, []).append(reader)
    order = list(FAMILIES)
    listed = sorted(families, key=lambda one: (order.index(one) if one in order else len(order), one))
    good = [one for one in listed if all(reader.gets_everything for reader in families[one])]
    wide = max((len(family_name(one)) for one in listed), default=0)
    if together and len(good) > 1:
        listed = [one for one in listed if one not in good]
        yield from _line("good", f"{family_names(good)} get everything", options)
    for family in listed:
        kind, note = _family(families[family])
        yield from _line(kind, f"{family_name(family):<{wide}}  {note}", options)


def _found(result: DocumentResult, options: RenderOptions) -> Iterator[str]:
    """Where nothing is known that readers should deliver: how many words each finds, a line a path."""
    ran = [item for item in result.extractions if item.status != "unavailable"]
    wide = max((len(item.path_id) for item in ran), default=0)
    for item in ran:
        found = f"finds {count(item.word_count, 'word')}" if item.word_count else "finds no text"
        kind = "none" if item.word_count else "bad"
        yield from _line(kind, f"{item.path_id:<{wide}}  {found}", options)


def _family(modes: Sequence[Reader]) -> tuple[str, str]:
    bad = [reader for reader in modes if not reader.gets_everything]
    if not bad:
        return "good", "gets everything"
    worst = max(bad, key=lambda reader: (reader.status != "ok", len(reader.lacks), reader.path_id))
    note = plain(worst.note)
    if len(bad) == len(modes):
        return "bad", note
    return "partly", f"{note} ({', '.join(reader.path_id for reader in bad)} only)"


def _missing(result: DocumentResult, options: RenderOptions) -> Iterator[str]:
    """Readers that are not installed, in one line."""
    ran = {item.family for item in result.extractions if item.status != "unavailable"}
    absent = {item.family for item in result.extractions} - ran
    if absent:
        yield from _line("none", f"not installed: {family_names(sorted(absent))} (ats doctor)", options)


def _line(kind: str, text: str, options: RenderOptions) -> Iterator[str]:
    mark, tint = _MARKS[kind]
    first, *rest = textwrap.wrap(text, width=options.width - 4, break_on_hyphens=False)[:2]
    yield f"  {colour(mark, tint, options)} {first}"
    yield from (f"    {line}" for line in rest)


# --- what to mend ----------------------------------------------------------------------------------------


def _items(result: DocumentResult, options: RenderOptions, room: tuple[int, int, int]) -> Iterator[list[str]]:
    """The gravest findings that no other one causes, as lines: what and where, what it costs, what to do."""
    for number, one in enumerate(roots(result)[: room[0]], 1):
        yield list(_item(number, one, options, room))


def _item(number: int, one: Finding, options: RenderOptions, room: tuple[int, int, int]) -> Iterator[str]:
    where = f", page {one.page}" if one.page is not None else ""
    message = " ".join(map(_shortened, plain(one.message).split(" ")))
    yield from _wrap(
        f"{message[:1].upper()}{message[1:]}",
        options,
        first=f"  {number}. ",
        most=room[1],
        last=f"{where} ({one.rule_id})",
    )
    lost = [field_names(one.fields_lost, most=2)] if one.fields_lost else []
    if one.word_count:
        lost.append(f"{count(one.word_count, 'word')} ({listing(one.words, most=2)})")
    if lost:
        yield from _wrap(f"costs {'; '.join(lost)} in {_families(one)}", options, first=_INDENT, most=1)
    if one.advice:
        yield from _wrap(f"→ {plain(one.advice)}", options, first=_INDENT, most=room[2])


def _shortened(word: str) -> str:
    """A word that leaves room beside it: an address is known by its beginning."""
    if len(word) <= _LONGEST:
        return word
    kept = word.rstrip("”,;:.)")
    return f"{kept[: _LONGEST - 5]}…{word[len(kept) :]}"


def _families(one: Finding) -> str:
    hit = sorted({*one.families_hit, *one.families_partly})
    if len(hit) > 1 and len(hit) == len(one.families_run):
        return "all readers" if hit == sorted(one.families_hit) else "modes of all readers"
    return family_names(hit)


def _wrap(
    text: str, options: RenderOptions, *, first: str = "", most: int | None = None, last: str = ""
) -> list[str]:
    """Text in at most so many lines, hanging; one that is cut short ends with ``…`` and `last`."""
    return textwrap.wrap(
        text + last,
        width=options.width,
        initial_indent=first,
        subsequent_indent=" " * (len(first) or 2),
        break_on_hyphens=False,
        max_lines=most,
        placeholder=f" …{last}",
    )


FORMAT = ReportFormat(id="short", render=render, shows="figures")
