"""What `make fresh` takes along from this machine, and what it says where it cannot be tried. No network."""

from __future__ import annotations

import importlib.util
import os
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / ".ci" / "fresh.py"


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, where nothing is set."""
    spec = importlib.util.spec_from_file_location("fresh", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in list(os.environ):
        if name.startswith("PIP_") or name.lower().endswith("_proxy") or name in module.CERTIFICATES:
            monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    return module


def program(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    (folder / name).chmod(0o755)


def test_pips_ways_go_along_and_nothing_else_of_it(
    fresh: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fresh.pip_settings() == {}
    config = tmp_path / "pip.conf"
    config.write_text(
        "[global]\nindex-url = https://user:secret@example.org/simple\nconstraint = /etc/constraints.txt\n"
        "find-links =\n  /wheels\n  /more\ntimeout = 5\n[list]\nformat = json\n",
        "utf-8",
    )
    monkeypatch.setenv("PIP_CONFIG_FILE", str(config))
    monkeypatch.setenv("PIP_TIMEOUT", "180")
    monkeypatch.setenv("PIP_REQUIRE_HASHES", "1")
    found = fresh.pip_settings()
    wanted = {
        "PIP_INDEX_URL": "https://user:secret@example.org/simple",
        "PIP_FIND_LINKS": "/wheels /more",
        "PIP_TIMEOUT": "180",
    }
    assert wanted.items() <= found.items()  # this machine's own files of pip may name more
    assert not {"PIP_CONSTRAINT", "PIP_REQUIRE_HASHES", "PIP_FORMAT"} & found.keys()


def test_proxies_and_certificates_go_along(fresh: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = {"https_proxy": "http://proxy:3128", "NO_PROXY": "localhost", "SSL_CERT_FILE": "/etc/own.pem"}
    for name, value in {**wanted, "SECRET_TOKEN": "x"}.items():
        monkeypatch.setenv(name, value)
    assert fresh.network_settings() == wanted


def test_what_the_settings_name_is_there_too(fresh: ModuleType, tmp_path: Path) -> None:
    simple, certificate = tmp_path / "index" / "simple", tmp_path / "own.pem"
    simple.mkdir(parents=True)
    certificate.touch()
    settings = {
        "PIP_EXTRA_INDEX_URL": f"https://example.org/simple file://{simple}",
        "PIP_CERT": str(certificate),
        "PIP_FIND_LINKS": f"{tmp_path / 'none'} relative",
        "https_proxy": "http://proxy:3128",
    }
    assert fresh.named_paths(settings) == {simple.parent, certificate}


@pytest.mark.skipif(os.name != "posix", reason="makes shell scripts")
def test_the_mirror_is_that_of_apt(
    fresh: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert fresh.mirror() == []  # no apt here
    lines = ["http://a.example/debian/ trixie main", "http://b.example/debian/ bookworm contrib"]
    program(tmp_path, "apt-get", "\n".join(f"echo {line}" for line in lines))
    assert fresh.mirror() == []
    program(
        tmp_path, "apt-get", "\n".join(f"echo {line}" for line in (*lines, "http://c.example/ bookworm main"))
    )
    assert fresh.mirror() == ["http://c.example"]


@pytest.mark.skipif(os.name != "posix", reason="makes shell scripts")
def test_a_command_runs_in_the_clone_as_the_stranger_with_these_variables_alone(
    fresh: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mounts and the change of root are played by programs that say what they were asked."""
    monkeypatch.delenv("CI", raising=False)
    certificate = tmp_path / "my own.pem"
    certificate.touch()
    for name in ("mount", "chroot"):
        program(tmp_path, name, f'echo {name} "$@"')
    settings = {"PIP_INDEX_URL": "https://example.org/it's here"}
    monkeypatch.setattr(fresh, "named_paths", lambda _settings: {certificate})
    *_, shell, how, script = fresh.as_stranger(tmp_path / "root", "make demo", settings)
    (tmp_path / "root").mkdir()
    environ = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    done = subprocess.run([shell, how, script], capture_output=True, text=True, check=True, env=environ)
    *mounts, chroot = done.stdout.splitlines()
    root = tmp_path / "root"
    assert mounts == [
        f"mount -t proc proc {root}/proc",
        f"mount -t tmpfs -o mode=1777 tmpfs {root}/dev/shm",
        f"mount --bind {certificate} {root}{certificate}",
        f"mount -o remount,bind,ro {root}{certificate}",
    ]
    assert chroot == (
        f"chroot --userspec=1000:1000 {root} env -i HOME=/home/stranger USER=stranger "
        "PATH=/usr/local/bin:/usr/bin:/bin PY_COLORS=0 PIP_INDEX_URL=https://example.org/it's here "
        "sh -c cd /home/stranger/clone && make demo"
    )
    assert (tmp_path / "root" / str(certificate).lstrip("/")).is_file()


def test_skips_are_counted_by_reason(
    fresh: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = (
        "....s\nSKIPPED [2] tests/a.py:3: chromium is not installed: apt install chromium\n"
        "SKIPPED [1] tests/b.py:9: no Tesseract: x\nSKIPPED [3] tests/b.py:7: chromium is not installed: "
        "apt install chromium\n== 1 passed in 0.1s ==\n"
    )
    monkeypatch.setattr(
        fresh, "as_stranger", lambda *_: ["sh", "-c", f"printf %s {shlex.quote(said)}; exit 2"]
    )
    code, seconds, skipped = fresh.run(tmp_path, "make test", {})
    assert (code, dict(skipped)) == (
        2,
        {"chromium is not installed: apt install chromium": 5, "no Tesseract: x": 1},
    )
    assert seconds > 0
    assert capsys.readouterr().out == f"fresh: $ make test\n{said}"


def test_a_reader_that_is_interrupted_leaves_no_process(fresh: ModuleType) -> None:
    command = [sys.executable, "-c", "import time; time.sleep(600)"]
    with pytest.raises(SystemExit), fresh.running(command) as process:
        fresh.stop(15, None)
    assert process.returncode is not None


@pytest.mark.parametrize(
    ("user", "reason"), [(1000, "only root may"), (0, "debootstrap is not installed: apt")]
)
def test_where_it_cannot_be_tried_one_line_says_why(
    user: int,
    reason: str,
    fresh: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(fresh.os, "geteuid", lambda: user)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(fresh.signal, "signal", lambda *_: None)
    assert fresh.main() == 3
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(f"fresh: not tried: {reason}")


@pytest.mark.skipif(os.name != "posix", reason="runs a shell")
def test_a_preparation_that_fails_says_its_last_line(fresh: ModuleType, tmp_path: Path) -> None:
    command = ["sh", "-c", "echo first; echo 'E: Couldn’t resolve host' >&2; exit 1"]
    with pytest.raises(fresh.CannotTryError, match=r"^debootstrap failed: E: Couldn’t resolve host$"):
        fresh.quiet(command, tmp_path / "log", "debootstrap")
    fresh.quiet(["sh", "-c", "exit 0"], tmp_path / "log", "debootstrap")
