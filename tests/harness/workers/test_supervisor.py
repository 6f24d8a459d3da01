"""The supervisor against real processes: every kind of fault ends as it should and costs no neighbour."""

from __future__ import annotations

import importlib.util
import math
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Any

import msgspec
import pytest

from atsharness.workers import process, template, worker
from atsharness.workers.supervisor import Outcome, Supervisor, Task
from atsharness.workers.tasks import WALL

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")

SUPPORT = Path(__file__).resolve().parents[2] / "support"
_spec = importlib.util.spec_from_file_location("scripted", SUPPORT / "scripted.py")
assert _spec is not None
assert _spec.loader is not None
scripted = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(scripted)


def task(key: int | str, do: str, *, limits: dict[str, Any] | None = None, **how: Any) -> Task:
    limits = {"deadline_s": 5.0, "memory_mb": 256, **(limits or {})}
    return Task(key=key, payload=scripted.payload(do, **how), **limits)


def run(*tasks: Task, workers: int = 2, **options: Any) -> dict[int | str, Outcome]:
    """All outcomes by key; each key once."""
    with Supervisor(scripted.scripted, workers=workers, **options) as supervisor:
        outcomes = list(supervisor.run(tasks))
    assert sorted(str(outcome.key) for outcome in outcomes) == sorted(str(task.key) for task in tasks)
    return {outcome.key: outcome for outcome in outcomes}


def is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0] == b"Z"
    except OSError:
        return True


def becomes(condition: Callable[[], bool], seconds: float = 300.0) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def has_said(supervisor: Supervisor) -> bool:
    """Whether something of its one worker waits to be heard."""
    return bool(select.select([supervisor._workers[0].channel], [], [], 0)[0])


def children() -> set[int]:
    """The processes of this one, but for the one that multiprocessing keeps once a test has used it."""
    tracker = getattr(resource_tracker._resource_tracker, "_pid", None)  # type: ignore[attr-defined]
    found = {int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()}
    return found - {tracker}


def workers() -> set[int]:
    """The processes that templates have forked."""
    found = set()
    for child in children():
        found |= {int(pid) for pid in Path(f"/proc/{child}/task/{child}/children").read_text().split()}
    return found


def descriptors() -> dict[str, str]:
    found = {}
    for link in Path("/proc/self/fd").iterdir():
        try:
            found[link.name] = os.readlink(link)
        except FileNotFoundError:
            continue  # the listing's own
    return found


