"""Progress: how far, how fast, how long still."""

from __future__ import annotations

import io
import sys
from types import SimpleNamespace

import pytest

from atsharness.batch import progress
from atsharness.batch.progress import Progress, duration
from atsharness.commands import batch as command


def test_it_tells_throughput_statuses_and_time_left() -> None:
    now = [0.0]
    counts = {"ok": 40, "unreadable": 2}
    said: list[str] = []
    meter = Progress(1_000, lambda: counts, said.append, every_s=30, clock=lambda: now[0])
    for _ in range(58):
        now[0] += 0.5
        counts["ok"] += 1
        meter.ended("ok")
    assert said == []
    now[0] = 31
    meter.waiting()
    meter.waiting()
    assert said == ["100 of 1,000 documents (10.0 %) · 1.9 a second · 8 min left · ok 98, unreadable 2"]


def test_it_follows_a_change_of_speed() -> None:
    now = [0.0]
    counts = {"ok": 0}
    said: list[str] = []
    meter = Progress(10_000, lambda: counts, said.append, every_s=30, clock=lambda: now[0])
    for speed in (10, 1):
        for _ in range(600):
            now[0] += 1 / speed if speed == 10 else 1
            counts["ok"] += 1
            meter.ended("ok")
    assert "1.0 a second" in said[-1]


def test_durations_are_said_as_people_do() -> None:
    assert [duration(seconds) for seconds in (3, 89.6, 700, 22_800)] == [
        "3 s",
        "90 s",
        "12 min",
        "6 h 20 min",
    ]


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "REFRESH_S", 0.0)
    plan = SimpleNamespace(info=SimpleNamespace(documents=2), statuses={"ok": 1})
    with command.progress(plan) as watcher:  # type: ignore[arg-type]
        watcher.ended("ok")
    shown = screen.getvalue().split("\r\x1b[K")
    assert shown[1].startswith("1 of 2 documents (50.0 %)")
    assert shown[-1] == ""
