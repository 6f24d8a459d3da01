"""A package of a third party adds a path, a rule and a format by entry point, as an installed wheel does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).resolve().parent.parent / "support" / "example_package"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example package, built as a wheel and unpacked where Python finds it."""
    folder = tmp_path_factory.mktemp("example")
    source = shutil.copytree(EXAMPLE, folder / "source")
    script = "import hatchling.build as backend; print(backend.build_wheel('.'))"
    subprocess.run([sys.executable, "-c", script], cwd=source, check=True, capture_output=True)
    wheel = next(source.glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def _ats(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "PYTHONPATH": str(site)}
    command = [sys.executable, "-m", "atsharness.cli", *arguments]
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=False)


def test_the_path_reads(installed: Path, demo: Path) -> None:
    done = _ats(installed, "text", str(demo / "resume.pdf"), "--path", "shout")
    assert done.returncode == 0, done.stderr
    plain = _ats(installed, "text", str(demo / "resume.pdf"), "--path", "pdfium")
    assert plain.stdout
    assert "".join(done.stdout.split()) == "".join(plain.stdout.upper().split())


def test_it_is_listed_and_outside_the_panel(installed: Path) -> None:
    done = _ats(installed, "doctor", "--paths", "shout")
    assert "1.2.3" in done.stdout
    assert "1 of 1 parser path ready" in done.stdout


def test_the_rule_and_the_format_are_found(installed: Path, demo: Path) -> None:
    assert "SHOUT1" in _ats(installed, "rules").stdout
    shown = _ats(installed, "rule", "SHOUT1").stdout
    assert "Lines in capitals only." in shown
    done = _ats(installed, "check", str(demo / "resume.pdf"), "--no-ocr", "--format", "shout")
    assert done.stdout == "FAIL\n", done.stderr


def test_one_that_does_not_load_is_named(installed: Path, tmp_path: Path, demo: Path) -> None:
    broken = shutil.copytree(installed, tmp_path / "site")
    (broken / "ats_shout.py").write_text("import no_such_engine\n")
    done = _ats(broken, "check", str(demo / "resume.pdf"))
    assert done.returncode == 2
    assert "ats_shout:PARSER" in done.stderr
    assert "no_such_engine" in done.stderr
    assert len(done.stderr.splitlines()) == 1
