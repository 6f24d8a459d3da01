"""Tables for a terminal: with several files one summary row each, worst first, then the details."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Sequence

from atsharness.model import (
    Alignment,
    DocumentResult,
    Extraction,
    Order,
    Reader,
    Recovery,
    ReferenceSummary,
    RenderOptions,
    ReportFormat,
    RunResult,
)
from atsharness_reports._advice import advice_lines
from atsharness_reports._findings import findings_lines, roots
from atsharness_reports._plain_words import rule_title
from atsharness_reports._posting import posting_lines
from atsharness_reports._terminal import absence, count, listing, percent, plain, remedy
from atsharness_reports._verdict import (
    LEVELS,
    WORST_FIRST,
    calibration_note,
    exact_fields,
    gate_rows,
    kept_keywords,
    keyword_notes,
    lost_rows,
    sentence,
)

_NARROWEST_NOTE = 12
_FIGURE = re.compile(r"[-+−<>\d.,]+|–")
_WHOLE_ID = 17
"""The longest id of a parser path stays on one line."""
_CAUSES = {
    "interleaved": "columns interleaved",
    "scrambled": "order scrambled",
    "blocks_moved": "blocks moved",
}
ASCII = str.maketrans(dict(zip("–·…→≤≥“”✗", '--~><>""x', strict=True)))
"""Stand-ins of the same width, where the output shows ASCII only."""
_LEGEND = (
    "all: whether the reader gets everything that was identified · "
    "text: characters recovered, in any order · order: share of them in the reference's order · "
    "fields: recovered exactly, of those on the page · keywords: found as phrases"
)
_NO_SANDBOX = (
    "no sandbox: this system's kernel keeps nothing from the engines that read these files (see ats doctor)"
)
_NOTABLE_MOVED = 0.02
_NOTABLE_ADJACENCY = 0.97
_BROKEN_MOVED = 0.1
_TELLING = 0.5
"""Where the note speaks up, and from where on it names a cause. They decide nothing; gates will."""


def render(run: RunResult, options: RenderOptions) -> str:
    """The screen of ``ats check``: never a control character, never wider than `options.width`."""
    documents = worst_first(run.documents)
    parts = []
    if len(documents) > 1:
        parts.append(summary(run.documents, options))
        # The summary has said all there is to say of a file that was not read.
        documents = [result for result in documents if result.document.status == "ok"]
    parts += [_document(result, options) for result in documents]
    if any(result.recoveries for result in run.documents):
        parts.append(_wrap(_LEGEND, options.width))
    if run.environment.sandbox == "none":
        parts.append(_wrap(_NO_SANDBOX, options.width))
    shown = "\n\n".join(parts) + "\n"
    return shown if options.unicode else shown.translate(ASCII)


def _document(result: DocumentResult, options: RenderOptions) -> str:
    lines = [_wrap(_headline(result), options.width)]
    document = result.document
    if document.status != "ok":
        lines.append(_wrap(f"{document.status}: {plain(document.reason or '')}", options.width))
        return "\n".join([*lines, *findings_lines(result, options)])
    lines += [_wrap(f"note: {note}", options.width) for note in _notes(result)]
    if result.reference is not None and result.reference.reason is None:
        lines.append(_recovered(result, options))
    else:
        lines.append(_compared(result, options))
    lines += _judged(result, options)
    lines += findings_lines(result, options)
    if posting := list(posting_lines(result, options, whole=True)):
        lines += ["", *posting]
    if advice := list(advice_lines(result, options, whole=True)):
        lines += ["", *advice]
    return "\n".join(lines)


def _judged(result: DocumentResult, options: RenderOptions) -> Iterator[str]:
    """The verdict, its gates, and what each path lost."""
    verdict = result.verdict
    if verdict is None:
        return
    yield _wrap(sentence(result), options.width)
    if len(verdict.gates) > 1:
        yield table(["gate", "value", "limit", "level", "where"], gate_rows(verdict), options)
        yield _wrap(calibration_note(verdict.calibration), options.width)
    if rows := lost_rows(result.fields):
        yield table(["parser path", "fields not recovered exactly"], rows, options)
    for note in keyword_notes(result.keywords):
        yield _wrap(note, options.width)


def _notes(result: DocumentResult) -> Iterator[str]:
    """What stands between the headline and the table."""
    if (result.document.media_type or "").startswith("image/"):
        yield "an image has no text layer: an ATS without OCR reads nothing here"
    reference = result.reference
    if reference is None:
        return
    yield from map(plain, reference.warnings)
    if reference.not_on_page:
        words = count(reference.not_on_page, "word")
        shown = listing(reference.not_on_page_words, most=5)
        yield f"{words} of the source not on the page, left out of all figures" + (f": {shown}" * bool(shown))
    if not reference.order_known:
        yield "the page's reading order is too uncertain: order is not measured"


def _headline(result: DocumentResult) -> str:
    document = result.document
    parts = [plain(document.path)]
    if document.page_count is not None:
        parts.append(count(document.page_count, "page"))
    if document.status == "ok":
        parts.append(_compared_with(result.reference))
    return " · ".join(parts)


def _compared_with(reference: ReferenceSummary | None) -> str:
    others = "the paths are compared with each other, none is known to be right"
    if reference is None:
        return others
    if reference.reason is not None:
        return f"no reference ({plain(reference.reason)}): {others}"
    words = count(reference.word_count, "word")
    if reference.origin == "source":
        return f"compared with {plain(reference.source_path or 'the source')} ({words})"
    if reference.read_by == "ocr":
        return f"compared with the page as a person sees it, read by OCR ({words})"
    confirmed = "no other engine ran to confirm them"
    if reference.agreement is not None:
        confirmed = f"{percent(reference.agreement)} of them in other engines too"
    if reference.read_by in ("xml", "markup", "characters"):
        parts = "its parts" if reference.read_by == "xml" else f"its {reference.read_by}"
        return f"compared with the document as a person reads it ({words} from {parts}, {confirmed})"
    return f"compared with the page as a person sees it ({words} from MuPDF's glyphs, {confirmed})"


# --- one document ----------------------------------------------------------------------------------


def _recovered(result: DocumentResult, options: RenderOptions) -> str:
    recoveries = {item.path_id: item for item in result.recoveries}
    alignments = {item.path_id: item for item in result.alignments}
    columns = ["all", "text", "order", "fields", "keywords"]
    readers = {item.path_id: item for item in result.verdict.readers} if result.verdict is not None else {}
    rows = []
    for item in _shown(result.extractions):
        recovery = recoveries.get(item.path_id)
        if recovery is None:
            note = _status_note(item) or "used as the reference: not scored"
            rows.append(
                [item.path_id, _yes_or_no(readers.get(item.path_id)), *("–" for _ in columns[1:]), note]
            )
            continue
        rows.append(
            [
                item.path_id,
                _yes_or_no(readers.get(item.path_id)),
                percent(recovery.content.char_recall),
                percent(None if recovery.order.moved is None else 1 - recovery.order.moved),
                *_counts(result, item.path_id),
                _recovery_note(item, recovery, alignments.get(item.path_id)),
            ]
        )
    shown = table(["parser path", *columns, "note"], rows, options)
    return "\n".join([shown, *_not_installed(result, options)])


def _yes_or_no(reader: Reader | None) -> str:
    if reader is None or reader.status in ("timeout", "killed"):
        return "–"
    return "yes" if reader.gets_everything else "no"


def _counts(result: DocumentResult, path_id: str) -> Iterator[str]:
    """Fields recovered exactly, and keywords kept, of those that there are."""
    exact, expected = exact_fields(result.fields).get(path_id, (0, 0))
    yield f"{exact}/{expected}" if expected else "–"
    kept, known = kept_keywords(result.keywords, path_id)
    yield f"{kept}/{known}" if known else "–"


def _compared(result: DocumentResult, options: RenderOptions) -> str:
    comparisons = {item.path_id: item for item in result.comparisons}
    rows = []
    for item in _shown(result.extractions):
        comparison = comparisons.get(item.path_id)
        if comparison is None:
            rows.append([item.path_id, "–", "–", _status_note(item)])
            continue
        note = _status_note(item)
        if item.status == "ok" and comparison.lacks:
            note = listing((word.word for word in comparison.lacks), most=8)
        rows.append([item.path_id, f"{comparison.word_count:,}", f"{comparison.lacks_count:,}", note])
    columns = ["parser path", "words", "missing", "words that most other families have"]
    return "\n".join([table(columns, rows, options), *_not_installed(result, options)])


def _shown(extractions: Sequence[Extraction]) -> list[Extraction]:
    """By family and id, without paths that are not installed; those that cannot be used last."""
    order = sorted(extractions, key=lambda item: (item.status == "unavailable", item.family, item.path_id))
    return [item for item in order if not _is_absent(item)]


def _is_absent(item: Extraction) -> bool:
    return item.status == "unavailable" and absence(item.detail or "") == "not installed"


def _not_installed(result: DocumentResult, options: RenderOptions) -> Iterator[str]:
    """Paths that are not installed, in one line: what installs them, one command tells."""
    absent = sorted(item.path_id for item in result.extractions if _is_absent(item))
    if absent:
        yield _wrap(f"not installed: {', '.join(absent)} (ats doctor says how)", options.width)


def _status_note(item: Extraction) -> str:
    detail = plain(item.detail or "")
    if item.status == "unavailable":
        return f"{absence(detail)}: {remedy(detail)}"
    if item.status == "ok":
        return ""
    return f"{item.status}: {detail}" if detail else item.status


def _recovery_note(item: Extraction, recovery: Recovery, alignment: Alignment | None) -> str:
    """What a person should know of the row, the gravest first."""
    if item.status != "ok":
        return _status_note(item)
    notes = [_order_note(recovery.order)]
    if alignment is not None and recovery.content.counts.missing_words:
        lost = [label.text for label in alignment.words if label.form == "missing" and not label.decoration]
        notes.append(f"{count(len(lost), 'word')} lost: {listing(lost, most=3)}")
    changed = sum(label.form == "substituted" for label in alignment.words) if alignment is not None else 0
    damaged = (
        (recovery.segmentation.glued, "glued", "glued"),
        (recovery.segmentation.split, "split", "split"),
        (changed, "misread", "substituted"),
    )
    for number, said, form in damaged:
        if number:
            notes.append(f"{count(number, 'word')} {said}{_example(alignment, form)}")
    systematic = [
        f"{plain(one.expected)}→{plain(one.observed) or 'nothing'}"
        for one in recovery.mapping
        if one.systematic
    ]
    if systematic:
        notes.append(f"always misread: {listing(systematic, most=3)}")
    if item.detail:
        notes.append(plain(item.detail))
    return "; ".join(filter(None, notes))


def _order_note(order: Order) -> str:
    """What became of the order; nothing where it is kept, or nearly so."""
    if order.moved is None:
        return "too little recovered to judge the order" if (order.coverage or 0) < _TELLING else ""
    if order.cause in (None, "none"):
        return ""
    if order.moved <= _NOTABLE_MOVED and (order.adjacency or 0) >= _NOTABLE_ADJACENCY:
        return ""
    mixed = order.counts.mixed_lines
    where = f" ({mixed} of {count(order.counts.lines, 'line')} mixed)" if mixed else ""
    # A few displaced lines, such as dates set to the right, are no broken columns.
    cause = _CAUSES[order.cause or ""] if order.moved > _BROKEN_MOVED else "a few lines moved"
    return cause + where


def _example(alignment: Alignment | None, form: str) -> str:
    if alignment is None:
        return ""
    for label in alignment.words:
        if label.form == form and not label.decoration and label.observed:
            observed = plain(label.observed)
            return f" ({observed if len(observed) <= 24 else observed[:23] + '…'})"
    return ""


# --- several documents -------------------------------------------------------------------------------


def summary(documents: Sequence[DocumentResult], options: RenderOptions) -> str:
    """A row a document, worst first."""
    with_source = any(result.recoveries for result in documents)
    rows = []
    for result in worst_first(documents):
        ran = [item for item in result.extractions if item.status != "unavailable"]
        good = sum(item.status == "ok" for item in ran)
        if with_source:
            worst = [percent(_worst(result, _recall)), percent(_worst(result, _in_order))]
        else:
            worst = [f"{max((item.lacks_count for item in result.comparisons), default=0):,}" if ran else "–"]
        bad = [f"{item.path_id} {item.status}" for item in ran if item.status != "ok"]
        note = plain(result.document.reason or "") or listing(bad, most=3) or _first(result)
        status = result.document.status if not ran else f"{good}/{len(ran)}"
        verdict = result.verdict
        if verdict is not None and verdict.counted:
            status = f"{verdict.complete} of {verdict.counted}"
        level = LEVELS[result.verdict.level].lower() if result.verdict else "–"
        rows.append([plain(result.document.path), status, level, *worst, note])
    worst_names = ["text", "order"] if with_source else ["most missing"]
    return table(
        ["file", "readers" if with_source else "paths ok", "verdict", *worst_names, "note"], rows, options
    )


def _first(result: DocumentResult) -> str:
    """What to mend first of a file that does not pass."""
    if result.verdict is None or result.verdict.level == "pass":
        return ""
    names = {item.rule_id: item.name for item in result.rule_results}
    causes = dict.fromkeys(rule_title(names[one.rule_id]).lower() for one in roots(result))
    return listing(causes, most=2)


def worst_first(documents: Sequence[DocumentResult]) -> list[DocumentResult]:
    """Unreadable files first, then by failed paths, lost content and order, lacking words, name."""

    def rank(result: DocumentResult) -> tuple[object, ...]:
        ran = [item for item in result.extractions if item.status != "unavailable"]
        bad = sum(item.status not in ("ok", "empty") for item in ran)
        empty = sum(item.status == "empty" for item in ran)
        recall, in_order = _worst(result, _recall), _worst(result, _in_order)
        lacks = max((item.lacks_count for item in result.comparisons), default=0)
        return (
            result.document.status == "ok",
            WORST_FIRST.index(result.verdict.level) if result.verdict else 0,
            -bad,
            -empty,
            1.0 if recall is None else recall,
            1.0 if in_order is None else in_order,
            -lacks,
            result.document.path,
        )

    return sorted(documents, key=rank)


def _recall(recovery: Recovery) -> float | None:
    return recovery.content.char_recall


def _in_order(recovery: Recovery) -> float | None:
    return None if recovery.order.moved is None else 1 - recovery.order.moved


def _worst(result: DocumentResult, rate: Callable[[Recovery], float | None]) -> float | None:
    return min((value for item in result.recoveries if (value := rate(item)) is not None), default=None)


# --- layout ------------------------------------------------------------------------------------------


def table(headers: list[str], rows: list[list[str]], options: RenderOptions) -> str:
    """A table that fits `options.width`: the first column may be folded, the last one is wrapped."""
    import tabulate

    tabulate.MIN_PADDING = 0  # tabulate's own way to let headers be as narrow as their text
    last = len(headers) - 1
    widths = [max(len(row[column]) for row in [headers, *rows]) for column in range(last)]
    borders = 3 * len(headers) + 1
    room = options.width - borders - sum(widths[1:])
    first = min(widths[0], max(room // 2, _WHOLE_ID, room - max(len(row[last]) for row in [headers, *rows])))
    note = max(_NARROWEST_NOTE, room - first)
    cells = [
        ["\n".join(_folded(row[0], first)), *row[1:last], "\n".join(_folded(row[last], note))] for row in rows
    ]
    alignment = ["left", *("right" if _is_figures(rows, at, last) else "left" for at in range(1, last + 1))]
    return str(
        tabulate.tabulate(
            cells,
            headers,
            tablefmt="rounded_outline" if options.unicode else "outline",
            colalign=alignment,
            disable_numparse=True,
        )
    )


def _is_figures(rows: list[list[str]], column: int, last: int) -> bool:
    """Whether a column holds numbers; the last one may hold words after them."""
    if column == last:
        return bool(rows) and all(_FIGURE.fullmatch(row[column]) for row in rows)
    return all(row[column][:1] in "0123456789–<>" for row in rows)


def _folded(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False) or [""]


def _wrap(text: str, width: int) -> str:
    return "\n".join(textwrap.wrap(text, width, subsequent_indent="  ", break_on_hyphens=False))


FORMAT = ReportFormat(id="table", render=render, shows="losses")
