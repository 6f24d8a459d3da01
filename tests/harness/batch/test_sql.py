"""The summary's totals are those that SQL finds in the raw shards."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from committed import RENDERED
from runs import agreement, document, measures, path, violation, write_run

from atsharness.batch.folder import SHARDS
from atsharness.batch.reading import Run
from atsharness.batch.rows import DocumentRow, FieldCounts
from atsharness.batch.summarise import summarise
from atsharness.model.run_summary import RunSummary
from atsharness.session import Session
from atsharness.settings import Settings

duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed (the extra batch)")

STATUSES = ("ok", "ok", "ok", "empty", "failed", "timeout", "killed", "not_read")


def generated(size: int) -> Iterator[DocumentRow]:
    """Documents of every kind, drawn."""
    draw = random.Random(5)
    for number in range(size):
        if draw.random() < 0.1:
            yield document(number, path("pdfium", "not_read"), level=None, status="unreadable", rules_asked=0)
            continue
        chars = draw.randrange(50, 900) * 10
        paths = []
        for name in ("pdfium", "pypdf-layout", "pypdf-plain", "tika"):
            status = draw.choice(STATUSES)
            made = measures(
                chars=chars,
                lost=draw.randrange(chars),
                moved=draw.choice((None, draw.randrange(chars))),
                missing=draw.randrange(chars // 5),
            )
            known = status in ("ok", "empty")
            fields = FieldCounts(kind="section", exact=draw.randrange(9), missing=draw.randrange(4))
            paths.append(path(name, status, made if known else None, fields=(fields,) if known else ()))
        yield document(
            number,
            *paths,
            level=draw.choice(("pass", "fail", "at_risk")),
            findings=tuple(
                violation(rule, outcome=draw.choice(("violation", "information", "incomplete")))
                for rule in ("ATS201", "ATS304")
                if draw.random() < 0.6
            ),
            agreements=(agreement("pdfium", "pypdf", draw.randrange(90), 200),),
        )


@pytest.fixture(scope="module")
def hand_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_run(tmp_path_factory.mktemp("run") / "run", generated(300), shard=64)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few committed files, through three paths, as a run reads them."""
    from atsharness.batch.row import row

    files = sorted((RENDERED / "pdf").glob("reportlab-*column__[a-d]*__1.pdf"))
    settings = Settings(paths=("pdfium", "pypdf-plain", "pypdf-layout"), ocr=False, jobs=2)
    with Session(settings) as session:
        families = {key: found.value.family for key, found in session.found.items()}
        rows = [
            row(checked.result, number=number, paths=families)
            for number, checked in enumerate(session.check(map(str, files)))
        ]
    assert len(rows) > 5
    return write_run(tmp_path_factory.mktemp("real") / "run", rows)


@pytest.fixture(params=["hand_made", "real"])
def run(request: pytest.FixtureRequest) -> tuple[Any, RunSummary]:
    """The raw shards as a table `documents`, and the summary of the same run."""
    folder = request.getfixturevalue(request.param)
    connection = duckdb.connect()
    shards = str(folder / SHARDS / "*.jsonl.gz")
    connection.execute(f"CREATE TABLE documents AS SELECT * FROM read_json('{shards}', sample_size=-1)")
    connection.execute(
        """CREATE TABLE extractions AS
        SELECT number, keywords, unnest(extractions, recursive := false) AS e FROM documents"""
    )
    return connection, summarise(Run(str(folder)))


def test_documents_levels_and_statuses(run: tuple[Any, RunSummary]) -> None:
    sql, summary = run
    assert sql.sql("SELECT count(*) FROM documents").fetchall() == [(summary.documents.done,)]
    levels = dict(
        sql.sql("SELECT coalesce(verdict.level, 'none'), count(*) FROM documents GROUP BY 1").fetchall()
    )
    assert {one.level: one.documents for one in summary.levels if one.documents} == levels
    found = sql.sql("SELECT e.path, e.status, count(*) FROM extractions GROUP BY ALL").fetchall()
    mine = [(one.path, status, count) for one in summary.paths for status, count in one.statuses.items()]
    assert sorted(found) == sorted(mine)
    everything = sql.sql(
        """SELECT e.path, avg(e.gets_everything::int), count(e.gets_everything) FROM extractions
        WHERE e.status IN ('ok', 'empty', 'failed') GROUP BY 1"""
    ).fetchall()
    for name, share, count in everything:
        rate = next(one.gets_everything for one in summary.paths if one.path == name)
        assert (rate.value, rate.n) == (pytest.approx(share, abs=1e-6), count)


LOST = """
WITH known AS (
  SELECT number, any_value(e.measures.reference_chars) AS chars FROM extractions
  WHERE e.measures IS NOT NULL GROUP BY number
), lost AS (
  SELECT e.path AS path, e.family AS family, number,
    coalesce(e.measures.reference_chars, CASE e.status WHEN 'failed' THEN chars END) AS whole,
    whole - coalesce(e.measures.equal_chars, 0) AS lost,
    CASE WHEN e.measures.moved IS NOT NULL THEN e.measures.matched_chars END AS matched,
    e.measures.moved_chars AS moved
  FROM extractions LEFT JOIN known USING (number)
)
"""


