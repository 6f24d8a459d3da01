"""The faults of order and layout: what each costs a parser path, and what its near-miss does not."""

from io import BytesIO
from typing import Any

import pytest
from cases import slow
from pairs import built

from atsharness.alignment.align import align
from atsharness.measure.rates import measure
from atsharness.model import Order, ReadOptions
from atsharness.text.tokens import tokens
from atsharness_corpus.faults import Faulty
from atsharness_corpus.faults._drawing import pieces, reorder
from atsharness_corpus.faults._rows import block_boxes, full, pair, text_of, words_of
from atsharness_corpus.labels import FaultLabel, FileLabel, problems
from atsharness_corpus.model import Block
from atsharness_corpus.person import content_dir, load_people
from atsharness_corpus.style import page_count
from atsharness_parsers import pdfium, pymupdf_sorted, pypdf_plain

pytest.importorskip("typst")
pytest.importorskip("reportlab")
pikepdf = pytest.importorskip("pikepdf")
pymupdf = pytest.importorskip("pymupdf")

TYPESETTERS = ("typst", *slow("reportlab"))
SEEDS = (1, *slow(2, 3, 4))
COLUMNED = ("columns", "sidebar", "interleaved-columns", "date-column", "layout-table")
"""The page of these has cells side by side."""


def of_the_page(label: FileLabel) -> list[FaultLabel]:
    """The labels but that of the file's own entries: ReportLab names no language."""
    return [one for one in label.faults if one.fault != "metadata-missing"]


def read(faulty: Faulty, parser: Any) -> str:
    text: str = parser.PARSER.read(faulty.pdf, ReadOptions()).text
    return text


def order(faulty: Faulty, parser: Any) -> Order:
    text = read(faulty, parser)
    return measure(align(faulty.reference, text, path_id="any"), tokens(text)).order


def lines_alone(faulty: Faulty, parser: Any, headings: set[str]) -> int:
    """How many headings are lines of their own."""
    return sum(line.strip() in headings for line in read(faulty, parser).splitlines())


@pytest.mark.parametrize("typesetter", TYPESETTERS)
@pytest.mark.parametrize(
    ("fault_id", "parser"),
    [
        ("columns", pymupdf_sorted),
        ("sidebar", pymupdf_sorted),
        ("interleaved-columns", pypdf_plain),
        ("interleaved-columns", pdfium),
        ("stream-order", pypdf_plain),
        ("layout-table", pymupdf_sorted),
        ("date-column", pdfium),
    ],
)
def test_a_path_loses_the_order_that_the_near_miss_keeps(fault_id: str, parser: Any, typesetter: str) -> None:
    harmed = order(built(fault_id, False, typesetter)[1], parser)
    kept = order(built(fault_id, True, typesetter)[1], parser)
    assert harmed.counts.moved_chars >= kept.counts.moved_chars + 20


@pytest.mark.parametrize("typesetter", ["typst", "reportlab"])
def test_a_path_joins_a_heading_to_what_stands_beside_it(typesetter: str) -> None:
    label, harmed = built("heading-glued", False, typesetter)
    kept = built("heading-glued", True, typesetter)[1]
    (person,) = load_people(content_dir(), [label.content])
    words = person.wording
    headings = {words.summary, words.experience, words.skills, words.education, words.languages}
    assert lines_alone(kept, pymupdf_sorted, headings) == len(headings)
    assert lines_alone(harmed, pymupdf_sorted, headings) <= len(headings) - 2


@pytest.mark.parametrize("fault_id", COLUMNED)
@pytest.mark.parametrize("typesetter", TYPESETTERS)
def test_labelled_words_stand_in_their_boxes(fault_id: str, typesetter: str) -> None:
    label, faulty = built(fault_id, False, typesetter)
    with pymupdf.open(stream=faulty.pdf, filetype="pdf") as document:
        for found in of_the_page(label):
            assert found.page == 1
            assert found.boxes
            inside = {
                word[4]
                for word in document[0].get_text("words")
                for x0, y0, x1, y1 in found.boxes
                if x0 - 1 <= word[0] and word[2] <= x1 + 1 and y0 <= (word[1] + word[3]) / 2 <= y1
            }
            assert len(set(found.words) & inside) >= 0.9 * len(set(found.words))


@pytest.mark.parametrize("typesetter", TYPESETTERS)
def test_columns_of_a_near_miss_of_interleaving_stay_labelled(typesetter: str) -> None:
    label, _ = built("interleaved-columns", True, typesetter)
    (other,) = of_the_page(label)
    assert other.fault in ("columns", "sidebar")
    assert set(other.rule_ids) <= {"ATS201", "ATS202"}
    assert other.expect == "violation"
    assert not label.clean
    assert problems([label]) == []
    positive = {found.fault for found in of_the_page(built("interleaved-columns", False, typesetter)[0])}
    assert positive == {"interleaved-columns", other.fault}


@pytest.mark.parametrize("fault_id", ["interleaved-columns", "stream-order", "date-column"])
@pytest.mark.parametrize("typesetter", TYPESETTERS)
def test_an_order_of_drawing_does_not_show(fault_id: str, typesetter: str) -> None:
    """The words of the page stand where they stood: sorted by place, they are the same text."""
    _, faulty = built(fault_id, False, typesetter)
    with pymupdf.open(stream=faulty.pdf, filetype="pdf") as document:
        page = document[0]
        before = page.get_pixmap(dpi=40).samples
        with pikepdf.open(BytesIO(faulty.pdf)) as opened:
            reorder(opened, lambda texts: sorted(texts, key=lambda piece: (-piece.y, piece.x)))
            out = BytesIO()
            opened.save(out)
        with pymupdf.open(stream=out.getvalue(), filetype="pdf") as sorted_document:
            assert (sorted_document[0].get_pixmap(dpi=40).samples == before) is True


