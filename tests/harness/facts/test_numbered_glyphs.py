"""Type 3 fonts whose numbered glyphs Ghostscript maps to dingbats, as ZapfDingbats has names from `a1` on."""

import pymupdf
import pytest

from atsharness.facts.gather import gather
from atsharness.reference.visual import see

LETTERS = "abcdefghijklmnopqrstuvwxyz"
PLAIN = "Nine years of building services"


def document(count: int, first: int) -> bytes:
    """A line in Helvetica, and one of so many bars in a Type 3 font that maps them from this character on."""
    names = [f"a{number}" for number in range(1, count + 1)]
    with pymupdf.open() as made:
        page = made.new_page(width=612, height=792)
        page.insert_text((50, 60), PLAIN, fontsize=11)
        page.insert_text((50, 100), LETTERS[: len(names)], fontsize=11, fontname="tiro")
        xref = next(item[0] for item in page.get_fonts() if "Times" in item[3])
        glyph = made.get_new_xref()
        made.update_object(glyph, "<<>>")
        made.update_stream(glyph, b"600 0 0 0 500 700 d1 0 0 500 700 re f")
        to_unicode = made.get_new_xref()
        made.update_object(to_unicode, "<<>>")
        mapped = f"1 beginbfrange <61><{96 + count:02x}><{first:04x}> endbfrange"
        made.update_stream(
            to_unicode,
            f"begincmap 1 begincodespacerange <00><ff> endcodespacerange {mapped} endcmap".encode(),
        )
        procs = " ".join(f"/{name} {glyph} 0 R" for name in names)
        differences = " ".join(f"/{name}" for name in names)
        widths = "600 " * len(names)
        made.update_object(
            xref,
            "<</Type/Font/Subtype/Type3/FontBBox[0 0 500 700]/FontMatrix[.001 0 0 .001 0 0]"
            f"/FirstChar 97/LastChar {96 + len(names)}/Widths[{widths}]/CharProcs<<{procs}>>"
            f"/ToUnicode {to_unicode} 0 R/Encoding<</Type/Encoding/Differences[97 {differences}]>>>>",
        )
        return made.tobytes()


@pytest.mark.parametrize(
    ("count", "first", "unknown"),
    [(26, 0x2701, True), (5, 0x2701, False), (26, ord("a"), False)],
    ids=["dingbats", "a few icons", "letters"],
)
def test_numbers_are_no_dingbats(count: int, first: int, unknown: bool) -> None:
    facts = gather(document(count, first), votes=False)
    assert any(font.wrong for font in facts.fonts) == unknown
    assert [line.reason for line in facts.ocr_lines] == (["unmapped"] if unknown else [])
    assert see(facts).complete != unknown
