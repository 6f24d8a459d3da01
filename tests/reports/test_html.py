"""The HTML report: both texts to the last character, nothing from elsewhere, hostile text is text."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from pathlib import Path

import builders
import msgspec
import pytest
import shown
from hypothesis import given, settings
from hypothesis import strategies as st

from atsharness.alignment.align import align
from atsharness.alignment.spans import diff_spans
from atsharness.model import Document, DocumentResult, Finding, RenderOptions, RuleResult
from atsharness.text.tokens import tokens
from atsharness_reports.html import files, render
from atsharness_reports.html.line import lines
from atsharness_reports.html.panes import MOST_SHOWN, Segment, markup, segments

TEXT = "Jane Example\njane@example.com\nExperience\nBack-End Engineer\nAcme Rockets 2019 – 2022\nKafka Redis"
READ = {
    "pdfium": TEXT,
    "pypdf-plain": "Jane Example\nExperience\nBack-EndEngineer\nAcme Rockets 2019 – 2022\n"
    "jane@example.com\nKafka",
}
HOSTILE = "<script>alert(1)</script><img src=x onerror=a()>\x1b[31m\u202ehidden\u2066\x07\" onload='x' &lt;"
SECTIONS = ("h-verdict", "h-first", "h-page", "h-text", "h-fields", "h-keywords", "h-facts", "h-origin")


def spans_of(reference: str, hypothesis: str) -> tuple:
    return diff_spans(
        align(tokens(reference), tokens(hypothesis), path_id="p"),
        tokens(reference),
        tokens(hypothesis),
        reference_size=len(reference),
        hypothesis_size=len(hypothesis),
    )


# --- the two texts ---------------------------------------------------------------------------------

WORDS = st.lists(
    st.sampled_from(["Kafka", "Redis", "2019", "–", "E D U", "a<b&c", "\t", "\n", "\x0c", "é", "ﬁ"])
)


@given(WORDS.map(" ".join), WORDS.map(" ".join))
@settings(max_examples=150)
def test_the_panes_hold_both_texts_to_the_last_character(reference: str, hypothesis: str) -> None:
    spans = spans_of(reference, hypothesis)
    assert "".join(one.text for one in segments(spans, reference, "reference")) == reference
    assert "".join(one.text for one in segments(spans, hypothesis, "hypothesis")) == hypothesis


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80), st.text(max_size=80))
@settings(max_examples=100)
def test_any_texts_are_rebuilt(reference: str, hypothesis: str) -> None:
    spans = spans_of(reference, hypothesis)
    assert "".join(one.text for one in segments(spans, reference, "reference")) == reference
    assert "".join(one.text for one in segments(spans, hypothesis, "hypothesis")) == hypothesis


def test_the_page_itself_holds_both_texts() -> None:
    parsed = shown.Parsed(render(*shown.hand_made(TEXT, READ)))
    texts = [text for _, text in parsed.texts]
    assert TEXT in texts
    assert READ["pypdf-plain"] in texts


def test_marks_tell_what_became_of_words() -> None:
    spans = spans_of("Java Kafka Redis", "Java Kafke confidential")
    left = segments(spans, "Java Kafka Redis", "reference")
    right = segments(spans, "Java Kafke confidential", "hypothesis")
    assert Segment("Redis", "lost") in left
    assert [one.mark for one in left if one.text == "Kafka"] == ["altered"]
    assert Segment("Kafke", "altered", "Kafka") in right
    assert Segment("confidential", "extra") in right
    assert str(markup(right)).count("<ins>") == 1


def test_a_long_text_is_cut_and_says_so() -> None:
    cut = str(markup([Segment("x" * 3_000_000)]))
    assert len(cut) < MOST_SHOWN + 200
    assert "the first 40,000 of 3,000,000 characters" in cut


# --- the page --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def demo_page(demo: Path) -> str:
    return shown.page_of(demo / "resume.pdf")


def test_every_section_is_there_in_order(demo_page: str) -> None:
    ids = shown.Parsed(demo_page).ids()
    assert [one for one in ids if one in SECTIONS] == list(SECTIONS)
    assert len(ids) == len(set(ids))


def test_the_headline_begins_with_the_count_of_readers(demo_page: str) -> None:
    assert re.search(r"<h1[^>]*>(None|All|\d+) (of )?\d+ readers get", demo_page)


def test_nothing_is_asked_of_any_network(demo_page: str) -> None:
    parsed = shown.Parsed(demo_page)
    for tag, attributes in parsed.elements:
        assert tag not in {"script", "link", "iframe", "object", "embed", "base", "form"}
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        for name in ("src", "href", "srcset", "action", "data"):
            assert re.match(r"#|data:(image/webp|application/gzip);base64,|None", str(attributes.get(name)))
    assert "@import" not in demo_page
    assert "url(" not in demo_page


def test_the_policy_of_a_watched_page_allows_its_script_and_no_other(demo: Path) -> None:
    html = shown.page_of(demo / "resume.pdf", refresh_s=2, paths=("pdfium",))
    (script,) = re.findall(r"<script data-seconds=\"2\">(.*?)</script>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"; script-src &#39;sha256-{digest}&#39;" in html
    assert "location.reload()" in script


def test_the_policy_allows_this_style_sheet_and_no_other(demo_page: str) -> None:
    sheet = re.search(r"<style>(.*?)</style>", demo_page, re.DOTALL)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', demo_page)
    assert sheet is not None
    assert policy is not None
    digest = base64.b64encode(hashlib.sha256(sheet[1].encode()).digest()).decode()
    assert f"style-src &#39;sha256-{digest}&#39;" in policy[1]
    assert policy[1].startswith("default-src &#39;none&#39;")


def test_every_link_inside_has_its_target_and_every_box_its_finding(demo_page: str) -> None:
    parsed = shown.Parsed(demo_page)
    ids = set(parsed.ids())
    targets = [
        str(attributes["href"])[1:]
        for tag, attributes in parsed.elements
        if tag == "a" and str(attributes.get("href")).startswith("#")
    ]
    assert set(targets) <= ids
    boxes = [one for one in ids if one.startswith("box-")]
    assert boxes
    assert all(box in targets and f"finding-{box.split('-')[1]}" in targets for box in boxes)


def test_the_json_is_that_of_the_run(demo_page: str) -> None:
    packed = re.search(r'href="data:application/gzip;base64,([^"]+)"', demo_page)
    assert packed is not None
    data = json.loads(gzip.decompress(base64.b64decode(packed[1])))
    assert data["documents"][0]["verdict"]["counted"] == 8
    assert data["documents"][0]["extractions"][0]["text"] is None


def test_a_page_of_the_demo_stays_small(demo_page: str) -> None:
    assert len(demo_page.encode()) < 250_000
    (picture,) = shown.pictures_of(demo_page)
    assert len(picture) < 85_000


def test_the_picture_has_a_hundred_dots_an_inch(demo: Path) -> None:
    from io import BytesIO

    from PIL import Image

    _, options = shown.checked(demo / "resume.pdf")
    (picture,) = options.exhibits[0].pictures.pages
    with Image.open(BytesIO(picture.data)) as image:
        assert image.format == "WEBP"
        assert image.width >= 100 * picture.width / 72
        assert image.size == picture.pixels


def test_two_runs_give_the_same_report(demo: Path, demo_page: str) -> None:
    again = shown.page_of(demo / "resume.pdf")
    packed = re.compile(r"data:application/gzip[^\"]*")  # it holds the run's time
    assert packed.sub("", again) == packed.sub("", demo_page)


def test_golden(golden: object) -> None:
    page = render(*shown.hand_made(TEXT, READ))
    page = re.sub(r"<style>.*?</style>|sha256-[\w+/=]+|base64,[\w+/=]+", "…", page, flags=re.DOTALL)
    golden("report.html", page)  # type: ignore[operator]


# --- hostile and bad input -------------------------------------------------------------------------


def hostile_result() -> DocumentResult:
    """The same text in every place where a document's own text can come from."""
    finding = Finding(
        rule_id="ATS121",
        impact="serious",
        confidence="high",
        message=HOSTILE,
        page=1,
        boxes=((10.0, 10.0, 60.0, 20.0),),
        families_hit=("pdfium",),
        families_run=("pdfium",),
        words=(HOSTILE,),
        word_count=1,
        advice=HOSTILE,
    )
    own = builders.judged(HOSTILE)
    return msgspec.structs.replace(
        own,
        document=msgspec.structs.replace(own.document, path=HOSTILE),
        rule_results=(
            RuleResult(rule_id="ATS121", name="letter-spaced", outcome="violation", findings=(finding,)),
        ),
        fields=tuple(
            msgspec.structs.replace(item, expected=HOSTILE, observed=HOSTILE, outcome="altered")
            for item in own.fields
        ),
    )


