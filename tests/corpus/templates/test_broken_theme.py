"""A theme that somebody breaks moves down the table, and its mend moves it up again."""

from __future__ import annotations

from pathlib import Path

import batching
import pytest
from typesetting import needs

from atsharness.batch.reading import Run
from atsharness.batch.rows import DocumentRow
from atsharness_corpus.model import TypesetterMissing
from atsharness_corpus.templates import jsonresume, page, resume, rows
from atsharness_corpus.templates.model import Rendered, Template, Workshop
from atsharness_corpus.templates.rows import Row
from atsharness_corpus.typesetters import chromium, weasyprint

PATHS = "pdfminer-position,pdfplumber,pymupdf-sorted,pypdf-layout,pdfium,pypdf-plain"
COLUMNS = "<style>body { columns: 2 !important; column-gap: 6mm !important; }</style>"
"""What breaks a page of one column for readers that sort by position."""


def ranked(pages: dict[str, bytes], folder: Path) -> list[Row]:
    """Rows of documents made here, in the order of the table."""
    documents = folder / "pdf"
    documents.mkdir()
    made = []
    for name, data in pages.items():
        template = Template(ecosystem="npm", name=name, version="1", install="")
        (documents / f"{template.id}.pdf").write_bytes(data)
        made.append(
            Rendered(template=template, status="printed", engine="", key="", file=f"{template.id}.pdf")
        )
    done = batching.batch(
        documents,
        folder / "run",
        *("--source", str(resume.PERSON), "--keep-text", "--ocr", "never", "--paths", PATHS, "-j", "1"),
    )
    assert done.returncode == 0, done.stderr
    read = Run(str(folder / "run")).rows(DocumentRow)
    return page.ordered(rows.evidence(made, read, resume.load(), 1).rows)


def plain_page() -> str:
    """The person as a plain page of one column."""
    person = resume.load()
    basics = person["basics"]
    parts = [f"<h1>{basics['name']}</h1><p>{basics['label']}<br>{basics['email']}<br>{basics['phone']}</p>"]
    for job in person["work"]:
        lines = "".join(f"<li>{line}</li>" for line in job["highlights"])
        head = f"<h3>{job['position']}, {job['name']}</h3><p>{resume.period(job)}</p>"
        parts.append(f"{head}<p>{job['summary']}</p><ul>{lines}</ul>")
    for school in person["education"]:
        parts.append(
            f"<h3>{resume.degree(school)}</h3><p>{school['institution']}, {resume.period(school)}</p>"
        )
    words = [word for group in person["skills"] for word in group["keywords"]]
    parts.append(f"<h2>Skills</h2><p>{', '.join(words)}</p><h2>Languages</h2><p>{resume.spoken(person)}</p>")
    return (
        f'<!doctype html><html lang="en"><head><title>CV</title></head><body>{"".join(parts)}</body></html>'
    )


def broken(html: str) -> str:
    """The same page in two columns."""
    return html.replace("</head>", COLUMNS + "</head>", 1)


def mended(html: str) -> str:
    """The broken page without its columns."""
    return html.replace(COLUMNS, "")


def moves_down_and_up(html: str, print_page, tmp_path: Path) -> None:
    two = broken(html)
    assert two != html
    pages = {"was": print_page(html), "broken": print_page(two), "mended": print_page(mended(two))}
    was, again, last = ranked(pages, tmp_path)
    assert {was.id, again.id} == {"npm-was", "npm-mended"}
    assert last.id == "npm-broken"
    assert was.readers == again.readers
    assert last.right < was.right
    assert (
        page.worst(last, lambda one: one.moved or 0.0)[1] > page.worst(was, lambda one: one.moved or 0.0)[1]
    )


@pytest.mark.slow
def test_two_columns_in_weasyprint(tmp_path: Path) -> None:
    needs(weasyprint.TYPESETTER)
    moves_down_and_up(plain_page(), weasyprint.print_html, tmp_path)


@pytest.mark.slow
def test_two_columns_in_a_theme_from_npm(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    needs(chromium.TYPESETTER)
    shop = Workshop(cache=tmp_path_factory.getbasetemp() / "themes", person=resume.PERSON)
    try:
        jsonresume.prepare(shop)
    except TypesetterMissing as error:
        pytest.skip(str(error))
    html = jsonresume.page_of("short", shop)
    moves_down_and_up(html, lambda one: chromium.print_html(jsonresume.on_paper(one)), tmp_path)
