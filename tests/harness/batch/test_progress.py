"""Progress: how far, how fast, how long still."""

from __future__ import annotations

from atsharness.batch.progress import Progress, duration


def test_it_tells_throughput_statuses_and_time_left() -> None:
    now = [0.0]
    counts = {"ok": 40, "unreadable": 2}
    said: list[str] = []
    progress = Progress(1_000, lambda: counts, said.append, every_s=30, clock=lambda: now[0])
    for _ in range(58):
        now[0] += 0.5
        counts["ok"] += 1
        progress.ended("ok")
    assert said == []
    now[0] = 31
    progress.waiting()
    progress.waiting()
    assert said == ["100 of 1,000 documents (10.0 %) · 1.9 a second · 8 min left · ok 98, unreadable 2"]


def test_it_follows_a_change_of_speed() -> None:
    now = [0.0]
    counts = {"ok": 0}
    said: list[str] = []
    progress = Progress(10_000, lambda: counts, said.append, every_s=30, clock=lambda: now[0])
    for speed in (10, 1):
        for _ in range(600):
            now[0] += 1 / speed if speed == 10 else 1
            counts["ok"] += 1
            progress.ended("ok")
    assert "1.0 a second" in said[-1]


def test_durations_are_said_as_people_do() -> None:
    assert [duration(seconds) for seconds in (3, 89.6, 700, 22_800)] == [
        "3 s",
        "90 s",
        "12 min",
        "6 h 20 min",
    ]
