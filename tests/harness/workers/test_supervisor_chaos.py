"""Many tasks while workers are killed: each is reported once, and no innocent pays."""

from __future__ import annotations

import importlib.util
import os
import random
import signal
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from atsharness.workers.supervisor import Busy, Supervisor, Task

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")

SUPPORT = Path(__file__).resolve().parents[2] / "support"
_spec = importlib.util.spec_from_file_location("scripted", SUPPORT / "scripted.py")
assert _spec is not None
assert _spec.loader is not None
scripted = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(scripted)


def under_fire(count: int, every: int) -> tuple[Counter[int | str], Counter[str], int]:
    """Runs `count` tasks while a random busy worker is killed after every so many; boots, retries spared.

    Returns:
        How often each key was reported, how often each status, and how many workers were killed.
    """
    dice = random.Random(20)
    tasks = (
        Task(
            key=number,
            payload=scripted.payload("work", rounds=dice.randrange(8_000), pad=dice.randrange(100_000)),
            group=str(number % 9),
            deadline_s=1.0,
            cost=dice.random(),
        )
        for number in range(count)
    )
    reported: Counter[int | str] = Counter()
    statuses: Counter[str] = Counter()
    kills = 0
    with Supervisor(scripted.scripted, workers=2) as supervisor:
        due = every
        for outcome in supervisor.run(tasks):
            reported[outcome.key] += 1
            statuses[outcome.status] += 1
            if reported.total() >= due and (targets := running(supervisor)):
                os.kill(dice.choice(targets).pid, signal.SIGKILL)
                kills += 1
                due = reported.total() + every
    return reported, statuses, kills


def running(supervisor: Supervisor) -> list[Busy]:
    """The workers that have begun with a task other than a retry; waits a moment for one with a task."""
    for _ in range(200):  # it may also be dead, which the supervisor learns later
        given = [busy for busy in supervisor.busy() if not busy.alone]
        begun = [busy for busy in given if busy.state == "running"]
        if begun or not given:
            return begun
        time.sleep(0.0005)
    return []


@pytest.mark.parametrize(("count", "every"), [(2_000, 40), pytest.param(60_000, 60, marks=pytest.mark.slow)])
def test_each_task_is_reported_once_under_fire(count: int, every: int) -> None:
    reported, statuses, kills = under_fire(count, every)
    assert kills > 20
    assert reported == Counter(range(count))
    assert statuses == {"done": count}


FAULTS = {
    "hang": ("timeout", {}),
    "gil": ("timeout", {}),
    "segv": ("killed", {}),
    "bomb": ("failed", {}),
    "raise": ("failed", {}),
    "exit": ("killed", {}),
    "sysexit": ("failed", {}),
    "flood": ("failed", {"bytes": 2**21}),
}


def test_no_innocent_pays_for_eight_kinds_of_fault() -> None:
    """200 tasks, each fault four times among innocents, whose results are those of a plain call."""
    dice = random.Random(8)
    kinds = [*FAULTS] * 4 + ["innocent"] * 168
    dice.shuffle(kinds)
    data = [dice.randbytes(dice.randrange(1, 50_000)) for _ in kinds]

    def task(number: int, kind: str) -> Task:
        how = {"do": "echo", "data": data[number]} if kind == "innocent" else {"do": kind, **FAULTS[kind][1]}
        return Task(
            key=number,
            payload=scripted.payload(**how),
            group=str(dice.randrange(9)),
            deadline_s=0.4 if FAULTS.get(kind, ("",))[0] == "timeout" else 5.0,
            memory_mb=256,
        )

    with Supervisor(scripted.scripted, workers=2, max_result_bytes=2**20) as supervisor:
        outcomes = list(supervisor.run(task(number, kind) for number, kind in enumerate(kinds)))
    assert sorted(outcome.key for outcome in outcomes) == list(range(200))  # type: ignore[type-var]
    for outcome in outcomes:
        kind = kinds[int(outcome.key)]
        if kind == "innocent":
            assert outcome.status == "done", outcome
            assert outcome.payload == scripted.echo(data[int(outcome.key)])
        else:
            assert outcome.status == FAULTS[kind][0], (kind, outcome)
