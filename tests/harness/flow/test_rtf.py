r"""An RTF as a person reads it, construct by construct; any bytes end in text or in one line."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atsharness.flow.limits import FormatError
from atsharness.flow.rtf import Reader, gather, inspected
from atsharness.model.flow_facts import ConstructKind, FlowFacts


def text(body: bytes) -> str:
    return Reader(rb"{\rtf1\ansi\ansicpg1252 " + body + b"}").read().text.rstrip("\n")


def facts(body: bytes) -> FlowFacts:
    found = gather(rb"{\rtf1\ansi " + body + b"}")[0].flow
    assert found is not None
    return found


def kinds(body: bytes) -> list[tuple[ConstructKind, str]]:
    return [(item.kind, item.text or item.note) for item in facts(body).constructs]


FONTS = rb"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f3\fcharset128 MS Mincho;}}"
COLOURS = rb"{\colortbl;\red255\green255\blue255;\red10\green20\blue30;}"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (rb"Jane\par Example", "Jane\nExample"),
        (rb"M\'fcller", "Müller"),
        (rb"M\u252?ller \u8211\'96 x", "Müller – x"),
        (rb"\uc2\u252xxa\uc0\u252b", "üaüb"),
        (rb"{\uc0\u228}\u228?b", "ääb"),
        (rb"\u-10179?\u-8704?", "\U0001f600"),
        (rb"\{a\}\\b\~c\_d\-e", "{a}\\b\u00a0c-de"),
        (rb"a\emdash b\lquote c\rquote d\tab e\line f", "a—b‘c’d\te\nf"),
        (FONTS + rb"{\f1 \'c0}\f0 \'c0", "АÀ"),
        (FONTS + rb"{\f3 \'93\'fa\'96\'7b}", "日本"),
        (rb"{\info{\title Draft}}{\*\generator X;}{\stylesheet{\s0 Normal;}}seen", "seen"),
        (rb"{\*\unknown hidden}{\pict 0102}{\pntext\'b7\tab}seen", "seen"),
        (rb"a\bin5 {}}{}b", "ab"),
        (rb"a{\v hidden}b{\deleted gone}c{\fs2 tiny}d", "abcd"),
        (COLOURS + rb"a{\cf1 white}b{\cf1\cb2 shown}c{\cf2 dark}", "abshowncdark"),
        (rb"{\caps jane} {\v x\v0 y}\plain z", "JANE yz"),
        (rb"{\upr{old}{\*\ud{new}}}", "new"),
        (rb'{\field{\*\fldinst HYPERLINK "http://x.org"}{\fldrslt My page}}', "My page"),
        (rb"\trowd\pard\intbl a\cell b\cell\row\pard c\par", "a\tb\t\nc"),
        (
            rb"\pard before{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt in the box\par}}} after\par",
            "before after\nin the box",
        ),
        (rb"{\header Page\par}{\footer End\par}body\par", "Page\nbody\nEnd"),
        (rb"word{\footnote note\par} goes on", "word goes on\nnote"),
    ],
)
def test_what_a_person_reads(body: bytes, expected: str) -> None:
    assert text(body) == expected


def test_headers_that_no_page_shows_are_no_text() -> None:
    assert kinds(rb"{\headerf First\par}body") == [("unused_header", "First")]
    assert text(rb"\titlepg{\headerf First\par}body") == "First\nbody"


def test_constructs_name_what_nobody_sees_and_where_boxes_and_links_are() -> None:
    assert kinds(rb"a{\v hidden}b") == [("hidden", "hidden")]
    assert kinds(rb"a{\deleted gone}b") == [("deletion", "gone")]
    assert kinds(rb"{\*\shppict{\pict 00}}a") == [("picture", "")]
    found = facts(rb'{\field{\*\fldinst HYPERLINK "mailto:a@b.org"}{\fldrslt Write}}\par x {\revised new}')
    link, change = found.constructs
    assert (link.kind, link.text, link.start, link.stop) == ("link", "mailto:a@b.org", 0, 1)
    assert (change.kind, change.start, change.stop) == ("insertion", 2, 3)
    table = facts(rb"\pard\intbl a\par b\cell c\cell\row\pard d\par").constructs[0]
    assert (table.kind, table.note, table.start, table.stop) == ("table", "layout", 0, 3)


def test_what_is_refused() -> None:
    assert inspected(rb"{\rtf1 a") == "truncated: the end of the file is missing; save or download it again"
    assert inspected(rb"{\rtf1 " + b"{" * 500) == "more than 400 groups within each other"
    assert inspected(rb"{\rtf1 a}") is None
    assert inspected(rb"{\rtf1 a}}}} b") is None


@given(st.binary(max_size=400))
def test_any_bytes_end_in_text_or_are_refused(data: bytes) -> None:
    with suppress(FormatError):
        Reader(rb"{\rtf1 " + data).read()


WORDS = rb"{ } \par \v \v0 \cell \row \intbl \pard \u8211? \'e4 \f1 \shptxt \field \header \upr".split()


@given(st.lists(st.sampled_from([*WORDS, b" x "]), max_size=40))
def test_any_control_words_end_in_text_or_are_refused(words: list[bytes]) -> None:
    with suppress(FormatError):
        gather(rb"{\rtf1 " + b"".join(words) + b"}")


def test_an_item_of_a_list_has_its_sign_for_old_programs_before_it() -> None:
    body = (
        rb"Job\par{\listtext\f1\'b7\tab}Built it.\par{\pntext\'b7\tab}\par "
        rb"After{\shptxt{\pntext x}In a box\par}\par"
    )
    _, seen = gather(rb"{\rtf1\ansi " + body + b"}")
    words = seen.text.split()
    assert [words[at] for at in seen.items] == ["Built", "In"]
