"""``ats check``: what each parser path recovers of files."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from atsharness.commands._progress import progress
from atsharness.commands._shared import (
    EXIT_CODES,
    SettingOption,
    examples,
    missing,
    note,
    password_option,
    pieces,
    print_json,
    print_result,
    resolve,
    rule_options,
    screen,
    setting_options,
    write_report,
)
from atsharness.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from atsharness.keywords.vocabulary import Term
    from atsharness.model import DocumentResult, Exhibit, ReportFormat, RunResult, View
    from atsharness.settings import Settings


COMMON = frozenset({"short", "table", "json"})
"""Formats that show no pages. They are imported while the file is being opened: it takes as long."""

_EXAMPLES = examples(
    "ats check resume.pdf",
    "ats check resume.pdf --source resume.md --job posting.txt",
    "ats check 'out/*.pdf' --no-ocr --fail-on at-risk --report json=build/ats.json",
)


@click.command(epilog=f"{_EXAMPLES}\n\n{EXIT_CODES}")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option(
    "--source",
    metavar="FILE",
    help="The résumé's own content: text, Markdown, HTML, JSON Resume or RenderCV YAML. One FILE only.",
)
@click.option("--job", metavar="FILE", help="A job posting: the technologies that it names must be found.")
@click.option(
    "--keywords", metavar="FILE", help="Keywords that must be found: one per line, aliases after |."
)
@click.option(
    "-v", "--verbose", count=True, help="Tables of paths, gates, fields and findings; -vv with every detail."
)
@click.option(
    "--format",
    "form",
    metavar="NAME",
    help="What to print: short, table, concise, markdown, csv, tsv, json, jsonl, html; junit, sarif, github, "
    "gitlab for CI.  [default: short]",
)
@click.option("--report", multiple=True, metavar="FORMAT=FILE", help="Also write a report; repeatable.")
@click.option(
    "--pages", metavar="A-B", help="Pages whose pictures an HTML report shows. Default: the first ten."
)
@click.option("--keep-text", is_flag=True, help="Keep texts and word labels in JSON (personal data).")
@click.option(
    "--redact",
    is_flag=True,
    help="Replace names, contact data and digits in texts and pictures, to show a report to others.",
)
@click.option(
    "--fail-on",
    metavar="LEVEL",
    cls=SettingOption,
    help="Exit with 1 for a verdict of this level or worse: fail, at-risk or never.",
)
@password_option
@setting_options
@rule_options
def check(
    files: tuple[str, ...],
    source: str | None,
    job: str | None,
    keywords: str | None,
    verbose: int,
    form: str | None,
    report: tuple[str, ...],
    pages: str | None,
    keep_text: bool,
    redact: bool,
    password: str | None,
    **flags: Any,
) -> int:
    """Check what each parser path recovers of résumé files.

    FILE is a PDF or an image (PNG, JPEG, TIFF), a folder, a pattern such as 'out/*.pdf', or - for standard
    input. Without --source the paths are compared with the page as a person sees it.
    """
    from atsharness import intake

    resolved = resolve(flags)
    settings = resolved.settings
    form = form or ("table" if verbose else "short")
    reports = [_report_target(item) for item in report]
    expanded = intake.expand(files)
    _tell_left_out(files)
    if source is not None and len(expanded) != 1:
        raise UsageError(f"--source needs exactly one file; {len(expanded)} were given")
    from atsharness.run import run

    asked = _asked(job, keywords) if job is not None or keywords is not None else None
    formats: dict[str, ReportFormat] = {}
    exhibits: dict[int, Exhibit] = {}
    names = [form, *(name for name, _ in reports)]
    if not COMMON.issuperset(names):  # whether pages are to be drawn has to be known from the start
        formats.update(_formats(names))
    view = _view(formats.values(), pages, redact=redact)
    if len(expanded) > 1 and form in formats and formats[form].files is not None:
        raise UsageError(f"several files: write a folder with --report {form}=FOLDER")
    with progress(expanded) as show:
        result = run(
            expanded,
            settings=settings,
            source=Path(source) if source is not None else None,
            password=password,
            asked=asked,
            # Finding and importing the formats takes as long as opening a file: done while that happens.
            meanwhile=lambda: formats.update(_formats(names)),
            progress=show,
            view=view,
            exhibits=exhibits,
            keep=lambda item: item if keep_text else _kept(item, formats.values()),
        )
    options = msgspec.structs.replace(
        screen(keep_text=keep_text), exhibits=exhibits, every_detail=verbose > 1
    )
    for name, file in reports:
        write_report(file, formats[name], result, options)
    if form == "json":
        print_json(pieces(formats[form], result, options))
    else:
        print_result(formats[form].render(result, options))
    if resolved.file is not None:
        off = resolved.rules_off()
        note(f"settings of {resolved.file}{'; rules chosen by it: ' if off else ''}{'; '.join(off)}")
    return _exit_code(result, settings)


def _tell_left_out(files: Sequence[str]) -> None:
    """Says in one line how many files of a folder are of other types."""
    from atsharness import intake

    kinds = intake.left_out(files)
    if not kinds:
        return
    named = ", ".join(f"{number} {kind or 'without a type'}" for kind, number in kinds.most_common(5))
    total = sum(kinds.values())
    click.echo(
        f"note: {total} other file{'s' * (total != 1)} left out ({intake.printable_name(named)})", err=True
    )


def _asked(job: str | None, keywords: str | None) -> tuple[Term, ...]:
    """The terms that a posting names, then those of a list."""
    from atsharness.keywords.vocabulary import asked_for, known_terms, parse
    from atsharness.sources.read import read_source

    listed = parse(read_source(Path(keywords)).text) if keywords is not None else ()
    named = asked_for(read_source(Path(job)).text, (*known_terms(), *listed)) if job is not None else ()
    found = {term.name: term for term in (*named, *listed)}
    if not found:
        raise UsageError(f"{job or keywords}: no keyword found; list them with --keywords")
    return tuple(found.values())


def _view(formats: Collection[ReportFormat], pages: str | None, *, redact: bool) -> View | None:
    """What the reports are to show of each document; None where no format shows pages.

    Raises:
        UsageError: `pages` is no range of pages, or no report shows any.
    """
    from atsharness.model import View

    if not any(item.shows_pages for item in formats):
        if pages is not None:
            raise UsageError("--pages is for reports that show pages: add --report html=FILE")
        return View(last=0, redact=True) if redact else None
    if pages is None:
        return View(redact=redact)
    found = re.fullmatch(r"([1-9]\d{0,5})(?:-([1-9]\d{0,5}))?", pages)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not found or last < first:
        raise UsageError(f"--pages needs a page or a range such as 11-20, not {pages!r}")
    return View(first=first, last=last, redact=redact)


def _kept(result: DocumentResult, formats: Iterable[ReportFormat]) -> DocumentResult:
    """What the formats show of a document: of many files more would not fit into memory."""
    from atsharness.model.slim import slim

    shown = {form.shows for form in formats}
    return slim(result, "texts" if "texts" in shown else "losses" if "losses" in shown else "figures")


def _formats(names: Sequence[str]) -> dict[str, ReportFormat]:
    from atsharness.registry import discover

    found = discover("atsharness_reports", "FORMAT")
    for name in names:
        if name not in found:
            raise UsageError(f"unknown report format {name!r}; known: {', '.join(found)}")
        if name == "table":
            import tabulate  # noqa: F401 (what its rendering would else wait for)
    return {name: found[name].value for name in names}


def _report_target(item: str) -> tuple[str, Path]:
    name, separator, file = item.partition("=")
    if not separator or not file:
        raise UsageError(f"--report needs FORMAT=FILE, not {item!r}")
    return name, Path(file)


def _unmeasured(result: DocumentResult) -> bool:
    """Whether a verdict was wanted and there is none; who asks for one or two families wants none."""
    from atsharness.verdict.decide import FEWEST_FAMILIES
    from atsharness.verdict.families import OCR_FAMILY

    if result.verdict is None or result.verdict.level != "not_measurable":
        return False
    asked = {item.family for item in result.extractions if item.family != OCR_FAMILY}
    seen = result.reference is not None and result.reference.word_count > 0
    return not (seen and 0 < len(asked) < FEWEST_FAMILIES)


def _exit_code(result: RunResult, settings: Settings) -> int:
    if settings.require:
        extractions = [item for document in result.documents for item in document.extractions]
        if (code := missing(extractions, settings)) is not None:
            return code
    if any(document.document.status != "ok" or _unmeasured(document) for document in result.documents):
        return ExitCode.UNREADABLE
    levels = [document.verdict.level for document in result.documents if document.verdict is not None]
    bad = {"fail": ("fail",), "at-risk": ("fail", "at_risk"), "never": ()}[settings.fail_on]
    return ExitCode.VERDICT if any(level in bad for level in levels) else ExitCode.OK
