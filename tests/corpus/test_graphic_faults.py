import random
import re
from collections import Counter
from io import BytesIO
from typing import Any

import pytest
from cases import slow
from pairs import built, lost_and_added

from atsharness.model import ReadOptions
from atsharness_corpus.faults import Faulty, all_faults
from atsharness_parsers import pdfium, pdfminer_layout, pymupdf_stream, pypdf_plain, tesseract

pytest.importorskip("typst")
pikepdf = pytest.importorskip("pikepdf")
pytest.importorskip("reportlab")

from atsharness_corpus.faults._contrast import contrast, tint  # noqa: E402
from atsharness_corpus.faults._glyphless import latin, misread  # noqa: E402

FAULTS = all_faults()
SEEDS = (1, 3, 5)
"""Three kinds of damage; near-misses of both kinds."""

MINE = (
    "cropped-text",
    "damaged",
    "embedded-files",
    "encrypted",
    "faint-text",
    "icon-only-contact",
    "link-without-address",
    "low-contrast",
    "ocr-text-layer",
    "photo",
    "scanned-page",
    "skill-graphics",
    "skills-in-image",
    "word-under-banner",
    "wrong-offsets",
)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\S+", text))


def text_of(faulty: Faulty, parser: Any) -> str:
    return str(parser.PARSER.read(faulty.pdf, ReadOptions()).text)


def loss(fault_id: str, near_miss: bool, parser: Any, typesetter: str = "typst") -> int:
    return sum(lost_and_added(fault_id, near_miss, parser, typesetter))


def addresses(pdf: bytes) -> list[str]:
    with pikepdf.open(BytesIO(pdf)) as document:
        return [str(link.A.URI) for page in document.pages for link in page.get("/Annots", ())]


@pytest.mark.parametrize("typesetter", ["typst", *slow("reportlab")])
@pytest.mark.parametrize(
    ("fault_id", "parser", "least"),
    [
        ("ocr-text-layer", pypdf_plain, 8),
        ("ocr-text-layer", pdfminer_layout, 8),
        ("skills-in-image", pdfium, 10),
        ("scanned-page", pypdf_plain, 50),
        ("cropped-text", pypdf_plain, 5),
        ("word-under-banner", pymupdf_stream, 1),
    ],
)
def test_a_path_loses_more_than_in_the_near_miss(
    fault_id: str, parser: Any, least: int, typesetter: str
) -> None:
    faulty, harmless = (loss(fault_id, near_miss, parser, typesetter) for near_miss in (False, True))
    assert faulty >= harmless + least


@pytest.mark.parametrize("fault_id", [key for key in MINE if FAULTS[key].expect == "information"])
def test_information_costs_no_fast_path_anything(fault_id: str) -> None:
    for parser in (pypdf_plain, pdfium, pdfminer_layout, pymupdf_stream):
        assert loss(fault_id, False, parser) <= loss(fault_id, True, parser)


@pytest.mark.slow
def test_faint_text_costs_ocr_its_words() -> None:
    try:
        tesseract.PARSER.probe(ReadOptions())
    except Exception as error:
        pytest.skip(f"no Tesseract: {error}")
    label, faulty = built("faint-text")
    faint = words(" ".join(word for placed in label.faults for word in placed.words))
    read = words(text_of(faulty, tesseract))
    read_in_near_miss = words(text_of(built("faint-text", True)[1], tesseract))
    assert (faint & read).total() + 2 <= (faint & read_in_near_miss).total()


def test_a_password_keeps_every_path_out_and_an_owner_password_none() -> None:
    label, faulty = built("encrypted")
    assert label.page_sizes == built("encrypted", True)[0].page_sizes
    for parser in (pypdf_plain, pdfium, pdfminer_layout, pymupdf_stream):
        with pytest.raises(Exception, match=r"(?i)password"):
            text_of(faulty, parser)
    assert loss("encrypted", True, pypdf_plain) == 0
    with pikepdf.open(BytesIO(built("encrypted", True)[1].pdf)) as document:
        assert document.is_encrypted
        assert document.allow.extract


@pytest.mark.parametrize("seed", SEEDS)
def test_damage_stops_a_path_and_its_near_miss_none(seed: int) -> None:
    with pytest.raises(Exception, match=r".*"):
        text_of(built("damaged", seed=seed)[1], pdfminer_layout)
    assert text_of(built("damaged", True, seed=seed)[1], pdfminer_layout)


