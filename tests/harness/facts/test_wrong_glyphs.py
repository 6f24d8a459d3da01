"""Maps that lie of a few glyphs: files of Typst with maps changed as programs were reported to write them."""

from __future__ import annotations

import io
import re

import msgspec
import pikepdf
import pytest
import typst

from atsharness.facts.gather import gather
from atsharness.in_process import inputs_of, text_panel
from atsharness.model import Reference
from atsharness.model.facts import LayoutFacts
from atsharness.model.text_facts import IconWord, WrongLetters
from atsharness.pipeline import artifacts_of
from atsharness.reference.visual import see
from atsharness.rules.engine import all_rules, judge

TEXT = "Software for an efficient office after the long-term drift of data"


def typeset(text: str) -> bytes:
    return typst.compile(
        f'#set page(width: 16cm, height: 4cm)\n#set text(font: "Libertinus Serif")\n{text}'.encode()
    )


def remapped(pdf: bytes, changes: dict[str, str]) -> bytes:
    """A file with other texts in its Unicode maps; both are hexadecimal UTF-16."""
    document = pikepdf.open(io.BytesIO(pdf))
    changed = 0
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
            source = item.ToUnicode.read_bytes().decode("latin-1")
            for old, new in changes.items():
                source, count = re.subn(f"(<[0-9A-Fa-f]+> )<{old}>", rf"\1<{new}>", source)
                changed += count
            item.ToUnicode.write(source.encode("latin-1"))
    assert changed
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def wrong(facts: LayoutFacts) -> dict[str, str | None]:
    return {glyph.text: glyph.letters for font in facts.fonts for glyph in font.wrong}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"00660074": "66007400"}, {"\u6600\u7400": "ft"}),
        ({"006600660069": "6600CF00"}, {"\u6600\ucf00": "ffi"}),
        ({"00660074": "014C"}, {"\u014c": "ft"}),
        ({"00660074": "023E"}, {"\u023e": None}),
        ({"002D": "002D00AD2010"}, {"-\u00ad\u2010": "-"}),
    ],
    ids=["bytes swapped", "and added up", "Word's Ō", "a capital amid small letters", "three hyphens"],
)
def test_what_no_word_spells(changes: dict[str, str], expected: dict[str, str | None]) -> None:
    facts = gather(remapped(typeset(TEXT), changes))
    assert wrong(facts) == expected
    known = None not in expected.values()
    text = see(facts).text
    assert (" ".join(text.split()) == TEXT) is known
    assert not set("".join(expected)) - set("-") & set(text)
    seen = [fact.seen for fact in facts.of(WrongLetters)]
    assert seen
    assert all(word in TEXT for word in seen if word is not None)
    assert (None not in seen) is known


def test_the_rule_names_it_and_what_it_costs() -> None:
    inputs = inputs_of(remapped(typeset(TEXT), {"00660074": "66007400"}), text_panel())
    results = judge(artifacts_of(inputs), [all_rules()["ATS105"]]).results
    (finding,) = results[0].findings
    assert finding.words == ("Software", "after", "drift")
    assert len(finding.families_hit) == 4


def test_letters_that_every_path_has_otherwise_than_a_source() -> None:
    """Nothing tells of a capital P that is an R: the source does."""
    text = "Planned the Platform with Python and PostgreSQL and Perl"
    inputs = inputs_of(remapped(typeset(text), {"0050": "0052"}), text_panel())
    assert not judge(artifacts_of(inputs), [all_rules()["ATS105"]]).results[0].findings
    given = msgspec.structs.replace(inputs, source=Reference(text=text))
    (finding,) = judge(artifacts_of(given), [all_rules()["ATS105"]]).results[0].findings
    assert "“P” as “R”" in finding.message
    assert finding.word_count == 5


def test_letters_of_a_script_that_the_page_is_written_in() -> None:
    """Japanese sets particles between Latin words without a space."""
    page = "AWS\u306eEC2 \u306f \u958b\u767a\u306e\u7d4c\u9a13"
    fonts = gather(typeset(page)).fonts
    assert not any(font.wrong for font in fonts)


@pytest.mark.parametrize("text", ["Łódź, Škoda, iPhone, Óscar, Đorđe, O’Ćosić", "ﬁt", "Ӏvan µm Ωm"])
def test_words_that_people_write(text: str) -> None:
    assert not any(font.wrong for font in gather(typeset(text)).fonts)


def test_a_space_told_in_many_ways_is_no_icon() -> None:
    facts = gather(remapped(typeset(TEXT), {"0020": "0009000D002000A0"}))
    assert not list(facts.of(IconWord))
    assert " ".join(see(facts).text.split()) == TEXT
