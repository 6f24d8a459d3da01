"""JUnit XML: a suite a file, a case a gate of its verdict."""

from __future__ import annotations

import re

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from atsharness.model import DocumentResult, Gate, RenderOptions, ReportFormat, RunResult
from atsharness_reports._terminal import plain
from atsharness_reports._verdict import note_in_words, said_of, sentence

_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold and no terminal control is."""
_BAD = {"fail": ("fail",), "at-risk": ("fail", "at_risk"), "never": ()}


def render(run: RunResult, _options: RenderOptions) -> str:
    """A case fails at the level of ``fail_on``; what was not found or measured is skipped, not passed."""
    bad = _BAD[str(run.settings.get("fail_on", "fail"))]
    report = JUnitXml("ats")
    for result in run.documents:
        report.add_testsuite(_suite(result, bad))
    report.update_statistics()  # type: ignore[no-untyped-call]
    xml: bytes = report.tostring()  # type: ignore[no-untyped-call]
    return xml.decode("utf-8") + "\n"


def _suite(result: DocumentResult, bad: tuple[str, ...]) -> TestSuite:
    document, verdict = result.document, result.verdict
    name = _text(document.path)
    suite = TestSuite(name)
    if document.status != "ok":
        suite.add_testcase(_case(name, "readable", Error(_text(document.reason or document.status))))
    elif verdict is None:
        suite.add_testcase(_case(name, "verdict", Skipped("no verdict: there is nothing to compare with")))
    else:
        unknown = verdict.level == "not_measurable"
        said = Error(_text(sentence(result))) if unknown else Failure(_text(sentence(result)))
        failed = unknown or verdict.level in bad
        suite.add_testcase(_case(name, "verdict", said if failed else None, _text(sentence(result))))
        for line in result.unmet:
            asked = Failure(_text(line)) if bad else None
            suite.add_testcase(_case(name, "asked", asked, _text(line)))
        for gate in verdict.gates:
            suite.add_testcase(_gate(name, gate, bad))
    return suite


def _gate(file: str, gate: Gate, bad: tuple[str, ...]) -> TestCase:
    note = f" ({note_in_words(gate.note)})" if gate.note else ""
    if gate.level in ("not_found", "not_measurable"):
        return _case(file, gate.name, Skipped(_text(gate.note or gate.level)))
    if gate.level in bad:
        return _case(file, gate.name, Failure(_text(said_of(gate.name) + note)))
    return _case(file, gate.name, None, _text(said_of(gate.name) + note) if gate.level != "pass" else "")


def _case(file: str, name: str, outcome: Error | Failure | Skipped | None, said: str = "") -> TestCase:
    case = TestCase(name, classname=file)
    if outcome is not None:
        case.result = [outcome]
    if said:
        case.system_out = said
    return case


def _text(text: str) -> str:
    return _NOT_XML.sub("\ufffd", plain(text))


FORMAT = ReportFormat(id="junit", render=render, shows="figures")
