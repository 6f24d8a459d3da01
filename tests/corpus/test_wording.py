"""Headings, dates and labels in the résumé's language, and a font for every letter."""

from collections import Counter
from io import BytesIO
from typing import get_args

import pypdfium2
import pytest
from msgspec.structs import asdict, replace

from atsharness_corpus import arrange
from atsharness_corpus.layouts import typst_single_column
from atsharness_corpus.person import Person, content_dir, load_people
from atsharness_corpus.reference import plain_text
from atsharness_corpus.typesetters.typst import FONTS
from atsharness_corpus.wording import Tongue, wording

PEOPLE = load_people(content_dir())


@pytest.mark.parametrize("tongue", get_args(Tongue))
def test_every_language_has_all_its_words(tongue: Tongue) -> None:
    words = wording(tongue)
    assert len(set(words.months)) == 12
    assert all(words.months)
    headings = [value for key, value in asdict(words).items() if key not in ("months", "colon")]
    assert all(headings)
    assert len(set(headings)) == len(headings)


@pytest.mark.parametrize(
    ("tongue", "printed"),
    [
        ("de", "März 2021 – heute"),
        ("en", "Mar 2021 – Present"),
        ("es", "mar. 2021 – actualidad"),
        ("fr", "mars 2021 – aujourd’hui"),
    ],
)
def test_dates_are_printed_in_the_language(tongue: Tongue, printed: str) -> None:
    assert arrange.printed_range("2021-03", None, tongue) == printed
    assert arrange.printed_date("2016", tongue) == "2016"


@pytest.mark.parametrize(
    ("who", "headings"),
    [
        ("german", "Profil, Kenntnisse, Berufserfahrung, Projekte, Ausbildung, Zertifikate, Sprachen"),
        ("junior", "Summary, Skills, Experience, Projects, Education, Languages"),
        (
            "french",
            "Profil, Compétences, Expérience professionnelle, Projets, Formation, Certifications, Langues",
        ),
        (
            "spanish",
            "Perfil profesional, Competencias técnicas, Experiencia laboral, Proyectos, "
            "Formación académica, Certificaciones, Idiomas",
        ),
    ],
)
def test_headings_are_in_the_language(who: str, headings: str) -> None:
    (person,) = load_people(content_dir(), [who])
    blocks = typst_single_column.arranged(person).blocks
    assert ", ".join(block.text for block in blocks if block.kind == "section") == headings


def test_labels_within_sections_are_in_the_language() -> None:
    (person,) = load_people(content_dir(), ["french"])
    assert arrange.skills(person)[1].lead == "Langages :"
    degree = replace(person.education[0], score="15,8/20", courses=("Compilation",))
    lines = [block.line for block in arrange.education(replace(person, education=(degree,)))]
    assert lines[0] == "Formation"
    assert lines[-2:] == ["Moyenne 15,8/20", "Matières principales : Compilation"]


def test_a_name_in_its_own_script_is_printed_on_request() -> None:
    (person,) = load_people(content_dir(), ["romanised"])
    assert arrange.heading_lines(person)[0].text == "Xiaoyu Wang"
    assert arrange.heading_lines(person, native_name=True)[0].text == "Xiaoyu Wang 王晓宇"
    (plain,) = load_people(content_dir(), ["junior"])
    assert arrange.heading_lines(plain, native_name=True) == arrange.heading_lines(plain)


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("person", PEOPLE, ids=[person.id for person in PEOPLE])
def test_the_embedded_font_has_every_letter(person: Person, font: str) -> None:
    pytest.importorskip("typst")
    arrangement = typst_single_column.arranged(person)
    style = replace(typst_single_column.STYLE, font=font)
    pdf = typst_single_column.print_column(arrangement, style, person.basics.name)
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        page = "".join(one.get_textpage().get_text_bounded() for one in document)
        if font == typst_single_column.STYLE.font:
            assert len(document) == person.pages
    absent = Counter("".join(plain_text(arrangement).split())) - Counter("".join(page.split()))
    assert absent.total() <= 5, absent  # pdfium drops the hyphens at line ends
    fonts = _fonts(pdf)
    assert fonts  # what another font stands in for is missing in this one
    assert all(name.startswith(("Libertinus", "NewCM")) for name in fonts)


def _fonts(pdf: bytes) -> set[str]:
    import pypdf

    names: set[str] = set()
    for page in pypdf.PdfReader(BytesIO(pdf)).pages:
        resources = page["/Resources"].get_object()
        names |= {str(font.get_object()["/BaseFont"]).split("+")[-1] for font in resources["/Font"].values()}
    return names
