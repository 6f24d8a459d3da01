"""``ats init``, and the files for other people's continuous integration that lie in the repository's root."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from pre_commit.clientlib import load_manifest
from template_repositories import path_with
from typed import parse

from atsharness.cli import main
from atsharness.errors import ExitCode
from atsharness.regression import project
from atsharness.settings import Settings, load

ROOT = Path(__file__).resolve().parents[3]
SOURCES = {
    "typst": ("letters/cv.typ", '#set page(paper: "a4")\n= Jane\n'),
    "latex": ("cv.tex", "\\documentclass{article}\n\\begin{document}Jane\\end{document}\n"),
    "rendercv": ("Jane_CV.yaml", "cv:\n  name: Jane\n"),
    "jsonresume": ("resume.json", '{"basics": {"name": "Jane"}}'),
    "word": ("my résumé.docx", ""),
}
OTHERS = {
    "lib.typ": "let a = 1\n",
    "part.tex": "\\section{Work}\n",
    ".github/ci.yml": "cv:\n",
    "package.json": '{"name": "x"}',
    "broken.json": "{",
    "node_modules/a/cv.tex": "\\documentclass{a}\\begin{document}",
    "settings.yaml": "name: cv\n",
}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("kind", SOURCES)
def test_each_ecosystem_is_found_alone(kind: str, tmp_path: Path) -> None:
    name, text = SOURCES[kind]
    write(tmp_path, {name: text, **OTHERS, "made.pdf": "%PDF-1.7"})
    (found,) = project.look(tmp_path)
    assert (found.maker.id, found.files) == (kind, (name,))


def test_pdf_files_count_where_there_are_no_sources(tmp_path: Path) -> None:
    write(tmp_path, {"cv.pdf": "%PDF-1.7", **OTHERS})
    (found,) = project.look(tmp_path)
    assert found.files == ("cv.pdf",)
    assert "Build" not in project.workflow([found])


def test_settings_and_workflow_are_written_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, dict(SOURCES.values()))
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == ExitCode.OK
    assert "wrote: ats.toml" in capsys.readouterr().out
    assert load({}, {}, tmp_path).settings == Settings(ocr=False)
    flow = yaml.safe_load(Path(".github/workflows/ats.yml").read_text("utf-8"))
    steps = flow["jobs"]["compare"]["steps"]
    assert all(("uses" in step) != ("run" in step) for step in steps)
    build = next(step["run"] for step in steps if step.get("name") == "Build")
    for name, _ in SOURCES.values():
        assert f"'{name}'" in build if " " in name else name in build
    parse(steps[-1]["run"].split()[1:])

    Path("ats.toml").write_text("ocr = true\n")
    assert main(["init"]) == ExitCode.OK
    assert "left as it is: ats.toml" in capsys.readouterr().out
    assert Path("ats.toml").read_text() == "ocr = true\n"


def test_every_line_that_is_commented_out_is_a_setting(tmp_path: Path) -> None:
    write(tmp_path, {"cv.pdf": "%PDF-1.7"})
    text = project.files(project.look(tmp_path))["ats.toml"]
    lines = [line.removeprefix("# ") for line in text.splitlines() if " = " in line or line.startswith("# [")]
    (tmp_path / "ats.toml").write_text("\n".join(lines), "utf-8")
    settings = load({}, {}, tmp_path).settings
    assert settings.order is not None
    assert settings.readers == 6
    assert settings.rules == {"ATS1": "error", "ATS211": "off"}
    assert settings.files["cv.pdf"].order is not None


def test_a_folder_without_any_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(write(tmp_path, OTHERS))]) == ExitCode.USAGE
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "ats.toml").exists()


@pytest.mark.parametrize("kind", ["typst", "latex", "rendercv"])
def test_the_build_commands_make_what_is_compared(kind: str, tmp_path: Path) -> None:
    """Names of folders and files as they are, where the tool is here; the commands are run by a shell."""
    path = path_with(kind, tmp_path)
    write(tmp_path, dict([SOURCES[kind]]))
    found = project.look(tmp_path)
    steps = yaml.safe_load(project.workflow(found))["jobs"]["compare"]["steps"]
    (build,) = [step["run"] for step in steps if step.get("name") == "Build"]
    subprocess.run(
        ["bash", "-e", "-c", build], cwd=tmp_path, env=os.environ | {"PATH": path}, check=True, timeout=300
    )
    for name in project.outputs(found):
        assert (tmp_path / name.strip("'")).read_bytes().startswith(b"%PDF")


# --- files in the root ---------------------------------------------------------------------------------


def action() -> dict[str, Any]:
    made: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    return made


def test_the_action_is_composite_and_every_shell_is_named() -> None:
    made = action()
    schema = files("check_jsonschema") / "builtin_schemas" / "vendor" / "github-actions.json"
    jsonschema.validate(made, json.loads(schema.read_text("utf-8")))
    assert made["runs"]["using"] == "composite"
    for step in made["runs"]["steps"]:
        # an input inside a script would be run as a part of it
        assert "${{" not in step.get("run", "")


def run_action(folder: Path, **inputs: str) -> tuple[int, str, str]:
    """The last step, as a runner runs it: exit code, output, summary."""
    step = action()["runs"]["steps"][-1]
    given = {name: value["default"] for name, value in action()["inputs"].items()} | inputs
    summary = folder / "summary.md"
    summary.write_text("")
    environ = {
        name: value.replace("${{ inputs.", "").replace(" }}", "") for name, value in step["env"].items()
    }
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder,
        env={
            **{key: value for key, value in os.environ.items() if not key.startswith("ATS_")},
            **{name: given[key] for name, key in environ.items()},
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "RUNNER_TEMP": str(folder),
            "GITHUB_STEP_SUMMARY": str(summary),
        },
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr, summary.read_text("utf-8")


@pytest.mark.slow
def test_the_action_compares_and_checks(tmp_path: Path, rendered: Path) -> None:
    (tmp_path / "ats.toml").write_text('ocr = false\npaths = ["pdfplumber", "pypdf-plain", "pdfium"]\n')
    (tmp_path / "my out").mkdir()
    file = tmp_path / "my out" / "a.pdf"
    shutil.copy(rendered / "pdf" / "typst-single-column__dense.pdf", file)
    code, out, _ = run_action(tmp_path)
    assert code == ExitCode.USAGE
    assert "write one: ats baseline" in out

    ats = Path(sys.executable).parent / "ats"
    subprocess.run([ats, "baseline", "my out/a.pdf"], cwd=tmp_path, check=True, timeout=120)
    code, out, summary = run_action(tmp_path)
    assert code == ExitCode.OK
    assert "1 file unchanged" in summary

    shutil.copy(rendered / "pdf" / "typst-two-column__dense.pdf", file)
    code, out, summary = run_action(tmp_path, files="my out/a.pdf\n")
    assert code == ExitCode.VERDICT
    assert "::error file=my out/a.pdf,line=1,title=ats%3A worse::" in out
    assert "    my out/a.pdf: worse: " in summary
    assert "::error" not in summary

    code, out, summary = run_action(
        tmp_path, mode="check", files="my out/*.pdf", arguments="--fail-on at-risk"
    )
    assert code == ExitCode.VERDICT
    assert "::warning file=my out/a.pdf,line=1,title=verdict at risk::AT RISK" in out
    assert "| my out/a.pdf |" in summary
    assert run_action(tmp_path, mode="guess")[0] == ExitCode.USAGE


HOOKS = ROOT / ".pre-commit-hooks.yaml"


def test_the_hooks_can_be_typed() -> None:
    hooks = load_manifest(HOOKS)  # by the schema of pre-commit
    assert {hook["id"] for hook in hooks} == {"ats-compare", "ats-check"}
    for hook in hooks:
        assert hook["language"] == "python"
        parse([*hook["entry"].split()[1:], *(["a.pdf"] if hook["pass_filenames"] else [])])


@pytest.mark.skipif(not shutil.which("git"), reason="pre-commit needs git")
@pytest.mark.slow
def test_pre_commit_runs_the_hooks(tmp_path: Path, rendered: Path) -> None:
    """In the repository of a template's author; `ats` is this environment's, so that nothing is fetched."""
    hooks = [{**hook, "language": "system"} for hook in yaml.safe_load(HOOKS.read_text("utf-8"))]
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    write(tmp_path, {".pre-commit-config.yaml": yaml.safe_dump(config), "ats.toml": "ocr = false\n"})
    environ = {key: value for key, value in os.environ.items() if not key.startswith(("ATS_", "GIT_"))}
    environ |= {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(tmp_path / ".cache"),
        "GIT_CONFIG_GLOBAL": os.devnull,
    }

    def call(*command: str) -> tuple[int, str]:
        done = subprocess.run(
            command, cwd=tmp_path, env=environ, capture_output=True, text=True, timeout=300, check=False
        )
        return done.returncode, done.stdout + done.stderr

    def outcomes(name: str) -> dict[str, str]:
        shutil.copy(rendered / "pdf" / f"{name}.pdf", tmp_path / "a.pdf")
        assert call("git", "add", "a.pdf")[0] == 0
        _, out = call("pre-commit", "run", "--verbose")
        said = re.findall(r"^what ATS read(, compared)?.*?\.(Passed|Failed|Skipped)$", out, re.MULTILINE)
        return {"compare" if compared else "check": outcome for compared, outcome in said} | {"said": out}

    assert call("git", "init", "--quiet")[0] == 0
    shutil.copy(rendered / "pdf" / "typst-single-column__dense.pdf", tmp_path / "a.pdf")
    assert call("ats", "baseline", "a.pdf")[0] == 0
    found = outcomes("typst-single-column__dense")
    assert (found["compare"], found["check"]) == ("Passed", "Passed"), found["said"]
    found = outcomes("typst-two-column__dense")
    assert (found["compare"], found["check"]) == ("Failed", "Passed"), found["said"]
    assert "a.pdf: worse: " in found["said"]
