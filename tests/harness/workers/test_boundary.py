"""What a worker sends is data of a stranger: what does not decode or does not fit is its task's row alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from atsharness.extract import job, tasks
from atsharness.model import Extraction, ParserPath, Word
from atsharness.registry import discover
from atsharness.session import Session
from atsharness.settings import Settings
from atsharness.workers.supervisor import Outcome, Supervisor

SOUND = {
    "path_id": "pdfium",
    "family": "pdfium",
    "version": "1",
    "status": "ok",
    "word_count": 1,
    "text": "x",
}
ENCODED = msgspec.msgpack.encode(SOUND)

MALFORMED: dict[str, Any] = {
    "nothing": b"",
    "not-msgpack": b"\xc1\xc1\xc1",
    "cut": ENCODED[:-1],
    "trailing": ENCODED + b"\x01",
    "deep": b"\x91" * 100_000,
    "announces-too-much": b"\xdd\xff\xff\xff\xff",
    "another-type": [1, 2],
    "a-timeout-of-its-own": {**SOUND, "status": "timeout", "text": None},
    "ok-without-text": {**SOUND, "text": None},
    "failed-with-text": {**SOUND, "status": "failed"},
    "unknown-status": {**SOUND, "status": "fine"},
    "long-text": {**SOUND, "text": "x" * (job.MOST_CHARS + 1)},
    "long-detail": {**SOUND, "detail": "x" * 2000},
    "long-version": {**SOUND, "version": "x" * 2000},
    "many-words": {**SOUND, "words": [Word(text="x", page=1, box=None)] * (job.MOST_WORDS + 1)},
    "negative-count": {**SOUND, "word_count": -1},
    "no-utf-8": ENCODED.replace(b"\xa1x", b"\xa1\xff"),
}


def parser() -> ParserPath:
    found: ParserPath = discover("atsharness_parsers", "PARSER")["pdfium"].value
    return found


def outcome(message: Any) -> Outcome:
    payload = message if isinstance(message, bytes) else msgspec.msgpack.encode(message)
    return Outcome(key="0:pdfium", status="done", payload=payload)


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_result_is_a_killed_row(name: str) -> None:
    row = tasks.extraction(parser(), outcome(MALFORMED[name]))
    assert row == Extraction(
        path_id="pdfium", family="pdfium", version=None, status="killed", detail=tasks.MALFORMED
    )


def test_a_sound_result_is_taken_as_it_is() -> None:
    assert tasks.extraction(parser(), outcome(SOUND)) == Extraction(**SOUND)


def test_a_timeout_that_keeps_its_text_is_taken() -> None:
    cut = {**SOUND, "status": "timeout", "detail": "there was time for 1 page"}
    assert tasks.extraction(parser(), outcome(cut)) == Extraction(**cut)


def test_whose_result_it_is_says_the_task() -> None:
    row = tasks.extraction(parser(), outcome({**SOUND, "path_id": "pypdf-plain", "family": "pypdf"}))
    assert (row.path_id, row.family) == ("pdfium", "pdfium")


@pytest.mark.parametrize("message", [b"\xc1", [1], {"facts": 1}, SOUND])
def test_a_malformed_analysis_and_inspection(message: Any) -> None:
    assert tasks.MALFORMED in str(tasks.analysis(outcome(message)))
    assert "failed" in str(tasks.analysis(outcome(message)))
    assert tasks.inspection(outcome(message)).reason is None


def test_a_malformed_probe() -> None:
    assert tasks.probed(parser(), outcome(b"\xc1")).status == "killed"
    assert tasks.probed(parser(), outcome({**SOUND, "text": None})).status == "ok"


@pytest.mark.parametrize("spoilt", ["pdfium", "", "#analysis"])
def test_one_malformed_message_costs_one_row(
    demo: Path, monkeypatch: pytest.MonkeyPatch, spoilt: str
) -> None:
    """Put in the place of what the worker sent for one of two documents."""
    sent = Supervisor.next

    def spoil(self: Supervisor) -> Outcome | None:
        found = sent(self)
        if found is not None and found.key == f"0:{spoilt}":
            return msgspec.structs.replace(found, payload=b"\xc1" + (found.payload or b""))
        return found

    monkeypatch.setattr(Supervisor, "next", spoil)
    settings = Settings(paths=("pdfium", "pypdf"), ocr=False, jobs=2)
    with Session(settings) as session:
        first, second = (item.result for item in session.check([str(demo / "resume.pdf")] * 2))
    rows = {item.path_id: item for item in first.extractions}
    assert rows.keys() == {item.path_id for item in second.extractions}
    assert [item.status for item in second.extractions] == ["ok"] * 3
    for path_id, row in rows.items():
        assert row.status == ("killed" if path_id == spoilt else "ok")
    assert rows["pdfium"].detail == (tasks.MALFORMED if spoilt == "pdfium" else None)
    assert second.verdict is not None
    assert first.verdict is not None
    # Two families are as few as a verdict can stand on.
    assert first.verdict.level == ("not_measurable" if spoilt else second.verdict.level)
