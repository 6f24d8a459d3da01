from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from atsharness.model import ReadOptions
from atsharness_parsers._process import KEPT_ERRORS, ProcessError, run, work_folder


def python(code: str, folder: Path, **options: object) -> tuple[bytes, str]:
    return run([sys.executable, "-c", code], folder=str(folder), **options)  # type: ignore[arg-type]


def test_gives_output_and_errors_and_passes_input_folder_and_environment(tmp_path: Path) -> None:
    code = "import os, sys; print(sys.stdin.read(), os.getcwd(), os.environ['OMP']); sys.stderr.write('note')"
    output, said = python(code, tmp_path, stdin=b"secret", env={"OMP": "1"})
    assert output.decode().split() == ["secret", str(tmp_path.resolve()), "1"]
    assert said == "note"
    assert "OMP" not in os.environ


def test_a_flood_of_errors_neither_blocks_nor_fills_memory(tmp_path: Path) -> None:
    code = "import sys; sys.stderr.write('e' * 5_000_000); sys.stderr.write('end'); print('done')"
    output, said = python(code, tmp_path)
    assert output.strip() == b"done"
    assert len(said) == KEPT_ERRORS
    assert said.endswith("end")


def test_a_flood_of_output_ends_the_program(tmp_path: Path) -> None:
    code = "import sys\nwhile True: sys.stdout.write('o' * 10_000)"
    with pytest.raises(ProcessError, match=r"^\S+ wrote more than 64 kB of text$"):
        python(code, tmp_path, max_output=64 * 1024)


def test_an_error_is_one_line_with_the_last_of_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(ProcessError) as caught:
        python("import sys; sys.stderr.write('first\\nlast  \\n\\n'); sys.exit(3)", tmp_path)
    assert str(caught.value) == f"{Path(sys.executable).name} ended with exit code 3: last"
    assert caught.value.errors.startswith("first")


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_a_signal_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProcessError, match=r"was ended by SIGSEGV$"):
        python("import os; os.kill(os.getpid(), 11)", tmp_path)


def test_a_program_that_ends_without_reading_its_input(tmp_path: Path) -> None:
    with pytest.raises(ProcessError, match="exit code 1"):
        python("import os; os._exit(1)", tmp_path, stdin=b"x" * 1_000_000)


def test_a_missing_program(tmp_path: Path) -> None:
    with pytest.raises(ProcessError, match=r"^no-such-program does not start: No such file or directory$"):
        run([str(tmp_path / "no-such-program")], folder=str(tmp_path))


def test_the_work_folder_is_private_inside_the_tasks_folder_and_goes_away(tmp_path: Path) -> None:
    with work_folder(ReadOptions(work_dir=str(tmp_path))) as folder:
        (folder / "page.pgm").write_bytes(b"P5")
        assert folder.parent == tmp_path
        if os.name == "posix":
            assert folder.stat().st_mode & 0o777 == 0o700
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="prlimit is Linux's")
def test_cpu_time_beyond_the_limit_ends_the_program_and_waiting_does_not(tmp_path: Path) -> None:
    with pytest.raises(ProcessError, match=r"used up its CPU time$"):
        python("while True: pass", tmp_path, cpu_s=1)
    output, _ = python("import time; time.sleep(1.5); print('done')", tmp_path, cpu_s=1)
    assert output.strip() == b"done"
