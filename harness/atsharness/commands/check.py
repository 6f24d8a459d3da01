"""``ats check``: what each parser path recovers of files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from atsharness.commands._output import Output
from atsharness.commands._progress import progress
from atsharness.commands._request import Request
from atsharness.commands._shared import (
    EXIT_CODES,
    SettingOption,
    examples,
    missing,
    note,
    password_option,
    resolve,
    rule_options,
    setting_options,
)
from atsharness.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from atsharness.model import DocumentResult, Exhibit, RunResult
    from atsharness.settings import Resolved, Settings


_EXAMPLES = examples(
    "ats check resume.pdf",
    "ats check resume.pdf --source resume.md --job posting.txt",
    "ats check resume.pdf --fields",
    "ats check resume.pdf --guide",
    "ats check resume.pdf --watch --no-ocr --report html=report.html --open",
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
    "--fields",
    is_flag=True,
    help="Show name, contact data, jobs and degrees as each path's text fills them; JSON Resume in JSON.",
)
@click.option(
    "--guide",
    is_flag=True,
    help="Also advise on the content, as a guide for back-end developers' résumés does (docs/guide.md); it "
    "changes no verdict.",
)
@click.option(
    "-v",
    "--verbose",
    count=True,
    show_default=False,
    help="Tables of paths, gates, fields and findings; -vv with every detail.",
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
@click.option("--open", "opens", is_flag=True, help="Show the HTML report in the browser.")
@click.option(
    "--watch",
    "watched",
    is_flag=True,
    help="Check again at every save, until Ctrl-C (exit code 130); an open HTML report follows.",
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
    fields: bool,
    guide: bool,
    verbose: int,
    form: str | None,
    report: tuple[str, ...],
    pages: str | None,
    opens: bool,
    watched: bool,
    keep_text: bool,
    redact: bool,
    password: str | None,
    **flags: Any,
) -> int:
    """Check what each parser path recovers of résumé files.

    FILE is a PDF, DOCX, ODT, RTF, DOC, HTML, plain text or an image (PNG, JPEG, TIFF), a folder, a pattern
    such as 'out/*.pdf', or - for standard input. Without --source the paths are compared with the page as a
    person sees it.
    """
    from atsharness import intake

    resolved = resolve(flags)
    expanded = intake.expand(files)
    _tell_left_out(files)
    if source is not None and len(expanded) != 1:
        raise UsageError(f"--source needs exactly one file; {len(expanded)} were given")
    if watched and "-" in files:
        raise UsageError("standard input cannot be watched: name a file")
    form = form or ("fields" if fields else "table" if verbose else "short")
    from atsharness.commands._watch import REFRESH_S, Watch

    output = Output(
        form,
        report,
        pages=pages,
        redact=redact,
        keep_text=keep_text,
        every_detail=verbose > 1,
        opens=opens,
        refresh_s=REFRESH_S if watched else None,
    )
    if output.needs_a_folder and len(expanded) > 1:
        raise UsageError(f"several files: write a folder with --report {form}=FOLDER")
    output.spare((*expanded, source, job, keywords))
    fields = fields or output.shows("fields")
    request = Request(resolved.settings, password, source, job, keywords, fields, guide)
    if watched:
        _tell_settings(resolved)
        with Watch(request, output) as watch:
            watch.run(files)
    result = _once(expanded, request, output)
    _tell_settings(resolved)
    for one in result.documents:
        _tell_unmet(one)
    return _exit_code(result, resolved.settings)


def _once(files: Sequence[str], request: Request, output: Output) -> RunResult:
    """Checks the files, writes and prints what follows."""
    from atsharness.run import run

    asked = request.asked()
    exhibits: dict[int, Exhibit] = {}
    with progress(files) as show:
        result = run(
            files,
            settings=request.settings,
            source=request.source_path,
            password=request.password,
            asked=asked,
            # Finding and importing the formats takes as long as opening a file: done while that happens.
            meanwhile=output.load,
            progress=show,
            view=output.view,
            exhibits=exhibits,
            keep=lambda found: output.keep(request.held(found)),
            fields=request.fields,
            guide=request.guide,
            posting=request.posting,
        )
    output.put(result, exhibits)
    return result


def _tell_settings(resolved: Resolved) -> None:
    """Names the settings file in force, and the rules that it chooses."""
    if resolved.file is not None:
        off = resolved.rules_off()
        note(f"settings of {resolved.file}{'; rules chosen by it: ' if off else ''}{'; '.join(off)}")


def _tell_unmet(result: DocumentResult) -> None:
    """Names in one line each what the settings ask of a file and is not so."""
    for line in result.unmet:
        note(f"{result.document.path}: not as asked: {line}")


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


def _unmeasured(result: DocumentResult) -> bool:
    """Whether a verdict was wanted and there is none; who asks for one or two families wants none."""
    from atsharness.verdict.families import OCR_FAMILY, fewest_families

    if result.verdict is None or result.verdict.level != "not_measurable":
        return False
    asked = {item.family for item in result.extractions if item.family != OCR_FAMILY}
    seen = result.reference is not None and result.reference.word_count > 0
    return not (seen and 0 < len(asked) < fewest_families(result.document.media_type))


def _exit_code(result: RunResult, settings: Settings) -> int:
    if settings.require:
        extractions = [item for document in result.documents for item in document.extractions]
        if (code := missing(extractions, settings)) is not None:
            return code
    if any(document.document.status != "ok" or _unmeasured(document) for document in result.documents):
        return ExitCode.UNREADABLE
    if settings.fail_on != "never" and any(document.unmet for document in result.documents):
        return ExitCode.VERDICT
    levels = [document.verdict.level for document in result.documents if document.verdict is not None]
    bad = {"fail": ("fail",), "at-risk": ("fail", "at_risk"), "never": ()}[settings.fail_on]
    return ExitCode.VERDICT if any(level in bad for level in levels) else ExitCode.OK
