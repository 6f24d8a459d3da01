"""Layouts of the corpus by what they promise: same bytes twice, all words, the number of pages."""

import re
import warnings
from collections import Counter
from functools import cache

import pytest
from cases import slow
from typesetting import needs

from atsharness_corpus import arrange
from atsharness_corpus.build import choose_layouts
from atsharness_corpus.model import Block, Built, DoesNotFitError, Style
from atsharness_corpus.person import Person, content_dir, load_people
from atsharness_corpus.reference import plain_text
from atsharness_corpus.style import page_count
from atsharness_corpus.typesetters import latex, licences, lualatex, pdflatex, reportlab, typst

TYPST = (
    *("cards", "date-column", "half-columns", "header-footer-contact", "layout-table"),
    *("right-dates", "right-sidebar", "skills-grid", "timeline", "two-page"),
)
PROGRAMS = (
    *("chromium/sidebar", "chromium/single-column", "lualatex/single-column", "pdflatex/moderncv"),
    *("pdflatex/single-column", "xelatex/two-column"),
)
REPORTLAB = ("reportlab/sidebar", "reportlab/single-column")


def person(name: str) -> Person:
    return load_people(content_dir(), [name])[0]


@cache
def built(layout_id: str, name: str) -> Built:
    (layout,) = choose_layouts([layout_id])
    needs(layout.typesetter)
    return layout.build(person(name), 0)


def words(text: str) -> Counter[str]:
    return Counter(word for word in text.split() if re.search(r"\w", word))


def pages(pdf: bytes) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import pymupdf
    with pymupdf.open(stream=pdf) as document:
        return [page.get_text() for page in document]


def recall(result: Built) -> float:
    known, found = words(plain_text(result.arrangement)), words("\n".join(pages(result.pdf)))
    return sum((known & found).values()) / sum(known.values())


@pytest.mark.parametrize("name", ["dense", "junior"])
@pytest.mark.parametrize("arrangement", TYPST)
def test_typst_layouts_print_every_word_on_the_promised_pages(arrangement: str, name: str) -> None:
    result = built(f"typst/{arrangement}", name)
    assert recall(result) >= 0.97
    assert page_count(result.pdf) == (2 if arrangement == "two-page" else 1)


# `test_rendered` builds all of them anew and compares them with the committed bytes.
@pytest.mark.parametrize("arrangement", [TYPST[0], *slow(*TYPST[1:])])
def test_typst_layouts_build_the_same_bytes_twice(arrangement: str) -> None:
    (layout,) = choose_layouts([f"typst/{arrangement}"])
    assert built(layout.id, "junior").pdf == layout.build(person("junior"), 0).pdf


@pytest.mark.parametrize("arrangement", TYPST)
def test_a_seed_changes_the_look_but_not_the_text(arrangement: str) -> None:
    (layout,) = choose_layouts([f"typst/{arrangement}"])
    plain, varied = built(layout.id, "junior"), layout.build(person("junior"), 3)
    assert plain_text(varied.arrangement) == plain_text(plain.arrangement)
    assert varied.pdf != plain.pdf
    assert recall(varied) >= 0.97


@pytest.mark.parametrize("layout_id", REPORTLAB)
def test_reportlab_prints_every_word_and_the_same_bytes_twice(layout_id: str) -> None:
    result = built(layout_id, "junior")
    (layout,) = choose_layouts([layout_id])
    assert recall(result) >= 0.97
    assert page_count(result.pdf) == 1
    assert layout.build(person("junior"), 0).pdf == result.pdf


def test_reportlab_refuses_letters_that_its_font_lacks() -> None:
    pytest.importorskip("reportlab")
    box = reportlab.Box(x=40, y=40, width=400, height=600, blocks=[Block(kind="text", text="żółw")])
    with pytest.raises(DoesNotFitError, match="Vera has no letter for ż"):
        reportlab.print_boxes([box], Style(font="Vera", size=9), "A. Person")


