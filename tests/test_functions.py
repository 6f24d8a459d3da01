"""The limits of a function that `make lint` holds."""

import importlib.util
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent.parent / ".ci" / "functions.py"


def complaints(code: str) -> list[str]:
    spec = importlib.util.spec_from_file_location("functions", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return [text for _, text in module.complaints(code)]


def function(name: str, lines: int, branches: int = 0) -> str:
    body = ["if a: b()"] * branches + ["b()"] * (lines - 1 - branches)
    return "\n    ".join([f"def {name}():", *body])


def within(function: str) -> str:
    """A method with the function in it: one more line."""
    inner = "\n".join(f"        {line}" for line in function.splitlines())
    return f"class One:\n    def outer(self):\n{inner}"


def test_60_lines_are_no_complaint_and_61_are() -> None:
    assert complaints(function("one", 60)) == []
    assert complaints(function("one", 61)) == ["one has 61 lines, more than 60"]
    assert complaints(within(function("one", 60))) == ["outer has 61 lines, more than 60"]


def test_complexity_20_is_no_complaint_and_21_is_wherever_the_function_stands() -> None:
    told = ["one has complexity 21, more than 20"]
    assert complaints(function("one", 30, 19)) == []
    assert complaints(function("one", 30, 20)) == told
    assert complaints(within(function("one", 30, 20))) == told
