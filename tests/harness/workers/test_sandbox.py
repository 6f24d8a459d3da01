"""What a parser path cannot do while it reads a document, tried by a path of our own."""

from __future__ import annotations

import importlib
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from atsharness import registry
from atsharness.model import DocumentResult
from atsharness.session import Session
from atsharness.settings import Settings
from atsharness.workers import sandbox
from atsharness.workers.sandbox import SCOPE_ABI, TCP_ABI, Tier

SUPPORT = Path(__file__).resolve().parents[2] / "support"

landlock = pytest.mark.skipif(not sandbox.tier().landlock, reason="the kernel has no Landlock")
seccomp = pytest.mark.skipif(not sandbox.tier().seccomp, reason="the kernel has no seccomp")
forked = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")

Try = Callable[..., list[str]]


@pytest.fixture
def attempt(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Try:
    """Runs the probing path over a document for each line; what it says of each."""
    monkeypatch.syspath_prepend(SUPPORT)
    path = importlib.import_module("probing_path").PARSER
    points = [("probing_path:PARSER", path)]
    monkeypatch.setattr(registry, "_entry_points", lambda group: points * (group == "atsharness.parsers"))

    def run(*lines: str, jobs: int = 1) -> list[str]:
        files = []
        for number, line in enumerate(lines):
            file = tmp_path / f"{number}.pdf"
            file.write_bytes((demo / "resume.pdf").read_bytes() + f"\n%PROBE {line}\n".encode())
            files.append(str(file))
        with Session(Settings(paths=("probing",), ocr=False, jobs=jobs)) as session:
            return [said(item.result) for item in session.check(files, analyse=False)]

    return run


def said(result: DocumentResult) -> str:
    (row,) = result.extractions
    assert row.status == "ok", (row.status, row.detail)
    assert row.text is not None
    return row.text


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with something private in it."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "canary").write_text("private")
    monkeypatch.setenv("HOME", str(folder))
    return folder


@pytest.fixture
def ends() -> Iterator[dict[str, socket.socket]]:
    """Sockets that something could be sent to."""
    tcp, udp = socket.create_server(("127.0.0.1", 0)), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    udp.bind(("127.0.0.1", 0))
    udp.setblocking(False)
    tcp.setblocking(False)
    with tcp, udp:
        yield {"tcp": tcp, "udp": udp}


def test_a_path_can_work(attempt: Try) -> None:
    assert attempt("work x") == ["did it: spoke"]


@landlock
def test_files_outside_are_neither_read_nor_written(attempt: Try, home: Path) -> None:
    lines = (
        f"read {home}/canary",
        f"list {home}",
        f"write {home}/canary",
        f"write {home}/new",
        "write /tmp/ats-no",
    )
    for line in attempt(*lines):
        assert line.startswith("PermissionError"), line
    assert [file.name for file in home.iterdir()] == ["canary"]
    assert (home / "canary").read_text() == "private"


@landlock
def test_neither_a_neighbours_copy_nor_its_own_is_overwritten(attempt: Try) -> None:
    first, second, third, fourth = attempt(
        "overwrite 1", "nothing clean", "own_copy x", "overwrite 0", jobs=2
    )
    assert second == "did it: clean"
    for line in (first, third, fourth):
        # A neighbour that is done has no copy any more.
        assert line.startswith(("PermissionError", "FileNotFoundError")), line
    assert third.startswith("PermissionError")


@seccomp
@pytest.mark.parametrize("kind", ["tcp", "udp"])
def test_the_network_is_out_of_reach(attempt: Try, ends: dict[str, socket.socket], kind: str) -> None:
    (line,) = attempt(f"{kind} {ends[kind].getsockname()[1]}")
    assert line.startswith("PermissionError")
    with pytest.raises(BlockingIOError):
        ends[kind].accept() if kind == "tcp" else ends[kind].recv(10)


@pytest.mark.skipif(sandbox.tier().landlock < TCP_ABI, reason="Landlock does not know TCP here")
def test_tcp_is_out_of_reach_without_seccomp(
    attempt: Try, ends: dict[str, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = sandbox.tier()
    monkeypatch.setattr(sandbox, "tier", lambda: Tier(found.landlock, False))
    (line,) = attempt(f"tcp {ends['tcp'].getsockname()[1]}")
    assert line.startswith("PermissionError")


@seccomp
@pytest.mark.parametrize("kind", ["unix", "unix_datagram"])
def test_local_services_are_out_of_reach(attempt: Try, tmp_path: Path, kind: str) -> None:
    with socket.socket(
        socket.AF_UNIX, socket.SOCK_STREAM if kind == "unix" else socket.SOCK_DGRAM
    ) as service:
        service.bind(str(tmp_path / "s"))
        if kind == "unix":
            service.listen()
        service.setblocking(False)
        (line,) = attempt(f"{kind} {tmp_path}/s")
        assert line.startswith("PermissionError")
        with pytest.raises(BlockingIOError):
            service.accept() if kind == "unix" else service.recv(10)


@pytest.mark.skipif(sandbox.tier().landlock < SCOPE_ABI, reason="Landlock does not know signals here")
def test_other_processes_get_no_signals(attempt: Try) -> None:
    got: list[int] = []
    before = signal.signal(signal.SIGUSR1, lambda number, frame: got.append(number))
    try:
        (line,) = attempt(f"signal {os.getpid()}")
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert line.startswith("PermissionError")
    assert got == []


@landlock
@pytest.mark.parametrize("kind", ["memory", "environment", "vm_readv"])
def test_other_processes_cannot_be_read(attempt: Try, kind: str) -> None:
    (line,) = attempt(f"{kind} {os.getpid()}")
    assert line.startswith("PermissionError")


@seccomp
def test_system_calls_that_no_engine_needs(attempt: Try) -> None:
    column = sandbox._column()
    assert column is not None
    arguments = "0 0 0 0 0"
    refused = {name: numbers[column] for name, numbers in sandbox.CALLS.items()}
    lines = attempt("nothing x", *(f"call {number} {arguments}" for number in refused.values()))
    for name, line in zip(refused, lines[1:], strict=True):
        assert line.startswith("PermissionError"), (name, line)


@seccomp
def test_namespaces_and_absent_calls(attempt: Try) -> None:
    column = sandbox._column()
    assert column is not None
    new_user = 0x10000000 | signal.SIGCHLD
    lines = attempt(
        f"call {sandbox.CLONE[column]} {new_user} 0 0 0 0",
        *(f"call {number} 0 0 0" for number in sandbox.ABSENT.values()),
    )
    assert lines[0].startswith("PermissionError")
    for line in lines[1:]:
        assert "not implemented" in line


@seccomp
def test_no_process_leaves_its_session(attempt: Try) -> None:
    assert attempt("new_session x")[0].startswith("PermissionError")


@forked
@seccomp
def test_nothing_outlives_its_document(attempt: Try) -> None:
    """Without seccomp a process may leave its session, and so its worker's end behind."""
    first, second = attempt("outlive x", "nothing y")
    assert second == "did it: y"
    assert not is_left(int(first.removeprefix("did it: ")))


def is_left(pid: int) -> bool:
    try:
        return b"left by a document" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


@forked
def test_no_document_poisons_the_next(attempt: Try) -> None:
    assert attempt("poison one", "poison two", "poison three") == ["did it: none"] * 3


def test_where_the_kernel_has_nothing_paths_still_work(attempt: Try, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "tier", lambda: Tier(0, False))
    assert attempt("work x", "nothing y") == ["did it: spoke", "did it: y"]


def test_a_sandbox_that_fails_is_no_reading(attempt: Try, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel promises what it does not give: no document is read outside the bounds."""

    def refuse(*_: object) -> None:
        raise OSError(1, "the sandbox: not permitted")

    monkeypatch.setattr(sandbox, "_landlock", refuse)
    monkeypatch.setattr(sandbox, "_seccomp", refuse)
    if not any(sandbox.tier()):
        pytest.skip("the kernel has neither Landlock nor seccomp")
    with pytest.raises(AssertionError, match="the sandbox"):
        attempt("work x")


@pytest.mark.parametrize(
    ("tier", "shown", "gaps"),
    [
        (Tier(7, True), "Landlock 7 and seccomp", 0),
        (Tier(3, True), "Landlock 3 and seccomp", 1),
        (Tier(4, False), "Landlock 4", 3),
        (Tier(0, True), "seccomp", 2),
        (Tier(0, False), "none", 4),
    ],
)
def test_tiers_in_words(tier: Tier, shown: str, gaps: int) -> None:
    assert str(tier) == shown
    assert len(tier.gaps()) == gaps


def test_what_is_readable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Programs in the home folder are, what stands beside them is not."""
    home = tmp_path.resolve() / "home"
    for folder in (".local/bin", ".local/lib", ".local/share", "tools/bin", "tools/share", "tools/private"):
        (home / folder).mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv(
        "PATH", os.pathsep.join([f"{home}/.local/bin", f"{home}/tools/bin", str(home), "/usr/bin"])
    )
    sandbox.readable.cache_clear()
    try:
        found = sandbox.readable()
    finally:
        sandbox.readable.cache_clear()
    assert {str(Path(path).relative_to(home)) for path in found if path.startswith(str(home))} == {
        ".local/bin",
        ".local/lib",
        "tools/bin",
        "tools/share",
    }
    assert str(home) not in found
    assert "/" not in found


def test_a_thread_of_the_host_is_no_reason_to_end(attempt: Try) -> None:
    """Workers live as long as the program, not as the thread that first needed them."""
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.extend(attempt("nothing x")))
    thread.start()
    thread.join()
    assert found == ["did it: x"]


def test_reports_tell_the_tier(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from atsharness.model import RenderOptions
    from atsharness.run import run
    from atsharness_reports import _environment, table

    settings = Settings(paths=("pdfium",), ocr=False)
    found = run([str(demo / "resume.pdf")], settings=settings)
    assert found.environment.sandbox == str(sandbox.tier())
    assert ("no sandbox" in table.render(found, RenderOptions())) == (not any(sandbox.tier()))
    monkeypatch.setattr(sandbox, "tier", lambda: Tier(0, False))
    monkeypatch.setattr("atsharness.run.tier", lambda: Tier(0, False))
    found = run([str(demo / "resume.pdf")], settings=settings)
    assert (found.environment.sandbox, len(found.environment.sandbox_gaps)) == ("none", 4)
    assert "no sandbox" in table.render(found, RenderOptions())
    shown = _environment.doctor_table([], [], "Landlock 3", ["reach the network"], RenderOptions())
    assert "sandbox: Landlock 3; a parser path could here reach the network" in shown
