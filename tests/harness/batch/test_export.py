"""Tables of a run for other tools: the same rows in each format, no formula, nothing by half."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import msgspec
import pytest
from runs import agreement, document, measures, path, violation, write_run

from atsharness.batch import export as exporting
from atsharness.batch.reading import Run
from atsharness.batch.rows import ExtractionRow, FieldCounts
from atsharness.batch.tables import TABLES
from atsharness.errors import UsageError

FORMULA = '=HYPERLINK("http://example.org")'


@pytest.fixture
def run(tmp_path: Path) -> Run:
    rows = [
        document(
            0,
            path("pdfium", made=measures(lost=100), fields=(FieldCounts(kind="work", exact=2, missing=1),)),
            path("pypdf", "failed", reason="KeyError: …", stack="a > b", lacks=("job", "links")),
            name=f"{FORMULA}.pdf",
            findings=(violation("ATS201", families_hit=("mupdf", "pdfium")),),
            agreements=(agreement("pdfium", "pypdf", 3, 10),),
            labels={"seed": 7, "faults": ["x"]},
        ),
        document(1, path("pdfium", "not_read"), level=None, status="unreadable", name="b\x1b[31m.pdf"),
    ]
    return Run(str(write_run(tmp_path / "run", rows)))


def table(run: Run, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(exporting.lines(run, "csv", name)))))


def test_every_figure_has_its_column(run: Run) -> None:
    documents, extractions = table(run, "documents"), table(run, "extractions")
    assert [one["number"] for one in documents] == ["0", "1"]
    assert documents[0]["level"] == "pass"
    assert documents[0]["labels"] == '{"faults":["x"],"seed":7}'
    assert documents[1]["level"] == ""
    assert [(one["path"], one["status"]) for one in extractions] == [
        ("pdfium", "ok"),
        ("pypdf", "failed"),
        ("pdfium", "not_read"),
    ]
    assert extractions[0]["char_recall"] == "0.9"
    assert extractions[0]["equal_chars"] == "900"
    assert extractions[0]["gets_everything"] == "true"
    assert (extractions[1]["lacks"], extractions[1]["char_recall"]) == ("job; links", "")
    assert [(one["path"], one["kind"], one["exact"], one["missing"]) for one in table(run, "fields")] == [
        ("pdfium", "work", "2", "1")
    ]
    assert table(run, "findings")[0]["families_hit"] == "mupdf; pdfium"
    assert table(run, "gates")[0]["gate"] == "content"
    assert table(run, "agreements")[0]["common"] == "3"


def test_no_measure_is_left_out() -> None:
    """A figure that is added to the rows must find its way into the tables."""
    kept = set(TABLES["extractions"].columns)
    nested = {"measures", "fields", "text"}
    assert set(ExtractionRow.__struct_fields__) - nested <= kept


def test_no_cell_is_a_formula_and_none_holds_a_control_character(run: Run) -> None:
    for name in TABLES:
        text = "".join(exporting.lines(run, "csv", name))
        assert "\x1b" not in text
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))]
        assert any(cell.startswith("'=") for cell in cells) or len(table(run, name)) == 0


def test_json_lines_hold_the_same(run: Run) -> None:
    for name in TABLES:
        lines = list(exporting.lines(run, "jsonl", name))
        rows = [msgspec.json.decode(line) for line in lines if line]
        assert len(rows) == len(table(run, name))
        assert all(list(row) == list(TABLES[name].columns) for row in rows)
    assert (
        msgspec.json.decode(list(exporting.lines(run, "jsonl", "documents"))[1])["name"] == f"{FORMULA}.pdf"
    )


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_all_tables_are_written_in_one_pass(run: Run, tmp_path: Path, form: str) -> None:
    counts = exporting.export(run, form, tmp_path / "out")  # type: ignore[arg-type]
    assert counts == {
        "documents": 2, "extractions": 3, "fields": 1, "findings": 1, "gates": 1, "agreements": 1,
    }  # fmt: skip
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == sorted(
        f"{name}.{form}" for name in TABLES
    )
    for name in TABLES:
        written = (tmp_path / "out" / f"{name}.{form}").read_text("utf-8")
        assert written == "".join(exporting.lines(run, form, name))  # type: ignore[arg-type]


def test_parquet_holds_the_same_with_types(run: Run, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed (the extra batch)")
    exporting.export(run, "parquet", tmp_path / "o'ut")
    for name, made in TABLES.items():
        file = str(tmp_path / "o'ut" / f"{name}.parquet").replace("'", "''")
        columns = duckdb.sql(f"DESCRIBE SELECT * FROM '{file}'").fetchall()
        assert {column[0]: column[1] for column in columns} == dict(made.columns)
        rows = [msgspec.json.decode(line) for line in exporting.lines(run, "jsonl", name) if line]
        assert duckdb.sql(f"SELECT * FROM '{file}'").fetchall() == [tuple(row.values()) for row in rows]


def test_without_duckdb_parquet_says_what_to_install(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(UsageError, match=r'pip install "ats-harness\[batch\]"'):
        exporting.export(run, "parquet", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_place_that_takes_nothing_is_told_in_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(UsageError, match="cannot write"):
        exporting.export(run, "csv", tmp_path / "file")
