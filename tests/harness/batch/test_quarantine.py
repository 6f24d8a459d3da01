"""A document that ends the process that measures it costs itself alone, and has a status for every path."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import batching
import pytest
from batch_documents import small_pdf
from poison_rule import plugged

MOCKED = ("--paths", "pdfium,mock", "--ocr", "never", "-j", "2", "--shard-size", "3")


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.slow
def test_poison_is_retried_alone_and_then_given_up(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, name in enumerate(("Jane", "Poison", "John", "June", "Jack")):
        small_pdf(folder / f"{number}.pdf", name)
    crash = folder / "5.pdf"
    small_pdf(crash, "Jill")
    crash.write_bytes(crash.read_bytes() + b"\n%MOCK segv\n")
    run = tmp_path / "run"
    done = batching.batch(folder, run, *MOCKED, environ=plugged(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    assert "ok 5, quarantined 1" in done.stdout
    found = batching.rows(run)
    assert [row["number"] for row in found] == list(range(6))
    status = {row["name"]: [item["status"] for item in row["extractions"]] for row in found}
    assert status.pop("1.pdf") == ["killed", "killed"]
    assert status.pop("5.pdf") == ["killed", "ok"]
    assert set(map(tuple, status.values())) == {("ok", "ok")}
    assert found[1]["reason"] == "its process died of SIGKILL, twice"

    again = batching.batch(folder, run, *MOCKED, environ=plugged(tmp_path / "site"))
    assert "6 documents: ok 5, quarantined 1 · 0 read now" in again.stdout

    clean = tmp_path / "clean"
    (folder / "1.pdf").unlink()
    done = batching.batch(folder, clean, *MOCKED, environ=plugged(tmp_path / "site", rule=False))
    others = [{**row, "number": 0} for row in found if row["name"] != "1.pdf"]
    for row in others:
        row["rules_asked"] -= 1
    assert others == [{**row, "number": 0} for row in batching.rows(clean)]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process")
def test_a_measurement_without_end_is_ended_by_the_kernel() -> None:
    code = "from atsharness.batch import reader; reader.MOST_CPU_S = 1; reader._bound_cpu()\nwhile True: pass"
    done = subprocess.run([sys.executable, "-P", "-c", code], check=False)
    assert done.returncode == -signal.SIGXCPU
