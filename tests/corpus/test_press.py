"""Faults on pages of every press: same seed same bytes, and nothing but the marked text changes."""

import unicodedata
from collections import Counter
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from cases import slow
from msgspec.structs import replace
from typesetting import needs

from atsharness.alignment.align import align
from atsharness.model import ReadOptions
from atsharness_corpus.faults import Faulty, generator
from atsharness_corpus.faults._build import one_file
from atsharness_corpus.faults._cmap import read_map, remap, widths, write_map
from atsharness_corpus.faults._press import Setting
from atsharness_corpus.faults._sheet import (
    MARK,
    PRESSES,
    drawn_sheet,
    edited,
    editing,
    finished,
    is_mark,
    marked_lines,
    marked_places,
    printed,
)
from atsharness_corpus.faults._stream import (
    TextObject,
    in_page_space,
    instruction,
    moved,
    product,
    text_objects,
)
from atsharness_corpus.faults.clip_mode_text import FAULT as CLIP_MODE
from atsharness_corpus.faults.double_strike import FAULT as DOUBLE
from atsharness_corpus.faults.homoglyphs import FAULT as HOMOGLYPHS
from atsharness_corpus.faults.letter_spaced_headings import FAULT as SPACED
from atsharness_corpus.faults.missing_spaces import FAULT as GLUED
from atsharness_corpus.faults.off_page_text import FAULT as OFF_PAGE
from atsharness_corpus.faults.text_as_outlines import FAULT as OUTLINES
from atsharness_corpus.model import DoesNotFitError
from atsharness_corpus.person import Person, content_dir, load_people
from atsharness_corpus.typesetters import chromium, reportlab, typst, weasyprint
from atsharness_parsers import pdfium, pdfminer_layout, pymupdf_stream

pikepdf = pytest.importorskip("pikepdf")
pypdfium2 = pytest.importorskip("pypdfium2")

FAULTS = {one.id: one for one in (CLIP_MODE, DOUBLE, GLUED, HOMOGLYPHS, OFF_PAGE, OUTLINES, SPACED)}
QUICK = ("typst", "reportlab")
_TYPESETTERS = {one.TYPESETTER.id: one.TYPESETTER for one in (typst, reportlab, chromium, weasyprint)}


@cache
def made(fault_id: str, name: str, near_miss: bool = False) -> Faulty:
    fault = FAULTS[fault_id]
    make = fault.near_miss if near_miss else fault.inject
    return make(person(), generator(fault.id, person(), 1), name)


