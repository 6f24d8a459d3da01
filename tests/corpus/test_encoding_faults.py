import re
from io import BytesIO
from typing import Any

import pairs
import pytest
from cases import slow
from pairs import lost_and_added, read
from typesetting import needs

from atsharness_corpus.faults import Fault, Faulty, _mapped, all_faults
from atsharness_corpus.faults._icons import SHAPES, font, icon_of, svg
from atsharness_corpus.person import content_dir, load_people
from atsharness_corpus.typesetters import reportlab, typst, weasyprint
from atsharness_parsers import pdfium, pdfminer_layout, pymupdf_stream, pypdf_plain

pytest.importorskip("typst")
pikepdf = pytest.importorskip("pikepdf")
pytest.importorskip("fontTools")

FAULTS = all_faults()


def built(fault_id: str, near_miss: bool = False, typesetter: str = "typst") -> Faulty:
    return pairs.built(fault_id, near_miss, typesetter)[1]


@pytest.mark.parametrize(
    ("fault_id", "parser"),
    [
        ("pdftex-no-map", pdfium),
        ("type3-fonts", pypdf_plain),
        ("actualtext-differs", pdfium),
        ("glyph-as-space", pdfium),
        ("odd-hyphens", pypdf_plain),
        ("unmapped-ligatures", pdfium),
        ("symbol-bullets", pdfminer_layout),
        ("spurious-spaces", pdfium),
        ("icon-font-private-use", pymupdf_stream),
        ("visual-order-rtl", pdfminer_layout),
    ],
)
def test_a_path_loses_words_that_it_reads_in_the_near_miss(fault_id: str, parser: Any) -> None:
    assert FAULTS[fault_id].expect == "violation"
    assert lost_and_added(fault_id, False, parser)[0] >= lost_and_added(fault_id, True, parser)[0] + 2


def test_icon_words_add_words_that_nobody_sees() -> None:
    assert lost_and_added("icon-words", False, pypdf_plain)[1] >= 3
    assert lost_and_added("icon-words", True, pypdf_plain) == (0, 0)
    said = [word for place in built("icon-words").placed for word in place.words]
    assert set(said) <= set(read("icon-words", False, pypdf_plain).split())
    assert not set(said) & set(built("icon-words").reference.split())


def test_an_accent_over_a_letter_is_read_beside_it() -> None:
    lost = lost_and_added("accent-overlay", False, pdfium)[0]
    assert lost > lost_and_added("accent-overlay", True, pdfium)[0]
    assert re.search("[\xb4`\xa8\u02c6\u02dc]", read("accent-overlay", False, pdfium))
    assert not re.search("[\xb4`\xa8\u02c6\u02dc]", built("accent-overlay").reference)


@pytest.mark.parametrize("fault_id", ["emoji", "faux-small-caps", "font-not-embedded", "metadata-missing"])
def test_the_harmless_ones_cost_no_path_a_word(fault_id: str) -> None:
    assert FAULTS[fault_id].expect == "information"
    for parser in (pdfium, pypdf_plain):
        assert lost_and_added(fault_id, False, parser) == lost_and_added(fault_id, True, parser)


TYPESETTERS = {one.TYPESETTER.id: one.TYPESETTER for one in (typst, reportlab, weasyprint)}


@pytest.mark.parametrize(
    ("typesetter", "seed"),
    [
        ("typst", 1),
        ("reportlab", 4),
        *slow(("typst", 2), ("reportlab", 1), ("weasyprint", 1), ("weasyprint", 4)),
    ],
)
def test_small_capitals_are_a_violation_where_their_tops_lie_far_apart(typesetter: str, seed: int) -> None:
    """As far as pdfplumber measures: it makes two lines of what is more than 3 points apart."""
    pdfplumber = pytest.importorskip("pdfplumber")
    needs(TYPESETTERS[typesetter])
    label, faulty = pairs.built("faux-small-caps", False, typesetter, seed)
    (person,) = load_people(content_dir(), [label.content])
    with pdfplumber.open(BytesIO(faulty.pdf)) as document:
        name = document.pages[0].chars[: len(person.basics.name)]
    tops = [char["top"] for char in name if char["text"].isalpha()]
    torn = max(tops) - min(tops) > 3
    assert [place.expect for place in faulty.placed if place.page == 1] == ["violation" if torn else None]


