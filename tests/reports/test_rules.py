"""The rules' pages: five parts each, on the terminal and in docs/rules."""

from pathlib import Path

import pytest

from atsharness.cli import main
from atsharness.commands.rules import _examples, _pages
from atsharness.model import RenderOptions
from atsharness_reports import _rules

DOCS = Path(__file__).parents[2] / "docs" / "rules"
DOCSTRING = "Title.\n\n" + "\n".join(f"{part}:\n    Text of {part}.\n" for part in _rules.PARTS)


def test_every_rule_has_the_five_parts_and_advice_for_any_program():
    pages = _pages()
    assert len(pages) >= 70
    for one in pages:
        assert one.advice.get(""), one.id
        assert one.title.endswith("."), one.id


@pytest.mark.parametrize("part", _rules.PARTS)
def test_a_docstring_without_a_part_is_refused(part):
    with pytest.raises(ValueError, match="ATS999"):
        _rules.page("ATS999", "x", DOCSTRING.replace(f"{part}:", "Other:"), {})


def test_pages_are_read_and_shown():
    one = _rules.page("ATS999", "x", DOCSTRING, {"": "Do this.", "latex": "Do a|b."})
    assert one.parts["Limits"] == "Text of Limits."
    text = _rules.rule_text(one, RenderOptions(width=80))
    assert text.startswith("ATS999 x\nTitle.")
    assert "latex: Do a|b." in text
    assert "| latex | Do a\\|b. |" in _rules.rule_markdown(one)


def test_a_page_shows_its_example():
    bad = _rules.Sample(
        file="b.pdf",
        says="Icons are <words>.",
        picture="pictures/b.webp",
        source="What x reads of",
        text="house",
    )
    good = _rules.Sample(file="g.pdf", says="Shapes.", source="Facts of", text="a\nb")
    text = _rules.rule_markdown(
        _rules.page("ATS999", "x", DOCSTRING, {"": "Do."}), _rules.Example(bad=bad, good=good)
    )
    example, rest = text.split("## What it looks for")
    assert "![Bad: part of b.pdf](pictures/b.webp)" in example
    assert "**Bad:** Icons are &lt;words>." in example
    assert "Facts of `g.pdf`:\n\n```text\na\nb\n```" in example
    assert example.count("![") == 1
    assert "## Example" not in rest


def test_pages_without_examples_are_written_too(tmp_path, capsys):
    assert main(["rules", "--write", str(tmp_path)]) == 0
    assert "## Example" not in (tmp_path / "ats203.md").read_text("utf-8")
    assert str(tmp_path) in capsys.readouterr().err


def test_docs_are_as_the_rules_say():
    pages = _pages()
    examples = _examples(DOCS)
    assert (DOCS / "README.md").read_text("utf-8") == _rules.index_markdown(pages)
    for one in pages:
        text = _rules.rule_markdown(one, examples.get(one.id))
        assert (DOCS / f"{one.id.lower()}.md").read_text("utf-8") == text, one.id
    assert len(list(DOCS.glob("ats*.md"))) == len(pages)


def test_commands(capsys):
    assert main(["rule", "columns"]) == 0
    assert capsys.readouterr().out.startswith("ATS201 columns")
    assert main(["rules"]) == 0
    assert "ATS203" in capsys.readouterr().out
    assert main(["rule", "ATS999"]) == 2
    assert "ats rules" in capsys.readouterr().err
