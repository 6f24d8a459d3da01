from __future__ import annotations

import json

import builders
import jsonschema
import msgspec
import pytest

from atsharness.model import RenderOptions
from atsharness_reports.json import render, schema

RUN = builders.run_result(builders.with_source("a\x1b\u202e\x9b\nb.pdf"), builders.unreadable())


@pytest.mark.parametrize("keep_text", [False, True])
def test_it_validates_against_its_schema(keep_text: bool) -> None:
    jsonschema.validate(json.loads(render(RUN, RenderOptions(keep_text=keep_text))), json.loads(schema()))


def test_the_schema_refuses_what_is_wrong() -> None:
    content = json.loads(render(RUN, RenderOptions()))
    content["documents"][0]["extractions"][0]["status"] = "fine"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, json.loads(schema()))


def test_texts_stay_out_unless_asked_for() -> None:
    slim = json.loads(render(RUN, RenderOptions()))["documents"][0]
    full = json.loads(render(RUN, RenderOptions(keep_text=True)))["documents"][0]
    assert {item["text"] for item in slim["extractions"]} == {None}
    assert slim["alignments"] == []
    assert full["extractions"][0]["text"] == "Jane Example"
    assert full["alignments"][0]["words"][0]["text"] == "Kafka"


def test_field_names_that_scripts_rely_on() -> None:
    """The names of the interface: a rename breaks users."""
    content = json.loads(render(RUN, RenderOptions()))
    result = content["documents"][0]
    assert {"schema_version", "documents", "summary", "environment", "settings", "timing"} <= content.keys()
    assert {"path", "sha256", "media_type", "page_count", "status", "reason"} <= result["document"].keys()
    assert {"origin", "word_count"} <= result["reference"].keys()
    assert {"path_id", "family", "version", "status", "detail", "word_count"} <= result["extractions"][
        0
    ].keys()
    recovery = result["recoveries"][0]
    assert {"char_recall", "char_precision", "word_exact", "word_missing", "counts"} <= recovery[
        "content"
    ].keys()
    assert {"moved", "adjacency", "tau", "coverage", "cause"} <= recovery["order"].keys()
    assert {"split", "glued", "hyphenated"} <= recovery["segmentation"].keys()
    assert {"rate", "hidden", "duplicate"} <= recovery["extra"].keys()
    mapped = next(item for item in result["recoveries"] if item["mapping"])["mapping"][0]
    assert {"expected", "observed", "count", "systematic"} <= mapped.keys()
    assert result["verdict"] is None


def test_no_control_character_is_written_raw() -> None:
    text = render(RUN, RenderOptions())
    assert not any((ord(char) < 32 and char != "\n") or 0x7F <= ord(char) < 0xA0 for char in text)
    assert "\u202e" not in text
    assert msgspec.json.decode(text)["documents"][0]["document"]["path"] == "a\x1b\u202e\x9b\nb.pdf"
