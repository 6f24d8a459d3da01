"""Six templates, installed and printed as anybody would: by pip and Typst, and one by npm and Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest

from atsharness_corpus.templates import gallery, resume
from atsharness_corpus.templates.model import Workshop

SAMPLE = (
    "pypi-cvforge",
    "pypi-resumy-prairie",
    "rendercv-moderncv",
    "rendercv-classic",
    "word-paragraphs",
    "npm-short",
)
"""The last one needs npm, Node.js and Chromium."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sample")


@pytest.mark.parametrize("name", SAMPLE)
def test_a_template_prints_the_person(name: str, output: Path) -> None:
    shop = Workshop(cache=output / "cache", person=resume.PERSON)
    chosen = [one for one in gallery.chosen(shop, [name]) if one.id == name]
    (done,) = gallery.print_all(chosen, output, shop, jobs=1)
    if done.status == "missing":
        pytest.skip(done.reason)
    assert (done.status, done.reason) == ("printed", "")
    assert done.cpu_s >= 0
    file = output / "pdf" / done.file
    if file.suffix == ".docx":
        assert file.read_bytes().startswith(b"PK")
        return
    import pypdfium2

    with pypdfium2.PdfDocument(file) as document:
        text = " ".join(one.get_textpage().get_text_bounded() for one in document)
    for value in ("Zoë Almeida Kowalczyk", "zoe.kowalczyk@example.org", "Backend Developer", "Kafka"):
        assert value.casefold() in " ".join(text.split()).casefold(), value
    assert gallery.print_all(chosen, output, shop, jobs=1) == [done]