@pytest.fixture(autouse=True)
def _nothing_left() -> Iterator[None]:
    """No test may leave a process or an open file behind."""
    before = children(), descriptors()
    yield
    assert children() == before[0]
    assert descriptors() == before[1]


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No limit by the clock comes before one of CPU time, however busy the machine is."""
    monkeypatch.setattr(process, "WALL", 1000)


FAULTS: dict[str, tuple[str, dict[str, Any], str, str | None]] = {
    "hang": ("hang", {}, "timeout", "no result within 1.5 s"),
    "gil": ("gil", {}, "timeout", "no result within 0.3 s of CPU time"),
    "segv": ("segv", {}, "killed", "died of SIGSEGV, twice"),
    "sigkill": ("killed", {}, "killed", "died of SIGKILL, twice"),
    "abort": ("abort", {"says": "first\ndouble free\n"}, "killed", "died of SIGABRT, twice: double free"),
    "exit": ("exit", {"code": 3}, "killed", "exited with code 3, twice"),
    "exit-0": ("exit", {"code": 0}, "killed", "exited with code 0, twice"),
    "bomb": ("bomb", {}, "failed", "needed more than 256 MB"),
    "small-bomb": ("bomb", {"step": 100_000}, "failed", "needed more than 256 MB"),
    "wrapped-bomb": ("wrapped_bomb", {}, "failed", "needed more than 256 MB"),
    "raise": ("raise", {}, "failed", "ValueError: bad xref"),
    "raise-lines": ("raise", {"says": "\n one\ntwo"}, "failed", "ValueError: one"),
    "raise-escapes": ("raise", {"says": "\x1b[2Jx\x9b\u202e"}, "failed", r"ValueError: \x1b[2Jx\x9b\u202e"),
    "raise-nothing": ("raise", {"says": ""}, "failed", "ValueError"),
    "raise-long": ("raise", {"says": "x" * 10**6}, "failed", "ValueError: " + "x" * 187 + "…"),
    "raise-surrogate": ("raise_surrogate", {}, "failed", r"ValueError: \udc80"),
    "raise-address": ("raise_address", {}, "failed", "ValueError: <scripted.Opaque object at 0x…>"),
    "raise-nasty": ("raise_nasty", {}, "failed", "NastyError"),
    "sysexit": ("sysexit", {}, "failed", "SystemExit: 2"),
    "interrupt": ("interrupt", {}, "failed", "KeyboardInterrupt"),
    "panic": ("panic", {}, "failed", "PanicException: index out of bounds: the len is 0"),
    "wrong-type": ("wrong_type", {}, "failed", "TypeError: the handler returned str, not bytes"),
    "flood": ("flood", {"bytes": 2**20 + 1}, "failed", "returned more than 1 MB"),
    "full": ("flood", {"bytes": 2**20}, "done", None),
    "flood-stderr": ("flood_stderr", {"bytes": 4 * 2**20}, "done", None),
    "boot-hang": ("boot_hang", {}, "failed", "boot: not ready within 0.8 s"),
    "boot-segv": ("boot_segv", {}, "failed", "boot: died of SIGSEGV, twice"),
    "fork-holding": ("fork_holding", {}, "killed", "died of SIGSEGV, twice"),
    "stop-sending": ("stop_sending", {"bytes": 2**19}, "timeout", "no result within 1.5 s"),
    "not-msgpack": ("garbage", {"data": b"\0\0\0\3abc"}, "killed", "sent a malformed message, twice"),
    "not-ours": ("garbage", {"data": b"\0\0\0\1\x90"}, "killed", "sent a malformed message, twice"),
    "huge-header": ("garbage", {"data": b"\xff" * 100}, "failed", "returned more than 1 MB"),
    "never-ready": ("echo", {"unready": True}, "done", None),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_fault_ends_as_declared_and_its_neighbours_finish(name: str, request: pytest.FixtureRequest) -> None:
    do, how, status, detail = FAULTS[name]
    if detail and detail.endswith("of CPU time"):
        request.getfixturevalue("patient")
    limits = {"deadline_s": 0.3} if status == "timeout" else {"boot_s": 0.8} if name == "boot-hang" else {}
    innocents = [task(number, "echo", data=b"%d" % number, sleep_s=0.01) for number in range(12)]
    outcomes = run(
        *innocents[:4], task("fault", do, limits=limits, **how), *innocents[4:], max_result_bytes=2**20
    )
    for number in range(12):
        assert outcomes[number].status == "done"
        assert outcomes[number].payload == scripted.echo(b"%d" % number)
    fault = outcomes["fault"]
    assert (fault.status, fault.detail) == (status, detail)
    assert (fault.payload is not None) == (status == "done")
    assert (0.3 if status == "timeout" else 0) <= fault.seconds < 300


def test_a_worker_that_hangs_up_is_treated_as_dead() -> None:
    outcomes = run(task("bad", "hang_up"), task("good", "echo"))
    assert (outcomes["bad"].status, outcomes["bad"].detail) == ("killed", "died of SIGKILL, twice")
    assert outcomes["good"].status == "done"


@pytest.mark.parametrize("where", ["", "group"])
@pytest.mark.parametrize(
    ("then", "status"), [("hang", "timeout"), ("exit", "killed"), ("sysexit", "failed"), ("echo", "done")]
)
def test_grandchildren_that_ignore_sigterm_die_with_their_worker(
    tmp_path: Path, where: str, then: str, status: str
) -> None:
    file = tmp_path / "pid"
    limits = {"deadline_s": 0.6 if then == "hang" else 20.0}
    outcome = run(task(1, "grandchild", limits=limits, file=str(file), where=where, then=then), workers=1)[1]
    assert outcome.status == status
    assert becomes(lambda: is_gone(int(file.read_text())))


def test_deadline_starts_at_ready() -> None:
    limits = {"deadline_s": 0.4}
    outcomes = run(
        task(1, "echo", limits=limits, import_s=0.4 * WALL + 0.2, import_cpu_s=0.6),
        task(2, "hang", limits=limits, import_cpu_s=0.6),
    )
    assert outcomes[1].status == "done"
    assert (outcomes[2].status, outcomes[2].detail) == ("timeout", "no result within 2 s")
    assert outcomes[2].seconds >= 0.4 * WALL


@pytest.mark.usefixtures("patient")
def test_cpu_time_counts_from_ready_on() -> None:
    limits = {"deadline_s": 0.4}
    outcomes = run(
        task(1, "echo", limits=limits, import_cpu_s=0.6, cpu_s=0.2),
        task(2, "gil", limits=limits, import_cpu_s=0.6),
    )
    assert outcomes[1].status == "done"
    assert (outcomes[2].status, outcomes[2].detail) == ("timeout", "no result within 0.4 s of CPU time")
    assert outcomes[2].seconds >= 0.4


def test_a_deadline_counts_cpu_time_and_the_clock_is_generous() -> None:
    limits = {"deadline_s": 0.6}
    outcomes = run(
        task("waits", "echo", limits=limits, sleep_s=1.0), task("waits for ever", "hang", limits=limits)
    )
    assert outcomes["waits"].status == "done"
    assert outcomes["waits"].seconds >= 1.0 > 0.6
    assert outcomes["waits for ever"].detail == "no result within 3 s"
    assert outcomes["waits for ever"].seconds >= 0.6 * WALL


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize("in_turn", [False, True])
def test_the_cpu_time_of_what_a_worker_starts_counts(in_turn: bool) -> None:
    """Whether it still runs or has been waited for; none of what an earlier task of the worker started."""
    outcomes = run(
        task(1, "busy_children", limits={"cost": 3.0}, cpu_s=0.3, count=2, in_turn=in_turn),
        task(2, "echo", limits={"cost": 2.0, "deadline_s": 0.4}, cpu_s=0.2),
        task(3, "busy_children", limits={"deadline_s": 0.6}, cpu_s=0.2, count=9, in_turn=in_turn),
        workers=1,
    )
    assert outcomes[1].status == outcomes[2].status == "done"
    assert outcomes[3].detail == "no result within 0.6 s of CPU time"


@pytest.mark.parametrize("then", ["hang", "gil"])
@pytest.mark.parametrize("at", [math.nan, math.inf, -math.inf, 1e300])
def test_a_workers_word_for_the_time_buys_nothing(
    at: float, then: str, request: pytest.FixtureRequest
) -> None:
    if then == "gil":
        request.getfixturevalue("patient")
    limits = {"deadline_s": 0.3, "boot_s": 0.6}
    moment = worker.MOMENT.pack(at, at)
    outcome = run(task(1, "forge_moment", limits=limits, data=moment, then=then, unready=True))[1]
    late = "no result within 1.5 s" if then == "hang" else "no result within 0.3 s of CPU time"
    assert outcome.detail == (late if at > 0 else "boot: not ready within 0.6 s")
    assert 0 <= outcome.seconds < 300


def test_nothing_is_taken_from_a_worker_without_a_task() -> None:
    """One that sends a result too many is replaced; the next task's result is its own."""
    done = bytes(worker.frame(worker.Done(0.0, b"forged", False)))
    with Supervisor(scripted.scripted, workers=1) as supervisor:
        supervisor.submit(task(1, "garbage", data=done + done))
        assert supervisor.next().payload == b"forged"  # type: ignore[union-attr]
        supervisor.submit(task(2, "echo", data=b"own"))
        assert supervisor.next().payload == scripted.echo(b"own")  # type: ignore[union-attr]


