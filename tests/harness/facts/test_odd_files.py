"""Files that say odd things about themselves and open everywhere: each fact stands or falls on its own."""

import msgspec
import pytest

from atsharness.facts import gather as gathering
from atsharness.facts import tags
from atsharness.facts.gather import gather
from atsharness.facts.guard import Guard
from atsharness.page import layers, page
from atsharness.reference.visual import see
from atsharness_corpus.hostile.pdfbytes import FONT, SENTENCE, page_objects, pdf, stream

TEXT = "Jane Example, engineer, wrote this line for people to read."
PAGE = b"<< /Type /Page %s /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 %s >> >> >>"
DIRECT = FONT % b""
CATALOG = b"<< /Type /Catalog /Pages 2 0 R %s >>"
LAYER = b"<< /Type /OCG /Name (Draft) >>"


def changed(**objects):
    """The file of one page in Helvetica, with other objects: ``o3=...`` is object 3."""
    return pdf(page_objects(SENTENCE, more={int(name[1:]): body for name, body in objects.items()}))


def inline_page():
    objects = page_objects(SENTENCE)
    del objects[3]
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count 1 >>" % (PAGE % (b"", b"5 0 R"))
    return pdf(objects)


def inline_catalog(entries=b""):
    objects = page_objects(SENTENCE)
    del objects[1]
    return pdf(objects).replace(b"/Root 1 0 R", b"/Root " + CATALOG % entries)


ODD = {
    "font within the resources": changed(o3=PAGE % (b"/Parent 2 0 R", DIRECT)),
    "one font within, one beside": changed(o3=PAGE % (b"/Parent 2 0 R", b"5 0 R /F2 " + DIRECT)),
    "font that is null": changed(o5=b"null"),
    "font that is not there": changed(o3=PAGE % (b"/Parent 2 0 R", b"50 0 R")),
    "font of no known type": changed(o5=b"<< /Type /Font /BaseFont 7 /Subtype [] /Encoding (x) >>"),
    "layers without /D": changed(o1=CATALOG % b"/OCProperties << /OCGs [6 0 R] >>", o6=LAYER),
    "layers whose /D is not there": changed(
        o1=CATALOG % b"/OCProperties << /OCGs [6 0 R] /D 70 0 R >>", o6=LAYER
    ),
    "catalog of references to nothing": changed(
        o1=CATALOG % b"/OCProperties 90 0 R /StructTreeRoot 91 0 R /Names 92 0 R /AcroForm 93 0 R"
    ),
    "catalog of wrong types": changed(
        o1=CATALOG % b"/OCProperties (x) /StructTreeRoot 5 /Names [] /MarkInfo [] /AcroForm (x) /Lang 3"
    ),
    "catalog in the trailer": inline_catalog(),
    "page in the page tree's node": inline_page(),
    "/Rotate that is not there": changed(o3=PAGE % (b"/Parent 2 0 R /Rotate 77 0 R", b"5 0 R")),
    "/Rotate that is a string": changed(o3=PAGE % (b"/Parent 2 0 R /Rotate (90)", b"5 0 R")),
    "annotations of wrong types": changed(
        o3=PAGE
        % (b"/Parent 2 0 R /Annots [5 (x) << /Subtype /Link /A 3 >> << /Subtype /Widget >>]", b"5 0 R")
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_nothing_is_lost_for_an_odd_dictionary(name):
    found = gather(ODD[name])
    assert (found.file.opens, found.failed, found.unseen) == (True, (), False)
    assert [line.text for page in found.pages for line in page.lines] == [TEXT]
    assert see(found).complete


def test_fonts_within_the_resources_are_described_like_others():
    (plain,) = gather(pdf(page_objects(SENTENCE))).fonts
    for name in ("font within the resources", "one font within, one beside"):
        assert gather(ODD[name]).fonts == (plain,)
    assert (plain.kind, plain.tounicode, plain.embedded) == ("Type1", "not_needed", False)


def test_a_font_within_resources_that_pages_inherit_keeps_its_map():
    to_unicode = stream(b"1 begincodespacerange <00> <ff> endcodespacerange")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Odd /ToUnicode 6 0 R /FontDescriptor 8 0 R >>"
    file = changed(
        o2=b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Resources << /Font << /F1 %s >> >> >>" % font,
        o3=b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
        o6=to_unicode,
        o7=stream(b"no font program"),
        o8=b"<< /Type /FontDescriptor /FontName /Odd /FontFile3 7 0 R >>",
    )
    found = gather(file)
    assert found.failed == ()
    assert [(one.name, one.embedded) for one in found.fonts] == [("Odd", True)]
    assert found.fonts[0].tounicode in ("full", "partial")


def test_facts_of_a_catalog_in_the_trailer():
    file = gather(inline_catalog(b"/Lang (de) /MarkInfo << /Marked true >> /StructTreeRoot << /K 5 >>")).file
    assert (file.language, file.tagged) == ("de", True)


def test_a_rotation_that_pages_inherit():
    file = changed(o2=b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Rotate 90 >>")
    assert [page.rotation for page in gather(file).pages] == [90]


def test_a_fact_that_fails_is_said_and_costs_no_other(monkeypatch):
    def fails(*_args, **_kwargs):
        raise ValueError("bad\nxref")

    file = pdf(page_objects(SENTENCE))
    whole = gather(file)
    for step in ("graphic_facts", "link_facts", "stream_order"):
        monkeypatch.setattr(gathering, step, fails)
    monkeypatch.setattr(layers, "layer_names", fails)
    monkeypatch.setattr(tags, "tag_orders", fails)
    found = gather(file)
    assert "layers: ValueError: bad xref" in found.failed
    assert "graphics of page 1: ValueError: bad xref" in found.failed
    assert (found.pages, found.fonts, found.unseen) == (whole.pages, whole.fonts, False)
    seen = see(found)
    assert seen.complete
    assert seen.text == TEXT
    assert any("graphics of page 1" in warning for warning in seen.warnings)


def test_a_page_that_fails_leaves_the_reference_incomplete(monkeypatch):
    read = page.read_page

    def first_only(opened, index, fonts, all_on):
        if index:
            raise RuntimeError("no such page")
        return read(opened, index, fonts, all_on)

    monkeypatch.setattr(gathering, "read_page", first_only)
    tree = b"<< /Type /Pages /Kids [3 0 R 3 0 R 3 0 R] /Count 3 >>"
    found = gather(changed(o2=tree))
    assert found.failed == (
        "text of page 2: RuntimeError: no such page",
        "text of page 3: RuntimeError: no such page",
    )
    assert found.unseen
    assert not see(found).complete


def test_when_the_time_is_over_the_rest_is_named_in_one_line():
    guard = Guard(seconds=0)
    for number in (3, 4, 5):
        assert guard.get("text", lambda: 1, page=number, holds_text=True) is None
    guard.get("shape vote", lambda: 1)
    assert guard.failed == ("no time was left for text of pages 3 to 5, shape vote",)
    assert guard.unseen


def test_what_was_read_before_the_time_is_over_is_kept(monkeypatch):
    used = iter(range(1000))
    monkeypatch.setattr("atsharness.facts.guard.cpu_seconds", lambda: next(used))
    file = changed(o2=b"<< /Type /Pages /Kids [3 0 R 3 0 R 3 0 R 3 0 R] /Count 4 >>")
    found = gather(file, seconds=32)
    assert 0 < len(found.pages) < 4
    assert all(line.text == TEXT for page in found.pages for line in page.lines)
    (late,) = found.failed
    assert late.startswith("no time was left for text of page")
    assert msgspec.json.decode(msgspec.json.encode(found), type=type(found)) == found
