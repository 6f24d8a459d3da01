"""``ats check --open``: the report in the browser, or a line that says why not."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from atsharness.cli import main

FAST = ("--paths", "pdfium,pypdf-plain", "--fail-on", "never")


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Takes the address that a browser would be given."""
    told = tmp_path / "told"
    script = tmp_path / "browser.py"
    script.write_text(f"import sys; open({str(told)!r}, 'w').write(sys.argv[1])")
    monkeypatch.setenv("BROWSER", f"{shlex.quote(sys.executable)} {shlex.quote(str(script))} %s")
    import webbrowser

    monkeypatch.setattr(webbrowser, "_tryorder", None)  # so that it looks at BROWSER again
    monkeypatch.setattr(webbrowser, "_browsers", {})
    return told


def _page(told: Path) -> Path:
    return Path(unquote(urlsplit(told.read_text()).path))


def test_the_report_that_was_written_is_opened(opened: Path, demo: Path, tmp_path: Path) -> None:
    report = tmp_path / "a report.html"
    assert main(["check", str(demo / "resume.pdf"), *FAST, "--open", "--report", f"html={report}"]) == 0
    assert _page(opened) == report


def test_without_a_report_one_is_written_and_named(
    opened: Path,
    demo: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert main(["check", str(demo / "resume.pdf"), *FAST, "--open"]) == 0
    page = _page(opened)
    assert page.parent.parent == tmp_path
    assert "<h1" in page.read_text("utf-8")
    assert page.parent.stat().st_mode & 0o777 == 0o700
    assert f"the report is {page}" in capsys.readouterr().err


def test_of_several_files_the_index_is_opened(opened: Path, rendered: Path, tmp_path: Path) -> None:
    files = [str(file) for file in sorted((rendered / "pdf").glob("typst-*.pdf"))[:2]]
    assert main(["check", *files, *FAST, "--open", "--report", f"html={tmp_path / 'all'}"]) == 0
    assert _page(opened) == tmp_path / "all" / "index.html"


def test_without_a_display_it_is_a_line(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    report = tmp_path / "r.html"
    assert main(["check", str(demo / "resume.pdf"), *FAST, "--open", "--report", f"html={report}"]) == 0
    said = capsys.readouterr().err.splitlines()
    assert said == [f"note: there is no display to open a browser on; the report is {report}"]
