"""``ats init``: settings and a workflow for a repository of templates."""

from __future__ import annotations

from pathlib import Path

import click

from atsharness.commands._shared import examples, write_text
from atsharness.errors import ExitCode, UsageError


@click.command(epilog=examples("ats init", "ats init ~/my-templates"))
@click.argument(
    "folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path(),
    metavar="[FOLDER]",
)
def init(folder: Path) -> int:
    """Write ats.toml and a workflow for a folder of templates.

    Looks for Typst, LaTeX, RenderCV, JSON Resume, Word and PDF files, and says what it found and wrote. A
    file that is there is never written over.
    """
    from atsharness.regression import project

    found = project.look(folder)
    if not found:
        raise UsageError(
            f"{folder}: no Typst, LaTeX, RenderCV, JSON Resume, Word or PDF file that could be a résumé's"
        )
    for one in found:
        click.echo(f"found: {one.title} ({', '.join(one.files)})")
    for name, text in project.files(found).items():
        file = folder / name
        if file.exists():
            click.echo(f"left as it is: {name}")
        else:
            write_text(file, text)
            click.echo(f"wrote: {name}")
    click.echo(f"next: build the files, then run ats baseline {' '.join(project.outputs(found))}")
    return ExitCode.OK
