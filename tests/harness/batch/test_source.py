"""One source for all documents of a run: what a page leaves out of it is told, another source refused."""

from __future__ import annotations

from pathlib import Path

import batching
import pytest
from batch_documents import few_documents, small_pdf

SOURCE = (
    "Jane Example\njane@example.com\nWork Experience\n2019 - 2024 Engineer, Acme Ltd\nReferences on request\n"
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "source.txt"
    file.write_text(SOURCE)
    return file


def test_all_documents_are_held_against_one_source(tmp_path: Path, source: Path) -> None:
    few, run = tmp_path / "in", tmp_path / "run"
    few.mkdir()
    for name in ("Jane", "Quentin"):
        small_pdf(few / f"{name}.pdf", name)
    options = (*batching.OPTIONS, "-j", "1", "--source", str(source))
    done = batching.batch(few, run, *options, "--keep-text")
    assert done.returncode == 0, done.stderr
    first, second = batching.rows(run)
    assert {row["reference"]["origin"] for row in (first, second)} == {"source"}
    assert first["reference"]["not_on_page_words"] == ["References", "on", "request"]
    assert second["reference"]["not_on_page_words"][0] == "Jane"
    assert second["reference"]["not_on_page"] == 4

    assert "0 read now" in batching.batch(few, run, *options, "--keep-text").stdout
    source.write_text(SOURCE + "Hobbies\n")
    again = batching.batch(few, run, *options, "--keep-text")
    assert again.returncode == 2
    assert "made with other settings (source)" in again.stderr


def test_words_of_the_source_are_kept_only_where_texts_are(tmp_path: Path, source: Path) -> None:
    few, run = few_documents(tmp_path / "in", 1), tmp_path / "run"
    done = batching.batch(few, run, *batching.OPTIONS, "-j", "1", "--source", str(source))
    assert done.returncode == 0, done.stderr
    (row,) = batching.rows(run)
    assert row["reference"]["not_on_page"] == 3
    assert "not_on_page_words" not in row["reference"]
    assert "References" not in str(row)


def test_a_source_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    few = few_documents(tmp_path / "in", 1)
    done = batching.batch(few, tmp_path / "run", *batching.OPTIONS, "--source", str(tmp_path / "none.txt"))
    assert (done.returncode, done.stderr) == (2, "ats: source none.txt: no such file\n")
    assert not (tmp_path / "run").exists()
