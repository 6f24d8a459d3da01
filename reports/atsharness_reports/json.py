"""JSON: the whole `RunResult`, as ``ats schema`` describes it.

Texts, word boxes and word labels stay out unless asked for: they are personal data, and long.
"""

from __future__ import annotations

import re

import msgspec

from atsharness.model import DocumentResult, RenderOptions, ReportFormat, RunResult

# JSON strings may hold C1, zero-width and bidi controls as they are; a terminal must never see them.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]")


def render(run: RunResult, options: RenderOptions, *, indent: int = 2) -> str:
    """One JSON object, indented, with every control character escaped."""
    if not options.keep_text:
        run = msgspec.structs.replace(run, documents=tuple(_slim(item) for item in run.documents))
    return escaped(msgspec.json.format(msgspec.json.encode(run), indent=indent).decode()) + "\n"


def escaped(text: str) -> str:
    """JSON text with the controls that JSON allows in strings as escapes."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def schema() -> str:
    """The JSON Schema of what `render` writes."""
    content = msgspec.json.schema(RunResult)
    content["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    content["title"] = "ats-harness run"
    return msgspec.json.format(msgspec.json.encode(content), indent=2).decode() + "\n"


def _slim(result: DocumentResult) -> DocumentResult:
    extractions = tuple(msgspec.structs.replace(item, text=None, words=None) for item in result.extractions)
    reference = result.reference
    if reference is not None:
        reference = msgspec.structs.replace(reference, not_on_page_words=())
    return msgspec.structs.replace(result, reference=reference, extractions=extractions, alignments=())


FORMAT = ReportFormat(id="json", render=render)
