"""What the documents say is there: the README's commands run, and every parser path has its section."""

from __future__ import annotations

import inspect
import re
import sys
from pathlib import Path

import pytest

from atsharness import registry
from atsharness.cli import main

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PATHS = registry.discover("atsharness_parsers", "PARSER")


def _commands() -> list[list[str]]:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    lines = [line.split("#")[0].split() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line and line[0] == ".venv/bin/ats"]


def test_the_readme_shows_commands() -> None:
    assert len(_commands()) >= 4


@pytest.mark.parametrize("command", _commands(), ids=lambda command: " ".join(command[1:4]))
def test_a_command_of_the_readme_runs(
    command: list[str], demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = {"resume.pdf": str(demo / "resume.pdf"), "resume.md": str(demo / "resume.md")}
    for name, text in (("mine.txt", "Go, C++ and Kafka"), ("theirs.txt", "Go, C+ + and Kafka")):
        (tmp_path / name).write_text(text, "utf-8")
        names[name] = str(tmp_path / name)
    arguments = [names.get(word, word) for word in command[1:]]
    without_ocr = [] if command[1] == "align" else ["--no-ocr"]
    code = main([*arguments, *without_ocr])
    shown = capsys.readouterr()
    # The demo résumé fails on purpose: its letter-spaced name reaches no parser.
    assert code in ((0, 1) if command[1] == "check" else (0,)), shown.err
    assert shown.out


def test_the_readme_s_python_runs(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    monkeypatch.chdir(demo)
    names: dict[str, object] = {}
    exec(code, names)
    assert names["worst"] in names["result"].recoveries  # type: ignore[attr-defined]


def test_the_readme_s_screen_shows_the_panel() -> None:
    screen = re.search(r"<!-- screen.*?```text\n(.*?)```", README, re.DOTALL)
    assert screen
    panel = [key for key, found in PATHS.items() if found.value.panel]
    assert len(panel) == 9
    for path_id in panel:
        assert f"│ {path_id} " in screen[1], path_id


@pytest.mark.parametrize("path_id", PATHS)
def test_every_path_has_its_section(path_id: str) -> None:
    page = (ROOT / "docs" / "parser-paths.md").read_text("utf-8")
    section = page.partition(f"### {path_id}\n")[2].partition("\n### ")[0]
    module = sys.modules[PATHS[path_id].origin.partition(":")[0]]
    text = inspect.getdoc(module)
    assert text, "a path's module says what it is, who runs it and what it breaks on"
    assert text in section, "docs/parser-paths.md is out of date: run make docs"
    assert PATHS[path_id].value.title in section


def test_decisions_are_listed() -> None:
    pages = sorted(path.name for path in (ROOT / "docs" / "adr").glob("0*.md"))
    index = (ROOT / "docs" / "adr" / "README.md").read_text("utf-8")
    assert pages
    assert re.findall(r"\((0\d+-[\w-]+\.md)\)", index) == pages
