import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cases import slow
from pairs import built, built_anew, lost_and_added

from atsharness.errors import UsageError
from atsharness.model import ReadOptions
from atsharness_corpus.faults import Fault, all_faults, generator
from atsharness_corpus.faults._cmap import fonts, permutation
from atsharness_corpus.labels import FaultLabel, FileLabel, Labels, problems, read_labels, write_labels
from atsharness_corpus.person import content_dir, load_people
from atsharness_parsers import pdfium, pdfminer_layout, pypdf_plain

pytest.importorskip("typst")
pytest.importorskip("pikepdf")
pypdfium2 = pytest.importorskip("pypdfium2")

FAULTS = all_faults()
DOCUMENT_WIDE = {
    *("damaged", "decomposed-accents", "embedded-files", "encrypted", "file-size", "font-not-embedded"),
    *("font-size", "glyph-as-space", "homoglyphs", "ligature-codepoints", "lying-tounicode"),
    *("metadata-missing", "no-break-spaces", "no-tounicode", "nul-interleaved", "odd-hyphens"),
    *("page-count", "page-size", "partial-tounicode", "pdftex-no-map", "private-use-digits"),
    *("restricted-copy", "tagged-order", "too-many-fonts", "type3-fonts", "unmapped-ligatures"),
    *("wrong-offsets", "zero-width"),
}
"""They have no place on a page."""


@cache
def pages(fault_id: str) -> list[Any]:
    """The positive's pages as gray pictures at two pixels a point, form fields filled in."""
    with pypdfium2.PdfDocument(BytesIO(built(fault_id)[1].pdf)) as document:
        document.init_forms()
        return [page.render(scale=2, grayscale=True).to_pil().convert("L") for page in document]


def loss(fault_id: str, near_miss: bool, parser: Any) -> int:
    return sum(lost_and_added(fault_id, near_miss, parser))


def test_there_are_faults_for_distinct_rules() -> None:
    assert len(FAULTS) >= 24
    assert len({rule for fault in FAULTS.values() for rule in fault.rule_ids}) >= 20


@pytest.mark.parametrize("fault", FAULTS.values(), ids=list(FAULTS))
def test_a_fault_names_its_rules_and_has_a_near_miss(fault: Fault) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", fault.id)
    assert re.fullmatch(r"[A-Z]\d\d", fault.catalogue)
    assert fault.rule_ids
    assert all(re.fullmatch(r"ATS\d{3}", rule) for rule in fault.rule_ids)
    assert callable(fault.inject)
    assert callable(fault.near_miss)
    assert built(fault.id)[1].placed
    assert all(placed.fault not in ("", fault.id) for placed in built(fault.id, True)[1].placed)
    assert built(fault.id)[1].pdf != built(fault.id, True)[1].pdf


@pytest.mark.parametrize(
    "fault_id",
    ["columns", "photo", "type3-fonts", *slow(*sorted(FAULTS.keys() - {"columns", "photo", "type3-fonts"}))],
)
def test_two_builds_are_the_same_bytes(fault_id: str) -> None:
    for near_miss in (False, True):
        label, faulty = built_anew(fault_id, near_miss)
        assert (label, faulty.reference) == (
            built(fault_id, near_miss)[0],
            built(fault_id, near_miss)[1].reference,
        )
        assert (faulty.pdf == built(fault_id, near_miss)[1].pdf) is True


def test_a_seed_decides_everything_and_pairs_share_it() -> None:
    (person,) = load_people(content_dir(), ["junior"])
    first = generator("no-tounicode", person, 4).random()
    assert first == generator("no-tounicode", person, 4).random()
    assert first != generator("no-tounicode", person, 5).random()
    assert first != generator("tiny-text", person, 4).random()


@pytest.mark.parametrize("fault_id", FAULTS)
def test_labels_do_not_contradict_themselves(fault_id: str) -> None:
    positive, near_miss = built(fault_id)[0], built(fault_id, True)[0]
    assert problems([positive, near_miss]) == []
    assert positive.faults
    assert fault_id not in {found.fault for found in near_miss.faults}
    assert near_miss.near_miss_of == fault_id
    assert positive.near_miss_of is None


def test_the_faults_of_a_whole_document_have_no_boxes() -> None:
    assert {key for key in FAULTS if not built(key)[1].placed[0].boxes} == DOCUMENT_WIDE


@pytest.mark.parametrize("fault_id", sorted(FAULTS.keys() - DOCUMENT_WIDE))
def test_boxes_show_what_the_fault_says(fault_id: str) -> None:
    fault, (label, _) = FAULTS[fault_id], built(fault_id)
    looked = 0
    for placed in label.faults:
        if placed.fault != fault_id:
            continue  # one that the sheet has by nature
        assert placed.page is not None
        width, height = label.page_sizes[placed.page - 1]
        for x0, y0, x1, y1 in placed.boxes or ():
            looked += 1
            outside = x1 <= 0 or y1 <= 0 or x0 >= width or y0 >= height
            assert outside == (fault.appearance == "off-page")
            if outside:
                continue
            assert (x0 >= -1, y0 >= -1, x1 <= width + 1, y1 <= height + 1) == (True,) * 4
            # Neighbouring lines reach into the box of a line above and below.
            inset = 0.22 * (y1 - y0) if fault.appearance == "no-ink" else 0
            crop = (int(2 * x0), int(2 * (y0 + inset)), int(2 * x1) + 1, int(2 * (y1 - inset)) + 1)
            darkest, lightest = pages(fault_id)[placed.page - 1].crop(crop).getextrema()
            assert (lightest - darkest > 12) == (fault.appearance == "ink")
    assert looked


