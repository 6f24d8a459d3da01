"""The labels of what a layout or a file has by nature: where, and when not."""

from io import BytesIO

import pymupdf
import pytest

from atsharness_corpus.faults import all_faults
from atsharness_corpus.faults._build import one_file
from atsharness_corpus.labels import FaultLabel
from atsharness_corpus.layout_faults import body_size, file_faults, layout_faults
from atsharness_corpus.model import Arrangement, Block, Built, Layout, Typesetter
from atsharness_corpus.person import content_dir, load_people

pikepdf = pytest.importorskip("pikepdf")

SETTER = Typesetter(id="quill", probe=lambda: "1")
NAME = Block(kind="name", text="Jane Example")
SIDE = (Block(kind="section", text="Skills"), Block(kind="text", text="Python and Go"))
BODY = (
    Block(kind="title", text="Engineer", right="2019 - 2024"),
    Block(kind="bullet", text="Built a service that handles every order of a large shop"),
)


def layout(*faults):
    return Layout(id="quill/page", title="", typesetter=SETTER, build=lambda *_: None, faults=faults)


def printed(*pages, size=10):
    """A PDF of texts at places, page by page."""
    with pymupdf.open() as document:
        for texts in pages:
            page = document.new_page(width=612, height=792)
            for x, y, text in texts:
                page.insert_text((x, y), text, fontsize=size)
        return document.tobytes(no_new_id=True)


COLUMNS = (
    *((50, 60, "Jane Example"), (50, 100, "Skills"), (50, 115, "Python and Go")),
    *((200, 100, "Engineer"), (500, 100, "2019 - 2024")),
    *((190, 115, "•"), (200, 115, "Built a service that handles"), (200, 130, "every order of a large shop")),
)
ARRANGED = Arrangement(header=(NAME,), columns=(SIDE, BODY))


def test_a_sidebar_is_the_narrower_column_and_columns_are_both():
    built = Built(pdf=printed(COLUMNS), arrangement=ARRANGED)
    one, two = layout_faults(layout("columns", "sidebar"), built)
    assert (one.fault, one.rule_ids, one.page, len(one.boxes)) == ("columns", ("ATS201",), 1, 2)
    assert (two.fault, two.page, two.boxes) == ("sidebar", 1, one.boxes[:1])
    (left, right) = one.boxes
    assert left[0] == 50
    assert left[1] < 100 < 115 < left[3] < 122
    assert left[2] < 130
    assert (right[0], right[2] > 540, right[3] > 130) == (200, True, True)


def test_places_are_those_of_the_page_in_order_where_the_file_is_not():
    shuffled = Built(pdf=printed(COLUMNS[::-1]), arrangement=ARRANGED)
    assert [label.boxes for label in layout_faults(layout("sidebar"), shuffled)] == [None]
    told = Built(pdf=shuffled.pdf, arrangement=ARRANGED, in_order=printed(COLUMNS))
    (label,) = layout_faults(layout("sidebar"), told)
    assert label.page == 1
    assert label.boxes is not None


def test_dates_are_labelled_page_by_page():
    blocks = (
        Block(kind="title", lead="2019 - 2024", text="Engineer"),
        Block(kind="skill", lead="Data:", text="SQL"),
        Block(kind="title", lead="2015 - 2019", text="Developer"),
    )
    pdf = printed(
        [(50, 100, "2019 - 2024"), (150, 100, "Engineer"), (50, 115, "Data:"), (150, 115, "SQL")],
        [(50, 100, "2015 - 2019"), (150, 100, "Developer")],
    )
    found = layout_faults(
        layout("date-column"), Built(pdf=pdf, arrangement=Arrangement(header=(), columns=(blocks,)))
    )
    assert [(label.page, len(label.boxes)) for label in found] == [(1, 1), (2, 1)]
    assert found[0].boxes[0][2] < 120


@pytest.mark.parametrize(("x", "expect"), [(112, "information"), (300, "violation")])
def test_a_date_column_that_no_analysis_tears_apart_is_information(x, expect):
    blocks = (
        Block(kind="title", lead="2019 - 2024", text="Engineer of search"),
        Block(kind="title", lead="2015 - 2019", text="Developer of shops"),
    )
    texts = [
        piece
        for at, block in enumerate(blocks)
        for piece in ((50, 100 + 12 * at, block.lead), (x, 100 + 12 * at, block.text))
    ]
    built = Built(pdf=printed(texts), arrangement=Arrangement(header=(), columns=(blocks,)))
    (label,) = layout_faults(layout("date-column"), built)
    assert (label.expect, len(label.boxes)) == (expect, 2)


