"""Documents of a run: a few real ones, small ones, and some that cannot be read."""

from __future__ import annotations

import shutil
from pathlib import Path


def small_pdf(file: Path, name: str) -> None:
    """A page with a few words."""
    import pymupdf

    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((72, 72), f"{name} Example", fontsize=20)
        page.insert_text((72, 100), "jane@example.com\n\nWork Experience\n2019 - 2024 Engineer, Acme Ltd")
        document.save(file, deflate=True)


def few_documents(folder: Path, count: int) -> Path:
    """A folder of small documents alone."""
    folder.mkdir()
    for number in range(count):
        small_pdf(folder / f"{number}.pdf", f"Jane{number}")
    return folder


def make_documents(folder: Path, rendered: Path, small: int) -> Path:
    """A folder of documents: `small` readable ones, three real ones, three that cannot be read."""
    (folder / "sub").mkdir(parents=True)
    for number in range(small):
        small_pdf(folder / f"small{number:03}.pdf", "Jane" + "abcdefghij"[number % 10])
    for name in ("font-not-embedded__1", "font-not-embedded__1__nm"):
        shutil.copy(rendered / "pdf" / f"reportlab-single-column__{name}.pdf", folder / "sub")
    shutil.copy(rendered / "pdf" / "weasyprint-single-column__dense.pdf", folder)
    (folder / "a-letter.pdf").write_text("Dear Sir or Madam")
    (folder / "nothing.pdf").write_bytes(b"")
    (folder / "cut-off.pdf").write_bytes((folder / "small000.pdf").read_bytes()[:400])
    return folder
