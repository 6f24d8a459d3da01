"""Markdown for a pull request: the verdicts in a table, what to mend first of each file below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atsharness.model import DocumentResult, Finding, RenderOptions, ReportFormat, RunResult
from atsharness_reports._advice import MOST_FIRST, advice_of
from atsharness_reports._findings import roots
from atsharness_reports._plain_words import field_names
from atsharness_reports._posting import headline, match_in, remarks, together
from atsharness_reports._terminal import count, plain
from atsharness_reports._verdict import LEVELS, sentence
from atsharness_reports.table import worst_first

_MOST = 3
"""Things to mend, a document."""
_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+!|~@&$])")
_SIGNS = {"pass": "✅", "at_risk": "⚠️", "fail": "❌", "not_measurable": "❔"}


def render(run: RunResult, _options: RenderOptions) -> str:
    """GitHub's Markdown; whatever comes from a file is plain text in it."""
    documents = worst_first(run.documents)
    lines = ["## What applicant-tracking systems read", "", "| file | verdict | readers |", "|---|---|---|"]
    lines += map(_row, documents)
    for result in documents:
        lines += _details(result)
    return "\n".join(lines) + "\n"


def _row(result: DocumentResult) -> str:
    verdict = result.verdict
    name = _text(result.document.path)
    if result.document.status != "ok":
        return f"| {name} | ❔ {_text(result.document.status)} | {_text(result.document.reason or '')} |"
    if verdict is None:
        return f"| {name} | – | – |"
    readers = f"{verdict.complete} of {verdict.counted} get everything" if verdict.counted else "–"
    return f"| {name} | {_SIGNS[verdict.level]} {LEVELS[verdict.level].lower()} | {readers} |"


def _details(result: DocumentResult) -> Iterator[str]:
    found = roots(result)
    advice = [*_posting(result), *_advice(result)]
    if not found and not advice:
        return
    yield from ("", f"### {_text(result.document.path)}", "")
    if found:
        yield from _to_mend(result, found)
    yield from advice


def _posting(result: DocumentResult) -> Iterator[str]:
    """Where the résumé has a posting's terms, where a posting was given."""
    match = match_in(result)
    if match is None:
        return
    yield from ("", f"Posting: {headline(match)}.", "")
    for place, names in together(match):
        yield f"- {_text(place)}: {_text(', '.join(names))}"
    for line in remarks(match):
        yield f"- {_text(line)}"


def _advice(result: DocumentResult) -> Iterator[str]:
    """The most useful advice on content, where it was asked for."""
    found = advice_of(result)
    if found is None or not found.remarks:
        return
    yield from ("", "Content, as the guide advises:", "")
    for number, one in enumerate(found.remarks[:MOST_FIRST], 1):
        yield f"{number}. {_text(one.message)} ({one.rule_id})"
        if one.advice:
            yield f"   - {_text(one.advice)}"
    if len(found.remarks) > MOST_FIRST:
        yield f"{MOST_FIRST + 1}. and {len(found.remarks) - MOST_FIRST} more"


def _to_mend(result: DocumentResult, found: list[Finding]) -> Iterator[str]:
    if result.verdict is not None:
        yield from (_text(sentence(result)), "")
    for number, one in enumerate(found[:_MOST], 1):
        where = f", page {one.page}" if one.page is not None else ""
        yield f"{number}. **{_text(one.message)}**{where} ({one.rule_id})"
        lost = [field_names(one.fields_lost)] if one.fields_lost else []
        lost += [count(one.word_count, "word")] if one.word_count else []
        if lost:
            yield f"   - costs {_text('; '.join(lost))}"
        if one.advice:
            yield f"   - {_text(one.advice)}"
    if len(found) > _MOST:
        yield f"{_MOST + 1}. and {len(found) - _MOST} more"


def _text(text: str) -> str:
    """Text of any origin, with what Markdown would take for markup escaped."""
    return _SPECIAL.sub(r"\\\1", plain(text))


FORMAT = ReportFormat(id="markdown", render=render, shows="figures")
