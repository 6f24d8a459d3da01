"""How texts are written into each typesetter's source; none of the programs runs here."""

from pathlib import Path

import pytest

from atsharness.corpus.model import Block, Style, TypesetterMissing
from atsharness.corpus.typesetters import chromium, programs, typst, xelatex

BULLETS = (
    Block(kind="bullet", text="one"),
    Block(kind="bullet", text="two"),
    Block(kind="text", text="after"),
)


def test_typst_strings_keep_quotes_and_backslashes() -> None:
    assert typst.markup([Block(kind="text", text='C:\\ "x" #let')]) == '#text-block("C:\\\\ \\"x\\" #let")'
    assert typst.markup(BULLETS) == '#bullets("one", "two",)\n#text-block("after")'
    skill = Block(kind="skill", lead="Data:", text="Redis")
    assert typst.markup([skill]) == '#skill("Redis", lead: "Data:")'


def test_html_is_escaped_and_bullets_make_one_list() -> None:
    assert chromium.markup([Block(kind="text", text="R&D <b>")]) == '<p class="text">R&amp;D &lt;b&gt;</p>'
    lines = chromium.markup(BULLETS).splitlines()
    assert [line for line in lines if "ul>" in line] == ["<ul>", "</ul>"]
    assert chromium.markup(BULLETS[:1]).endswith("</ul>")


def test_latex_specials_are_escaped() -> None:
    line = xelatex.markup([Block(kind="text", text="C# 40% R&D a_b ~ {x} \\")])
    assert line == r"\restext{C\# 40\% R\&D a\_b \textasciitilde{} \{x\} \textbackslash{}}"
    assert xelatex.markup(BULLETS).count(r"\begin{itemize}") == 1


def test_latex_prints_curly_apostrophes_and_the_reference_says_so() -> None:
    assert xelatex.printed(Block(kind="name", text="Hannah O'Brien")).text == "Hannah O’Brien"


def test_latex_sets_a_font_only_where_it_is_not_the_default() -> None:
    assert "setmainfont" not in xelatex.document(Style(font="Latin Modern Roman", size=10), "")
    assert r"\setmainfont{TeX Gyre Termes}" in xelatex.document(Style(font="TeX Gyre Termes", size=10), "")


def test_a_missing_program_is_named_with_what_installs_it() -> None:
    with pytest.raises(TypesetterMissing, match=r"no-such-typesetter.*apt install it"):
        programs.version_of(("no-such-typesetter",), "apt install it")


def test_a_program_that_makes_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"no usable page\.pdf: hello"):
        programs.run(["/bin/echo", "hello"], tmp_path, "page.pdf")