@pytest.mark.slow
@pytest.mark.parametrize("layout_id", PROGRAMS)
def test_installed_programs_print_every_word(layout_id: str) -> None:
    result = built(layout_id, "junior")
    assert recall(result) >= 0.97
    assert page_count(result.pdf) <= (2 if layout_id == "pdflatex/moderncv" else 1)


@pytest.mark.slow
@pytest.mark.parametrize("layout_id", [one for one in PROGRAMS if one.startswith(("pdf", "lua"))])
def test_tex_builds_the_same_bytes_twice(layout_id: str) -> None:
    (layout,) = choose_layouts([layout_id])
    assert layout.typesetter.reproducible
    assert built(layout_id, "junior").pdf == layout.build(person("junior"), 0).pdf


@pytest.mark.slow
def test_pdflatex_names_a_letter_that_its_encoding_lacks() -> None:
    needs(pdflatex.TYPESETTER)
    with pytest.raises(DoesNotFitError, match="no letter for ễ"):
        pdflatex.print_latex(pdflatex.document(Style(font="lmodern", size=10), "Nguyễn"))


def test_contact_data_in_the_page_footer_comes_last() -> None:
    lines = plain_text(built("typst/header-footer-contact", "junior").arrangement).splitlines()
    assert "hannah.obrien@example.com" in lines[-2]
    (page,) = pages(built("typst/header-footer-contact", "junior").pdf)
    assert page.count("hannah.obrien@example.com") == 1


def test_the_date_column_says_dates_first() -> None:
    lines = plain_text(built("typst/date-column", "junior").arrangement).splitlines()
    assert "Jan 2025 – Present Junior Back-End Developer" in lines


def test_the_layout_table_reads_row_by_row() -> None:
    lines = plain_text(built("typst/layout-table", "junior").arrangement).splitlines()
    start = lines.index("Jan 2025 – Present")
    assert lines[start : start + 4] == [
        "Jan 2025 – Present",
        "Fieldstone Labs",
        "Columbus, OH",
        "Junior Back-End Developer",
    ]


def test_the_second_page_starts_with_its_running_head() -> None:
    first, second = pages(built("typst/two-page", "dense").pdf)
    assert first.startswith("Marcus Oyelaran\nSenior Back-End Engineer\n")
    assert second.startswith("Marcus Oyelaran\n2 / 2\nProjects\n")


def test_blocks_are_cut_before_each_of_a_kind() -> None:
    blocks = tuple(
        Block(kind=kind, text=str(number)) for number, kind in enumerate(("text", "title", "bullet", "title"))
    )
    parts = arrange.split_before(blocks, "title")
    assert [[block.text for block in part] for part in parts] == [["0"], ["1", "2"], ["3"]]
    assert arrange.split_before(blocks[1:], "title")[0] == ()


def test_latex_engines_differ_in_fonts_only() -> None:
    style = Style(font="lmodern", size=10)
    assert r"\usepackage[T1]{fontenc}\usepackage{lmodern}" in pdflatex.document(style, "")
    assert r"\setmainfont{lmodern}" in lualatex.document(style, "")
    assert latex.escaped("C# & {x}") == r"C\# \& \{x\}"


def test_every_embedded_font_has_a_licence() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import pymupdf
    files = [built(f"typst/{arrangement}", "junior").pdf for arrangement in TYPST]
    names: set[str] = set()
    for pdf in files:
        with pymupdf.open(stream=pdf) as document:
            names |= {font[3] for page in document for font in page.get_fonts()}
    assert len(names) >= 6
    for name in names:
        assert len(licences.licence_of(name)) == 2
    with pytest.raises(KeyError, match="Comic"):
        licences.licence_of("ABCDEF+ComicSans")


def test_typst_grids_keep_columns_together() -> None:
    assert typst.grid(["a", "b"]) == "#grid(columns: (sidebar, 1fr), column-gutter: gutter, [a], [b])"
