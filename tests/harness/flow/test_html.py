"""An HTML page as a person reads it in a browser: what style sheets hide, where lines end, which encoding."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atsharness.flow.encoding import characters
from atsharness.flow.html import gather, inspected
from atsharness.in_process import seen_text
from atsharness.model import Reference
from atsharness.model.flow_facts import FlowFacts
from atsharness.text.tokens import tokens

CASES = Path(__file__).resolve().parents[2] / "cases"
"""Pages, each with the PDF that Chromium printed of it."""


def read(page: str | bytes) -> tuple[FlowFacts, Reference]:
    facts, seen = gather(page if isinstance(page, bytes) else page.encode())
    assert facts.flow is not None
    return facts.flow, seen


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>Jane <b>Ex</b>ample</p><p>Engineer", "Jane Example\nEngineer"),
        ("<title>T</title><script>x()</script><style>p{}</style><p>a<noscript>n</noscript>", "a"),
        ("a<br>b<hr>c<div>d</div>e", "a\nb\nc\nd\ne"),
        ("<pre>a  b\n c</pre>", "a  b\n c"),
        ("a<!-- no -->b<!-- no -->c", "abc"),
        ("<p>a</p>\n  <!-- no -->\n  <p>b</p>", "a\nb"),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "a\tb\nc\td"),
        ("<p hidden>x</p><p style='display:none'>x</p><p style='visibility:hidden'>x</p>y", "y"),
        ("<p style='visibility:hidden'>x<i style='visibility:visible'>y</i></p>", "y"),
        ("<style>.a{display:none} .a.b{display:block}</style><p class=a>x<p class='a b'>y", "y"),
        ("<style>.a{display:none!important}</style><p class=a style='display:block'>x<p>y", "y"),
        ("<style>@media print{p{display:none}} @media screen{i{display:none}}</style><p>y<i>x</i>", "y"),
        ("<style media=print>p{display:none}</style><p>y", "y"),
        ("<style>span{display:block}</style><span>a</span><span>b</span>", "a\nb"),
        ("<h3>Engineer<span style='float:right'>2021</span></h3>x", "Engineer\t2021\nx"),
        ("<b style='padding:0 4px'>Go</b><b style='margin-left:.5em'>SQL</b>", "Go\tSQL"),
        ("<b style='padding:0;margin:-1px'>Go</b>lang", "Golang"),
        ("<div style='display:flex'><b>a</b><i>b</i></div>c", "a\tb\nc"),
        ("a<span style='position:absolute'>b</span>c", "a\tb\tc"),
        ("<style>p{display:inline}</style><p>a</p><p>b</p>", "ab"),
        ("<p style='position:absolute;left:-9999px'>x</p><p style='text-indent:-600px'>x</p>y", "y"),
        ("<p style='opacity:0'>x</p><p style='font-size:1px'>x</p><p style='color:#FFF'>x</p>y", "y"),
        ("<div style='background:#123'><p style='color:white'>y</p></div>", "y"),
        ("<p style='clip:rect(0,0,0,0)'>x</p>y", "y"),
        ("<p style='text-transform:uppercase'>jane</p>", "JANE"),
        ("<style>p:nth-child(2){display:none} p::before{content:'z'} ]]</style><p>a<p>b", "a"),
        ("<select><option>x</select><input value=shown><input type=hidden value=x>", "shown"),
        ("&eacute;&nbsp;&amp;&#8211;", "é\u00a0&–"),
    ],
)
def test_what_a_person_reads(page: str, expected: str) -> None:
    assert read(f"<!doctype html>{page}")[1].text.replace("\t\n", "\n").rstrip("\n\t ") == expected


def test_constructs() -> None:
    page = "<!doctype html><p>a</p><p>b <a href='mailto:x@y.org'>mail</a></p>\n<p hidden>secret</p>"
    flow, seen = read(page)
    assert [(item.kind, item.start, item.stop) for item in flow.of("no_space")] == [("no_space", 0, 2)]
    assert [(item.kind, item.text) for item in flow.of("link", "hidden")] == [
        ("link", "mailto:x@y.org"),
        ("hidden", "secret"),
    ]
    assert seen.warnings == ()


@pytest.mark.parametrize(
    ("page", "noted"),
    [
        ("<p>Köln 2019 – 2021", ["Köln", "–"]),
        ("<meta charset=utf-8><p>Köln", []),
        ("\ufeff<p>Köln", []),
        ("<p>K&ouml;ln", []),
    ],
)
def test_words_of_a_page_that_does_not_say_its_encoding(page: str, noted: list[str]) -> None:
    flow, seen = read(page)
    words = [token.raw for token in tokens(seen.text)]
    assert [words[item.start] for item in flow.of("undeclared_encoding")] == noted


def test_words_with_letters_written_as_references() -> None:
    page = "<p>K&ouml;ln, K&#246;ln&nbsp;<b>Jos&#xE9;</b> &lt;&eacute;&gt; K&#246ln R&amp;D&#46; Köln-R&amp;D"
    flow, seen = read(f"<!doctype html><meta charset=utf-8>{page}")
    words = [token.raw for token in tokens(seen.text)]
    noted = [words[item.start] for item in flow.of("character_reference")]
    assert noted == ["Köln,", "Köln", "José", "<é>", "Köln"]


def test_what_is_no_part_of_the_file_is_said() -> None:
    _, seen = read("<!doctype html><link rel=stylesheet href=x.css><script src=y.js></script><p>a")
    assert seen.warnings == (
        "the page has scripts: what they would write was not read",
        "the page's style sheet is another file: what it hides or shows is not known",
    )


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("é".encode(), "é", "utf-8"),
        ("é".encode("utf-8-sig"), "é", "utf-8-sig"),
        ("é".encode("utf-16"), "é", "utf-16"),
        ("é".encode("cp1252"), "é", "windows-1252"),
        (b"<meta charset=iso-8859-1>\x96", "<meta charset=iso-8859-1>–", "windows-1252"),
        (b"<meta charset='koi8-r'>\xc1", "<meta charset='koi8-r'>а", "koi8-r"),
        (b"<meta charset=nonsense>a", "<meta charset=nonsense>a", "utf-8"),
    ],
)
def test_encodings(data: bytes, text: str, encoding: str) -> None:
    found = characters(data, html=True)
    assert (found.text, found.encoding) == (text, encoding)
    assert found.is_utf8 == (encoding == "utf-8")


DIVIDED = ("breakall-email", "header-footer-print")
"""Pages of which Chromium's print breaks a word at the edge, or adds the date and the title."""
PRINTED = sorted(file for file in CASES.glob("*.html") if file.stem not in DIVIDED)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(file, marks=[] if number % 6 == 0 else pytest.mark.slow)
        for number, file in enumerate(PRINTED)
    ],
    ids=lambda page: page.stem,
)
def test_the_reading_of_a_page_has_the_words_that_chromium_prints(page: Path) -> None:
    printed = seen_text(page.with_suffix(".pdf").read_bytes())
    one, two = (
        Counter(word.key for word in tokens(text) if not word.decoration)
        for text in (read(page.read_bytes())[1].text, printed)
    )
    assert one == two


@given(st.text(alphabet="<>/abdivptablestyle=\"'{}:;-!& \n", max_size=200))
def test_any_page_ends_in_text(page: str) -> None:
    assert inspected(page.encode()) is None
    gather(page.encode())


def test_items_of_lists_are_those_that_hold_a_text_and_no_card() -> None:
    _, seen = read(
        "<ul><li>Built it.<li><p>Ran it.</p><ul><li>Within</ul><li></ul><p>after</p>"
        "<ul><li><h3>Engineer</h3><div>Lumen</div></ul><li style='display:inline'>beside</li>"
        "<p style='display:list-item'>Styled</p>"
    )
    words = seen.text.split()
    assert sorted(words[at] for at in seen.items) == ["Built", "Ran", "Styled", "Within"]
