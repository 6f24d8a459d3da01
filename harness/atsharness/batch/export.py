"""Writes the tables of a run as CSV, JSON Lines or Parquet, a document after the other."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import IO, Literal

import msgspec

from atsharness.batch.reading import Run
from atsharness.batch.rows import DocumentRow
from atsharness.batch.tables import TABLES, Cells, Table, Value
from atsharness.errors import UsageError
from atsharness_reports._rows import cell
from atsharness_reports.json import escaped

Form = Literal["csv", "jsonl", "parquet"]
NEEDED = 'Parquet is written by DuckDB, which is not installed: pip install "ats-harness[batch]"'


def export(run: Run, form: Form, folder: Path) -> dict[str, int]:
    """Writes every table into a folder, all in one pass over the rows.

    Each file is written beside its place and renamed, so that nothing is ever there by half.

    Returns:
        How many rows each table has.

    Raises:
        UsageError: it cannot be written, or DuckDB is needed and not there.
    """
    if form == "parquet":
        _duckdb()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".ats-export-", dir=folder) as beside:
            counts = _written(run, "jsonl" if form == "parquet" else form, Path(beside))
            for name, table in TABLES.items():
                made = Path(beside) / f"{name}.{form}"
                if form == "parquet":
                    _to_parquet(Path(beside) / f"{name}.jsonl", made, table)
                made.replace(folder / made.name)
    except OSError as error:
        raise UsageError(f"cannot write to {folder}: {error.strerror}") from error
    return counts


def lines(run: Run, form: Literal["csv", "jsonl"], name: str) -> Iterator[str]:
    """One table, line by line."""
    table = TABLES[name]
    yield _head(form, table)
    line = _liner(form, table)
    for row in run.rows(DocumentRow):
        yield from map(line, table.rows(row))


def _written(run: Run, form: Literal["csv", "jsonl"], folder: Path) -> dict[str, int]:
    counts = dict.fromkeys(TABLES, 0)
    with ExitStack() as stack:
        out: dict[str, tuple[IO[str], Callable[[Cells], str]]] = {}
        for name, table in TABLES.items():
            file = (folder / f"{name}.{form}").open("w", encoding="utf-8", newline="")
            out[name] = stack.enter_context(file), _liner(form, table)
            file.write(_head(form, table))
        for row in run.rows(DocumentRow):
            for name, (stream, line) in out.items():
                made = [line(cells) for cells in TABLES[name].rows(row)]
                stream.writelines(made)
                counts[name] += len(made)
    return counts


def _head(form: Literal["csv", "jsonl"], table: Table) -> str:
    return _separated(table.columns) if form == "csv" else ""


def _liner(form: Literal["csv", "jsonl"], table: Table) -> Callable[[Cells], str]:
    """What makes a line of a row."""
    if form == "csv":
        return lambda cells: _separated(map(_shown, cells))
    encode = msgspec.json.Encoder().encode
    names = tuple(table.columns)
    return lambda cells: escaped(encode(dict(zip(names, cells, strict=True))).decode()) + "\n"


def _separated(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def _shown(value: Value) -> str:
    """A cell: nothing for what is not known, truths as databases read them, no formula."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else cell(value)


def _to_parquet(rows: Path, file: Path, table: Table) -> None:
    types = ", ".join(f"'{name}': '{kind}'" for name, kind in table.columns.items())
    source = f"read_json({_quoted(rows)}, format='newline_delimited', columns={{{types}}})"
    connection = _duckdb().connect(config={"autoinstall_known_extensions": "false"})
    try:
        connection.execute(f"COPY (SELECT * FROM {source}) TO {_quoted(file)} (FORMAT parquet)")
    finally:
        connection.close()


def _quoted(file: Path) -> str:
    return "'" + str(file).replace("'", "''") + "'"


def _duckdb() -> ModuleType:
    """DuckDB.

    Raises:
        UsageError: it is not installed.
    """
    try:
        return import_module("duckdb")
    except ModuleNotFoundError as error:
        raise UsageError(NEEDED) from error
