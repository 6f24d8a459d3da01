"""Names the functions that are too long to read at once or branch too much; part of `make lint`.

A branch is what radon counts: a condition, a loop, `and`, `or`, a comprehension and each condition in it.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from radon.visitors import ComplexityVisitor

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("harness", "parsers", "corpus/atsharness_corpus", "reports", ".ci", "tests")
MOST_LINES = 60
MOST_COMPLEX = 20
"""McCabe's cyclomatic complexity: one more than the branches, without those of functions within."""


def complaints(code: str) -> Iterator[tuple[int, str]]:
    """Line and complaint of each function beyond the limits; one within another counts by itself, too."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MOST_LINES:
                yield node.lineno, f"{node.name} has {lines} lines, more than {MOST_LINES}"
            (measured,) = ComplexityVisitor.from_ast(node).functions
            if measured.complexity > MOST_COMPLEX:
                count = f"{measured.complexity}, more than {MOST_COMPLEX}"
                yield node.lineno, f"{node.name} has complexity {count}"


def main() -> int:
    """Prints the complaints; 1 where there are any."""
    files = sorted(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py"))
    found = [
        f"{file.relative_to(ROOT)}:{line}: {text}"
        for file in files
        if "node_modules" not in file.parts
        for line, text in sorted(complaints(file.read_text("utf-8")))
    ]
    for text in found:
        print(text)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
