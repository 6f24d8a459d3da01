"""The DOCX paths: what the emulated readers do, rule by rule, and how each fails."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from docx_files import CHEAP, paths

from atsharness.cli import main
from atsharness.errors import PathUnavailable
from atsharness.model import ReadOptions
from atsharness.model.media_types import DOCX
from atsharness.registry import discover
from atsharness_corpus.docx.writer import MACRO_TYPE, Docx, paragraph
from atsharness_parsers.odoo_docx import text_of as odoo
from atsharness_parsers.opencats_docx import text_of as opencats


def test_opencats_breaks_lines_before_the_end_of_a_paragraph_and_the_exact_break() -> None:
    assert opencats(b"<w:p><w:t>a</w:t></w:p><w:p>b</w:p>") == "a\nb\n"
    assert opencats(b"a<w:br/>b") == "a\nb"
    assert opencats(b'a<w:br w:type="page"/>b<w:br />c') == "abc"


def test_opencats_takes_out_tags_and_leaves_all_text() -> None:
    assert (
        opencats(b'<?xml version="1.0"?><w:instrText>PAGE</w:instrText><w:delText>x</w:delText>') == "PAGEx"
    )
    assert opencats(b'<w:t note="a > b">kept</w:t>') == "kept"


def test_opencats_leaves_entities_and_converts_letters_once_too_often() -> None:
    assert opencats(b"<w:t>R&amp;D</w:t>") == "R&amp;D"
    assert opencats("<w:t>Müller</w:t>".encode()) == "MÃ¼ller"


def test_odoo_joins_the_texts_of_each_paragraph_without_anything_between() -> None:
    assert odoo(b'<d xmlns:w="x"><w:p><w:r>a</w:r><w:tab/><w:r>b</w:r></w:p><w:p>c</w:p></d>') == "ab\nc\n"


def test_odoo_finds_a_paragraph_within_a_paragraph_twice_in_the_order_of_the_file() -> None:
    assert odoo(b'<d xmlns:w="x"><w:p>a<w:box><w:p>b</w:p></w:box>c</w:p></d>') == "abc\nb\n"


def test_odoo_looks_for_names_as_they_are_written() -> None:
    assert odoo(b'<d xmlns:x="y"><x:p>lost</x:p></d>') == ""


def test_odoo_reads_entities() -> None:
    assert odoo(b'<d xmlns:w="x"><w:p>R&amp;D &#228;</w:p></d>') == "R&D ä\n"


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.id)
def test_every_path_reads_a_plain_file_and_tells_its_version(path: object, options: ReadOptions) -> None:
    data = Docx(paragraph("Jane Example"), paragraph("Engineer")).saved()
    assert path.probe(options)  # type: ignore[attr-defined]
    assert path.read(data, options).text.split() == ["Jane", "Example", "Engineer"]  # type: ignore[attr-defined]


def test_an_error_of_python_docx_is_the_same_at_each_run(options: ReadOptions) -> None:
    data = Docx(paragraph("x"), kind=MACRO_TYPE).saved()
    (path,) = paths("python-docx-paragraphs")
    messages = set()
    for _ in range(2):
        with pytest.raises(ValueError, match="macroEnabled") as caught:
            path.read(data, options)
        messages.add(str(caught.value))
    assert len(messages) == 1
    assert not re.search("0x[0-9a-f]+", messages.pop())


def test_the_paths_and_their_families() -> None:
    found = {key: item.value for key, item in discover("atsharness_parsers", "PARSER").items()}
    docx = {key: one for key, one in found.items() if DOCX in one.accepts}
    others = {"markitdown", "pandoc-plain", "libreoffice-pdf", "tika"}
    assert set(docx) - {"mock"} == {*CHEAP, *others}
    assert len({docx[key].family for key in CHEAP}) == len(CHEAP)
    assert all(one.install and one.title and one.cost > 0 for one in docx.values())
    for one in docx.values():
        text = sys.modules[one.read.__module__].__doc__ or ""
        assert "\n\nWho runs it: " in text, one.id
        assert "\n\nWhat it breaks on: " in text, one.id


def test_the_panel_is_what_reads_clean_documents_right() -> None:
    assert [path.id for path in paths() if not path.panel] == ["opencats-docx"]
    assert {path.id for path in paths()} == set(CHEAP)


@pytest.mark.parametrize("name", ["libreoffice-pdf", "markitdown", "pandoc-plain", "tika"])
def test_an_engine_reads_a_docx_inside_the_sandbox(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A worker may write in its own folder alone."""
    path = discover("atsharness_parsers", "PARSER")[name].value
    try:
        path.probe(ReadOptions())
    except PathUnavailable as error:
        pytest.skip(str(error))
    file = tmp_path / "resume.docx"
    file.write_bytes(Docx(paragraph("Jane Example"), paragraph("jane@example.com")).saved())
    assert main(["text", str(file), "--path", name]) == 0
    assert "Jane Example" in capsys.readouterr().out
