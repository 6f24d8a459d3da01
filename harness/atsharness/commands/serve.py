"""``ats serve``: the local page."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import click

from atsharness.commands._shared import examples, note, resolve, setting_options
from atsharness.errors import ExitCode, UsageError


@click.command(epilog=examples("ats serve --open", "ats serve --port 8765 --no-ocr"))
@click.option("--port", type=int, default=0, help="Port to listen on; 0 takes a free one.")
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser.")
@setting_options
def serve(port: int, opens: bool, **flags: Any) -> int:
    """Show a page in the browser to drop résumés on and check them.

    Ctrl-C ends it. Only this machine can reach the page, and only the browser that opened the printed
    address. Files are kept in a private folder and removed when they are checked; reports when they are
    cleared, after half an hour without use, and at the end.
    """
    settings = resolve(flags).settings
    try:
        from atsharness.web.serve import serve as serve_page
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("atsharness"):
            raise
        raise UsageError(
            f"'ats serve' needs {error.name}, which is not installed: pip install 'ats-harness[web]'"
        ) from None

    def ready(address: str) -> None:
        click.echo(f"Open this address in your browser (Ctrl-C ends the page):\n  {address}")
        if opens:
            from atsharness.commands._browser import open_in_browser

            if (reason := open_in_browser(address)) is not None:
                note(reason)

    def used(address: str) -> None:
        click.echo(f"Opened. For another browser:\n  {address}")

    with suppress(KeyboardInterrupt):
        serve_page(settings, port=port, ready=ready, used=used)
    click.echo("Ended; all files are removed.", err=True)
    return ExitCode.OK
