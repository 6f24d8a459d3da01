"""The examples on the rules' pages: one for each rule, every picture there, all as the harness says today."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image

from atsharness.commands.rules import _examples
from atsharness.rules.engine import all_rules

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs" / "rules"
RULES = sorted(key for key, rule in all_rules().items() if not rule.advises)
EXAMPLES = _examples(DOCS)
pytestmark = pytest.mark.filterwarnings("ignore")  # of the engines
MOST_BYTES, MOST_BYTES_IN_ALL = 12_000, 1_500_000


@pytest.fixture
def generator(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / ".ci"))
    return importlib.import_module("rule_examples")


def test_every_rule_is_chosen_an_example_for(generator: ModuleType) -> None:
    assert len(RULES) >= 70
    assert sorted(generator.choices()) == RULES, "add the rule to .ci/rule_examples.yaml, then run make docs"
    without = {rule_id for rule_id, choice in generator.choices().items() if choice.without}
    assert len(without) < 10
    assert {*EXAMPLES, *without} == {*RULES}, "run make docs"
    assert not without.intersection(EXAMPLES)


@pytest.mark.parametrize("rule_id", sorted(EXAMPLES))
def test_a_page_shows_a_bad_and_a_good_file(rule_id: str) -> None:
    page = (DOCS / f"{rule_id.lower()}.md").read_text("utf-8")
    section = page.partition("## Example\n")[2].partition("\n## ")[0]
    assert re.findall(r"^\*\*(Bad|Good):\*\* \S.*[.]$", section, re.MULTILINE) == ["Bad", "Good"]
    texts = re.findall(r"^```text\n(.*?)\n```$", section, re.MULTILINE | re.DOTALL)
    shown = [text.strip() for text in texts] + re.findall(r"!\[.*?\]\((.*?)\)", section)
    assert len(texts) == 2
    assert all(shown)
    assert len(set(shown)) > 1, "bad and good look the same"


def test_every_picture_is_named_once_and_small() -> None:
    named = [sample.picture for one in EXAMPLES.values() for sample in (one.bad, one.good) if sample.picture]
    files = {path.relative_to(DOCS).as_posix(): path for path in (DOCS / "pictures").iterdir()}
    assert len(named) > 100
    assert sorted(named) == sorted(files)
    sizes = {name: path.stat().st_size for name, path in files.items()}
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}
    assert sum(sizes.values()) < MOST_BYTES_IN_ALL
    for path in files.values():
        with Image.open(path) as picture:
            assert picture.format == "WEBP"
            assert picture.width <= 1000, path.name


@pytest.mark.parametrize("rule_id", ["ATS106", "ATS142"])
def test_an_example_is_what_the_harness_says(rule_id: str, generator: ModuleType) -> None:
    """Letters that a path alters, and words that nobody sees."""
    choice = generator.choices()[rule_id]
    example, pictures = generator.example(rule_id, choice)
    assert example == EXAMPLES[rule_id], "run make docs"
    assert generator.example(rule_id, choice) == (example, pictures)


def test_a_rule_that_finds_nothing_is_no_example(generator: ModuleType) -> None:
    with pytest.raises(ValueError, match="ATS501 finds nothing"):
        generator.example("ATS501", generator.choices()["ATS142"])


def test_a_good_file_with_the_fault_is_no_example(generator: ModuleType) -> None:
    stem = "reportlab-single-column__same-colour-text__1"
    with pytest.raises(ValueError, match="finds something in"):
        generator.example("ATS142", generator.Choice(good="x", files=(stem, stem)))
