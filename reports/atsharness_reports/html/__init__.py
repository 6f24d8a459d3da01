"""HTML: one file per document that needs nothing else, and an index page of several documents.

Works without JavaScript and asks nothing of any network. Texts, pictures and contact data are in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.model import RenderOptions, ReportFormat, RunResult


def render(run: RunResult, options: RenderOptions) -> str:
    """The report of a run's first document: a run of several is a folder, see `files`."""
    from atsharness_reports.html.document import document_page

    return document_page(run, options, 0)


def files(run: RunResult, options: RenderOptions) -> Iterator[tuple[str, str]]:
    """File names and contents: one report a document, then ``index.html``, which links them."""
    from atsharness_reports.html.document import document_page
    from atsharness_reports.html.index import file_name, index_page

    for number in range(len(run.documents)):
        yield file_name(number), document_page(run, options, number, home="index.html")
    yield "index.html", index_page(run, options)


FORMAT = ReportFormat(id="html", render=render, files=files, shows_pages=True)
