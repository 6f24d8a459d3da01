"""The clock of deadlines counts work, its own and its children's, and no waiting."""

from __future__ import annotations

import subprocess
import sys
import time

from atsharness.clock import cpu_seconds

WORK = "import time\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass"


def test_work_counts_and_waiting_does_not() -> None:
    start = cpu_seconds()
    time.sleep(0.5)
    waited = cpu_seconds() - start
    exec(WORK)
    assert waited < 0.25
    assert cpu_seconds() - start - waited >= 0.28  # the system counts in hundredths


def test_the_work_of_a_child_counts_once_it_has_ended() -> None:
    start, own = cpu_seconds(), time.process_time()
    subprocess.run([sys.executable, "-c", WORK], check=True)
    assert cpu_seconds() - start - (time.process_time() - own) >= 0.28