@pytest.mark.parametrize(
    "fault_id",
    ["pdftex-no-map", *slow("type3-fonts", "actualtext-differs", "spurious-spaces", "symbol-bullets")],
)
def test_reportlab_files_lose_as_much(fault_id: str) -> None:
    pytest.importorskip("reportlab")
    lost = lost_and_added(fault_id, False, pdfium, "reportlab")[0]
    assert lost >= lost_and_added(fault_id, True, pdfium, "reportlab")[0] + 3


@pytest.mark.parametrize("fault_id", ["pdftex-no-map", "type3-fonts"])
def test_fonts_made_anew_look_like_those_that_the_map_says(fault_id: str) -> None:
    """Positive and near-miss have the same ink but for hinting: only names and maps differ."""
    from PIL import ImageChops

    pypdfium2 = pytest.importorskip("pypdfium2")
    pictures = []
    for near_miss in (False, True):
        with pypdfium2.PdfDocument(BytesIO(built(fault_id, near_miss).pdf)) as document:
            pictures.append(document[0].render(grayscale=True).to_pil().convert("L"))
    positive, near_miss_page = pictures
    assert positive.getextrema()[0] < 100
    differences = ImageChops.difference(positive, near_miss_page).histogram()
    assert sum(differences[96:]) < 0.001 * sum(differences)


def test_every_icon_is_a_shape_and_a_glyph() -> None:
    from fontTools.pens.areaPen import AreaPen
    from fontTools.ttLib import TTFont

    made = TTFont(BytesIO(font("Avona", {icon: 0xE000 + i for i, icon in enumerate(SHAPES)})))
    glyphs = made.getGlyphSet()
    for icon in SHAPES:
        pen = AreaPen(glyphs)
        glyphs[icon].draw(pen)
        assert 60_000 < abs(pen.value) < 700_000, icon
        assert SHAPES[icon] in svg(icon, "000000")


@pytest.mark.parametrize(
    ("text", "icon"),
    [
        ("a@example.com", "mail"),
        ("(614) 555-0117", "phone"),
        ("+49 30 1", "phone"),
        ("linkedin.example.com/in/x", "profile"),
        ("gitlab.example.org/x", "code"),
        ("Berlin", "place"),
    ],
)
def test_a_contact_gets_its_icon(text: str, icon: str) -> None:
    assert icon_of(text) == icon


def test_every_fault_here_is_labelled_where_it_stands() -> None:
    document_wide = {"type3-fonts", "pdftex-no-map", "font-not-embedded", "metadata-missing"}
    ours = ("icon-words", "icon-font-private-use", "symbol-bullets", "emoji", "actualtext-differs")
    for fault_id in ours:
        assert all(place.boxes and place.page for place in built(fault_id).placed)
    for fault_id in document_wide:
        assert [place.boxes for place in built(fault_id).placed] == [None]
    assert all(isinstance(FAULTS[fault_id], Fault) for fault_id in (*ours, *document_wide))


def test_replacement_text_of_ligatures_goes() -> None:
    document = pikepdf.new()
    document.add_blank_page()
    content = b"/Span <</ActualText <FEFFFB01>>> BDC BT (x) Tj ET EMC /P <</MCID 0>> BDC EMC"
    document.pages[0].Contents = document.make_stream(content)
    _mapped._without_replacements(document)
    spans = [step for step in pikepdf.parse_content_stream(document.pages[0]) if str(step.operator) == "BDC"]
    assert [sorted(step.operands[1].keys()) for step in spans] == [[], ["/MCID"]]
