"""The processes of a worker's session, on Linux: what they use, and how all of them are killed."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Collection
from typing import NamedTuple

from atsharness.workers.worker import FORK, read_file


class Member(NamedTuple):
    """A process of a worker's session. One that has ended and was not yet waited for is a zombie."""

    pid: int
    session: int
    zombie: bool
    resident: int
    """Bytes."""
    cpu_s: float
    """CPU time, with that of the processes that it started and waited for."""


def session_members(leaders: Collection[int]) -> list[Member]:
    """Processes of the sessions of some workers, on Linux."""
    found: list[Member] = []
    if not FORK or not leaders:
        return found
    page, tick = os.sysconf("SC_PAGESIZE"), os.sysconf("SC_CLK_TCK")
    for name in os.listdir("/proc"):
        if name.isdecimal():
            try:
                # proc(5): the name in brackets may hold anything; state is field 3, session 6, utime, stime,
                # cutime and cstime 14 to 17, rss 24.
                fields = read_file(f"/proc/{name}/stat").rpartition(b")")[2].split()
            except OSError:
                continue
            if len(fields) > 21 and (session := int(fields[3])) in leaders:
                cpu_s = sum(map(int, fields[11:15])) / tick
                found.append(Member(int(name), session, fields[0] == b"Z", int(fields[21]) * page, cpu_s))
    return found


def session_cpu(leader: int) -> float | None:
    """CPU seconds of a worker and all it started; None where they cannot be read."""
    members = session_members({leader})
    return sum(member.cpu_s for member in members) if members else None


def kill_sessions(leaders: Collection[int]) -> None:
    """Kills workers that are not yet reaped, with every process of their groups and sessions."""
    for leader in leaders:
        for kill in (os.kill, getattr(os, "killpg", os.kill)):  # at first a fork has no group of its own
            with contextlib.suppress(OSError):
                kill(leader, getattr(signal, "SIGKILL", signal.SIGTERM))
    for _ in range(5):  # one of them may fork while the list is read
        rest = [one.pid for one in session_members(leaders) if not one.zombie and one.pid not in leaders]
        if not rest:
            return
        for pid in rest:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
