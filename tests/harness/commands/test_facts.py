"""``ats facts``: table and JSON, from a worker process."""

import json
from pathlib import Path

import msgspec
import pytest

from atsharness.cli import main
from atsharness.model import RenderOptions
from atsharness.model.facts import (
    FileFacts,
    FontFacts,
    LayoutFacts,
    PageFacts,
    Run,
)
from atsharness.model.text_facts import LetterSpacing, NulCharacters
from atsharness_reports import _facts

RENDERED = Path(__file__).resolve().parents[3] / "corpus" / "rendered" / "pdf"


def test_json_is_the_facts(capsys):
    file = RENDERED / "typst-spaced-headings__dense.pdf"
    assert main(["facts", str(file), "--format", "json", "--no-ocr"]) == 0
    found = msgspec.convert(json.loads(capsys.readouterr().out), LayoutFacts)
    assert found.of(LetterSpacing)


def test_table_names_what_is_there(capsys):
    assert main(["facts", str(RENDERED / "typst-interleaved__dense.pdf"), "--no-ocr"]) == 0
    shown = capsys.readouterr().out
    assert "gutter: sidebar" in shown
    assert "stream: interleaved" in shown
    assert "LibertinusSerif-Bold" in shown


def test_no_file_and_no_pdf(capsys, tmp_path):
    assert main(["facts", str(tmp_path / "none.pdf")]) == 2
    (tmp_path / "a.json").write_text("{}")
    assert main(["facts", str(tmp_path / "a.json")]) == 4
    assert "it is no résumé but the source of one" in capsys.readouterr().err
    (tmp_path / "a.txt").write_text("hello")
    assert main(["facts", str(tmp_path / "a.txt")]) == 0
    assert "1 word" in capsys.readouterr().out


@pytest.mark.parametrize("unicode", [True, False])
def test_hostile_text_reaches_the_screen_harmless(unicode):
    bad = "\x1b[31m\u202eevil\x00"
    run = Run(
        text=bad, glyphs=(1,) * len(bad), x0=(0.0,) * len(bad), x1=(1.0,) * len(bad), baseline=10.0,
        box=(0.0, 0.0, 9.0, 9.0), font=0, size=9.0, colour=0, hidden="tiny", seen_as=None,
    )  # fmt: skip
    facts = LayoutFacts(
        file=FileFacts(page_count=1, producer=bad),
        pages=(PageFacts(number=1, width=612, height=792, runs=(run,)),),
        fonts=(FontFacts(name=bad),),
        text_facts=(NulCharacters(page=1, box=(0.0, 0.0, 9.0, 9.0), text=bad, seen="evil"),),
        failed=(bad,),
    )
    shown = _facts.render(facts, bad, RenderOptions(width=100, unicode=unicode))
    assert "hidden: tiny" in shown
    assert not set(shown) & set("\x1b\x00\u202e")
    assert unicode or shown.isascii()
