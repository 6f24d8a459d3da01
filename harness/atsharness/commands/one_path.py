"""``ats text`` and ``ats diff``: what one parser path reads of one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from atsharness.commands._shared import (
    examples,
    note,
    password_option,
    print_result,
    resolve,
    screen,
    setting_options,
)
from atsharness.errors import ExitCode, PathUnavailable, UnreadableError, UsageError

if TYPE_CHECKING:
    from atsharness.model import Extraction, Reference


VISUAL = "visual"
"""In place of a parser path: what a person sees."""


@click.command(epilog=examples("ats text resume.pdf", "ats text resume.pdf --path pdfplumber"))
@click.argument("file", metavar="FILE")
@click.option(
    "--path",
    "path_id",
    default=VISUAL,
    show_default=True,
    metavar="ID",
    help="A parser path (see ats paths), or 'visual': what a person sees.",
)
@password_option
@setting_options
def text(file: str, path_id: str, password: str | None, **flags: Any) -> int:
    """Print what a person sees, or what one parser path reads.

    FILE is of any type that ats check reads, or - for standard input. Control characters are visible. Without
    --path it is the page's text section by section, free of anything hidden, ready to paste into a portal's
    form.
    """
    from atsharness_reports._terminal import plain

    if path_id == VISUAL:
        page = _page(file, password, flags)
        for warning in page.warnings:
            click.echo(f"note: {plain(warning)}", err=True)
        print_result(_in_sections(page.text))
        return ExitCode.OK
    print_result(plain(_one_text(file, path_id, password, flags).text or "", keep="\n\t"))
    return ExitCode.OK


@click.command(
    epilog=examples(
        "ats diff resume.pdf",
        "ats diff resume.pdf --path pdfplumber --source resume.md",
        "ats diff resume.pdf --path pymupdf-sorted --against pymupdf-stream",
    )
)
@click.argument("file", metavar="FILE")
@click.option(
    "--path", "path_id", metavar="ID", help="A parser path; see ats paths. Default: the one that loses most."
)
@click.option(
    "--source",
    metavar="FILE",
    help="Compare with the résumé's own content: text, Markdown, HTML, JSON Resume or RenderCV YAML.",
)
@click.option("--against", metavar="ID", help="Compare with what another parser path reads.")
@password_option
@setting_options
def diff(
    file: str,
    path_id: str | None,
    source: str | None,
    against: str | None,
    password: str | None,
    **flags: Any,
) -> int:
    """Show word by word what one parser path reads differently.

    FILE is of any type that ats check reads, or - for standard input. The path is compared with what a person
    sees, unless --source or --against is given. The words of a source are put into the order of the page.
    """
    from atsharness.commands.align import word_diff
    from atsharness.sources.read import read_source

    if source is not None and against is not None:
        raise UsageError("give either --source or --against, not both")
    known = read_source(Path(source)) if source is not None else None
    if path_id is None:
        path_id = _worst(file, password, dict(flags))
        click.echo(f"note: {path_id} loses most; see others with --path (ats paths)", err=True)
    read = _one_text(file, path_id, password, dict(flags))
    if against is not None:
        title = f"what {against} reads (neither is known to be right)"
        reference = _one_text(file, against, password, dict(flags)).text or ""
    elif known is not None:
        title = known.source_path or "the source"
        reference = _in_page_order(known, file, password, dict(flags)).text
    else:
        title = "what a person sees"
        reference = _page(file, password, dict(flags)).text
    print_result(word_diff(reference, read.text or "", title=title, name=path_id, width=screen().width))
    return ExitCode.OK


def _in_sections(text: str) -> str:
    """Text with control characters but tabs shown and a blank line above each section heading."""
    from atsharness.language.headings import headings
    from atsharness_reports._terminal import plain

    parted = text
    for one in reversed(headings(text)):
        start = parted.rfind("\n", 0, one.start) + 1
        if start and not parted[:start].endswith("\n\n"):
            parted = f"{parted[:start]}\n{parted[start:]}"
    return plain("\n".join(line.rstrip() for line in parted.split("\n")), keep="\n\t")


def _worst(file: str, password: str | None, flags: dict[str, Any]) -> str:
    """The parser path of the panel that loses most of one file.

    Raises:
        UnreadableError: the file cannot be read, or no path reads any text.
    """
    from atsharness.session import Session

    with Session(resolve({**flags, "no_ocr": True}).settings, password=password) as session:
        result = next(session.check([_one(file)])).result
    if result.document.status != "ok":
        raise UnreadableError(f"{result.document.path}: {result.document.reason}")
    lacks = {one.path_id: one.lacks for one in result.verdict.readers} if result.verdict is not None else {}
    recovered = {item.path_id: item.content.char_recall or 0.0 for item in result.recoveries}
    read = [item.path_id for item in result.extractions if item.status == "ok"]
    if not read:
        raise UnreadableError(f"{result.document.path}: no parser path reads any text of it")
    return max(read, key=lambda one: (len(lacks.get(one, ())), -recovered.get(one, 1.0)))


def _in_page_order(source: Reference, file: str, password: str | None, flags: dict[str, Any]) -> Reference:
    """The source's words in the order of the page, where that can be seen; notes go to standard error."""
    from atsharness.reference.merge import merge
    from atsharness_reports._terminal import plain

    try:
        merged = merge(source, _page(file, password, flags))
    except UnreadableError as error:
        click.echo(f"note: the source's own order is used: {plain(str(error))}", err=True)
        return source
    if merged.not_on_page:
        words = " ".join(plain(word) for word in merged.not_on_page[:8])
        more = " …" if len(merged.not_on_page) > 8 else ""
        click.echo(
            f"note: {len(merged.not_on_page)} words of the source not on the page: {words}{more}", err=True
        )
    for warning in merged.warnings:
        click.echo(f"note: {plain(warning)}", err=True)
    return merged


