"""The committed evidence: a small file, read as it was written; a part of it is measured anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from atsharness.cli import main
from atsharness.errors import UsageError
from atsharness_corpus.experiment import evidence
from atsharness_corpus.experiment.effects import MEASURES, NOISE, Cell
from atsharness_corpus.experiment.evidence import Evidence, Line
from atsharness_corpus.person import content_dir

COMMITTED = content_dir().parent / "evidence" / "experiment.jsonl"
MOST_BYTES = 500_000
SAMPLE = ("columns", "right-dates", "off-page-text")
"""Things that are measured anew, of seeds 1 and 2."""
CLOSE = 0.011
"""Values are rounded to hundredths."""


def value(found: Evidence, thing: str, person: str, path: str, measure: str) -> float:
    """What a path loses of a thing in Typst, of one person."""
    line = found.line(thing, "typst")
    assert line is not None
    for cell in line.cells:
        if cell.measure == measure and path in cell.of:
            return cell.values[line.people.index(person)]
    return 0.0


def test_it_is_small_and_read_as_it_was_written(tmp_path: Path) -> None:
    assert COMMITTED.stat().st_size <= MOST_BYTES
    found = evidence.load(COMMITTED)
    evidence.write(tmp_path / "again.jsonl", found)
    assert (tmp_path / "again.jsonl").read_bytes() == COMMITTED.read_bytes()
    assert [(one.thing, one.typesetter) for one in found.lines] == sorted(
        (one.thing, one.typesetter) for one in found.lines
    )


@pytest.fixture(scope="module")
def anew(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    """The sample, built and read now."""
    folder = tmp_path_factory.mktemp("experiment") / "run"
    call = ["experiment", "-o", str(folder), "--faults", ",".join(SAMPLE), "--typesetters", "typst"]
    assert (
        main([*call, "--seeds", "1-2", "--paths", "pdfium,pdfminer-layout,pymupdf-sorted,pypdf-plain"]) == 0
    )
    return evidence.load(folder / "evidence.jsonl")


@pytest.mark.slow
@pytest.mark.parametrize("thing", SAMPLE)
def test_a_part_that_is_measured_anew_has_the_committed_values(anew: Evidence, thing: str) -> None:
    known = evidence.load(COMMITTED)
    line = anew.line(thing, "typst")
    assert line is not None
    assert len(line.people) == 2
    assert set(line.readers) == {"pdfium", "pdfminer-layout", "pymupdf-sorted", "pypdf-plain"}
    if any(known.paths[path] != anew.paths[path] for path in line.readers):
        pytest.skip("other versions of the engines than those that the evidence was measured with")
    compared = [
        (value(anew, thing, person, path, measure), value(known, thing, person, path, measure))
        for person in line.people
        for path in line.readers
        for measure in MEASURES
    ]
    assert any(abs(now) > NOISE for now, _ in compared)
    for now, then in compared:  # what is noise for everybody has no cell: of two people or of eight
        assert now == pytest.approx(then, abs=CLOSE) or max(abs(now), abs(then)) <= NOISE


@pytest.mark.parametrize(
    "data", [b"", b"{}", b'{"format": 2}\n', b'{"format": 1}\n{"thing": 1}\n', b"\xff\xfe", b"[]\n"]
)
def test_what_is_no_evidence_is_refused_in_a_line(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "evidence.jsonl"
    file.write_bytes(data)
    if data == b"{}":
        assert evidence.load(file).lines == ()  # nothing was found
        return
    with pytest.raises(UsageError) as raised:
        evidence.load(file)
    assert "\n" not in str(raised.value)


def test_a_line_keeps_what_it_says(tmp_path: Path) -> None:
    cell = Cell(of=("pdfium",), measure="lost", values=(1.0, 2.5), mean=1.75, low=1.0, high=2.5)
    line = Line(
        thing="columns",
        typesetter="typst",
        people=("ann", "bob"),
        seeds=(1, 2),
        files=4,
        readers=("pdfium",),
        cells=(cell,),
    )
    evidence.write(tmp_path / "new" / "e.jsonl", Evidence(paths={"pdfium": "1"}, lines=(line,)))
    assert evidence.load(tmp_path / "new" / "e.jsonl").line("columns", "typst") == line
    assert evidence.load(tmp_path / "new" / "e.jsonl").line("columns", "xelatex") is None