@pytest.mark.parametrize(
    ("fault_id", "parser"),
    [
        ("no-tounicode", pypdf_plain),
        ("partial-tounicode", pypdf_plain),
        ("lying-tounicode", pdfium),
        ("letter-spaced-headings", pypdf_plain),
        ("missing-spaces", pdfium),
        ("double-strike", pypdf_plain),
        ("line-end-hyphen", pypdf_plain),
        ("rotated-text", pdfminer_layout),
        ("text-as-outlines", pdfium),
        ("text-in-image", pypdf_plain),
        ("no-text-layer", pdfium),
        ("form-field-text", pypdf_plain),
        ("annotation-text", pypdf_plain),
        ("invisible-render-mode", pdfium),
        ("off-page-text", pypdf_plain),
        ("hidden-layer", pypdf_plain),
    ],
)
def test_a_path_loses_more_than_in_the_near_miss(fault_id: str, parser: Any) -> None:
    assert loss(fault_id, False, parser) >= loss(fault_id, True, parser) + 3


@pytest.mark.parametrize("fault_id", [key for key, fault in FAULTS.items() if fault.expect == "information"])
def test_information_costs_a_path_nothing(fault_id: str) -> None:
    # A compound at a line's end stands divided at its own hyphen or slash, which counts as three words.
    divided = 6
    assert loss(fault_id, False, pypdf_plain) <= loss(fault_id, True, pypdf_plain) + divided


def test_hidden_words_are_in_the_text_layer_but_not_in_the_reference() -> None:
    label, faulty = built("transparent-text")
    read = pypdf_plain.PARSER.read(faulty.pdf, ReadOptions()).text.split()
    hidden = [word for part in label.faults for word in part.words]
    assert hidden
    assert set(hidden) <= set(read)
    assert not set(hidden) <= set(faulty.reference.split())


def test_divided_words_stand_whole_in_the_reference() -> None:
    label, faulty = built("line-end-hyphen")
    divided = [word for part in label.faults for word in part.words]
    assert len(divided) >= 3
    assert set(divided) <= set(faulty.reference.split())


def test_a_permutation_leaves_no_letter_in_its_place() -> None:
    (person,) = load_people(content_dir(), ["junior"])
    lie = permutation(list("abcdef"), generator("x", person, 1))
    assert sorted(lie) == sorted(lie.values()) == list("abcdef")
    assert all(letter != other for letter, other in lie.items())


def good_label(**changes: Any) -> FileLabel:
    fault = FaultLabel(
        fault="tiny-text", rule_ids=("ATS144",), expect="violation", page=1, boxes=((1.0, 2.0, 3.0, 4.0),)
    )
    label = FileLabel(
        file="pdf/a.pdf",
        reference="ref/a.txt",
        content="junior",
        layout="typst/single-column",
        typesetter="typst",
        seed=1,
        tuned_on=True,
        clean=False,
        page_sizes=((612.0, 792.0),),
        faults=(fault,),
    )
    return msgspec.structs.replace(label, **changes)


def test_labels_round_trip_in_the_order_of_their_files(tmp_path: Path) -> None:
    labels = Labels(files=(good_label(file="pdf/b.pdf"), good_label()))
    write_labels(tmp_path / "labels.json", labels)
    back = read_labels(tmp_path / "labels.json")
    assert [label.file for label in back.files] == ["pdf/a.pdf", "pdf/b.pdf"]
    assert set(back.files) == set(labels.files)


@pytest.mark.parametrize(
    ("label", "reason"),
    [
        (good_label(clean=True), "clean, but"),
        (good_label(near_miss_of="tiny-text"), "a near-miss of tiny-text that has it"),
        (good_label(page_sizes=()), "no page sizes"),
        (good_label(file="/pdf/a.pdf"), "not a path below"),
        (good_label(reference="../a.txt"), "not a path below"),
    ],
)
def test_wrong_labels_are_told_and_not_written(label: FileLabel, reason: str, tmp_path: Path) -> None:
    assert any(reason in line for line in problems([label]))
    with pytest.raises(UsageError):
        write_labels(tmp_path / "labels.json", Labels(files=(label,)))
    assert not (tmp_path / "labels.json").exists()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"page": 2}, "no page 2"),
        ({"page": None}, "both null or neither"),
        ({"boxes": ((3.0, 2.0, 1.0, 4.0),)}, "is no box"),
        ({"rule_ids": ()}, "no rule"),
    ],
)
def test_wrong_faults_are_told(changes: dict[str, Any], reason: str) -> None:
    label = good_label()
    wrong = msgspec.structs.replace(label, faults=(msgspec.structs.replace(label.faults[0], **changes),))
    assert any(reason in line for line in problems([wrong]))
    assert problems([label]) == []


def test_a_misspelt_key_in_labels_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "labels.json"
    write_labels(path, Labels(files=(good_label(),)))
    path.write_text(path.read_text().replace("near_miss_of", "nearmiss_of"))
    with pytest.raises(UsageError, match="as labels: "):
        read_labels(path)


def test_a_type3_font_without_a_name_has_its_map_read() -> None:
    """Chromium's Type 3 fonts have no /BaseFont since version 156."""
    import pikepdf

    document = pikepdf.new()
    page = document.add_blank_page()
    font = document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type3,
            ToUnicode=document.make_stream(b"1 beginbfchar <01> <0041> endbfchar"),
        )
    )
    page.Resources.Font = pikepdf.Dictionary(F1=font)
    assert list(fonts(document)) == ["/Type3"]
