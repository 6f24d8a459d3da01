"""A source file to known text, by the reader of its format."""

from __future__ import annotations

from pathlib import Path

from atsharness.errors import UsageError
from atsharness.model import Leaf, Reference
from atsharness.sources import plaintext
from atsharness.sources.leaves import as_text

_MOST_BYTES = 50_000_000
_SUFFIXES = {
    **dict.fromkeys((".md", ".markdown"), "markdown"),
    ".json": "json",
    **dict.fromkeys((".yaml", ".yml"), "yaml"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".tex", ".latex", ".typ"), "markup"),
}


def read_source(path: Path, what: str = "source") -> Reference:
    """Reads the source of a document.

    The format goes by the extension (.md, .json, .yaml, .html), else by the content: an HTML page and a JSON
    object are known by their first characters; all else is plain text.

    Args:
        path: a UTF-8 file, with or without a byte-order mark.
        what: it is, as errors call it.

    Returns:
        The text that the source shows, in its own order; `source_path` is the bare name. A structured source
        (JSON Resume, RenderCV) also gives its `leaves`.

    Raises:
        UsageError: no such file, not UTF-8 text, or nothing in it; one line that says what to do.
    """
    name = _printable(path.name)
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise UsageError(f"{what} {name}: no such file") from None
    except OSError as error:
        raise UsageError(f"{what} {name}: cannot be read ({error.strerror})") from None
    if len(data) > _MOST_BYTES:
        raise UsageError(f"{what} {name}: larger than {_MOST_BYTES // 1_000_000} MB; give the text alone")
    if data[:1024].lstrip().startswith(b"%PDF-"):
        raise UsageError(f"{what} {name}: is a PDF; give the text or Markdown it was made from")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{what} {name}: not UTF-8 text; save it as UTF-8") from None
    if "\0" in text:
        raise UsageError(f"{what} {name}: not a text file; give text or Markdown")
    try:
        shown, leaves = _read(text, _format(path, text))
    except ValueError as error:
        raise UsageError(f"{what} {name}: {error}") from error
    if not shown.strip():
        raise UsageError(f"{what} {name}: contains no text")
    return Reference(text=shown, origin="source", source_path=name, leaves=leaves)


def _format(path: Path, text: str) -> str:
    known = _SUFFIXES.get(path.suffix.lower())
    if known is not None:
        return known
    start = text.lstrip()[:200].lower()
    if start.startswith(("<!doctype html", "<html")):
        return "html"
    return "json" if start.startswith("{") and text.rstrip().endswith("}") else "text"


def _read(text: str, form: str) -> tuple[str, tuple[Leaf, ...]]:
    leaves: tuple[Leaf, ...] = ()
    if form == "markdown":
        from atsharness.sources import markdown

        return markdown.read(text), leaves
    if form == "html":
        from atsharness.sources import html

        return html.read(text), leaves
    if form == "markup":
        raise ValueError("LaTeX and Typst sources are not supported; give their text (pandoc -t plain)")
    if form == "json":
        from atsharness.sources import jsonresume

        leaves = jsonresume.read(text)
    elif form == "yaml":
        from atsharness.sources import rendercv

        leaves = rendercv.read(text)
    else:
        return plaintext.read(text), leaves
    return as_text(leaves), leaves


def _printable(name: str) -> str:
    """A file name that can stand in a message and in JSON: undecodable bytes and controls replaced."""
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\ufffd" for char in name)
