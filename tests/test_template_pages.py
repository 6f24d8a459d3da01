"""The pages for authors of templates: workflows as ``ats init`` writes them, settings and tests that hold."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from template_repositories import path_with, write_source
from typed import parse

from atsharness.regression import project
from atsharness.settings import load

PAGES = Path(__file__).resolve().parent.parent / "docs" / "templates"
OVERVIEW = (PAGES / "README.md").read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def test_every_ecosystem_has_its_page() -> None:
    pages = {page.stem for page in PAGES.glob("*.md")} - {"README"}
    assert pages == {maker.id for maker in project.MAKERS}
    assert set(re.findall(r"\]\((\w+)\.md\)", OVERVIEW)) == pages


@pytest.mark.parametrize("maker", project.MAKERS, ids=lambda maker: maker.id)
def test_a_page_s_workflow_is_the_one_that_is_written(maker: project.Maker) -> None:
    page = (PAGES / f"{maker.id}.md").read_text("utf-8")
    (name,) = re.findall(r"for a folder with `([^`]+)`", page)
    found = [project.Found(maker, (name,))]
    (shown,) = blocks(page, "yaml")
    assert shown == project.workflow(found)
    assert f"ats baseline {project.outputs(found)[0]}\n" in page


@pytest.mark.parametrize("maker", project.MAKERS, ids=lambda maker: maker.id)
def test_what_a_page_shows_runs(maker: project.Maker, tmp_path: Path) -> None:
    """Its build commands, those that record a baseline, and the workflow's last step, run by a shell."""
    page = (PAGES / f"{maker.id}.md").read_text("utf-8")
    folder, tools = tmp_path / "repository", tmp_path / "tools"
    folder.mkdir()
    tools.mkdir()
    path = f"{Path(sys.executable).parent}{os.pathsep}{path_with(maker.id, tools)}"
    environ = {key: value for key, value in os.environ.items() if not key.startswith(("ATS_", "GIT_"))}

    def call(script: str) -> str:
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", script],
            cwd=folder,
            env=environ | {"PATH": path},
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        if done.returncode and "failed to download package" in done.stdout + done.stderr:
            pytest.skip("RenderCV fetches packages of Typst when it runs, and there is no network")
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    (name,) = re.findall(r"for a folder with `([^`]+)`", page)
    write_source(maker.id, folder / name)
    (workflow,) = blocks(page, "yaml")
    steps = [step["run"] for step in yaml.safe_load(workflow)["jobs"]["compare"]["steps"] if "run" in step]
    (build,) = [step for step in steps if step.startswith("mkdir ")]
    (commands,) = blocks(page, "sh")
    call(build)
    call(f"git init --quiet\n{commands}" if shutil.which("git") else f"git() {{ :; }}\n{commands}")
    assert call(steps[-1]) == "1 file unchanged, with the same engines and settings\n"


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.md")), ids=lambda page: page.stem)
def test_commands_can_be_typed_and_links_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for block in blocks(text, "sh"):
        for line in block.splitlines():
            words = line.split("#")[0].replace("'", "").split()
            if words and words[0] == "ats":
                parse(words[1:])
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        assert (page.parent / link).is_file(), link


def test_the_settings_that_are_shown_are_settings(tmp_path: Path) -> None:
    (toml,) = blocks(OVERVIEW, "toml")
    (tmp_path / "ats.toml").write_text(toml, "utf-8")
    settings = load({}, {}, tmp_path).settings
    assert settings.order is not None
    assert settings.order.over == "family:mupdf"
    assert settings.files["out/two-column*.pdf"].order is not None


def test_the_tests_that_are_shown_are_the_plugin_s() -> None:
    from atsharness import pytest_plugin

    (code,) = blocks(OVERVIEW, "python")
    compile(code, "README.md", "exec")
    called = set(re.findall(r"checked\.(\w+)\(", code))
    assert called
    assert all(hasattr(pytest_plugin.Checked, name) for name in called)
