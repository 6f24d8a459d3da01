"""Programs of templates: without network, within a limit, their CPU time counted with their children's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from atsharness_corpus.templates import processes

BURN = "import time\nend = time.process_time() + {s}\nwhile time.process_time() < end: pass\n"


def test_what_a_program_prints_is_returned_and_its_surroundings_are_fixed(tmp_path: Path) -> None:
    code = "import os; print(os.environ['TZ'], os.environ['HOME'], os.getcwd(), os.environ['X'], input())"
    out = processes.run(
        [sys.executable, "-c", code], tmp_path, limit_s=60, stdin=b"given", environ={"X": "more"}
    )
    assert out.decode().split() == ["UTC", str(tmp_path), str(tmp_path), "more", "given"]


def test_a_program_that_fails_is_one_line_of_its_own_words(tmp_path: Path) -> None:
    code = "import sys; sys.exit('first\\nTypeError: no such key\\nlast')"
    with pytest.raises(RuntimeError, match=r"^python\S* ended with 1: TypeError: no such key$"):
        processes.run([sys.executable, "-c", code], tmp_path, limit_s=60)


def test_a_program_that_hangs_is_ended_with_its_children(tmp_path: Path) -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(600)'])"
    with pytest.raises(RuntimeError, match="it took longer than 1 s"):
        processes.run([sys.executable, "-c", code], tmp_path, limit_s=1)


def test_the_network_is_out_of_reach_where_the_system_can_do_that(tmp_path: Path) -> None:
    if not processes.offline():
        pytest.skip("unshare cannot take the network from a program here")
    code = "import socket; print(len(socket.if_nameindex()), socket.if_nameindex()[0][1])"
    assert processes.run([sys.executable, "-c", code], tmp_path, limit_s=60).split() == [b"1", b"lo"]


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is of Linux")
def test_cpu_time_of_what_a_program_leaves_behind_is_counted(tmp_path: Path) -> None:
    """In a process of its own: a test's must not inherit what others leave behind."""
    left = BURN.format(s=0.6)
    starts = (
        f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {left!r}], start_new_session=True)"
    )
    code = (
        "import sys, time; from pathlib import Path; from atsharness_corpus.templates import processes\n"
        "processes.END_S = 300\n"
        "if sys.argv[1] == 'adopt': processes.adopt_orphans()\n"
        f"processes.run([sys.executable, '-c', {starts!r}], Path('.'), limit_s=60)\n"
        "print(processes.cpu_s())"
    )

    def measured(word: str) -> float:
        command = [sys.executable, "-c", code, word]
        return float(subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout)

    assert measured("adopt") - measured("not") > 0.4
