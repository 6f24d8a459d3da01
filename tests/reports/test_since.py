"""What is said to have changed since the last check."""

from __future__ import annotations

import msgspec

from atsharness.model import Document, DocumentResult, Reader, Verdict, VerdictLevel
from atsharness_reports._since import since


def _result(level: VerdictLevel, **complete: bool) -> DocumentResult:
    readers = tuple(
        Reader(path_id=name, family=name, status="ok", gets_everything=gets, counted=True)
        for name, gets in complete.items()
    )
    document = Document(path="a.pdf", sha256="0" * 64, media_type="application/pdf", status="ok")
    return DocumentResult(document=document, verdict=Verdict(level=level, gates=(), readers=readers))


def test_the_verdict_and_who_gets_everything() -> None:
    before = _result("fail", one=False, two=True, three=False, four=True)
    after = _result("at_risk", one=True, two=False, three=True, four=True)
    assert since(before, after) == "FAIL → AT RISK · one, three get everything now · two no longer does"


def test_nothing_new() -> None:
    same = _result("pass", one=True)
    assert since(same, same) == "verdict, readers and findings are the same"


def test_a_reader_that_was_not_there_before_is_no_change() -> None:
    assert since(_result("pass", one=True), _result("pass", one=True, two=True)).endswith("are the same")


def test_a_file_that_cannot_be_read() -> None:
    good = _result("pass", one=True)
    bad = msgspec.structs.replace(
        good,
        document=msgspec.structs.replace(good.document, status="unreadable", reason="cut"),
        verdict=None,
    )
    assert since(good, bad) == "PASS → unreadable"
    assert since(bad, good) == "unreadable → PASS"