def test_a_lost_task_is_tried_once_more_and_alone(tmp_path: Path) -> None:
    spans = [task(number, "span", sleep_s=0.02) for number in range(30)]
    lost = task("lost", "die_once", file=str(tmp_path / "died"), sleep_s=0.1)
    outcomes = run(*spans[:10], lost, *spans[10:], workers=3)
    assert {outcome.status for outcome in outcomes.values()} == {"done"}
    times = {key: msgspec.json.decode(outcome.payload or b"") for key, outcome in outcomes.items()}
    start, end = times.pop("lost")
    assert not any(other[0] < end and other[1] > start for other in times.values())


def test_many_lost_tasks_do_not_wait_for_the_queue_to_end(tmp_path: Path) -> None:
    tasks = [
        task(n, "die_once", file=str(tmp_path / str(n)), sleep_s=0) if n < 20 else task(n, "echo")
        for n in range(100)
    ]
    with Supervisor(scripted.scripted, workers=2) as supervisor:
        keys = [
            outcome.key for outcome in supervisor.run(iter(tasks), window=100) if outcome.status == "done"
        ]
    assert sorted(keys) == list(range(100))  # type: ignore[type-var]
    assert max(keys.index(n) for n in range(16)) < max(keys.index(n) for n in range(20, 100))


