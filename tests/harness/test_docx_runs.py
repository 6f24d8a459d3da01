"""A DOCX through the whole command: workers, reports, a source, redaction; and what it does not import."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from docx_files import CHEAP, person

from atsharness.cli import main
from atsharness.errors import ExitCode
from atsharness_corpus.docx.faults import FAULTS
from atsharness_corpus.docx.resume import clean, reference
from atsharness_corpus.person import content_dir


@pytest.fixture
def in_header(tmp_path: Path) -> Path:
    """A résumé with its name and contact data in a header."""
    fault = next(one for one in FAULTS if one.id == "contact-in-header")
    file = tmp_path / "resume.docx"
    file.write_bytes(fault.inject(person(), random.Random(1)).saved())
    return file


def test_the_command_ends_in_a_verdict_and_every_cheap_path_is_a_row(
    in_header: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(in_header.parent))  # no LibreOffice: the report shows the text
    page = in_header.with_suffix(".html")
    arguments = ["check", str(in_header), "--format", "json", "--report", f"html={page}"]
    assert main(arguments) == ExitCode.VERDICT
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert document["verdict"]["level"] == "fail"
    assert document["document"]["page_count"] is None
    assert document["reference"]["read_by"] == "xml"
    assert {item["path_id"] for item in document["extractions"] if item["status"] == "ok"} >= set(CHEAP)
    counted = {item["path_id"] for item in document["verdict"]["readers"] if item["counted"]}
    assert counted == set(CHEAP) - {"opencats-docx"}
    shown = page.read_text("utf-8")
    assert "In the document" in shown
    assert "<img" not in shown
    assert f"<del>{person().basics.name.replace(chr(39), '&#39;').split()[0]}" in shown


def test_a_redacted_report_names_nobody(in_header: Path) -> None:
    page = in_header.with_suffix(".html")
    assert main(["check", str(in_header), "--redact", "--report", f"html={page}"]) == ExitCode.VERDICT
    shown = page.read_text("utf-8")
    basics = person().basics
    assert not [word for word in (*basics.name.split(), basics.email, basics.phone) if word in shown]


@pytest.mark.parametrize("kind", ["text", "json"])
def test_a_source_has_the_order_of_the_document(
    kind: str, in_header: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = in_header.with_suffix(".txt")
    source.write_text(reference(person()), "utf-8")
    if kind == "json":
        source = content_dir() / f"{person().id}.json"
    main(["check", str(in_header), "--source", str(source), "--format", "json"])
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert document["reference"]["origin"] == "source"
    assert document["reference"]["order_known"]
    rule = next(item for item in document["rule_results"] if item["rule_id"] == "ATS602")
    assert rule["outcome"] == "violation"
    assert "basics.email" in rule["findings"][0]["fields_lost"]


def test_text_and_facts_and_diff(in_header: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["text", str(in_header)]) == ExitCode.OK
    assert capsys.readouterr().out.startswith(person().basics.name)
    assert main(["facts", str(in_header)]) == ExitCode.OK
    assert "word/header1.xml" in capsys.readouterr().out
    assert main(["diff", str(in_header), "--path", "mammoth"]) == ExitCode.OK
    assert f"[-{person().basics.name}-]" in capsys.readouterr().out


def test_a_docx_and_a_pdf_in_one_run(in_header: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = content_dir().parent / "demo" / "resume.pdf"
    good = in_header.with_name("good.docx")
    good.write_bytes(clean(person()).saved())
    main(["check", str(in_header), str(pdf), str(good), "--no-ocr", "--format", "json", "--fail-on", "never"])
    read = json.loads(capsys.readouterr().out)["documents"]
    families = [{item["path_id"] for item in one["extractions"]} for one in read]
    assert families[0] == families[2] >= set(CHEAP)
    assert "pypdf-plain" in families[1]
    assert families[1].isdisjoint(CHEAP)
    assert [one["verdict"]["level"] for one in read] == ["fail", "fail", "pass"]


def test_no_engine_of_the_other_format_is_imported(in_header: Path) -> None:
    code = (
        "import sys; from atsharness.extract.work import analyse; from atsharness.model import ReadOptions;"
        "analyse(open(sys.argv[1], 'rb').read(), ReadOptions());"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    engines = {"pymupdf", "pypdfium2", "pdfminer", "PIL", "numpy", "docx", "lxml", "mammoth", "docx2txt"}
    command = [sys.executable, "-c", code, str(in_header)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "atsharness" in done.stdout.split()
    assert not engines & set(done.stdout.split())
