"""Writes the two lock files from the two pyproject.toml: `make lock`; `make lock UPGRADE=1` moves every pin.

`.ci/requirements.lock` holds the run-time packages, with those of the local page (extra `web`) and of other
formats than PDF (extra `formats`), pip and the build backend. `.ci/requirements-dev.lock`
includes it and adds what only the extra `dev` and the corpus need, resolved under the first one's pins. Both
hold PyPI's sha256 of every file, with environment markers: one pair serves CPython 3.11 and newer on Linux,
Windows and macOS. Runs in `.venv`; uv, the resolver, goes into a temporary folder.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUN_LOCK = ROOT / ".ci" / "requirements.lock"
DEV_LOCK = ROOT / ".ci" / "requirements-dev.lock"
UV = "uv==0.13.9"
INDEX = "https://pypi.org/simple"
LOWEST_PYTHON = "3.11"
INCLUDE = f"-r {RUN_LOCK.name}\n"
HEADER = "# Written by `make lock` from pyproject.toml. Do not edit.\n"
CPYTHON = re.compile(r"( and )?(platform_python_implementation|implementation_name) != '[Pp]y[Pp]y'( and )?")
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<rest>[^\\\n]+)", re.MULTILINE)


def compile_lock(uv: Path, output: Path, *arguments: str, needs: list[str]) -> str:
    """Runs `uv pip compile` on requirements; pins that stand in `output` are kept."""
    flags = "--universal --only-binary :all: --generate-hashes --no-config --no-header --no-annotate --quiet"
    source = ["--python-version", LOWEST_PYTHON, "--default-index", INDEX, *flags.split()]
    command = [
        str(uv),
        "pip",
        "compile",
        "-",
        "--output-file",
        str(output),
        *source,
        *arguments,
    ]
    # The lock must hold PyPI's files whatever this machine's settings are.
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("UV_", "PIP_"))}
    subprocess.run(command, cwd=ROOT, env=environment, input="\n".join(needs), text=True, check=True)
    return output.read_text("utf-8")


def pins(lock: str) -> dict[str, str]:
    """Name -> version and marker; a marker that only leaves PyPy out says nothing here."""
    return {match["name"]: CPYTHON.sub("", match["rest"]).strip(" ;") for match in PIN.finditer(lock)}


def needs() -> tuple[list[str], list[str]]:
    """Requirements for use, and for development: with the extra `dev` and what the corpus's package needs."""
    harness = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    corpus = tomllib.loads((ROOT / "corpus" / "pyproject.toml").read_text("utf-8"))
    project = harness["project"]
    extras = project["optional-dependencies"]
    # With the local page's and the readers of other formats: `make serve` finds what `make demo` has set up.
    wanted = [*extras["web"], *extras["formats"]]
    run = ["pip", *harness["build-system"]["requires"], *project["dependencies"], *wanted]
    builders = [need for need in corpus["project"]["dependencies"] if need != project["name"]]
    return run, [*run, *extras["dev"], *builders]


def main(upgrade: bool) -> int:
    """Writes both files, or neither when a pin would differ between them."""
    run_needs, dev_needs = needs()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder / "uv"), UV]
        subprocess.run(pip, check=True)
        uv = folder / "uv" / "bin" / "uv"
        run_file, dev_file = folder / "run.txt", folder / "dev.txt"
        if not upgrade:
            run_file.write_text(RUN_LOCK.read_text("utf-8"))
            dev_file.write_text(DEV_LOCK.read_text("utf-8").replace(INCLUDE, ""))
        run = compile_lock(uv, run_file, needs=run_needs)
        under = ["--constraint", str(run_file)]
        whole = pins(compile_lock(uv, dev_file, *under, needs=dev_needs))
        differing = sorted(name for name, pin in pins(run).items() if whole.get(name) != pin)
        if differing:
            # Development needs one of these on more systems: name it in pyproject's dependencies, unmarked.
            print(f"lock: development pins differently: {', '.join(differing)}", file=sys.stderr)
            return 1
        leave_out = [part for name in pins(run) for part in ("--no-emit-package", name)]
        dev = compile_lock(uv, dev_file, *under, *leave_out, needs=dev_needs)
    RUN_LOCK.write_text(HEADER + run, "utf-8")
    DEV_LOCK.write_text(f"{HEADER}{INCLUDE}{dev}", "utf-8")
    print(f"lock: {len(pins(run))} packages for use, {len(pins(dev))} more for development")
    return 0


if __name__ == "__main__":
    sys.exit(main(upgrade="--upgrade" in sys.argv[1:]))
