"""What the documents say is true: commands run, excerpts are the code, every parser path has its section."""

from __future__ import annotations

import importlib.util
import inspect
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from typed import parse

from atsharness import registry
from atsharness.cli import main

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
PATHS = registry.discover("atsharness_parsers", "PARSER")
READING = ("check", "text", "diff", "facts")
"""Commands that read a file, where OCR takes longest."""


def _commands(page: str) -> list[list[str]]:
    blocks = re.findall(r"^ *```sh\n(.*?)```", page, re.DOTALL | re.MULTILINE)
    lines = [line.split("#")[0].split() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line and line[0] in ("ats", ".venv/bin/ats")]


def test_the_readme_shows_commands() -> None:
    assert len(_commands(README)) >= 6


@pytest.mark.parametrize("command", _commands(README), ids=lambda command: " ".join(command[1:4]))
def test_a_command_of_the_readme_runs(
    command: list[str],
    demo: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)  # reports are written beside
    names = {"resume.pdf": str(demo / "resume.pdf"), "resume.md": str(demo / "resume.md")}
    texts = {
        "mine.txt": "Go, C++ and Kafka",
        "theirs.txt": "Go, C+ + and Kafka",
        "posting.txt": "We use Kafka.",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
        names[name] = str(tmp_path / name)
    arguments = [names.get(word, word) for word in command[1:]]
    without_ocr = ["--no-ocr"] if command[1] in READING else []
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


@pytest.fixture(scope="module")
def screen() -> ModuleType:
    spec = importlib.util.spec_from_file_location("screen", ROOT / ".ci" / "screen.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_readme_s_screen_is_what_the_demo_shows(screen: ModuleType) -> None:
    assert screen.PLACE.search(README)[2] == screen.demo()


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 150


def test_the_guide_s_commands_can_be_typed() -> None:
    commands = _commands(CONTRIBUTING)
    assert len(commands) >= 4
    for command in commands:
        parse(command[1:])


def test_the_guide_s_example_is_the_code() -> None:
    """Each excerpt is lines of the file named last before it, in their order."""
    excerpts = list(re.finditer(r"^ *```python\n(.*?)```", CONTRIBUTING, re.DOTALL | re.MULTILINE))
    assert len(excerpts) >= 2
    for excerpt in excerpts:
        name = re.findall(r"`[\w/]*?(\w+\.py)`", CONTRIBUTING[: excerpt.start()])[-1]
        (file,) = (path for top in ("harness", "tests") for path in (ROOT / top).rglob(name))
        lines = iter([line.strip() for line in file.read_text("utf-8").splitlines()])
        for line in filter(None, map(str.strip, excerpt[1].splitlines())):
            assert line in lines, f"{name} has no line {line!r} (there)"


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
