from __future__ import annotations

import pytest

from atsharness.sources.markdown import read


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("# Jane *Doe*\n\n**Senior** `C++` ~~old~~ engineer", "Jane Doe\nSenior C++ old engineer"),
        ("[my site](https://example.org 'title')", "my site"),
        ("<https://example.org> and <jane@example.org>", "https://example.org and jane@example.org"),
        ("[site][1]\n\n[1]: https://example.org", "site"),
        ("![alt text](photo.png) Jane", " Jane"),
        ("Jane <!-- hidden --> Doe", "Jane  Doe"),
        ("<!-- hidden\nlines -->\n\nJane", "Jane"),
        ("one\ntwo  \nthree\\\nfour<br>five", "one two\nthree\nfour\nfive"),
        ("- a\n- b\n  - c", "a\nb\nc"),
        ("3. a\n3. b\n\ntext", "3. a\n4. b\ntext"),
        ("| Skill | Years |\n|---|---|\n| C\\|C++ | 5 |", "Skill\nYears\nC|C++\n5"),
        ('"quotes" -- and (c) ...', '"quotes" -- and (c) ...'),
        ("A &amp; B &eacute;", "A & B é"),
        ("```python\nx = 1\ny = 2\n```", "x = 1\ny = 2"),
        ("### <span>Acme</span> <span>2013 -- 2014</span>", "Acme 2013 -- 2014"),
        ("<div>Jane <b>Doe</b></div><p>Acme&nbsp;Inc<!-- x -->\n", "Jane Doe\nAcme Inc"),
        ("<script>var x = 1;</script>\n\n<style>p{}</style>\n\nJane", "Jane"),
        ("---\ntitle: CV\ntags:\n  - a\n- b\n---\n\nJane", "Jane"),
        ("---\n\nJane\n\n---\n", "Jane"),
        ("\\+1 503 \\*", "+1 503 *"),
        ("over**bold**word", "overboldword"),
        ("", ""),
    ],
)
def test_what_a_rendering_shows(source: str, shown: str) -> None:
    assert read(source) == shown


def test_front_matter_ends_at_its_first_closing_line() -> None:
    assert read("---\na: b\n---\nJane\n\n---\nc: d\n---\n") == "Jane\nc: d"


@pytest.mark.parametrize(
    "source", ["<div", "<![CDATA[x", "[a](", "***", "<a href='", "|\n|-", "\x00a", "<!--"]
)
def test_broken_markup_is_read(source: str) -> None:
    assert isinstance(read(source), str)
