"""The pytest plugin in a user's repository, in a process of its own, as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from importlib.metadata import entry_points
from pathlib import Path

import pytest

COLUMNS = "typst-two-column__dense.pdf"
SINGLE = "typst-single-column__dense.pdf"
SETTINGS = 'ocr = false\npaths = ["pdfium", "pdfplumber", "pypdf-plain"]\n'


@pytest.fixture
def repository(tmp_path: Path, rendered: Path) -> Path:
    """With packages of names that ours have, too."""
    for name in ("parsers", "reports", "out"):
        (tmp_path / name).mkdir()
    (tmp_path / "parsers" / "__init__.py").write_text("MINE = 1\n")
    (tmp_path / "reports" / "__init__.py").write_text("MINE = 2\n")
    (tmp_path / "ats.toml").write_text(SETTINGS)
    put(tmp_path, rendered / "pdf" / SINGLE, "one.pdf")
    put(tmp_path, rendered / "pdf" / COLUMNS, "two.pdf")
    return tmp_path


def put(repository: Path, source: Path, name: str) -> None:
    (repository / "out" / name).write_bytes(source.read_bytes())


def run(repository: Path, text: str, *arguments: str) -> tuple[int, str]:
    (repository / "test_templates.py").write_text(textwrap.dedent(text), "utf-8")
    plugin = [] if is_registered() else ["-p", "atsharness.pytest_plugin"]
    environ = {key: value for key, value in os.environ.items() if not key.startswith(("ATS_", "PYTEST_"))}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *plugin, *arguments],
        cwd=repository,
        env=environ | {"PYTHONPATH": str(repository)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def is_registered() -> bool:
    return any(point.value == "atsharness.pytest_plugin" for point in entry_points(group="pytest11"))


CHECKS = """
    import parsers, reports
    import pytest

    assert (parsers.MINE, reports.MINE) == (1, 2)


    def test_it_has_no_columns(ats_check):
        ats_check("out/one.pdf").assert_no("ATS2")


    def test_its_fields(ats_check):
        ats_check("out/one.pdf").assert_fields(worst="21/21")
        ats_check("out/two.pdf", paths=("pdfium",)).assert_fields(worst="22/22")


    @pytest.mark.xfail(strict=True)
    def test_its_fields_in_two_columns(ats_check):
        ats_check("out/two.pdf").assert_fields(worst="22/22")


    def test_two_columns(ats_check):
        ats_check("out/two.pdf").assert_no("ATS201", "ATS202")
"""


@pytest.mark.slow
def test_checks_fail_with_the_short_answer_and_a_report(repository: Path) -> None:
    code, out = run(repository, CHECKS, "-n", "2")
    assert code == 1
    assert "1 failed, 2 passed, 1 xfailed" in out, out
    assert "ATS202: there is a violation" in out
    assert "Fix this first:" in out
    # With CI set, pytest's closing summary says each failure once more, whole.
    (report,) = {line.split()[-1] for line in out.splitlines() if line.startswith("Report: ")}
    assert Path(report).read_text("utf-8").startswith("<!doctype html>")


BASELINES = """
    import pytest

    @pytest.mark.parametrize("name", ["one", "two"])
    def test_reads_as_approved(ats_baseline, name):
        ats_baseline(f"out/{name}.pdf")
"""


@pytest.mark.slow
def test_baselines_are_recorded_and_compared(repository: Path, rendered: Path) -> None:
    file = repository / ".ats" / "baseline.json"
    code, out = run(repository, BASELINES)
    assert code == 1
    assert "out/one.pdf has no baseline in .ats/baseline.json; run pytest --ats-update" in out
    assert not file.exists()

    code, out = run(repository, BASELINES, "--ats-update", "-n", "2")
    assert code == 0, out
    assert set(json.loads(file.read_text("utf-8"))["files"]) == {"out/one.pdf", "out/two.pdf"}
    assert run(repository, BASELINES)[0] == 0

    before = file.read_bytes()
    put(repository, rendered / "pdf" / COLUMNS, "one.pdf")
    code, out = run(repository, BASELINES, "-n", "2")
    assert code == 1
    assert "1 failed, 1 passed" in out
    assert "out/one.pdf: the lines of entries are mixed in pdfplumber" in out
    assert "If it is meant: pytest --ats-update" in out
    assert "Report: " in out
    assert file.read_bytes() == before

    (repository / "out" / "one.pdf").write_bytes(b"%PDF-1.7\n")
    code, out = run(repository, BASELINES)
    assert (code, "out/one.pdf: unreadable" in out) == (1, True)


def test_what_ats_toml_asks_and_paths(repository: Path) -> None:
    (repository / "ats.toml").write_text(f"{SETTINGS}readers = 3\n")
    text = """
        def test_one(ats_check):
            checked = ats_check("out/two.pdf")
            assert [one.path_id for one in checked.result.extractions] == ["pdfium"]
            checked.assert_as_asked()
    """
    code, out = run(repository, text, "--ats-paths", "pdfium")
    assert code == 1
    assert "1 readers get everything, 3 are asked for" in out


def test_collecting_imports_nothing_heavy(tmp_path: Path) -> None:
    """In a repository that has nothing to do with ats."""
    (tmp_path / "test_any.py").write_text("def test_any(): pass\n")
    code = (
        "import sys, pytest; pytest.main(['--collect-only', '-q', '-p', 'atsharness.pytest_plugin']); "
        "print('MODULES', *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60
    )
    loaded = done.stdout.partition("MODULES")[2].split()
    assert "atsharness.pytest_plugin" in loaded
    ours = {name for name in loaded if name.startswith("atsharness")}
    assert ours == {"atsharness", "atsharness.version", "atsharness.pytest_plugin"}
    assert not {"numpy", "msgspec", "pymupdf", "pypdf", "click", "PIL"} & set(loaded)
