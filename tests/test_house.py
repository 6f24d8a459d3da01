"""The house's own rules: packaging, lock, commands and what importing the command costs."""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from atsharness import __version__

ROOT = Path(__file__).resolve().parent.parent
TOP_LEVEL = ("harness", "parsers", "corpus", "reports")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUN_LOCK = ROOT / ".ci" / "requirements.lock"
DEV_LOCK = ROOT / ".ci" / "requirements-dev.lock"
ENTRY = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?P<marker>(?: ; [^\\\n]+)?)(?P<tail>.*(?:\n {4}--hash=.*)*)",
    re.MULTILINE,
)


def holds(marker: Marker | None, system: dict[str, str]) -> bool:
    return marker is None or marker.evaluate({"extra": "", **system})


def pins(lock: Path, system: dict[str, str] | None = None) -> dict[str, Version]:
    """The versions for this system, or another one."""
    return {
        canonicalize_name(entry["name"]): Version(entry["version"])
        for entry in ENTRY.finditer(lock.read_text("utf-8"))
        if holds(Requirement(f"{entry['name']}{entry['marker']}").marker, system or {})
    }


def modules() -> list[Path]:
    folders = [next(iter(ROOT.glob(f"{top}/atsharness*"))) for top in TOP_LEVEL]
    found = [file for folder in (*folders, ROOT / "tests") for file in sorted(folder.rglob("*.py"))]
    return [file for file in found if "node_modules" not in file.parts]


def test_every_module_lies_in_a_package() -> None:
    lost = [
        str(file.relative_to(ROOT))
        for file in modules()
        if "tests" not in file.parts and not (file.parent / "__init__.py").is_file()
    ]
    assert lost == []


def test_an_editable_install_is_plain_folders() -> None:
    """Type checkers and editors follow a .pth of folders; an import hook or a mapping blinds them."""
    (link,) = Path(sysconfig.get_path("purelib")).glob("*ats_harness*.pth")
    lines = [line for line in link.read_text("utf-8").splitlines() if line]
    assert sorted(Path(line).resolve() for line in lines) == sorted(ROOT / top for top in TOP_LEVEL)


def test_version_stands_in_one_place() -> None:
    assigned = [
        str(file.relative_to(ROOT))
        for file in modules()
        if re.search(r"^__version__\s*[:=]", file.read_text("utf-8"), re.MULTILINE)
    ]
    assert assigned == ["harness/atsharness/version.py"]
    assert "version" in PYPROJECT["project"]["dynamic"]
    assert "version" not in PYPROJECT["project"]
    assert metadata.version("ats-harness") == __version__


@pytest.mark.parametrize("lock", [RUN_LOCK, DEV_LOCK], ids=lambda lock: lock.stem)
def test_every_pin_is_exact_and_hashed(lock: Path) -> None:
    text = lock.read_text("utf-8")
    entries = list(ENTRY.finditer(text))
    assert len(entries) > 10
    assert [entry["name"] for entry in entries if "--hash=sha256:" not in entry["tail"]] == []
    loose = [
        line for line in text.splitlines() if re.match(r"[\w.-]", line) and "==" not in line.split(";")[0]
    ]
    assert loose == ["-r requirements.lock"] if lock == DEV_LOCK else loose == []


@pytest.mark.parametrize("system", ["linux x86_64", "linux aarch64", "darwin arm64", "darwin x86_64"])
def test_locks_cover_pyproject(system: str) -> None:
    project = PYPROJECT["project"]
    there = dict(zip(("sys_platform", "platform_machine"), system.split(), strict=True))
    run, dev = pins(RUN_LOCK, there), pins(DEV_LOCK, there)
    assert not run.keys() & dev.keys(), "the second lock includes the first"
    extras = project["optional-dependencies"]
    wanted = [*extras["web"], *extras["docx"]]
    run_needs = [*project["dependencies"], *wanted, *PYPROJECT["build-system"]["requires"], "pip"]
    corpus = tomllib.loads((ROOT / "corpus" / "pyproject.toml").read_text("utf-8"))["project"]
    builders = [need for need in corpus["dependencies"] if need != project["name"]]
    for needs, lock in ((run_needs, run), ([*extras["dev"], *builders], run | dev)):
        for need in map(Requirement, needs):
            if not holds(need.marker, there):
                continue
            pin = lock.get(canonicalize_name(need.name))
            assert pin is not None, f"{need.name} is not locked: make lock"
            assert need.specifier.contains(pin), f"{need} is locked at {pin}: make lock"


@pytest.mark.parametrize("lock", [RUN_LOCK, DEV_LOCK], ids=lambda lock: lock.stem)
def test_locks_are_closed(lock: Path) -> None:
    """They are installed without resolution: all that a locked package requires must be locked too."""
    locked = pins(RUN_LOCK) | (pins(DEV_LOCK) if lock == DEV_LOCK else {})
    looked_at, open_ends = 0, []
    for name in locked:
        try:
            requires = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue  # locked for another system
        for need in map(Requirement, requires):
            if need.marker is not None and not need.marker.evaluate({"extra": ""}):
                continue
            looked_at += 1
            pin = locked.get(canonicalize_name(need.name))
            if pin is None or not need.specifier.contains(pin, prereleases=True):
                open_ends.append(f"{name} requires {need}, locked: {pin}")
    assert looked_at > 5
    assert open_ends == []


def makefile_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):(?!=)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def test_readme_commands_exist() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    commands = re.findall(r"^(?:\$ )?make ([a-z-]+)", "\n".join(blocks), re.MULTILINE)
    assert {"demo", "test"} <= set(commands)
    assert set(commands) <= makefile_targets()
    assert (ROOT / "Makefile").read_text("utf-8").count(".DEFAULT_GOAL := demo") == 1


def test_ci_and_hook_use_the_same_commands() -> None:
    ci = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert any(line.startswith("make test") for line in ci)
    assert "make lint" in ci
    assert ".ci/lint" in (ROOT / "Makefile").read_text("utf-8")
    assert "entry: .ci/lint" in (ROOT / ".pre-commit-config.yaml").read_text("utf-8")


def test_version_command_imports_click_alone() -> None:
    """No engine, numpy or tabulate: what `ats --version` may cost is a few modules."""
    allowed = {"click", "pip"}
    heavy = {
        module
        for module, distributions in metadata.packages_distributions().items()
        if {canonicalize_name(name) for name in distributions} & (pins(RUN_LOCK).keys() - allowed)
    } | {"numpy", "pandas"}
    assert {"pymupdf", "pdfminer", "pypdf", "pypdfium2", "PIL", "tabulate"} <= heavy
    code = (
        "import sys; from atsharness.cli import main; code = main(['--version']); "
        "print(*sys.modules, sep='\\n'); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    first, *loaded = done.stdout.splitlines()
    assert __version__ in first
    assert "atsharness.cli" in loaded
    assert sorted({name.split(".")[0] for name in loaded} & heavy) == []
