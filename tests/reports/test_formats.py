"""Formats for spreadsheets, pull requests and other programs."""

from __future__ import annotations

import csv
import io
import json

import builders
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atsharness.model import Document, DocumentResult, RenderOptions
from atsharness_reports import concise, jsonl, markdown, tsv
from atsharness_reports import csv as csv_report
from atsharness_reports._rows import COLUMNS

RUN = builders.run_result(builders.judged("bad/resume.pdf"), builders.unreadable(), builders.without_source())
FORMATS = {"csv": csv_report, "tsv": tsv, "concise": concise, "markdown": markdown}


@pytest.mark.parametrize("name", FORMATS)
def test_golden(name: str, golden: object) -> None:
    golden(f"{name}.txt", FORMATS[name].render(RUN, RenderOptions()))  # type: ignore[operator]


def test_a_row_for_each_document_and_path() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_report.render(RUN, RenderOptions()))))
    read = sum(max(len(result.extractions), 1) for result in RUN.documents)
    assert len(rows) == read
    assert {tuple(row) for row in rows} == {COLUMNS}
    head = tsv.render(RUN, RenderOptions()).partition("\n")[0]
    assert head.split("\t") == list(COLUMNS)


@given(st.text(min_size=1))
def test_no_cell_is_a_formula_and_no_name_breaks_a_row(name: str) -> None:
    run = builders.run_result(
        DocumentResult(document=Document(path=name, media_type=None, status="unreadable", reason=f"={name}"))
    )
    for text, delimiter in (
        (csv_report.render(run, RenderOptions()), ","),
        (tsv.render(run, RenderOptions()), "\t"),
    ):
        (head, row) = csv.reader(io.StringIO(text), delimiter=delimiter)
        assert len(row) == len(head)
        assert not any(cell[:1] in tuple("=+-@\t\r") and cell for cell in row)


def test_json_lines_are_the_documents_of_the_json() -> None:
    lines = [json.loads(line) for line in jsonl.render(RUN, RenderOptions()).splitlines()]
    assert [line["document"]["path"] for line in lines] == [item.document.path for item in RUN.documents]


def test_a_file_s_name_is_no_markup() -> None:
    hostile = "<img src=x> [a](http://b) `c` | d"
    document = msgspec.structs.replace(builders.judged().document, path=hostile)
    shown = markdown.render(
        builders.run_result(msgspec.structs.replace(builders.judged(), document=document)), RenderOptions()
    )
    assert r"\<img src=x\> \[a\]\(http://b\) \`c\` \| d" in shown
    assert hostile not in shown
