"""Known text in page order, read from a source file: one reader per format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from atsharness.harness.errors import UsageError
from atsharness.harness.model import Reference
from atsharness.harness.reference import markdown, plaintext

_MOST_BYTES = 50_000_000


def read_source(path: Path) -> Reference:
    """Reads the source of a document: Markdown by its extension (.md, .markdown), else plain text.

    Args:
        path: a UTF-8 file, with or without a byte-order mark.

    Returns:
        The text that the source shows, in its own order; `source_path` is the bare name.

    Raises:
        UsageError: no such file, not UTF-8 text, or nothing in it; one line that says what to do.
    """
    name = _printable(path.name)
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise UsageError(f"source {name}: no such file") from None
    except OSError as error:
        raise UsageError(f"source {name}: cannot be read ({error.strerror})") from None
    if len(data) > _MOST_BYTES:
        raise UsageError(f"source {name}: larger than {_MOST_BYTES // 1_000_000} MB; give the text alone")
    if data[:1024].lstrip().startswith(b"%PDF-"):
        raise UsageError(f"source {name}: is a PDF; give the text or Markdown it was made from")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"source {name}: not UTF-8 text; save it as UTF-8") from None
    if "\0" in text:
        raise UsageError(f"source {name}: not a text file; give text or Markdown")
    read = _reader(path)
    shown = read(text)
    if not shown.strip():
        raise UsageError(f"source {name}: shows no text")
    return Reference(text=shown, origin="source", source_path=name)


def _reader(path: Path) -> Callable[[str], str]:
    return markdown.read if path.suffix.lower() in {".md", ".markdown"} else plaintext.read


def _printable(name: str) -> str:
    """A file name that can stand in a message and in JSON: undecodable bytes and controls replaced."""
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\ufffd" for char in name)
