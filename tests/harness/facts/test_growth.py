"""Work on a page grows with the page, not with its square: counted in calls, not in time."""

import pymupdf

from atsharness.facts import notes
from atsharness.facts.gather import gather
from atsharness.facts.notes import MOST_LINKS
from atsharness.reference import lines
from atsharness.reference.visual import see
from atsharness_corpus.hostile.pdfbytes import SENTENCE, line, page_objects, pdf

LINK = (
    b"<< /Type /Annot /Subtype /Link /Rect [72 %d 200 %d] /A << /S /URI /URI (https://example.com/%d) >> >>"
)
FEWEST_CALLS = 10


def test_links_are_read_up_to_the_limit_and_each_once(monkeypatch):
    calls = []
    listed = pymupdf.Page.annot_xrefs
    monkeypatch.setattr(pymupdf.Page, "annot_xrefs", lambda page: calls.append(1) or listed(page))
    links = {10 + at: LINK % (at % 700, at % 700 + 10, at) for at in range(MOST_LINKS + 500)}
    entries = b"/MediaBox [0 0 612 792] /Annots [%s]" % b" ".join(b"%d 0 R" % number for number in links)
    found = gather(pdf(page_objects(SENTENCE, entries=entries, more=links)), votes=False)
    assert len(found.links) == MOST_LINKS
    assert found.links[7].uri == "https://example.com/7"
    assert len(calls) < FEWEST_CALLS


def test_links_within_the_document_and_to_files_are_none(tmp_path):
    with pymupdf.open() as made:
        made.new_page()
        made.new_page()
        page = made[0]
        area = pymupdf.Rect(40, 60, 200, 90)
        page.insert_link({"kind": pymupdf.LINK_GOTO, "from": area, "page": 1, "to": pymupdf.Point(0, 0)})
        page.insert_link({"kind": pymupdf.LINK_LAUNCH, "from": area, "file": "other.pdf"})
        page.insert_link({"kind": pymupdf.LINK_URI, "from": area, "uri": "mailto:a@example.com"})
        page.set_rotation(90)
        data = made.tobytes()
    with pymupdf.open(stream=data) as made:
        page = made[0]
        (link,) = notes.raw_links(page)
        (listed,) = (one for one in page.get_links() if one["kind"] == pymupdf.LINK_URI)
        shown = (pymupdf.Rect(listed["from"]) * page.rotation_matrix).normalize()
    assert link.uri == "mailto:a@example.com"
    assert link.box == tuple(shown)


def test_words_are_held_against_the_icons_of_their_line_alone(monkeypatch):
    rows, across = 40, 20
    content = b"".join(
        line(b"word", x=20 + 29 * at, y=780 - 18 * row, size=6)
        + b"BT /F2 6 Tf %d %d Td (%c) Tj ET\n" % (36 + 29 * at, 780 - 18 * row, b"abcdefgh"[at % 8])
        for row in range(rows)
        for at in range(across)
    )
    icons = {6: b"<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>"}
    objects = page_objects(content, more=icons)
    objects[3] = objects[3].replace(b"/F1 5 0 R", b"/F1 5 0 R /F2 6 0 R")
    found = gather(pdf(objects), votes=False)
    calls = []
    covered = lines._covered
    monkeypatch.setattr(lines, "_covered", lambda one, two: calls.append(1) or covered(one, two))
    seen = see(found)
    assert seen.text.split().count("word") == rows * across
    assert 0 < len(calls) <= 2 * rows * across * across