def test_contact_data_are_addresses_to_write_to_and_numbers_to_call():
    blocks = tuple(
        Block(kind="contact", text=text)
        for text in ("jane@example.com", "+49 30 23125 417", "github.example.com/jane")
    )
    pdf = printed([(50, 700 + 20 * at, block.text) for at, block in enumerate(blocks)])
    built = Built(pdf=pdf, arrangement=Arrangement(header=(), columns=(blocks,)))
    (label,) = layout_faults(layout("contact-in-footer"), built)
    assert len(label.boxes) == 2


def test_tables_are_the_sections_that_begin_with_dates():
    blocks = (
        Block(kind="section", text="Work"),
        Block(kind="meta", text="2019 - 2024"),
        Block(kind="title", text="Engineer"),
        Block(kind="section", text="Skills"),
        Block(kind="text", text="Python"),
    )
    texts = [(50, 100 + 15 * at, block.text) for at, block in enumerate(blocks)]
    built = Built(pdf=printed(texts), arrangement=Arrangement(header=(), columns=(blocks,)))
    (label,) = layout_faults(layout("layout-table"), built)
    ((_, top, _, bottom),) = label.boxes
    assert 100 < top < 115 < 130 < bottom < 140


def test_a_fault_whose_places_nobody_knows_has_none():
    (label,) = layout_faults(layout("stream-order"), Built(pdf=printed(COLUMNS), arrangement=ARRANGED))
    assert (label.fault, label.page, label.boxes) == ("stream-order", None, None)


@pytest.mark.parametrize(
    ("size", "labelled"), [(7.5, True), (7.75, True), (8, False), (12.5, False), (13, True)]
)
def test_small_and_large_letters_are_labelled(size, labelled):
    pdf = printed([(50, 100, "Built a service"), (50, 150, "that handles")], size=size)
    assert body_size(pdf) == pytest.approx(size, abs=0.06)
    built = Built(pdf=pdf, arrangement=Arrangement(header=(NAME,), columns=()))
    assert [label.fault for label in layout_faults(layout(), built)] == ["font-size"] * labelled


def test_a_page_without_letters_has_no_size():
    assert body_size(printed([])) is None


def with_entries(title, language, password=""):
    with pikepdf.open(BytesIO(printed([(50, 100, "Text")]))) as document:
        if title is not None:
            document.docinfo["/Title"] = title
        if language is not None:
            document.Root.Lang = language
        out = BytesIO()
        document.save(out, encryption=pikepdf.Encryption(user=password, owner="x") if password else False)
        return out.getvalue()


@pytest.mark.parametrize(
    ("title", "language", "missing"),
    [
        ("Jane Example - Résumé", "en", False),
        ("Jane Example - Résumé", None, True),
        ("Jane Example - Résumé", "", True),
        (None, "en", True),
        ("untitled", "en", True),
        (None, None, True),
    ],
)
def test_a_file_without_language_or_title_is_labelled(title, language, missing):
    found = file_faults(with_entries(title, language))
    assert [(label.fault, label.expect) for label in found] == [("metadata-missing", "information")] * missing


def test_what_is_known_or_cannot_be_opened_is_not_labelled():
    bare = with_entries(None, None)
    known = FaultLabel(fault="metadata-missing", rule_ids=("ATS507",), expect="information")
    assert file_faults(bare, (known,)) == ()
    assert file_faults(with_entries(None, None, password="secret")) == ()
    assert file_faults(b"%PDF-1.7 torn") == ()


def test_a_stored_turn_is_a_fault_of_its_own_and_no_turned_text():
    pytest.importorskip("typst")
    (person,) = load_people(content_dir(), ("junior",))
    near_miss, _ = one_file(all_faults()["rotated-text"], person, 3, True)
    turned, _ = one_file(all_faults()["turned-page"], person, 3, False)
    plain, _ = one_file(all_faults()["turned-page"], person, 3, True)
    for label in (near_miss, turned):
        (place, *_) = [one for one in label.faults if one.fault == "turned-page"]
        assert (place.rule_ids, place.boxes) == (("ATS212",), ((0, 0, *label.page_sizes[0]),))
        assert not label.clean
    assert plain.clean
    assert turned.page_sizes == plain.page_sizes
    rotated, _ = one_file(all_faults()["rotated-text"], person, 3, False)
    (place,) = [one for one in rotated.faults if one.fault == "rotated-text"]
    assert all(box[3] - box[1] > 5 * (box[2] - box[0]) for box in place.boxes), "lines side by side"
    assert len({box[0] for box in place.boxes}) == len(place.boxes)