@pytest.fixture(params=PRESSES)
def every_press(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    needs(_TYPESETTERS[name])
    return name


@pytest.fixture(params=[*QUICK, *slow(*(name for name in PRESSES if name not in QUICK))])
def press(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    needs(_TYPESETTERS[name])
    return name


@pytest.fixture(params=[*QUICK, *slow("weasyprint")])
def quick_press(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    needs(_TYPESETTERS[name])
    return name


def person(name: str = "junior") -> Person:
    return load_people(content_dir(), [name])[0]


@cache
def page(name: str, marked: tuple[int, ...] = (5, 13)) -> bytes:
    sheet = drawn_sheet(person(), generator("x", person(), 1), name)
    return printed(sheet, sheet.blocks, marked)


def pictures(pdf: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        return [page.render(scale=1).to_pil().tobytes() for page in document]


def read(pdf: bytes, parser: Any = pymupdf_stream) -> list[str]:
    words: list[str] = parser.PARSER.read(pdf, ReadOptions()).text.split()
    return words


def test_marked_text_is_found_where_it_stands(every_press: str) -> None:
    sheet = drawn_sheet(person(), generator("x", person(), 1), every_press)
    (place, *rest) = marked_places(page(every_press))
    assert not rest
    words = [unicodedata.normalize("NFKC", word) for word in place.words]  # some fonts have fi as one letter
    assert words == [word for at in (5, 13) for word in sheet.blocks[at].text.split()]
    assert len(place.boxes or ()) >= 2
    assert all(30 < x0 < x1 < 582 and y1 - y0 < 25 for x0, y0, x1, y1 in place.boxes or ())


def test_an_edit_that_changes_nothing_leaves_the_page_as_it_was(press: str) -> None:
    assert pictures(edited(page(press), editing(list))) == pictures(page(press))


def test_removing_marked_text_removes_nothing_else(press: str) -> None:
    sheet = drawn_sheet(person(), generator("x", person(), 1), press)
    gone = edited(page(press), editing(lambda _: []))
    before, after = read(page(press)), read(gone)
    marked = [word for at in (5, 13) for word in sheet.blocks[at].text.split()]
    assert sorted([*after, *marked]) == sorted(before)
    assert marked_lines(gone) == ()


def test_a_finished_page_has_no_mark_left_and_no_sign_of_who_made_it(press: str) -> None:
    sheet = drawn_sheet(person(), generator("x", person(), 1), press)
    pdf = finished(sheet, page(press), colour="7a2e1d")
    assert marked_lines(pdf) == ()
    assert read(pdf) == read(page(press))
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.docinfo["/Producer"]) == sheet.producer[0]
        assert len({str(document.docinfo[key]) for key in ("/CreationDate", "/ModDate")}) == 1
        colours = [step for one in document.pages for step in pikepdf.parse_content_stream(one)]
        assert not any(map(is_mark, colours))


def test_moved_text_moves_on_the_page_whatever_the_matrix(press: str) -> None:
    before = marked_lines(page(press))
    after = marked_lines(edited(page(press), editing(lambda text: moved(text, 12, 7))))
    assert len(before) == len(after)
    for (_, one, _), (_, other, _) in zip(before, after, strict=True):
        assert [b - a for a, b in zip(one, other, strict=True)] == pytest.approx([12, -7, 12, -7], abs=0.05)


def test_clip_mode_leaves_the_page_without_the_line_and_the_words_in_the_file(press: str) -> None:
    faulty = made(CLIP_MODE.id, press)
    (place,) = faulty.placed
    assert set(place.words) <= set(read(faulty.pdf, pdfminer_layout))
    with pypdfium2.PdfDocument(BytesIO(faulty.pdf)) as document:
        shown = document[(place.page or 1) - 1].render(scale=2, grayscale=True).to_pil().convert("L")
    for x0, y0, x1, y1 in place.boxes or ():
        inset = 0.22 * (y1 - y0)
        low, high = shown.crop(
            (int(2 * x0), int(2 * (y0 + inset)), int(2 * x1), int(2 * (y1 - inset)))
        ).getextrema()
        assert high - low <= 12


def test_the_map_of_every_press_is_read_and_written_whole(press: str) -> None:
    before = page(press)
    assert read(edited(before, lambda document: remap(document, str))) == read(before)
    upper = edited(before, lambda document: remap(document, lambda text: text.replace("e", "E")))
    assert read(upper) == [word.replace("e", "E") for word in read(before)]
    assert pictures(upper) == pictures(before)


@pytest.mark.parametrize("fault_id", sorted(set(FAULTS) - {CLIP_MODE.id, OUTLINES.id}))
def test_a_pair_differs_in_its_text_layer(fault_id: str, quick_press: str) -> None:
    positive, negative = made(fault_id, quick_press), made(fault_id, quick_press, True)
    assert positive.placed
    assert not negative.placed
    honest = read(negative.pdf)
    assert honest != read(positive.pdf)
    wanted = negative.reference.split()
    missed = Counter(wanted) - Counter(honest)
    assert missed.total() <= 0.03 * len(wanted)


def test_outlines_look_like_the_text_they_were(quick_press: str) -> None:
    sheet = drawn_sheet(person(), generator(OUTLINES.id, person(), 1), quick_press)
    text, paths = pictures(printed(sheet, sheet.blocks))[0], pictures(made(OUTLINES.id, quick_press).pdf)[0]
    far = sum(abs(one - other) > 100 for one, other in zip(text, paths, strict=True))
    assert far < 0.001 * len(text)
    assert {"Hannah", "Education"}.isdisjoint(read(made(OUTLINES.id, quick_press).pdf))


@pytest.mark.parametrize("fault_id", [HOMOGLYPHS.id, SPACED.id, GLUED.id, OUTLINES.id])
def test_paths_make_of_the_words_what_is_declared(fault_id: str, quick_press: str) -> None:
    faulty = made(fault_id, quick_press)
    looked = 0
    for place in faulty.placed:
        for label in place.expected_labels or FAULTS[fault_id].expected:
            if label.path_id not in ("pymupdf-stream", "pdfium"):
                continue
            parser = pdfium if label.path_id == "pdfium" else pymupdf_stream
            text = parser.PARSER.read(faulty.pdf, ReadOptions()).text
            aligned = align(faulty.reference, text, path_id=label.path_id)
            for word in aligned.words:
                if word.text in place.words and not word.decoration:
                    looked += 1
                    assert (word.text, word.form, word.place) == (word.text, label.form, label.place)
    assert looked >= 4


def test_two_builds_are_the_same_bytes(press: str) -> None:
    again = CLIP_MODE.inject(person(), generator(CLIP_MODE.id, person(), 1), press)
    assert again.pdf == made(CLIP_MODE.id, press).pdf


def test_settings_hold_for_marked_text_alone(quick_press: str) -> None:
    sheet = drawn_sheet(person(), generator("x", person(), 1), quick_press)
    plain = marked_lines(printed(sheet, sheet.blocks, [5]))
    small = marked_lines(printed(sheet, sheet.blocks, [5], Setting(size=4.0, space=20.0)))
    assert len(small) < len(plain)
    assert small[0][1][1] > plain[0][1][1] + 8, (small, plain)
    height = small[0][1][3] - small[0][1][1]
    assert height < 0.7 * (plain[0][1][3] - plain[0][1][1])


def test_whom_a_font_cannot_print_gets_the_next_typesetter_in_both_files() -> None:
    fault = replace(CLIP_MODE, typesetters=("reportlab", "typst"))
    stranger = replace(person(), basics=replace(person().basics, name="Nguyễn Ơn"))
    with pytest.raises(DoesNotFitError):
        drawn_sheet(stranger, generator("x", stranger, 1), "reportlab")
    seeds = [
        seed
        for seed in range(9)
        if one_file(fault, person(), seed, False, PRESSES)[0].typesetter == "reportlab"
    ]
    assert seeds
    for near_miss in (False, True):
        assert one_file(fault, stranger, seeds[0], near_miss, PRESSES)[0].typesetter == "typst"
    with pytest.raises(DoesNotFitError):
        one_file(fault, stranger, seeds[0], False, ["reportlab"])


def font_with(source: str, **entries: Any) -> Any:
    document = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, ToUnicode=document.make_stream(source.encode()), **entries
    )
    return document, font


def test_ranges_arrays_and_pairs_are_read() -> None:
    source = (
        "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar\n<0003> <0020>\nendbfchar\n"
        "3 beginbfrange\n<0010> <0012> <0041>\n<0020> <0021> [<00660069> <D835DC00>]\n<0030><0031><00660066>"
        "\nendbfrange"
    )
    document, font = font_with(source, Subtype=pikepdf.Name.Type0)
    wanted = {3: " ", 16: "A", 17: "B", 18: "C", 32: "fi", 33: "\U0001d400", 48: "ff", 49: "fg"}
    assert read_map(font) == wanted
    write_map(document, font, wanted)
    assert read_map(font) == wanted


def test_simple_fonts_keep_codes_of_one_byte() -> None:
    document, font = font_with(
        "1 beginbfchar <41> <0042> endbfchar", Subtype=pikepdf.Name.TrueType, FirstChar=65, Widths=[500, 250]
    )
    write_map(document, font, read_map(font))
    assert b"<41> <0042>" in font.ToUnicode.read_bytes()
    assert b"<00> <FF>" in font.ToUnicode.read_bytes()
    assert widths(font) == {65: 0.5, 66: 0.25}


def steps_of(content: bytes) -> list[Any]:
    document = pikepdf.new()
    return list(pikepdf.parse_content_stream(document.make_stream(content)))


def test_the_fill_colour_is_followed_through_the_graphics_state() -> None:
    content = (
        b"q .0039 .0078 .0118 RG 2 0 0 -2 5 6 cm q .0039 .0078 .0118 rg BT (a) Tj ET Q BT (b) Tj ET Q"
        b" /DeviceRGB cs .00392 .00784 .01176 scn 1 0 0 1 3 4 cm BT 0 g (c) Tj ET"
        b" BT .003922 .007843 .011765 rg (d) Tj 0 0 0 rg ET BT (e) Tj ET"
    )
    found = [(text.ctm, str(text[-2].operands)) for _, _, text in text_objects(steps_of(content), is_mark)]
    assert [ctm for ctm, _ in found] == [(2, 0, 0, -2, 5, 6), (1, 0, 0, 1, 3, 4)]
    assert MARK == "010203"


def test_matrices_multiply_as_the_specification_says() -> None:
    assert product((1, 0, 0, 1, 3, 4), (2, 0, 0, -2, 5, 6)) == (2, 0, 0, -2, 11, -2)
    text = TextObject()
    text.ctm = (2.0, 0.0, 0.0, -2.0, 5.0, 6.0)
    path = in_page_space(text, (5.0, 6.0, 25.0, 46.0))
    corners = [[float(value) for value in step.operands] for step in path if step.operands]
    assert corners == [[0, 0], [10, 0], [10, -20], [0, -20]]
    assert str(instruction("Tr", 3).operator) == "Tr"
