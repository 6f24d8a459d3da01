"""Chromium's ``--print-to-pdf``: what most web résumé builders run."""

from __future__ import annotations

import tempfile
from pathlib import Path

from atsharness_corpus.model import Style, Typesetter
from atsharness_corpus.typesetters import html, programs, trial

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
INSTALL = "apt install chromium"
FONTS = ("Liberation Sans", "Liberation Serif")
"""What Arial and Times New Roman become on a Debian machine."""


def _probe() -> str:
    version = programs.version_of(PROGRAMS, INSTALL)
    trial.prints("chromium", lambda: print_html(f"<!doctype html><p>{trial.WORD}</p>"), INSTALL)
    return version


TYPESETTER = Typesetter(id="chromium", probe=_probe)


def fitted_page(
    style: Style, author: str, rules: str, body: str, *, language: str = "en", pages: int = 1
) -> bytes:
    """Prints `body` on at most `pages` pages; see `html.fitted_page`.

    Raises:
        DoesNotFitError: the text is too long for that many pages.
    """
    return html.fitted_page(print_html, style, author, rules, body, language, pages=pages)


def print_html(source: str, timeout_s: float = programs.LIMIT_S) -> bytes:
    """Prints one HTML page without header and footer lines; no host's name is found meanwhile.

    Raises:
        RuntimeError: it prints none within `timeout_s` wall seconds.
    """
    program = programs.find(PROGRAMS, INSTALL)
    with tempfile.TemporaryDirectory(prefix="ats-corpus-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "page.html").write_text(source, encoding="utf-8")
        command = [
            program,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={folder / 'profile'}",
            "--no-pdf-header-footer",
            "--print-to-pdf=page.pdf",
            (folder / "page.html").as_uri(),
        ]
        return programs.run(command, folder, "page.pdf", timeout_s)