def test_a_retry_runs_in_a_fresh_worker(tmp_path: Path) -> None:
    with Supervisor(scripted.scripted, workers=2) as supervisor:
        supervisor.submit(task(1, "pid"))
        supervisor.submit(task(2, "die_once", file=str(tmp_path / "died"), sleep_s=0.3))
        before = {busy.pid for busy in supervisor.busy()}
        assert supervisor.next().key == 1  # type: ignore[union-attr]
        seen: set[tuple[int, bool]] = set()
        while not any(alone for _, alone in seen):
            supervisor._dispatch()
            seen.update((busy.pid, busy.alone) for busy in supervisor.busy())
            supervisor._wait()
        assert not before & {pid for pid, alone in seen if alone}
        assert supervisor.next().status == "done"  # type: ignore[union-attr]


def test_a_result_in_the_channel_of_a_dead_worker_counts() -> None:
    with Supervisor(scripted.scripted, workers=1) as supervisor:
        supervisor.submit(task(1, "pid"))
        [busy] = supervisor.busy()
        assert becomes(lambda: has_said(supervisor))
        os.kill(busy.pid, signal.SIGKILL)
        outcome = supervisor.next()
        assert outcome is not None
        assert (outcome.status, outcome.payload) == ("done", b"%d" % busy.pid)


def test_a_large_result_counts_although_nobody_looked_until_after_the_deadline() -> None:
    with Supervisor(scripted.scripted, workers=1) as supervisor:
        supervisor.submit(task(1, "flood", limits={"deadline_s": 0.2}, bytes=8 * 2**20))
        assert becomes(lambda: has_said(supervisor))
        time.sleep(0.2 * WALL)
        outcome = supervisor.next()
        assert outcome is not None
        assert (outcome.status, len(outcome.payload or b"")) == ("done", 8 * 2**20)


def test_a_worker_that_dies_idle_is_replaced_without_a_word() -> None:
    with Supervisor(scripted.scripted, workers=1) as supervisor:
        pids = set()
        for key in range(3):
            supervisor.submit(task(key, "pid"))
            outcome = supervisor.next()
            assert outcome is not None
            assert outcome.status == "done"
            pids.add(int(outcome.payload or b""))
            os.kill(int(outcome.payload or b""), signal.SIGKILL)
        assert len(pids) == 3


def test_workers_start_when_they_are_needed() -> None:
    with Supervisor(scripted.scripted, workers=4) as supervisor:
        assert children() == set()
        assert supervisor.next() is None
        assert children() == set()
        supervisor.submit(task(1, "echo", sleep_s=0.2))
        assert (len(children()), len(workers())) == (1, 1), "the template and a worker"
        supervisor.submit(task(2, "echo"))
        assert (len(children()), len(workers())) == (1, 2)
        while supervisor.next() is not None:
            pass
        supervisor.submit(task(3, "echo"))
        assert len(workers()) == 2


def pids_by_document(outcomes: dict[int | str, Outcome]) -> dict[str, set[bytes | None]]:
    found: dict[str, set[bytes | None]] = {}
    for key, outcome in outcomes.items():
        found.setdefault(str(key)[0], set()).add(outcome.payload)
    return found


@pytest.mark.parametrize("count", [1, 2, 4])
def test_no_worker_has_tasks_of_two_documents(count: int) -> None:
    tasks = [
        task(f"{document}{number}", "pid", limits={"document": document, "group": str(number % 2)})
        for document in "abcd"
        for number in range(5)
    ]
    found = pids_by_document(run(*tasks, workers=count))
    assert len(set().union(*found.values())) == sum(map(len, found.values()))
    if count == 1:
        assert all(len(pids) == 1 for pids in found.values()), "one worker does all tasks of a document"


def test_what_a_document_leaves_in_its_worker_no_other_finds() -> None:
    tasks = [task(name, "mark", limits={"document": name}) for name in "ab"]
    with Supervisor(scripted.scripted, workers=1) as supervisor:
        assert [outcome.payload for outcome in supervisor.run(tasks)] == [b"", b""]


def load_slowly(name: str) -> None:
    """What stands for loading an engine: a mark in the template; some engines are broken."""
    if name == "broken":
        raise ImportError(name)
    if name == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    os.environ["LOADED"] = os.environ.get("LOADED", "") + name


