from functools import cache
from io import BytesIO

import pypdfium2
import pytest
from cases import slow
from typesetting import needs

from atsharness_corpus.build import choose_layouts
from atsharness_corpus.model import Built, DoesNotFitError, Style
from atsharness_corpus.person import content_dir, load_people
from atsharness_corpus.reference import plain_text
from atsharness_corpus.style import drawn, fitted, page_count

pytest.importorskip("typst")
OTHERS = ("banner-sidebar", "single-column", "spaced-headings", "two-column")
TYPST = ("interleaved", "scan", *OTHERS)
TOOLS = {"interleaved": "pikepdf"}


@cache
def built(arrangement: str, person: str, seed: int = 0) -> Built:
    return built_anew(arrangement, person, seed)


def built_anew(arrangement: str, person: str, seed: int = 0) -> Built:
    if arrangement in TOOLS:
        pytest.importorskip(TOOLS[arrangement])
    (layout,) = choose_layouts([f"typst/{arrangement}"])
    (who,) = load_people(content_dir(), [person])
    return layout.build(who, seed)


def picture(pdf: bytes) -> bytes:
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        return bytes(document[0].render(scale=1.0, grayscale=True).to_pil().tobytes())


# `test_rendered` builds the others anew and compares them with the committed bytes.
@pytest.mark.parametrize("arrangement", ["interleaved", "scan", *slow(*OTHERS)])
def test_typst_builds_the_same_bytes_twice(arrangement: str) -> None:
    assert built_anew(arrangement, "junior").pdf == built(arrangement, "junior").pdf


@pytest.mark.parametrize("arrangement", TYPST)
def test_a_seed_changes_the_look_but_not_the_text(arrangement: str) -> None:
    plain, varied = built(arrangement, "junior"), built(arrangement, "junior", seed=3)
    assert plain_text(varied.arrangement) == plain_text(plain.arrangement)
    assert picture(varied.pdf) != picture(plain.pdf)


@pytest.mark.parametrize("person", ["dense", "diacritics", "junior"])
def test_the_interleaved_page_looks_exactly_like_the_two_column_page(person: str) -> None:
    columns, rows = built("two-column", person), built("interleaved", person)
    assert picture(rows.pdf) == picture(columns.pdf)
    assert plain_text(rows.arrangement) == plain_text(columns.arrangement)


def test_letter_spaced_headings_stand_in_the_reference_as_words() -> None:
    lines = plain_text(built("spaced-headings", "diacritics").arrangement).splitlines()
    assert lines[0] == "ŁUKASZ MÜLLER-ÖZTÜRK"
    assert "EXPERIENCE" in lines


def test_seed_zero_is_the_style_itself() -> None:
    style = Style(font="A", size=10)
    assert drawn(style, 0, ("B",)) is style
    assert drawn(style, 1, ("B",)).font == "B"
    assert drawn(style, 1, ("B",)) == drawn(style, 1, ("B",))


def test_fitted_shrinks_until_the_text_fits_and_gives_up_in_the_end() -> None:
    one, two = built("single-column", "junior").pdf, _two_pages()
    sizes: list[float] = []

    def print_page(style: Style) -> bytes:
        sizes.append(style.size)
        return one if style.size <= 9.5 else two

    assert fitted(print_page, Style(font="A", size=10)) == one
    assert sizes == [10, 9.75, 9.5]
    with pytest.raises(DoesNotFitError, match="7 pt"):
        fitted(lambda _: two, Style(font="A", size=8))


def _two_pages() -> bytes:
    with pypdfium2.PdfDocument.new() as document:
        document.new_page(100, 100)
        document.new_page(100, 100)
        out = BytesIO()
        document.save(out)
    assert page_count(out.getvalue()) == 2
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("layout_id", ["chromium/two-column", "libreoffice/table", "xelatex/single-column"])
def test_installed_programs_print_every_line(layout_id: str) -> None:
    (layout,) = choose_layouts([layout_id])
    needs(layout.typesetter)
    result = layout.build(load_people(content_dir(), ["junior"])[0], 0)
    with pypdfium2.PdfDocument(BytesIO(result.pdf)) as document:
        page = " ".join(document[0].get_textpage().get_text_bounded().split())
    lines = [line.removeprefix("• ") for line in plain_text(result.arrangement).splitlines()]
    absent = [line for line in lines if line not in page]
    assert len(absent) <= 0.05 * len(lines), absent
