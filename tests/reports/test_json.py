from __future__ import annotations

import json

import builders
import jsonschema
import msgspec
import pytest

from atsharness.model import DocumentResult, RenderOptions
from atsharness.model.slim import slim
from atsharness_reports import table
from atsharness_reports.json import FORMAT, escaped, pieces, render, schema

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


@pytest.mark.parametrize("keep_text", [False, True])
@pytest.mark.parametrize("documents", [0, 1, 2])
def test_it_is_written_in_pieces_as_one_object(documents: int, keep_text: bool) -> None:
    run = msgspec.structs.replace(RUN, documents=RUN.documents[:documents])
    kept = run if keep_text else msgspec.structs.replace(run, documents=tuple(map(figures, run.documents)))
    whole = msgspec.json.format(msgspec.json.encode(kept), indent=2).decode()
    assert list(pieces(run, RenderOptions(keep_text=keep_text)))[-1].endswith("}\n")
    assert render(run, RenderOptions(keep_text=keep_text)) == escaped(whole) + "\n"


def test_what_is_dropped_of_a_document_is_in_no_report() -> None:
    options = RenderOptions()
    for form, shows in ((FORMAT, "figures"), (FORMAT, "losses"), (table.FORMAT, "losses")):
        dropped = tuple(slim(item, shows) for item in RUN.documents)
        assert form.render(msgspec.structs.replace(RUN, documents=dropped), options) == form.render(
            RUN, options
        )
    assert slim(RUN.documents[0], "losses").alignments[0].words
    assert slim(RUN.documents[0], "figures").alignments == ()
    assert slim(RUN.documents[0], "texts") is RUN.documents[0]


def figures(result: DocumentResult) -> DocumentResult:
    return slim(result, "figures")