def _page(file: str, password: str | None, flags: dict[str, Any]) -> Reference:
    """What a person sees of one file.

    Raises:
        UnreadableError: the file cannot be read, or its page gives no reference.
    """
    from atsharness.session import Session

    with Session(resolve(dict(flags)).settings, password=password) as session:
        looked = session.analyse(_one(file))
    if looked.document.status != "ok":
        raise UnreadableError(f"{looked.document.path}: {looked.document.reason}")
    if looked.page is None or isinstance(looked.page, str):
        raise UnreadableError(f"{looked.document.path}: {looked.page}")
    return looked.page


def _one(file: str) -> str:
    from atsharness import intake

    files = intake.expand([file])
    if len(files) != 1:
        raise UsageError(f"exactly one file is needed; {file} matches {len(files)}")
    return files[0]


def _one_text(file: str, path_id: str, password: str | None, flags: dict[str, Any]) -> Extraction:
    """What one path reads of one file.

    Raises:
        UnreadableError: the file cannot be read, or the path returned nothing.
        PathUnavailable: the engine is not installed.
    """
    from atsharness.session import Session
    from atsharness_reports._terminal import remedy

    name = _one(file)
    settings = resolve({**flags, "paths": (path_id,)}).settings
    with Session(settings, password=password) as session:
        if path_id not in session.found:
            raise UsageError(f"{path_id} is a family; give one of its paths: {', '.join(session.found)}")
        result = next(session.check([name], analyse=False)).result
    if result.document.status != "ok":
        raise UnreadableError(f"{result.document.path}: {result.document.reason}")
    item = result.extractions[0]
    if item.status == "unavailable":
        raise PathUnavailable(f"{path_id} is not installed: {remedy(item.detail or '')}")
    if item.text is None:
        raise UnreadableError(f"{path_id}: {item.status}: {item.detail}")
    if item.status == "timeout":
        note(f"{path_id}: {item.detail}")
    return item
