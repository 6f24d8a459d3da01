"""WeasyPrint's layouts: what they promise where it is installed."""

from collections import Counter
from functools import cache
from io import BytesIO

import pytest
from cases import slow
from typesetting import needs

from atsharness_corpus.build import choose_layouts
from atsharness_corpus.layouts import weasyprint_right_dates, weasyprint_sidebar, weasyprint_single_column
from atsharness_corpus.model import Block, Built, DoesNotFitError
from atsharness_corpus.person import Person, content_dir, load_people
from atsharness_corpus.reference import plain_text
from atsharness_corpus.style import page_count
from atsharness_corpus.typesetters import html, licences, weasyprint

LAYOUTS = (
    weasyprint_right_dates.LAYOUT,
    weasyprint_sidebar.LAYOUT,
    weasyprint_single_column.LAYOUT,
)
IDS = [layout.id for layout in LAYOUTS]


@pytest.fixture
def installed() -> None:
    needs(weasyprint.TYPESETTER)


def person(name: str) -> Person:
    return load_people(content_dir(), [name])[0]


@cache
def built(layout_id: str, name: str) -> Built:
    (layout,) = choose_layouts([layout_id])
    return layout.build(person(name), 0)


def pages(pdf: bytes) -> list[str]:
    import pypdfium2

    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        return [document[index].get_textpage().get_text_bounded() for index in range(len(document))]


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("layout_id", IDS)
def test_every_word_is_printed_on_one_page(layout_id: str) -> None:
    result = built(layout_id, "junior")
    known = Counter(plain_text(result.arrangement).split())
    found = Counter("".join(pages(result.pdf)).replace("\x02", "-").split())
    assert sum((known & found).values()) >= 0.98 * sum(known.values())
    assert page_count(result.pdf) == 1


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("layout_id", [IDS[0], *slow(*IDS[1:])])
def test_the_same_bytes_are_printed_twice(layout_id: str) -> None:
    (layout,) = choose_layouts([layout_id])
    assert layout.typesetter.reproducible
    assert layout.build(person("junior"), 0).pdf == built(layout_id, "junior").pdf


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("layout_id", [IDS[0], *slow(*IDS[1:])])
def test_no_font_of_the_machine_is_used(layout_id: str) -> None:
    import pikepdf

    with pikepdf.open(BytesIO(built(layout_id, "junior").pdf)) as document:
        fonts = {
            str(font.BaseFont).lstrip("/") for page in document.pages for font in page.Resources.Font.values()
        }
    assert len(fonts) >= 3
    for font in fonts:
        assert font.partition("+")[2].startswith(("Source-Sans-Pro", "Source-Serif-Pro"))
        assert licences.licence_of(font)[0] == "SIL Open Font License 1.1"


@pytest.mark.usefixtures("installed")
def test_a_page_is_in_its_persons_language() -> None:
    import pikepdf

    with pikepdf.open(BytesIO(built("weasyprint/single-column", "german").pdf)) as document:
        assert str(document.Root.Lang) == "de"


@pytest.mark.usefixtures("installed")
def test_a_letter_that_the_face_lacks_is_not_taken_from_another_font() -> None:
    meta = [Block(kind="meta", text="Sông Hàn, Đà Nẵng")]
    assert weasyprint.markup(meta, "Source Sans Pro") == html.markup(meta)
    with pytest.raises(DoesNotFitError, match="Source Serif Pro It has no letter for ẵ"):
        weasyprint.markup(meta, "Source Serif Pro")
    text = [Block(kind="text", text="Sông Hàn, Đà Nẵng")]
    assert "Nẵng" in weasyprint.markup(text, "Source Serif Pro")


@pytest.mark.usefixtures("installed")
def test_a_page_that_links_something_elsewhere_is_an_error() -> None:
    rules = '@font-face { font-family: "A"; src: url(https://example.invalid/a.ttf); }'
    source = f"<html lang='en'><style>{rules} p {{ font-family: A; }}</style><p>text</p></html>"
    with pytest.raises(RuntimeError, match=r"WeasyPrint says: .*cannot be loaded"):
        weasyprint.print_html(source)