def test_what_is_drawn_is_cut_into_lines_with_their_state() -> None:
    stream = (
        b"q 1 0 0 1 10 700 cm 1 0 0 rg BT 1 0 0 1 0 24 Tm /F1 9 Tf 12 TL (one) Tj T* (two) Tj T* ET Q "
        b"0 1 0 rg 0 0 5 5 re f BT /F2 8 Tf 40 500 Td (three) Tj ET"
    )
    with pikepdf.new() as document:
        page = document.add_blank_page()
        page.Contents = document.make_stream(stream)
        found = pieces(pikepdf.parse_content_stream(page))
    assert [(piece.is_text, piece.x, piece.y, piece.font) for piece in found] == [
        (True, 10, 724, "/F1"),
        (True, 10, 712, "/F1"),
        (False, 0, 0, ""),
        (True, 40, 500, "/F2"),
    ]
    second = pikepdf.unparse_content_stream(found[1].steps)
    assert b"1 0 0 rg" in second
    assert b"/F1 9 Tf" in second
    assert b"(two) Tj" in second
    assert b"(one)" not in second


def test_an_order_that_drops_text_is_an_error() -> None:
    _, faulty = built("stream-order")
    with pikepdf.open(BytesIO(faulty.pdf)) as document, pytest.raises(ValueError, match="every piece once"):
        reorder(document, lambda texts: texts[1:])


def test_rows_are_read_cell_after_cell() -> None:
    one, two, three = (Block(kind="text", text=text) for text in ("a b", "c", "d"))
    rows = (full([one]), pair([two], [Block(kind="bullet", text="e")], 0.3, 10), full([three]))
    assert text_of(rows) == "a b\nc\n• e\nd\n"
    assert words_of([one, Block(kind="bullet", text="e", right="f")]) == ("a", "b", "e", "f")


def test_letters_that_are_not_the_blocks_are_an_error() -> None:
    _, faulty = built("page-size")
    with pytest.raises(ValueError, match="is not what is drawn next"):
        block_boxes(faulty.pdf, [Block(kind="text", text="Nobody at all")])


@pytest.mark.parametrize("seed", SEEDS)
def test_pages_are_as_large_as_their_faults_say(seed: int) -> None:
    def near(size: tuple[float, float], paper: tuple[float, float]) -> bool:
        return all(abs(one / other - 1) <= 0.03 for one, other in zip(size, paper, strict=True))

    papers = ((612.0, 792.0), (595.28, 841.89))
    assert not any(near(built("page-size", seed=seed)[0].page_sizes[0], paper) for paper in papers)
    assert any(near(built("page-size", True, seed=seed)[0].page_sizes[0], paper) for paper in papers)


def test_pages_and_bytes_are_as_many_as_their_faults_say() -> None:
    assert page_count(built("page-count")[1].pdf) > 3
    assert page_count(built("page-count", True)[1].pdf) in (2, 3)
    assert len(built("file-size")[1].pdf) > 5_000_000
    assert len(built("file-size", True)[1].pdf) < 500_000


def font_sizes(pdf: bytes) -> tuple[set[str], float]:
    """The first page's font families and its median size by letters."""
    names, sizes = set(), []
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        for span in document[0].get_texttrace():
            names.add(span["font"].split("-")[0].split("+")[-1].removesuffix("Bold"))
            sizes += [span["size"]] * len(span["chars"])
    return names, sorted(sizes)[len(sizes) // 2]


def test_fonts_are_as_many_as_their_faults_say() -> None:
    pytest.importorskip("font_source_sans_pro")
    pytest.importorskip("font_source_serif_pro")
    assert len(font_sizes(built("too-many-fonts")[1].pdf)[0]) >= 5
    assert len(font_sizes(built("too-many-fonts", True)[1].pdf)[0]) <= 3


@pytest.mark.parametrize("seed", SEEDS)
def test_fonts_are_as_large_as_their_faults_say(seed: int) -> None:
    odd = font_sizes(built("font-size", seed=seed)[1].pdf)[1]
    assert odd < 8 or odd > 12
    assert 10 <= round(font_sizes(built("font-size", True, seed=seed)[1].pdf)[1], 2) <= 12


@pytest.mark.parametrize("seed", SEEDS)
def test_keywords_are_stuffed_in_the_positive_alone(seed: int) -> None:
    label, faulty = built("keyword-stuffing", seed=seed)
    items = " ".join(label.faults[0].words).split(", ")
    terms = [item.split()[0] for item in items]
    assert len(items) > 30 or max(map(terms.count, terms)) > 8
    near_miss = built("keyword-stuffing", True, seed=seed)[1].reference.splitlines()
    assert 11 <= max(line.count(", ") for line in near_miss) <= 24
    assert " ".join(label.faults[0].words) in faulty.reference


def test_tags_are_in_another_order_in_the_positive_alone() -> None:
    def sequence(pdf: bytes) -> list[int]:
        """Pages' marked content in the order of the tags."""
        found: list[int] = []

        def walk(element: Any) -> None:
            if isinstance(element, int):
                found.append(element)
            elif isinstance(element, pikepdf.Array):
                for part in element:
                    walk(part)
            elif isinstance(element, pikepdf.Dictionary):
                walk(element.get("/K", element.get("/MCID", 0)))

        with pikepdf.open(BytesIO(pdf)) as document:
            walk(document.Root.StructTreeRoot.K)
        return found

    harmed, kept = (sequence(built("tagged-order", near_miss)[1].pdf) for near_miss in (False, True))
    assert sorted(harmed) == sorted(kept)
    assert harmed != kept