def test_workers_find_loaded_what_the_template_loads() -> None:
    with Supervisor(scripted.scripted, workers=1, preload=load_slowly) as supervisor:
        [first] = supervisor.run([task(1, "environ", name="LOADED", limits={"document": "a"})])
        supervisor.load(["x", "broken", "y"])
        second, third = supervisor.run(
            task(key, "environ", name="LOADED", limits={"document": str(key)}) for key in (2, 3)
        )
    assert (first.payload, second.payload, third.payload) == (b"", b"xy", b"xy")


def test_an_engine_that_crashes_as_it_is_loaded_costs_no_task() -> None:
    with Supervisor(scripted.scripted, workers=2, preload=load_slowly) as supervisor:
        [first] = supervisor.run([task(0, "echo", limits={"document": "0"})])
        supervisor.load(["x", "crash", "y"])
        outcomes = list(
            supervisor.run(task(key, "echo", limits={"document": str(key)}) for key in range(1, 9))
        )
    assert [outcome.status for outcome in (first, *outcomes)] == ["done"] * 9


def test_a_template_that_dies_is_replaced() -> None:
    """Its workers die with it; their tasks are tried once more."""
    with Supervisor(scripted.scripted, workers=2) as supervisor:
        for key in range(6):
            supervisor.submit(task(key, "echo", cpu_s=0.3, limits={"document": str(key)}))
        [template_pid] = children()
        os.kill(template_pid, signal.SIGKILL)
        outcomes = list(iter(supervisor.next, None))
    assert sorted(outcome.key for outcome in outcomes) == list(range(6))
    assert {outcome.status for outcome in outcomes} == {"done"}


def test_an_idle_worker_gives_way_where_no_further_process_may_start(monkeypatch: pytest.MonkeyPatch) -> None:
    with Supervisor(scripted.scripted, workers=4) as supervisor:
        [first] = supervisor.run([task("a", "pid", limits={"document": "a"})])
        launch = template.Template.launch

        def at_most_one(self: Any, *arguments: Any) -> Any:
            if workers():
                raise BlockingIOError("no further process")
            return launch(self, *arguments)

        monkeypatch.setattr(template.Template, "launch", at_most_one)
        tasks = [task(name, "pid", limits={"document": name}) for name in "bcd"]
        assert {outcome.status for outcome in (first, *supervisor.run(tasks))} == {"done"}


def test_tasks_are_ended() -> None:
    with Supervisor(scripted.scripted, workers=1) as supervisor:
        supervisor.submit(task("running", "hang"))
        supervisor.submit(task("waiting", "hang"))
        supervisor.submit(task("other", "echo"))
        supervisor.end({"running", "waiting"})
        assert [outcome.key for outcome in iter(supervisor.next, None)] == ["other"]


def test_a_worker_has_no_file_of_its_host(tmp_path: Path) -> None:
    with (tmp_path / "secret").open("w") as file, Supervisor(scripted.scripted, workers=1) as supervisor:
        os.set_inheritable(file.fileno(), True)
        [outcome] = supervisor.run([task(1, "files")])
    assert outcome.payload is not None
    assert b"secret" not in outcome.payload


def test_a_doubtful_worker_is_replaced_and_a_sound_one_kept() -> None:
    with Supervisor(scripted.scripted, workers=1) as supervisor:
        kinds = ["pid", "raise", "pid", "panic", "pid", "bomb", "pid"]
        tasks = [task(number, kind, limits={"cost": -float(number)}) for number, kind in enumerate(kinds)]
        pids = [outcome.payload for outcome in supervisor.run(tasks) if outcome.status == "done"]
    assert len(pids) == 4
    assert pids[0] == pids[1]
    assert len(set(pids)) == 3


def test_a_worker_that_has_grown_is_replaced() -> None:
    """Else what leaks from one document would cost a later one its result."""
    tasks = [task(number, "leak", limits={"cost": -float(number)}, bytes=100 * 2**20) for number in range(6)]
    with Supervisor(scripted.scripted, workers=1) as supervisor:
        outcomes = list(supervisor.run(tasks))
    assert [outcome.status for outcome in outcomes] == ["done"] * 6
    assert len({outcome.payload for outcome in outcomes}) == 6


