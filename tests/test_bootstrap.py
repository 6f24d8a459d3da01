"""Setting up the environment: what is done when; nothing unpinned gets in. No network, no installs."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / ".ci" / "bootstrap.py"
WHEEL = b"a wheel"


@pytest.fixture
def bootstrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, on a checkout of its own that pins `WHEEL` as pip."""
    spec = importlib.util.spec_from_file_location("bootstrap", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    checkout = tmp_path / "checkout"
    (checkout / ".ci").mkdir(parents=True)
    (checkout / "harness" / "atsharness").mkdir(parents=True)
    (checkout / "harness" / "atsharness" / "version.py").write_text('__version__ = "1"\n')
    (checkout / "pyproject.toml").write_text("")
    hashed = hashlib.sha256(WHEEL).hexdigest()
    (checkout / ".ci" / "run").write_text(
        f"pip==1.0 \\\n    --hash=sha256:{'0' * 64} \\\n    --hash=sha256:{hashed}\n"
    )
    (checkout / ".ci" / "dev").write_text("-r run\n")
    monkeypatch.setattr(module, "ROOT", checkout)
    monkeypatch.setattr(module, "RUN_LOCK", checkout / ".ci" / "run")
    monkeypatch.setattr(module, "DEV_LOCK", checkout / ".ci" / "dev")
    return module


class Installs:
    """Stands in for pip: notes what would be installed, fails on demand."""

    def __init__(self, bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        self.bootstrap, self.done, self.fail = bootstrap, list[str](), False
        self.venv = bootstrap.ROOT / ".venv"
        monkeypatch.setattr(bootstrap, "fetch_pip", lambda: WHEEL)
        monkeypatch.setattr(bootstrap, "pip", self.pip)

    def pip(self, _venv: Path, *arguments: str | Path) -> None:
        if self.fail:
            raise self.bootstrap.BootstrapError("no")
        self.done.append(Path(arguments[-1]).name)

    def __call__(self, kind: str) -> list[str]:
        """What one call installs; `new` first when the environment was made afresh."""
        marker = self.venv / "old"
        known = marker.exists()
        self.done.clear()
        self.bootstrap.set_up(self.venv, kind)
        fresh = [] if known and marker.exists() else ["new"]
        marker.touch()
        return fresh + self.done


@pytest.fixture
def installs(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Installs:
    return Installs(bootstrap, monkeypatch)


def test_second_call_does_nothing(installs: Installs) -> None:
    assert installs("run") == ["new", "run", "checkout"]
    assert installs("run") == []
    assert installs("dev") == ["dev"]
    assert installs("dev") == []
    assert installs("run") == []


def test_development_comes_at_once(installs: Installs) -> None:
    assert installs("dev") == ["new", "dev", "checkout"]


def test_changed_project_is_installed_again_into_the_same_environment(installs: Installs) -> None:
    installs("dev")
    (installs.bootstrap.ROOT / "pyproject.toml").write_text("# changed")
    assert installs("dev") == ["checkout"]
    version = installs.bootstrap.ROOT / "harness" / "atsharness" / "version.py"
    version.write_text('__version__ = "2"\n')
    assert installs("run") == ["checkout"]
    version.write_text('"""Doc."""\n\n__version__ = "2"\n')
    assert installs("run") == []


def test_changed_lock_makes_a_new_environment(installs: Installs) -> None:
    installs("dev")
    lock = installs.bootstrap.DEV_LOCK
    lock.write_text(lock.read_text() + "# changed")
    assert installs("dev") == ["new", "dev", "checkout"]
    lock = installs.bootstrap.RUN_LOCK
    lock.write_text(lock.read_text() + "# changed")
    assert installs("run") == ["new", "run", "checkout"]


@pytest.mark.parametrize("kind", ["run", "dev"])
def test_interrupted_setup_starts_afresh(installs: Installs, kind: str) -> None:
    installs("run")
    lock = installs.bootstrap.DEV_LOCK if kind == "dev" else installs.bootstrap.RUN_LOCK
    lock.write_text(lock.read_text() + "# changed")
    installs.fail = True
    with pytest.raises(installs.bootstrap.BootstrapError):
        installs(kind)
    installs.fail = False
    assert "new" in installs(kind)
    assert installs(kind) == []


def test_no_network_leaves_the_environment_alone(
    installs: Installs, bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    installs("run")
    before = bootstrap.read_stamp(installs.venv)
    bootstrap.RUN_LOCK.write_text(bootstrap.RUN_LOCK.read_text() + "# changed")
    monkeypatch.setattr(
        bootstrap, "fetch_pip", lambda: (_ for _ in ()).throw(bootstrap.BootstrapError("no network"))
    )
    with pytest.raises(bootstrap.BootstrapError):
        installs("run")
    assert bootstrap.read_stamp(installs.venv) == before
    assert bootstrap.python_of(installs.venv).exists()


def test_moved_checkout_makes_a_new_environment(installs: Installs, monkeypatch: pytest.MonkeyPatch) -> None:
    installs("run")
    old = installs.bootstrap.ROOT
    new = old.rename(old.parent / "moved")
    for name, path in {"ROOT": new, "RUN_LOCK": new / ".ci/run", "DEV_LOCK": new / ".ci/dev"}.items():
        monkeypatch.setattr(installs.bootstrap, name, path)
    installs.venv = new / ".venv"
    assert installs("run") == ["new", "run", "moved"]


def test_damaged_stamp_makes_a_new_environment(installs: Installs) -> None:
    installs("run")
    for damage in ("", "[]", '{"run": 1}', "{"):
        (installs.venv / installs.bootstrap.STAMP).write_text(damage)
        assert installs("run") == ["new", "run", "checkout"]


def test_symlinked_environment_is_refused(installs: Installs, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    keep = tmp_path / "elsewhere" / "keep"
    keep.touch()
    installs.venv.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(installs.bootstrap.BootstrapError, match="not a folder"):
        installs("run")
    assert keep.exists()


@pytest.fixture
def index() -> Iterator[tuple[str, dict[str, bytes], list[str | None]]]:
    """A package index on this machine: its address, its pages (to be filled), the logins it was sent."""
    pages: dict[str, bytes] = {}
    logins: list[str | None] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            logins.append(self.headers.get("Authorization"))
            body = pages.get(self.path)
            self.send_response(200 if body is not None else 404)
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"127.0.0.1:{server.server_port}", pages, logins
    server.shutdown()
    thread.join()
    server.server_close()


LINK = b"""<a href="../../files/pip-0.9-py3-none-any.whl">x</a>
<a class='x' href="../../files/pip-1.0-py3-none-any.whl#sha256=ab&amp;c">"""


def test_pip_comes_from_the_configured_index(
    bootstrap: ModuleType,
    index: tuple[str, dict[str, bytes], list[str | None]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address, pages, logins = index
    pages |= {"/simple/pip/": LINK, "/files/pip-1.0-py3-none-any.whl": WHEEL}
    monkeypatch.setenv("PIP_INDEX_URL", f"http://me:p%40ss@{address}/simple/")
    assert bootstrap.fetch_pip() == WHEEL
    assert logins[0] == "Basic " + base64.b64encode(b"me:p@ss").decode()


@pytest.mark.parametrize(
    ("pages", "reason"),
    [
        ({"/simple/pip/": LINK, "/files/pip-1.0-py3-none-any.whl": b"forged"}, "does not match its hash"),
        ({"/simple/pip/": LINK.replace(b"1.0", b"2.0")}, "does not list"),
        ({"/simple/pip/": LINK}, "404"),
        ({}, "404"),
    ],
)
def test_anything_else_is_refused_in_one_line(
    bootstrap: ModuleType,
    index: tuple[str, dict[str, bytes], list[str | None]],
    monkeypatch: pytest.MonkeyPatch,
    pages: dict[str, bytes],
    reason: str,
) -> None:
    index[1].update(pages)
    monkeypatch.setenv("PIP_INDEX_URL", f"http://{index[0]}/simple")
    with pytest.raises(bootstrap.BootstrapError, match=reason) as caught:
        bootstrap.fetch_pip()
    assert "\n" not in str(caught.value)


def test_no_network_is_one_line(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")  # the discard port: nobody listens
    monkeypatch.setattr(bootstrap.time, "sleep", lambda _seconds: None)
    with pytest.raises(bootstrap.BootstrapError, match="cannot reach") as caught:
        bootstrap.fetch_pip()
    assert "\n" not in str(caught.value)
