"""How texts are written into each typesetter's source; none of the programs runs here."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from atsharness_corpus.model import Block, Style, TypesetterMissing
from atsharness_corpus.typesetters import html, programs, typst, xelatex

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
    assert html.markup([Block(kind="text", text="R&D <b>")]) == '<p class="text">R&amp;D &lt;b&gt;</p>'
    lines = html.markup(BULLETS).splitlines()
    assert [line for line in lines if "ul>" in line] == ["<ul>", "</ul>"]
    assert html.markup(BULLETS[:1]).endswith("</ul>")


def test_a_page_says_its_language_and_english_is_the_default() -> None:
    style = Style(font="A", size=10)
    assert '<html lang="fr">' in html.page(style, "t", "", "", "fr")
    assert '<html lang="en">' in html.page(style, "t", "", "")
    assert 'lang: "de", hyphenate: false' in typst.preamble(style, "t", "a", "de")
    assert 'lang: "en", region: "us", hyphenate: false' in typst.preamble(style, "t", "a")


def test_typst_never_repeats_the_hyphen_of_an_address() -> None:
    """In Spanish it would: a break at a hyphen prints another one on the next line."""
    contact = [Block(kind="contact", text="example.com/ana-ruiz")]
    assert typst.markup(contact) == '#contact(text(lang: "en", "example.com/ana-ruiz"))'


def test_html_shrinks_to_its_pages_and_keeps_its_rules() -> None:
    seen: list[str] = []

    def print_html(source: str) -> bytes:
        seen.append(source)
        with pypdfium2.PdfDocument.new() as document:
            for _ in range(2 if "font: 10pt" in source else 1):
                document.new_page(100, 100)
            out = BytesIO()
            document.save(out)
        return out.getvalue()

    html.fitted_page(print_html, Style(font="A", size=10), "A. Person", "p { color: red }", "<p>x</p>", "es")
    assert ["font: 9.75pt" in source for source in seen] == [False, True]
    assert all("p { color: red }" in source and 'lang="es"' in source for source in seen)


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
