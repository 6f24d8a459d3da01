"""docs/templates.md against the evidence: written from it byte for byte, each figure found in its lines."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest

from atsharness.errors import UsageError
from atsharness_corpus.templates import page, rows, sheet
from atsharness_corpus.templates.rows import Evidence, Head, Reader, Row

ROOT = Path(__file__).resolve().parents[3]
EVIDENCE = ROOT / "corpus" / "evidence" / "templates.jsonl"
PAGE = ROOT / "docs" / "templates.md"
MOST_BYTES = 200_000


def lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in EVIDENCE.read_text("utf-8").splitlines()]


def tables() -> list[list[list[str]]]:
    """The cells of each table of the page, without their head."""
    found: list[list[list[str]]] = []
    inside = False
    for line in PAGE.read_text("utf-8").splitlines():
        if not line.startswith("|"):
            inside = False
            continue
        if not inside:
            found.append([])
            inside = True
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        found[-1].append(cells)
    return [table[2:] for table in found]


# --- the committed page ------------------------------------------------------------------------------------


def test_the_page_is_written_from_the_evidence() -> None:
    assert page.text(rows.read(EVIDENCE)) == PAGE.read_text("utf-8")
    assert rows.encoded(rows.read(EVIDENCE)) == EVIDENCE.read_bytes()
    assert EVIDENCE.stat().st_size <= MOST_BYTES


def test_every_template_of_the_evidence_is_a_row() -> None:
    by_id = {line["id"]: line for line in lines()[1:]}
    listed = tables()[2]
    assert sorted(row[0] for row in listed) == sorted(by_id)
    for name, version, engine, *_, causes in listed:
        line = by_id[name]
        assert (version, engine) == (line["version"], line.get("engine", ""))
        if line.get("readers"):
            assert causes == (", ".join(line["causes"]) if line.get("causes") else "–")
        else:
            assert line["reason"] in causes.replace("\\|", "|")


def test_every_figure_of_a_template_is_in_its_line() -> None:
    by_id = {line["id"]: line for line in lines()[1:] if line.get("readers")}
    for name, _, _, pages, _, right, verdict, content, order, out, lost, _ in tables()[2]:
        if name not in by_id:
            continue
        line = by_id[name]
        readers = list(line["readers"].values())
        assert pages == str(line.get("pages", "–"))
        assert right == f"{sum(one.get('right', False) for one in readers)}/{len(readers)}"
        assert verdict.replace(" ", "_") == line["verdict"]
        share, _, by = content.partition(" % ")
        shares = [one.get("content", 1.0) for one in readers]
        assert float(share.removesuffix(" %")) == pytest.approx(100 * min(shares), abs=0.051)
        assert not by or line["readers"][by]["content"] == min(shares)
        moved = [one["moved"] for one in readers if "moved" in one]
        assert order == "not known" if not moved else order.startswith(f"{100 * max(moved):.0f} %")
        names = [*line.get("left_out", []), *line.get("changed", [])]
        assert all(field in out for field in names), name
        assert ("periods away from their job" in lost) == any(one.get("torn") for one in readers)


def test_every_count_of_the_summaries_is_that_of_the_lines() -> None:
    head, *templates = lines()
    first, readers, *_ = tables()
    printed = [one for one in templates if one.get("readers")]
    text = PAGE.read_text("utf-8")
    assert f"({head['person_words']} words" in text
    assert f"in {len(templates)} templates" in text
    assert f"{len(printed)} were printed" in text
    assert sum(int(cells[1]) for cells in first if not cells[0].startswith("layout")) == len(templates)
    assert sum(int(cells[2]) for cells in first if not cells[0].startswith("layout")) == len(printed)
    assert sorted(cells[0] for cells in readers) == sorted(head["readers"])
    for name, version, read, right, left, torn in readers:
        found = [one["readers"][name] for one in printed if name in one["readers"]]
        assert version == head["readers"][name]
        assert int(read) == len(found)
        assert int(right) == sum(one.get("right", False) for one in found)
        assert int(left) == sum(bool(one.get("lost")) for one in found)
        assert int(torn) == sum(bool(one.get("torn")) for one in found)


def test_the_run_is_what_was_asked_for() -> None:
    """At least 45 templates of five kinds, 20 of them themes from npm."""
    printed = [one["id"] for one in lines()[1:] if one.get("readers")]
    assert len(printed) >= 45
    assert sum(name.startswith("npm-") for name in printed) >= 20
    assert {name.partition("-")[0] for name in printed} == {"npm", "rendercv", "latex", "pypi", "word"}


# --- made by hand ------------------------------------------------------------------------------------------


def row(name: str, right: int, *, moved: float = 0.0, verdict: str = "pass", **more: Any) -> Row:
    readers = {f"r{n}": Reader(right=n < right, content=1.0, moved=moved) for n in range(4)}
    return Row(
        id=name,
        version="1",
        install="get it",
        engine="E 1",
        status="printed",
        verdict=verdict,
        readers=readers,
        **more,
    )


def test_rows_are_ordered_by_what_readers_get() -> None:
    failed = Row(id="a", version="1", install="", status="failed", reason="it threw")
    some = [row("d", 2), failed, row("c", 4, verdict="fail"), row("b", 4, moved=0.3), row("e", 4)]
    assert [one.id for one in page.ordered(some)] == ["e", "b", "c", "d", "a"]


def test_what_is_lost_is_told_with_its_readers() -> None:
    readers = {
        "one": Reader(content=1.0, moved=0.0, lost=("phone", "skill", "skill")),
        "two": Reader(content=1.0, moved=0.0, torn=2, cut=20),
    }
    found = msgspec.structs.replace(row("x", 0), readers=readers)
    assert page.lost(found) == (
        "phone: one; other values: one; periods away from their job: two; words glued or split: two"
    )
    many = {f"r{n}": Reader(torn=1) for n in range(5)}
    assert page.lost(msgspec.structs.replace(found, readers=many)) == "periods away from their job: 5 readers"


def test_a_bar_in_a_word_does_not_break_the_table() -> None:
    evidence = Evidence(
        head=Head(person_words=1, readers={}),
        rows=(Row(id="npm-x", version="1", install="a | b", status="failed", reason="no | such"),),
    )
    assert page.table(evidence).splitlines()[2].endswith("not printed: no \\| such |")


class Cells(HTMLParser):
    """The rows of the page's table."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        if tag in ("script", "tr"):
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.strip()


def test_the_page_to_sort_shows_every_row_and_escapes_what_programs_say(tmp_path: Path) -> None:
    failed = Row(id="npm-x", version="1", install="", status="failed", reason="<script>alert(1)</script>")
    evidence = Evidence(head=Head(person_words=7, readers={}), rows=(failed, row("npm-y", 3)))
    html = sheet.html(evidence, tmp_path, "body{}")
    cells = Cells()
    cells.feed(html)
    assert cells.scripts == 1
    assert [one[1] for one in cells.rows[1:3]] == ["npm-y", "npm-x"]
    assert cells.rows[1][6] == "3/4"
    assert cells.rows[2][-1] == "not printed: <script>alert(1)</script>"
    assert "http" not in html.replace("http-equiv", "")


@pytest.mark.parametrize("data", [b"", b"{}\n", b'{"format":2,"person_words":1,"readers":{}}\n', b"\xff\n"])
def test_what_is_no_evidence_is_one_line(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_bytes(data)
    with pytest.raises(UsageError, match="is no evidence on templates"):
        rows.read(file)