def test_text_and_order_of_each_path(run: tuple[Any, RunSummary]) -> None:
    sql, summary = run
    found = sql.sql(
        LOST
        + """SELECT path, avg(lost / whole), sum(lost) / sum(whole), count(whole),
          avg(moved / matched) FILTER (matched > 0), sum(moved) FILTER (matched > 0) / sum(matched),
          count(*) FILTER (matched > 0) FROM lost GROUP BY 1"""
    ).fetchall()
    assert len(found) == len(summary.paths) > 1
    for name, *expected in found:
        losses = next(one.losses for one in summary.paths if one.path == name)
        got: list[Any] = []
        for loss in (losses["text_lost"], losses["order_moved"]):
            got += [loss.macro.value, loss.micro.value, loss.macro.n]
            assert loss.macro.n == loss.micro.n
        assert got == [one if one is None else pytest.approx(one, abs=1e-6) for one in expected]


def test_a_family_is_its_best_mode(run: tuple[Any, RunSummary]) -> None:
    sql, summary = run
    found = sql.sql(
        LOST
        + """, best AS (SELECT family, number, min(lost / whole) AS share FROM lost GROUP BY ALL)
        SELECT family, avg(share), count(share) FROM best GROUP BY 1"""
    ).fetchall()
    got = {one.family: one.losses["text_lost"].macro for one in summary.families}
    assert {name: (pytest.approx(share, abs=1e-6), count) for name, share, count in found} == {
        name: (rate.value, rate.n) for name, rate in got.items()
    }


def test_fields_by_kind(run: tuple[Any, RunSummary]) -> None:
    sql, summary = run
    found = sql.sql(
        """WITH known AS (
          SELECT number, arg_min(e.fields, e.path) AS fields FROM extractions WHERE e.measures IS NOT NULL
          GROUP BY number
        ), asked AS (
          SELECT e.path AS path, e.status = 'failed' AS failed,
            unnest(
              CASE WHEN e.measures IS NOT NULL THEN e.fields WHEN e.status = 'failed' THEN known.fields END
            ) AS f
          FROM extractions LEFT JOIN known USING (number)
        )
        SELECT path, f.kind, sum(f.exact + f.altered + f.scattered + f.partial + f.missing),
          sum(CASE WHEN failed THEN f.exact ELSE 0 END + f.altered + f.scattered + f.partial + f.missing)
        FROM asked GROUP BY ALL"""
    ).fetchall()
    assert sorted(found) == sorted(
        (path, one.kind, total, one.lost[path]) for one in summary.fields for path, total in one.total.items()
    )
    assert found


def test_rules(run: tuple[Any, RunSummary]) -> None:
    sql, summary = run
    found = sql.sql(
        """WITH findings AS (SELECT number, unnest(findings) AS f FROM documents)
        SELECT f.rule, count(*) FILTER (f.outcome = 'violation'), count(*) FILTER (f.outcome = 'information'),
          count(*) FILTER (f.outcome IN ('incomplete', 'error')),
          coalesce(sum(f.words_lost) FILTER (f.outcome = 'violation'), 0) FROM findings GROUP BY 1"""
    ).fetchall()
    assert sorted(found) == sorted(
        (one.rule, one.violations, one.information, one.incomplete, one.words_lost) for one in summary.rules
    )
    assert found
    judged = sql.sql("SELECT count(*) FROM documents WHERE rules_asked > 0").fetchall()
    assert judged == [(summary.judged,)]
    assert all(one.prevalence.n == summary.judged - one.incomplete for one in summary.rules)


def test_agreement(run: tuple[Any, RunSummary]) -> None:
    sql, summary = run
    found = sql.sql(
        """WITH pairs AS (SELECT unnest(agreements) AS p FROM documents)
        SELECT p.families[1], p.families[2], avg(2 * p.common / p.total), 2 * sum(p.common) / sum(p.total)
        FROM pairs WHERE p.total > 0 GROUP BY ALL"""
    ).fetchall()
    assert found
    for one, other, macro, micro in found:
        dice = next(item.dice for item in summary.agreements if item.families == (one, other))
        assert (dice.macro.value, dice.micro.value) == (
            pytest.approx(macro, abs=1e-6),
            pytest.approx(micro, abs=1e-6),
        )


def test_the_query_of_the_documentation_gives_the_summary_s_means(
    hand_made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But for paths that failed, of which the shards have no measures."""
    page = Path(__file__).resolve().parents[3] / "docs" / "summary.md"
    (query,) = re.findall(r"```sql\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    monkeypatch.chdir(hand_made.parent)
    found = duckdb.sql(query).fetchall()
    assert len(found) == 4
    read = {
        one.path: one.statuses.get("ok", 0) + one.statuses.get("empty", 0)
        for one in summarise(Run(str(hand_made))).paths
    }
    assert {name: count for name, _, count in found} == read
    assert all(0 < lost < 1 for _, lost, _ in found)
