"""JSON: the whole `RunResult`, as ``ats schema`` describes it.

Texts, word boxes and word labels stay out unless asked for: they are personal data, and long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from atsharness.model import RenderOptions, ReportFormat, RunResult
from atsharness.model.slim import slim

_INDENT = 2
_DOCUMENTS = '\n  "documents": ['
_NO_DOCUMENTS = f"{_DOCUMENTS}]"
"""The one place where this stands: strings hold no line end, and nothing else of that name is indented so."""

# JSON strings may hold C1, zero-width and bidi controls as they are; a terminal must never see them.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]")


def render(run: RunResult, options: RenderOptions, *, indent: int = _INDENT) -> str:
    """One JSON object, indented, with every control character escaped."""
    if indent == _INDENT:
        return "".join(pieces(run, options))
    documents = run.documents if options.keep_text else tuple(slim(item, "figures") for item in run.documents)
    return formatted(msgspec.structs.replace(run, documents=documents), indent=indent) + "\n"


def pieces(run: RunResult, options: RenderOptions) -> Iterator[str]:
    """What `render` gives, a document at a time: 200 files are some 60 MB of text."""
    head, mark, tail = formatted(msgspec.structs.replace(run, documents=())).partition(_NO_DOCUMENTS)
    yield head
    if not run.documents:
        yield mark
    for number, item in enumerate(run.documents):
        yield f"{_DOCUMENTS if number == 0 else ','}\n    "
        yield formatted(item if options.keep_text else slim(item, "figures")).replace("\n", "\n    ")
    if run.documents:
        yield "\n  ]"
    yield tail + "\n"


def formatted(value: object, *, indent: int = _INDENT) -> str:
    """A value as JSON, indented, with every control character escaped."""
    return escaped(msgspec.json.format(msgspec.json.encode(value), indent=indent).decode())


def escaped(text: str) -> str:
    """JSON text with the controls that JSON allows in strings as escapes."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def schema() -> str:
    """The JSON Schema of what `render` writes."""
    content = msgspec.json.schema(RunResult)
    content["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    content["title"] = "ats-harness run"
    return msgspec.json.format(msgspec.json.encode(content), indent=2).decode() + "\n"


FORMAT = ReportFormat(id="json", render=render, pieces=pieces, shows="figures")