def test_hostile_text_changes_nothing_but_text() -> None:
    honest = shown.Parsed(render(*shown.hand_made(TEXT, READ, result=_with("plain words"))))
    html = render(
        *shown.hand_made(
            HOSTILE + "\n" + TEXT, {"pdfium": HOSTILE, "pypdf-plain": HOSTILE}, result=hostile_result()
        )
    )
    parsed = shown.Parsed(html)
    assert {tag for tag, _ in parsed.elements} <= {tag for tag, _ in honest.elements} | {
        "del",
        "ins",
        "mark",
        "u",
    }
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    for _, attributes in parsed.elements:
        assert not [name for name in attributes if name.startswith("on")]


def _with(text: str) -> DocumentResult:
    encoded = msgspec.json.encode(hostile_result()).decode()
    return msgspec.json.decode(encoded.replace(json.dumps(HOSTILE)[1:-1], text), type=DocumentResult)


@pytest.mark.parametrize("text", ["W" * 10_000, "w" * 3_000_000])
def test_a_word_without_end_stays_within_bounds(text: str) -> None:
    own = builders.judged("resume.pdf")
    long = msgspec.structs.replace(
        own, fields=tuple(msgspec.structs.replace(item, expected=text) for item in own.fields)
    )
    html = render(*shown.hand_made("Jane Example", {"pdfium": text}, result=long))
    assert len(html) < 250_000