@pytest.mark.parametrize(("mapped_mb", "kept"), [(64, True), (3000, False)])
def test_what_a_task_without_a_limit_maps_costs_no_later_task(mapped_mb: int, kept: bool) -> None:
    """A virtual machine in the process reserves more address space than any limit."""
    unlimited = {"memory_mb": None, "cost": 9.0}
    tasks = [
        task("vast", "map", limits=unlimited, bytes=mapped_mb * 2**20),
        task("next", "leak", bytes=64 * 2**20),
    ]
    with Supervisor(scripted.scripted, workers=1) as supervisor:
        outcomes = {outcome.key: outcome for outcome in supervisor.run(tasks)}
    assert [outcomes[key].status for key in ("vast", "next")] == ["done", "done"]
    assert (outcomes["vast"].payload == outcomes["next"].payload) == kept


def test_order_of_tasks() -> None:
    """One worker: first its own group, dear tasks first; then the dearest of all."""
    tasks = [("a", 1), ("b", 5), ("a", 9), ("c", 7), ("b", 6), ("a", 3), ("c", 8)]
    with Supervisor(scripted.scripted, workers=1) as supervisor:
        for group, cost in tasks:
            supervisor.submit(task(f"{group}{cost}", "echo", limits={"group": group, "cost": cost}))
        keys = [outcome.key for outcome in iter(supervisor.next, None)]
    assert keys == ["a1", "a9", "a3", "c8", "c7", "b6", "b5"]


def test_a_free_worker_prefers_a_group_that_no_other_runs(tmp_path: Path) -> None:
    others_done = tmp_path / "done"
    with Supervisor(scripted.scripted, workers=2) as supervisor:
        limits = {"group": "a", "deadline_s": 60.0}
        supervisor.submit(task("a0", "wait", limits=limits, file=str(others_done)))
        supervisor.submit(task("x0", "echo", limits={"group": "x"}, sleep_s=0.1))
        supervisor.submit(task("a1", "echo", limits={"group": "a", "cost": 9.0}))
        supervisor.submit(task("b1", "echo", limits={"group": "b"}))
        keys = []
        for outcome in iter(supervisor.next, None):
            keys.append(outcome.key)
            if len(keys) == 3:
                others_done.touch()
    assert keys == ["x0", "b1", "a1", "a0"]


def test_cancel_drops_what_is_queued_and_nothing_else() -> None:
    with Supervisor(scripted.scripted, workers=1) as supervisor:
        for number in range(6):
            supervisor.submit(task(number, "echo", limits={"group": str(number % 2)}, sleep_s=0.1))
        supervisor.cancel({0, 1, 2, 99})
        supervisor.cancel(lambda task: task.key == 5)
        assert [outcome.key for outcome in iter(supervisor.next, None)] == [0, 4, 3]
        supervisor.submit(task(1, "echo"))  # its key is free again
        assert supervisor.next().key == 1  # type: ignore[union-attr]


def test_run_takes_tasks_as_there_is_room() -> None:
    pulled = 0

    def source() -> Iterator[Task]:
        nonlocal pulled
        for number in range(300):
            pulled += 1
            yield task(number, "echo")

    with Supervisor(scripted.scripted, workers=2) as supervisor:
        for count, _ in enumerate(supervisor.run(source(), window=10)):
            if count <= 50:
                assert pulled - count <= 10
            if count == 50:
                supervisor.cancel(lambda _task: True)
    assert pulled == 300
    assert 289 <= count < 299


def test_misuse_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Supervisor(scripted.scripted, workers=0)
    with Supervisor(scripted.scripted, workers=1) as supervisor:
        supervisor.submit(task(1, "echo", sleep_s=0.1))
        with pytest.raises(ValueError, match="has not ended"):
            supervisor.submit(task(1, "echo"))
    supervisor.close()
    with pytest.raises(RuntimeError, match="closed"):
        supervisor.submit(task(2, "echo"))
    assert supervisor.next() is None


def test_where_a_worker_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CMAP_PATH", "/tmp")
    outcomes = run(
        *(task(n, "where", limits={"memory_mb": 1000, "deadline_s": 7.0}, sleep_s=0.2) for n in range(2))
    )
    reports = [msgspec.json.decode(outcome.payload or b"") for outcome in outcomes.values()]
    for report in reports:
        assert report["session"] == report["pid"] != os.getsid(0)
        assert report["core"] == 0
        assert report["file"] == 512 * 2**20
        assert 1000 * 2**20 < report["space"] < 1000 * 2**20 + 4 * 2**30
        assert 0 < report["cpu"] < 10_000
        assert report["sigint"] is True
        assert (report["omp"], report["blas"], report["cmap"]) == ("1", "1", None)
        assert report["files"]["0"] == report["files"]["1"] == "/dev/null"
        assert report["files"]["2"].startswith("pipe:")
        assert report["sockets"] == 1 + sum("socket:" in target for target in descriptors().values())
    assert os.environ["CMAP_PATH"] == "/tmp"


