"""A path that crashes, hangs, floods or eats memory is one row; every other row stands."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from atsharness import registry
from atsharness.model import DocumentResult
from atsharness.run import run
from atsharness.session import Session
from atsharness.settings import Settings
from atsharness_corpus.hostile.catalogue import all_hostile

SUPPORT = Path(__file__).resolve().parents[2] / "support"

EXPECTED = {
    "echo": ("ok", None),
    "hang": ("timeout", "no result within 5 s"),
    "gil": ("timeout", "no result within 1 s of CPU time|no result within 5 s"),
    "segv": ("killed", "SIGSEGV"),
    "bomb": ("killed", "memory|MB"),
    "raise": ("failed", "ValueError: bad xref"),
    "raise_path": ("failed", "OSError: cannot read …/mock/page.pgm"),
    "exit": ("killed", "3"),
    "sysexit": ("killed", "SystemExit"),
    "flood": ("killed", "returned more than 200,000 words"),
    "flood_stderr": ("ok", None),
    "grandchild": ("timeout", "no result within 5 s"),
    "surrogates": ("ok", None),
    "escape_codes": ("ok", None),
    "blank": ("empty", "no text"),
}


@pytest.fixture(scope="module")
def faults(tmp_path_factory: pytest.TempPathFactory, demo: Path) -> dict[str, DocumentResult]:
    """One document per fault, all in one run of the mock path and PDFium."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(SUPPORT)
        mock = importlib.import_module("mock_path")
        points = [("mock_path:PARSER", mock.PARSER), ("mock_path:MISSING", mock.MISSING)]
        patch.setattr(registry, "_entry_points", lambda group: points * (group == "atsharness.parsers"))
        folder = tmp_path_factory.mktemp("faults")
        files = []
        for name in EXPECTED:
            file = folder / f"{name}.pdf"
            file.write_bytes((demo / "resume.pdf").read_bytes() + f"\n%MOCK {name}\n".encode())
            files.append(str(file))
        chosen = ("mock", "mock-missing", "pdfium")
        settings = Settings(paths=chosen, deadline_s=1.0, memory_mb=700, jobs=2)
        with Session(settings) as session:
            results = [item.result for item in session.check(files, analyse=False)]
        return dict(zip(EXPECTED, results, strict=True))


@pytest.mark.parametrize("name", EXPECTED)
def test_each_fault_is_one_row_with_a_reason(faults: dict[str, DocumentResult], name: str) -> None:
    status, detail = EXPECTED[name]
    rows = {item.path_id: item for item in faults[name].extractions}
    assert rows["mock"].status == status
    if detail is None:
        assert rows["mock"].detail is None
    else:
        assert any(part in (rows["mock"].detail or "") for part in detail.split("|"))
        assert "\n" not in (rows["mock"].detail or "")


def test_the_other_paths_stand(faults: dict[str, DocumentResult]) -> None:
    texts = set()
    for result in faults.values():
        rows = {item.path_id: item for item in result.extractions}
        assert rows["pdfium"].status == "ok"
        assert rows["mock-missing"].status == "unavailable"
        assert rows["mock-missing"].detail == "pip install mock-engine"
        texts.add(rows["pdfium"].text)
    assert len(texts) == 1


def test_lone_surrogates_are_replaced_and_counted(faults: dict[str, DocumentResult]) -> None:
    row = next(item for item in faults["surrogates"].extractions if item.path_id == "mock")
    assert row.lone_surrogates == 2
    assert row.text == "Jane \ufffd Example \ufffd"


@pytest.mark.slow
def test_a_small_file_that_stops_pdfminer(tmp_path: Path) -> None:
    """The hostile file costs the pdfminer family its rows and nobody else anything."""
    file = tmp_path / "endless.pdf"
    file.write_bytes(all_hostile()["tounicode-endless"].build())
    chosen = ("pdfminer", "pdfium", "mupdf")
    settings = Settings(paths=chosen, ocr=False, deadline_s=1.5, memory_mb=1536, jobs=2)
    rows = {item.path_id: item for item in run([str(file)], settings=settings).documents[0].extractions}
    assert len(rows) == 6
    for path_id, row in rows.items():
        assert row.status == "ok" if row.family != "pdfminer" else row.status in ("timeout", "failed"), (
            path_id
        )
        assert row.status == "ok" or row.detail
    assert rows["pdfium"].text
