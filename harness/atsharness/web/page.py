"""The pages as HTML: templates of this folder, with the style sheet of the reports."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from atsharness.intake import READ_NAMES
from atsharness.web.documents import Entry
from atsharness.web.uploads import MOST_BYTES
from atsharness_reports._terminal import plain

_HERE = Path(__file__).parent / "templates"
_ACCEPT = ".pdf,.docx,.docm,.dotx,.odt,.rtf,.doc,.html,.htm,.txt,.md,.png,.jpg,.jpeg,.tif,.tiff"


def listing(entries: Sequence[Entry], *, busy: bool) -> str:
    """The page with all documents.

    Args:
        entries: in the order of the list.
        busy: whether a check is still to come: the page then loads itself again.
    """
    done = sum(not entry.busy for entry in entries)
    return _render("list.html.j2", entries=entries, busy=busy, done=done)


def message(text: str) -> str:
    """A page that says why something was refused."""
    return _render("message.html.j2", text=text)


@lru_cache
def style() -> str:
    """The style sheet: that of the reports, and what this page has beside it."""
    reports = resources.files("atsharness_reports.html").joinpath("templates", "style.css")
    return reports.read_text("utf-8") + (_HERE / "page.css").read_text("utf-8")


@lru_cache
def script() -> str:
    """What makes the page handier where scripts run; without, all of it works too."""
    return (_HERE / "page.js").read_text("utf-8")


def _render(template: str, **values: object) -> str:
    shared = {"most_mb": MOST_BYTES // 10**6, "accept": _ACCEPT, "read_names": READ_NAMES}
    return _environment().get_template(template).render(**shared, **values)


@lru_cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: plain(value) if type(value) is str else value,
        auto_reload=False,
    )