@pytest.mark.parametrize("status", ["unreadable", "unsupported"])
def test_a_document_that_was_not_read_says_why_and_stays_small(status: str) -> None:
    document = Document(path="a.pdf", status=status, reason="corrupt: <b>export</b> it again")  # type: ignore[arg-type]
    html = render(builders.run_result(DocumentResult(document=document)), RenderOptions())
    assert "This file could not be read" in html
    assert "corrupt: &lt;b&gt;export&lt;/b&gt; it again" in html
    assert len(html) < 40_000


def test_pages_that_cannot_be_drawn_are_said_to_be_so() -> None:
    run, options = shown.hand_made(TEXT, READ)
    nothing = msgspec.structs.replace(
        options.exhibits[0],
        pictures=msgspec.structs.replace(options.exhibits[0].pictures, pages=(), reason="it broke"),
    )
    html = render(run, msgspec.structs.replace(options, exhibits={0: nothing}))
    assert "it broke" in html
    assert TEXT in [text for _, text in shown.Parsed(html).texts]


def test_of_many_pages_ten_are_shown_and_others_on_request(tmp_path: Path) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument.new() as pdf:
        for _ in range(12):
            pdf.new_page(300, 400)
        pdf.save(tmp_path / "long.pdf")
    html = shown.page_of(tmp_path / "long.pdf")
    assert len(shown.pictures_of(html)) == 10
    assert "only pages 1 to 10 of 12 shown; choose others with --pages A-B" in html
    later = shown.page_of(tmp_path / "long.pdf", first=11, last=20)
    assert re.findall(r'id="page-(\d+)"', later) == ["11", "12"]


# --- the reading line ------------------------------------------------------------------------------


def test_a_reader_in_order_makes_no_leap_and_one_that_moves_a_line_makes_two() -> None:
    run, options = shown.hand_made(TEXT, READ)
    words = options.exhibits[0].reference.words
    ways = {item.path_id: lines(item.words, words)[1] for item in run.documents[0].alignments}
    assert ways["pdfium"].leap_count == 0
    assert ways["pdfium"].text.count("M") == len(TEXT.splitlines())
    assert ways["pypdf-plain"].leap_count == 2


# --- several files ---------------------------------------------------------------------------------


def test_the_index_lists_the_worst_first_and_links_every_report() -> None:
    levels = ["pass", "fail", "at_risk"]
    run = builders.run_result(
        *(builders.judged(f"{level}.pdf", level) for level in levels), builders.unreadable()
    )
    written = dict(files(run, RenderOptions()))
    index = shown.Parsed(written["index.html"])
    links = [a["href"] for tag, a in index.elements if tag == "a" and str(a["href"]).endswith(".html")]
    assert links == ["report-0004.html", "report-0002.html", "report-0003.html", "report-0001.html"]
    assert set(links) | {"index.html"} == set(written)
    for level in ("pass", "fail", "at_risk", "unread"):
        assert f"body:has(#only-{level}:checked) .row:not(.{level}){{display:none}}" in written["index.html"]
    assert '<a href="index.html">' in written["report-0001.html"]
