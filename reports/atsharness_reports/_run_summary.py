"""What ``ats summary`` prints of a run over many documents: the same figures as its page, as tables."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from atsharness.model import RenderOptions
from atsharness.model.run_summary import (
    Average,
    Bucket,
    Denominator,
    FieldSummary,
    Group,
    Groups,
    Loss,
    PathSummary,
    Rate,
    RuleSummary,
    RunSummary,
)
from atsharness_reports._plain_words import kind_name, rule_title
from atsharness_reports._terminal import colour, count, listing, plain
from atsharness_reports._verdict import LEVELS
from atsharness_reports.table import ASCII, table

LOSSES: Mapping[Loss, str] = {
    "text_lost": "text",
    "order_moved": "order",
    "words_lost": "words",
    "words_altered": "changed",
    "words_cut": "cut",
    "words_added": "added",
    "fields_lost": "fields",
    "keywords_lost": "keywords",
}
"""What a column of losses is called."""
MEANINGS: Mapping[Loss, str] = {
    "text_lost": "characters lost, in any order",
    "order_moved": "characters in another order, of those found",
    "words_lost": "words lost",
    "words_altered": "words misread, split or glued",
    "words_cut": "words split or glued alone",
    "words_added": "words that the page does not show, of those read",
    "fields_lost": "fields not recovered exactly",
    "keywords_lost": "keywords not found as phrases",
}
STATUSES = ("ok", "empty", "failed", "timeout", "killed", "unavailable", "not_read")
_ASCII = {**ASCII, ord("█"): "#", ord("’"): "'", ord("“"): '"', ord("”"): '"', ord("−"): "-"}
_WIDE = 100
"""Columns of a screen from which on percents keep a decimal however large they are."""
_WHOLE = 10.0
"""Percents from which on a narrow screen shows none."""
_LEAST, _ALL = 0.05, 100
_FRAME = 4
"""Lines of a table besides its rows: three rules and the head."""
_BAR = 24
_DID_NOT_RUN = ("unavailable", "not_read")
_JUDGED = ("pass", "at_risk", "fail")
_LEGEND = (
    "Shares: mean of the documents’ shares with its 95 % interval; all: the share of all characters or "
    "words together. A family counts as its best mode in each document. Readers: those that get everything, "
    "of those that count."
)


def render(summary: RunSummary, options: RenderOptions, *, top: int = 10, by_path: bool = False) -> str:
    """The screen of ``ats summary``: never a control character, never wider than `options.width`.

    Args:
        summary: of the run.
        options: columns, colour.
        top: how many lines lists have.
        by_path: whether every loss of each path is shown.
    """
    return terminal(_parts(summary, options, top, by_path=by_path), options)


def terminal(parts: Iterable[str], options: RenderOptions) -> str:
    """Parts of a screen under each other; in ASCII where the output shows nothing else."""
    shown = "\n\n".join(part for part in parts if part) + "\n"
    return shown if options.unicode else shown.translate(_ASCII)


def _parts(summary: RunSummary, options: RenderOptions, top: int, *, by_path: bool) -> Iterator[str]:
    yield "\n".join(_head(summary, options))
    if not summary.documents.done:
        return
    yield titled("Verdicts", _levels(summary, options), options)
    paths = [one for one in summary.paths if ran(one)]
    yield titled("How each path ended, in documents", _statuses(summary, paths, options), options)
    yield from _losses(paths, [one for one in summary.families if ran(one)], options)
    if by_path:
        for path in paths:
            yield titled(f"{path.path}: what is lost, in %", _all_losses(path, options), options)
    yield titled(
        "Fields that are not recovered exactly, in % of all", _fields(summary, paths, options, top), options
    )
    if summary.groups is not None:
        yield from _groups(summary.groups, options, top)
    yield titled("Rules: % of documents with a violation", _rules(summary.rules, options, top), options)
    yield titled("Words that two families have in common, in %", _agreements(summary, options), options)
    yield titled("What ended with an error, by cause", _buckets(summary.buckets, options, top), options)
    folder = common_folder([one.name for one in summary.worst[:top]])
    title = f"Worst files, in {plain(folder)}" if folder else "Worst files"
    yield titled(title, _worst(summary, options, top), options)
    yield wrapped(_LEGEND, options)


def _head(summary: RunSummary, options: RenderOptions) -> Iterator[str]:
    yield wrapped(f"{plain(summary.run)} · {denominator(summary.documents)}", options)
    if summary.documents.missing_names:
        yield wrapped(
            f"missing: {first_names(summary.documents.missing_names, summary.documents.missing)}", options
        )
    for note in summary.notes:
        yield wrapped(f"note: {plain(note)}", options)


def first_names(names: Sequence[str], total: int, most: int = 3) -> str:
    """The first of so many names, and how many more there are."""
    shown = [plain(name) for name in names[:most]]
    more = total - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more > 0 else "")


def denominator(documents: Denominator) -> str:
    """What became of every document of the manifest, in one sentence."""
    of_them = ((one, getattr(documents, one)) for one in ("unreadable", "unsupported", "quarantined"))
    said = f"{count(documents.manifest, 'document')} in the manifest: {documents.done:,} done"
    said += f" ({', '.join(f'{found:,} {what}' for what, found in of_them)}), {documents.missing:,} missing"
    return said


def percents(rate: Rate, options: RenderOptions) -> str:
    """``4.1 (2.2–6.5)``: a share and its interval, in percent."""
    if rate.value is None:
        return "–"
    value = number(rate.value, options)
    if rate.low is None or rate.high is None:
        return value
    return f"{value} ({number(rate.low, options)}–{number(rate.high, options)})"


def number(share: float | None, options: RenderOptions) -> str:
    """A share in percent; what is nearly nothing is not shown as nothing, nor what is nearly all as all."""
    if share is None:
        return "–"
    percent = 100 * share
    if 0 < abs(percent) < _LEAST:
        return "<0.1" if percent > 0 else ">-0.1"
    whole = abs(percent) >= _WHOLE and options.width < _WIDE
    shown = f"{percent:.0f}" if whole or percent in (0, 100) else f"{percent:.1f}"
    if percent < _ALL and float(shown) >= _ALL:
        return ">99" if whole else ">99.9"
    return shown


# --- tables ----------------------------------------------------------------------------------------------


def _levels(summary: RunSummary, options: RenderOptions) -> str:
    rows = []
    for item in summary.levels:
        name = LEVELS[item.level].lower() if item.level in LEVELS else "no verdict"
        bar = "█" * round(_BAR * (item.share.value or 0))
        rows.append([name, f"{item.documents:,}", percents(item.share, options), bar])
    return table(["verdict", "documents", "% of those with one", ""], rows, options)


def ran(path: PathSummary) -> bool:
    """Whether a path, or a path of a family, was started with any document."""
    return any(number for status, number in path.statuses.items() if status not in _DID_NOT_RUN)


def never_ran(summary: RunSummary) -> list[str]:
    """The paths that were chosen and that no document was read by: most are not installed."""
    return [one.path for one in summary.paths if not ran(one)]


def _statuses(summary: RunSummary, paths: Sequence[PathSummary], options: RenderOptions) -> str:
    known = [one for one in STATUSES if any(path.statuses.get(one) for path in paths)]  # type: ignore[call-overload]
    rows = [
        [
            path.path,
            *(f"{path.statuses.get(one, 0):,}" for one in known),  # type: ignore[call-overload]
            ", ".join(map(plain, path.versions[:2])),
        ]
        for path in paths
    ]
    heads = ["parser path", *(one.replace("_", " ") for one in known), "version"]
    shown = table(heads, rows, options) if rows else ""
    others = never_ran(summary)
    said = wrapped(f"read no document (see ats doctor): {', '.join(map(plain, others))}", options)
    return "\n".join(filter(None, (shown, said if others else "")))


def _losses(
    paths: Sequence[PathSummary], families: Sequence[PathSummary], options: RenderOptions
) -> Iterator[str]:
    """What paths and families lose: text and order with all their figures, then the rest."""
    if not paths:
        return
    for title, which, name in (("paths", paths, "parser path"), ("families", families, "family")):
        rows = [
            [
                one.path or one.family,
                f"{one.losses['text_lost'].macro.n:,}",
                percents(one.losses["text_lost"].macro, options),
                number(one.losses["text_lost"].micro.value, options),
                percents(one.losses["order_moved"].macro, options),
                number(one.losses["order_moved"].micro.value, options),
            ]
            for one in which
        ]
        heads = [name, "n", "text", "all", "order", "all"]
        yield titled(f"What {title} lose of text and order, in %", table(heads, rows, options), options)
    yield titled("What paths lose besides, in %", _further(paths, options), options)


def _further(paths: Sequence[PathSummary], options: RenderOptions) -> str:
    """Words and fields; intervals where they fit."""
    losses: tuple[Loss, ...] = ("words_lost", "words_altered", "words_added", "fields_lost", "keywords_lost")
    heads = ["parser path", *(LOSSES[loss] for loss in losses), "gets all"]

    def rows(shown: RenderOptions, *, intervals: bool) -> list[list[str]]:
        def cell(rate: Rate) -> str:
            return percents(rate, shown) if intervals else number(rate.value, shown)

        return [
            [path.path, *(cell(path.losses[loss].macro) for loss in losses), cell(path.gets_everything)]
            for path in paths
        ]

    narrow = msgspec.structs.replace(options, width=0)
    shapes = [(options, True), (narrow, True), (options, False)]
    return fitting(heads, [rows(shown, intervals=intervals) for shown, intervals in shapes], options)


def _all_losses(path: PathSummary, options: RenderOptions) -> str:
    rows = [
        [
            LOSSES[loss],
            f"{path.losses[loss].macro.n:,}",
            percents(path.losses[loss].macro, options),
            percents(path.losses[loss].micro, options),
            MEANINGS[loss],
        ]
        for loss in LOSSES
    ]
    return table(["", "n", "mean", "all", "what it counts"], rows, options)


def _fields(summary: RunSummary, paths: Sequence[PathSummary], options: RenderOptions, top: int) -> str:
    """Kinds of fields by path."""
    known = [one.path for one in paths if any(one.path in kind.total for kind in summary.fields)]
    if not known:
        return ""
    rows = [
        [kind_name(kind.kind), *(number(share_lost(kind, path), options) for path in known)]
        for kind in summary.fields[:top]
    ]
    return left_out(_by_column(known, [rows], options), len(summary.fields) - len(rows), "kind", options)


def share_lost(kind: FieldSummary, path: str) -> float | None:
    """Of the fields of a kind, how many a path did not recover exactly; None where there are none."""
    total = kind.total.get(path, 0)
    return kind.lost[path] / total if total else None


def _by_column(names: Sequence[str], variants: list[list[list[str]]], options: RenderOptions) -> str:
    """A table with a column for each name; where these are too wide, with their numbers and a legend.

    Where even the numbers are too wide, they are parted over several tables, one below the other.
    """
    if not names:
        return ""
    numbers = [f"{at}" for at in range(1, len(names) + 1)]
    heads = [["", *names]] * len(variants) + [["", *numbers]]
    made = fitting(heads, [*variants, variants[-1]], options)
    if names[0] in made.splitlines()[1]:
        return made
    each = len(numbers)
    while len(made.splitlines()[0]) > options.width and each > 1:
        each -= 1
        made = "\n".join(_parted(numbers, variants[-1], each, options))
    legend = " · ".join(f"{at}\u00a0{plain(name)}" for at, name in enumerate(names, 1))
    return f"{made}\n{wrapped(legend, options)}".replace("\u00a0", " ")


def _parted(
    heads: Sequence[str], rows: Sequence[Sequence[str]], each: int, options: RenderOptions
) -> Iterator[str]:
    """A table as several with so many columns each besides the first one."""
    for start in range(0, len(heads), each):
        some = slice(start, start + each)
        yield table(["", *heads[some]], [[row[0], *row[1:][some]] for row in rows], options)


def _rules(rules: Sequence[RuleSummary], options: RenderOptions, top: int) -> str:
    known = [one for one in rules if one.violations or one.incomplete]
    rows = [
        [
            f"{one.rule} {rule_title(one.name).lower()}",
            percents(one.prevalence, options),
            f"{one.prevalence.n:,}",
            f"{one.incomplete:,}",
            f"{one.words_lost:,}",
            ", ".join(_most(one.families)[:3]),
        ]
        for one in known[:top]
    ]
    if not rows:
        return ""
    heads = ["rule", "%", "n", "not known", "words lost", "mostly hits"]
    shown = fitting([heads, heads[:-1]], [rows, [row[:-1] for row in rows]], options)
    return left_out(shown, len(known) - len(rows), "rule", options)


def _most(counts: Mapping[str, int]) -> list[str]:
    return [
        f"{name} {number:,}" for name, number in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    ]


def _agreements(summary: RunSummary, options: RenderOptions) -> str:
    known = {item.families: item.dice for item in summary.agreements}
    names = sorted({name for pair in known for name in pair})
    if not names:
        return ""

    def cell(one: str, other: str) -> str:
        found: Average | None = known.get((one, other)) or known.get((other, one))
        return "" if found is None else number(found.macro.value, options)

    def rows(labels: Sequence[str]) -> list[list[str]]:
        return [
            [label, *(cell(one, other) for other in names[:-1] if other < one), *[""] * (len(names) - 1 - at)]
            for at, (label, one) in enumerate(zip(labels, names, strict=True))
            if at
        ]

    numbered = [f"{at} {name}" for at, name in enumerate(names, 1)]
    heads = [["", *names[:-1]], ["", *map(str, range(1, len(names)))]]
    return fitting(heads, [rows(names), rows(numbered)], options)


def _buckets(buckets: Sequence[Bucket], options: RenderOptions, top: int) -> str:
    rows = []
    for one in buckets[:top]:
        where = f" in {one.stack.rpartition(' > ')[2]}" if one.stack else ""
        paths = listing(one.paths, most=2) if one.paths else "the document"
        rows.append(
            [f"{one.count:,}", one.status, f"{plain(one.reason)}{plain(where)} ({paths}; {_first(one)})"]
        )
    shown = table(["times", "status", "cause (paths; first document)"], rows, options) if rows else ""
    return left_out(shown, len(buckets) - len(rows), "cause", options)


def _first(bucket: Bucket) -> str:
    return plain(bucket.documents[0]) if bucket.documents else "–"


def _worst(summary: RunSummary, options: RenderOptions, top: int) -> str:
    start = len(common_folder([one.name for one in summary.worst[:top]]))
    rows = [
        [
            plain(one.name[start:]),
            LEVELS[one.level].lower(),  # type: ignore[index]
            f"{one.complete} of {one.counted}",
            number(one.text_lost, options),
            listing(one.rules, most=4 if options.width >= _WIDE else 2),
        ]
        for one in summary.worst[:top]
    ]
    bad = sum(item.documents for item in summary.levels if item.level in ("fail", "at_risk"))
    shown = table(["file", "verdict", "readers", "text", "rules"], rows, options) if rows else ""
    return left_out(shown, bad - len(rows), "file", options)


def common_folder(names: Sequence[str]) -> str:
    """The folder that all files are in, with its slash; nothing where there is none."""
    if not names:
        return ""
    shortest, longest = min(names), max(names)  # what these two share, all share
    same = next(
        (at for at, (a, b) in enumerate(zip(shortest, longest, strict=False)) if a != b), len(shortest)
    )
    start, slash, _ = shortest[:same].rpartition("/")
    return start + slash


# --- groups ----------------------------------------------------------------------------------------------


def _groups(groups: Groups, options: RenderOptions, top: int) -> Iterator[str]:
    shown = groups.groups[:top]
    if not shown:
        yield f"No document has a {groups.by}."
        return
    rows = [
        [
            plain(one.name),
            f"{one.documents:,}",
            *(f"{one.levels.get(level, 0):,}" for level in _JUDGED),
            f"{one.documents - sum(one.levels.get(level, 0) for level in _JUDGED):,}",
            percents(one.complete, options),
        ]
        for one in shown
    ]
    heads = [groups.by, "documents", "pass", "at risk", "fail", "other", "readers, %"]
    rest = groups.groups[top:]
    title = f"By {groups.by}"
    left = groups.more + len(rest)
    yield titled(title, left_out(table(heads, rows, options), left, "group", options), options)
    for loss in ("text_lost", "order_moved", "fields_lost"):
        yield titled(f"{title}: {LOSSES[loss]} lost, in %", _by_family(shown, loss, options), options)


def known_families(groups: Sequence[Group]) -> list[str]:
    """The families of which any group has a figure."""
    return sorted(
        {
            name
            for one in groups
            for name, losses in one.families.items()
            if any(average.macro.n for average in losses.values())
        }
    )


def _by_family(groups: Sequence[Group], loss: Loss, options: RenderOptions) -> str:
    families = known_families(groups)

    def rows(shown: RenderOptions, *, intervals: bool) -> list[list[str]]:
        made = []
        for one in groups:
            found = [one.families[name][loss].macro for name in families]
            cells = [percents(rate, shown) if intervals else number(rate.value, shown) for rate in found]
            made.append([plain(one.name), *cells])
        return made

    narrow = msgspec.structs.replace(options, width=0)
    variants = [rows(shown, intervals=True) for shown in (options, narrow)]
    return _by_column(families, [*variants, rows(options, intervals=False)], options)


# --- layout ----------------------------------------------------------------------------------------------


def fitting(
    heads: Sequence[Sequence[str]] | Sequence[str],
    variants: Sequence[list[list[str]]],
    options: RenderOptions,
) -> str:
    """The first of several tables that is not too wide with its cells unbroken; else the last one.

    Args:
        heads: of each variant, or of all.
        variants: their rows.
        options: columns.
    """
    each = [heads] * len(variants) if isinstance(heads[0], str) else heads
    shown = ""
    for head, rows in zip(each, variants, strict=True):
        shown = table([*head], rows, options)  # type: ignore[list-item]
        lines = shown.splitlines()
        if len(lines[0]) <= options.width and len(lines) == len(rows) + _FRAME:
            break
    return shown


def titled(title: str, shown: str, options: RenderOptions) -> str:
    """A part of the screen under its title; nothing where there is nothing to show."""
    return f"{colour(title, 'cyan', options, bold=True)}\n{shown}" if shown else ""


def left_out(shown: str, number: int, noun: str, options: RenderOptions) -> str:
    """A table with what it leaves out."""
    if not shown or number <= 0:
        return shown
    return f"{shown}\n{wrapped(f'and {count(number, noun)} more (--top N, --format json)', options)}"


def wrapped(text: str, options: RenderOptions) -> str:
    """Text in lines that fit the screen, hanging."""
    return "\n".join(textwrap.wrap(text, options.width, subsequent_indent="  ", break_on_hyphens=False))