@pytest.mark.parametrize("fault_id", ["damaged", "wrong-offsets"])
def test_only_damage_needs_repair(fault_id: str) -> None:
    kinds = set()
    for seed in SEEDS:
        pdf = built(fault_id, True, seed=seed)[1].pdf
        kinds.add("linear" if b"/Linearized" in pdf else "updated")
        with pikepdf.open(BytesIO(pdf)) as document:
            # Only the appended table can give the title.
            assert (str(document.docinfo.Title) == "CV") == (b"/Linearized" not in pdf)
            assert not document.get_warnings()
        harmed = built(fault_id, seed=seed)[1].pdf
        try:
            with pikepdf.open(BytesIO(harmed)) as document:
                # What stands before the file is passed over without a word.
                assert document.get_warnings() or not harmed.startswith(b"%PDF")
        except pikepdf.PdfError:
            assert fault_id == "damaged"
    assert kinds == {"linear", "updated"}


@pytest.mark.parametrize("fault_id", ["link-without-address", "icon-only-contact"])
def test_addresses_are_links_alone_and_written_in_the_near_miss(fault_id: str) -> None:
    for near_miss in (False, True):
        _, faulty = built(fault_id, near_miss)
        written = text_of(faulty, pdfium).split()
        found = addresses(faulty.pdf)
        assert len(found) >= 2
        for address in found:
            shown = address.removeprefix("https://").removeprefix("mailto:")
            assert (shown in written) == near_miss


def test_the_ocr_layer_is_invisible_over_one_picture_and_misreads() -> None:
    for seed in (1, 2):
        label, faulty = built("ocr-text-layer", seed=seed)
        layer = words(text_of(faulty, pypdf_plain))
        wrong = words(" ".join(word for placed in label.faults for word in placed.words))
        assert wrong.total() >= 4
        assert (words(faulty.reference) - layer) >= wrong
        with pikepdf.open(BytesIO(faulty.pdf)) as document:
            for page in document.pages:
                assert len(page.Resources.XObject) == 1
                steps = pikepdf.parse_content_stream(page)
                modes = [int(step.operands[0]) for step in steps if str(step.operator) == "Tr"]
                assert modes == [3]


def test_mistakes_are_drawn_from_what_the_word_has() -> None:
    rng = random.Random(1)
    assert misread("xyz", rng) == "xyz"
    assert misread("burn", rng) == "bum"
    assert {misread("learn", random.Random(seed)) for seed in range(40)} >= {"leam", "1earn", "lcarn"}
    assert latin(["Müller", "–"])
    assert not latin(["Łukasz"])


def test_attachments_are_documents_and_in_the_near_miss_data() -> None:
    for seed in (1, 2, 3):
        with pikepdf.open(BytesIO(built("embedded-files", seed=seed)[1].pdf)) as document:
            assert document.attachments
            assert all(name.endswith(".pdf") for name in document.attachments)
            for name in document.attachments:
                assert document.attachments[name].get_file().read_bytes().startswith(b"%PDF")
        with pikepdf.open(BytesIO(built("embedded-files", True, seed=seed)[1].pdf)) as document:
            assert [name for name in document.attachments if name.endswith((".xml", ".json"))]


@pytest.mark.parametrize("wanted", [1.3, 2.4, 4.8, 7.5])
def test_a_tint_has_the_contrast_asked_for(wanted: float) -> None:
    assert contrast("000000", "ffffff") == pytest.approx(21)
    # The gray of W3C's example, https://webaim.org/articles/contrast/: 4.54 to white.
    assert contrast("767676", "ffffff") == pytest.approx(4.54, abs=0.01)
    for ground in ("ffffff", "f3f0ea", "1f3a5f", "2b2b2b"):
        for hue in ("808080", "6080a0", "b06a78"):
            assert contrast(tint(ground, wanted, hue), ground) == pytest.approx(wanted, rel=0.06)


@pytest.mark.parametrize("fault_id", ["low-contrast", "faint-text"])
def test_pale_text_keeps_its_place_in_the_text_layer(fault_id: str) -> None:
    label, faulty = built(fault_id)
    pale = words(" ".join(word for placed in label.faults for word in placed.words))
    assert pale
    assert not pale - words(text_of(faulty, pypdf_plain))
