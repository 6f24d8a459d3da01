"""Characters that a person reads as others: drawn underscores, signs in addresses, styled letters."""

from __future__ import annotations

import pytest
import typst

from atsharness.facts.gather import gather
from atsharness.in_process import inputs_of, text_panel
from atsharness.model.text_facts import DrawnUnderscore, LookAlikeSigns, StyledLetters
from atsharness.pipeline import artifacts_of
from atsharness.reference.visual import see
from atsharness.rules.engine import all_rules, judge
from atsharness.text.look_alikes import plain_letters

UNDERSCORE = "#h(.06em)#box(rect(width: .3em, height: .4pt, fill: black))"


def typeset(text: str) -> bytes:
    fonts = '#set text(font: ("Libertinus Serif", "New Computer Modern Math"))'
    return typst.compile(f"#set page(width: 16cm, height: 4cm)\n{fonts}\n{text}".encode())


def test_an_underscore_that_is_a_line() -> None:
    """As pdfLaTeX sets it with OT1 fonts: every path reads two words, and an address that is another's."""
    pdf = typeset(f"Jordan Reyes, jordan{UNDERSCORE}m{UNDERSCORE}reyes\\@example.com")
    facts = gather(pdf)
    assert see(facts).text == "Jordan Reyes, jordan_m_reyes@example.com"
    assert len(list(facts.of(DrawnUnderscore))) == 2
    artifacts = artifacts_of(inputs_of(pdf, text_panel()))
    (finding,) = judge(artifacts, [all_rules()["ATS112"]]).results[0].findings
    assert "basics.email" in finding.fields_lost
    assert len(finding.families_hit) == 4


@pytest.mark.parametrize(
    "text",
    [
        "Jordan #underline[Reyes and] others",
        "left #box(line(length: 2em)) right",
        "one #box(width: .3em, height: .6em, rect(width: .3em, height: .4pt, fill: black)) two",
    ],
    ids=["underlined", "long", "at half height"],
)
def test_lines_that_are_no_underscores(text: str) -> None:
    assert not list(gather(typeset(text)).of(DrawnUnderscore))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("https:\\/\\/example.com\\/\u02dcreyes", "https://example.com/~reyes"),
        ("example.com\\/\u223creyes", "example.com/~reyes"),
        ("a\u223cb", "a\u223cb"),
    ],
)
def test_signs_of_addresses(typed: str, read: str) -> None:
    facts = gather(typeset(typed))
    assert see(facts).text == read
    assert bool(list(facts.of(LookAlikeSigns))) is ("~" in read)


def test_mathematical_and_full_width_letters() -> None:
    """They are keywords to a person, and lost to every search."""
    facts = gather(typeset("\U0001d411\U0001d42e\U0001d42c\U0001d42d and Django, x\u00b2, 5 \u2103"))
    assert see(facts).text == "Rust and Django, x\u00b2, 5 \u2103"
    assert [fact.seen for fact in facts.of(StyledLetters)] == ["Rust"]


def test_full_width_signs_of_chinese() -> None:
    assert plain_letters("\u76d6\u7ae0\uff08\uff29\uff22\uff2d\uff09") == "\u76d6\u7ae0\uff08IBM\uff09"