@pytest.mark.parametrize("child", [False, True])
def test_resident_limit_covers_the_worker_and_what_it_starts(child: bool) -> None:
    # A forked worker starts with what this process holds beside mapped files (proc(5): resident less shared),
    # which the tests before this one decide.
    resident, shared = map(int, Path("/proc/self/statm").read_text().split()[1:3])
    most = 250 + (resident - shared) * os.sysconf("SC_PAGE_SIZE") // 2**20
    limits = {"memory_mb": None, "resident_mb": most, "deadline_s": 20.0}
    outcomes = run(
        task("small", "resident_bomb", limits={**limits, "deadline_s": 0.4}, bytes=2**20, child=child),
        task("bomb", "resident_bomb", limits=limits, bytes=400 * 2**20, child=child),
    )
    assert outcomes["small"].status == "timeout"
    assert (outcomes["bomb"].status, outcomes["bomb"].detail) == ("failed", f"needed more than {most} MB")


def test_a_worker_that_reads_nothing_does_not_block_the_parent() -> None:
    with Supervisor(scripted.scripted, workers=1) as supervisor:
        supervisor.submit(task(0, "pid"))
        outcome = supervisor.next()
        assert outcome is not None
        os.kill(int(outcome.payload or b""), signal.SIGSTOP)
        supervisor.submit(task(1, "echo", limits={"boot_s": 0.5}, data=bytes(16 * 2**20)))
        assert supervisor._workers[0].outbox, "it has waited until all was taken"
        assert supervisor.next().detail == "boot: not ready within 0.5 s"  # type: ignore[union-attr]
        supervisor.submit(task(2, "echo", data=b"x" * (8 * 2**20)))
        assert supervisor.next().payload == b"x" * (16 * 2**20)  # type: ignore[union-attr]


def test_forking_beside_a_thread_warns_of_nothing() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert run(task(1, "echo"))[1].status == "done"
    finally:
        stop.set()
        thread.join()


MAIN = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job starts with it ignored
sys.path.insert(0, sys.argv[1])
from scripted import payload, scripted
from atsharness.workers import template
from atsharness.workers.supervisor import Supervisor, Task

if __name__ == "__main__":
    template.FORK = sys.argv[2] == "fork"
    with Supervisor(scripted, workers=2) as supervisor:
        for number, do in enumerate(sys.argv[3:]):
            supervisor.submit(Task(key=number, payload=payload(do), memory_mb=None))
        print(*(busy.pid for busy in supervisor.busy()), flush=True)
        for outcome in iter(supervisor.next, None):
            print(outcome.key, outcome.status, outcome.detail, outcome.payload, flush=True)
"""


def start(tmp_path: Path, *words: str) -> subprocess.Popen[str]:
    file = tmp_path / "main.py"
    file.write_text(MAIN)
    return subprocess.Popen(
        [sys.executable, str(file), str(SUPPORT), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_workers_end_with_their_parent(tmp_path: Path, number: signal.Signals) -> None:
    with start(tmp_path, "fork", "hang", "gil") as process:
        assert process.stdout is not None
        pids = [int(word) for word in process.stdout.readline().split()]
        assert len(pids) == 2
        assert not any(is_gone(pid) for pid in pids)
        time.sleep(0.2)
        os.killpg(process.pid, number)
        _, errors = process.communicate(timeout=300)
        assert ("KeyboardInterrupt" in errors) == (number == signal.SIGINT)
    assert becomes(lambda: all(is_gone(pid) for pid in pids))


@pytest.mark.skipif(not os.access("/dev/shm", os.W_OK), reason="multiprocessing has no shared memory here")
def test_spawned_workers_too(tmp_path: Path) -> None:
    with start(tmp_path, "spawn", "echo", "segv", "raise") as process:
        output, errors = process.communicate(timeout=300)
    assert sorted(output.splitlines()[1:]) == [
        "0 done None b'xx'",
        "1 killed died of SIGSEGV, twice None",
        "2 failed ValueError: bad xref None",
    ]
    assert errors == ""
