"""Letters that a font's glyph names alone tell, pictures with names, and hyphens that a map calls soft."""

import pymupdf
import pytest

from atsharness.facts.gather import gather
from atsharness.model.text_facts import NamedLetter, PrivateIcons, SoftHyphen, UnmappedGlyphs
from atsharness.reference.visual import see

TEXT = "Senior engineer with nine years of building services"


def document(word, differences="", font=""):
    """A page of lines in Helvetica, and `word` in Times, whose dictionary is changed."""
    with pymupdf.open() as made:
        page = made.new_page(width=612, height=792)
        for at in range(8):
            page.insert_text((50, 80 + 14 * at), TEXT, fontsize=10)
        page.insert_text((50, 300), word, fontsize=12, fontname="tiro")
        times = next(item[0] for item in page.get_fonts() if "Times" in item[3])
        if differences:
            encoding = f"<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[{differences}]>>"
            made.xref_set_key(times, "Encoding", encoding)
        if font:
            made.xref_set_key(times, "BaseFont", f"/{font}")
        return made.tobytes()


def found(data, kind):
    return [(fact.text, fact.note) for fact in gather(data, votes=False).of(kind)]


@pytest.mark.parametrize(("letters", "name"), [("A", "A.sc"), ("fi", "f_i")])
def test_a_letter_by_name_alone(letters, name):
    assert found(document("ANNA", f"65/{name}"), NamedLetter) == [(letters, name)] * 2


def test_plain_names_and_maps_tell_letters():
    assert found(document("ANNA", "65/A 78/uni004E"), NamedLetter) == []


def test_a_picture_without_a_letter_is_an_icon():
    data = document("ANNA", "65/linkedin 78/github", font="FontAwesome")
    assert found(data, UnmappedGlyphs) == []
    assert "".join(text for text, _ in found(data, PrivateIcons)) == "\ufffd" * 4


def test_hyphens_that_the_map_calls_soft_are_read_as_hyphens():
    """All of a document, those at a line's end too, once one stands within a line."""
    facts = gather(document("well\xadknown Anna", "173/uni00AD"), votes=False)
    assert [(word.seen, word.drawn) for word in facts.of(SoftHyphen)] == [("well-known", True)]
    assert "well-known Anna" in see(facts).text
