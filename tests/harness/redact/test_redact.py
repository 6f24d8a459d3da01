"""``--redact``: nothing of a person is left in texts, figures, names or pictures, and nothing else moves."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
import shown
from hypothesis import given
from hypothesis import strategies as st

from atsharness.model import ReadOptions
from atsharness.redact.disguise import Disguise
from atsharness_reports import json as json_format
from atsharness_reports.html import render

SECRETS = ("Marcus", "Oyelaran", "moyelaran", "Portland", "503-555-0142", "5550142")
"""What the demo résumé tells of its person."""
NUMBERS = ("2021", "2018", "99.98%", "500 ms")
HIDING = Disguise(b"key", ["Jane", "Müller", "Li"])


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_every_character_is_replaced_by_one_of_its_kind(text: str) -> None:
    for other in (HIDING.text(text), HIDING.everything(text), HIDING.said(text)):
        assert len(other) == len(text)
        for before, after in zip(text, other, strict=True):
            assert before == after if not before.isalnum() else after.isalnum()


@given(st.text(st.characters(categories=["Lu", "Ll", "Nd"]), min_size=1, max_size=20))
def test_nothing_stays_of_what_is_replaced_whole(word: str) -> None:
    assert all(a != b for a, b in zip(word, HIDING.everything(word), strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "JANE", "jane", "Muller", "Mu\u0308ller", "MÜLLER", "xxmüllerxx", "M ü l l e r", "Mül-\nler",
        "ja\u00adne", "Li", "jane.x@y.org", "https://y.org/me", "www.y.org", "y.org/me", "+49 170",
    ],
)  # fmt: skip
def test_names_addresses_and_digits_are_found_in_any_shape(text: str) -> None:
    other = HIDING.text(text)
    assert other != text
    assert not re.search("jane|muller|müller|y\\.org|49|170|^li$", other, re.IGNORECASE)


@pytest.mark.parametrize("text", ["Kafka", "Limits", "Java and Go", "e.g. this", "Node.js"])
def test_other_words_stay(text: str) -> None:
    assert HIDING.text(text) == text


def test_the_same_word_is_always_the_same_other_word() -> None:
    assert HIDING.text("Jane, JANE") == f"{HIDING.text('Jane')}, {HIDING.text('Jane').upper()}"
    assert HIDING.text("J A N E").replace(" ", "") == HIDING.text("JANE")
    assert Disguise(b"other", ["Jane"]).text("Jane") != HIDING.text("Jane")


def test_counts_of_ours_stay_and_what_is_quoted_does_not() -> None:
    assert HIDING.said("3 words glued: “Jane 2019”").startswith("3 words glued: “")
    assert "2019" not in HIDING.said("3 words glued: “Jane 2019”")


# --- a whole report --------------------------------------------------------------------------------


def assert_nothing_left(text: str, words: Sequence[str]) -> None:
    squeezed = re.sub(r"[\s\W_]+", "", text).casefold()
    for word in words:
        assert word.casefold() not in text.casefold()
        assert re.sub(r"[\W_]+", "", word).casefold() not in squeezed


def read_by_tesseract(picture: bytes, folder: Path) -> str:
    from PIL import Image

    from atsharness_parsers import tesseract
    from atsharness_parsers._tesseract import find

    options = ReadOptions(work_dir=str(folder))
    try:
        find(options)
    except Exception as error:
        pytest.skip(f"Tesseract is not there: {error}")
    with Image.open(io.BytesIO(picture)) as image:
        large = image.convert("L").resize((image.width * 2, image.height * 2))
    stream = io.BytesIO()
    large.save(stream, "PNG", dpi=(204, 204))
    return tesseract.read(stream.getvalue(), options).text


@pytest.mark.parametrize("source", [None, "resume.md"])
def test_a_redacted_report_holds_nothing_of_its_person(
    demo: Path, tmp_path: Path, source: str | None
) -> None:
    named = tmp_path / "Marcus_Oyelaran_CV.pdf"
    named.write_bytes((demo / "resume.pdf").read_bytes())
    run, options = shown.checked(named, source=demo / source if source else None, redact=True)
    html = render(run, options)
    bare = re.sub(r"base64,[\w+/=]+", "", html)
    assert_nothing_left(re.sub(r"<[^>]+>", "\n", bare), [*SECRETS, *NUMBERS])
    assert_nothing_left(bare, SECRETS)
    assert_nothing_left(json_format.render(run, options), SECRETS)
    assert "document-1.pdf" in html
    (picture,) = shown.pictures_of(html)
    read = read_by_tesseract(picture, tmp_path)
    assert "PostgreSQL" in read
    assert_nothing_left(read, [*SECRETS, *NUMBERS])


def test_what_a_reader_breaks_is_still_broken(demo: Path) -> None:
    plain, _ = shown.checked(demo / "resume.pdf")
    hidden, _ = shown.checked(demo / "resume.pdf", redact=True)
    before, after = plain.documents[0], hidden.documents[0]
    assert after.verdict.complete == before.verdict.complete
    assert [(item.field, item.outcome) for item in after.fields] == [
        (item.field, item.outcome) for item in before.fields
    ]
    name = next(
        item for item in after.fields if item.path_id == "pypdf-plain" and item.field == "basics.name"
    )
    assert name.observed.replace(" ", "") == name.expected.replace(" ", "")


def test_a_scan_is_drawn_anew(scan: Path, tmp_path: Path) -> None:
    run, options = shown.checked(scan, redact=True, ocr=True)
    if run.documents[0].reference is None or run.documents[0].reference.word_count == 0:
        pytest.skip("Tesseract is not there: a scan has no reference")
    html = render(run, options)
    bare = re.sub(r"base64,[\w+/=]+", "", html)
    assert_nothing_left(re.sub(r"<[^>]+>", "\n", bare), SECRETS)
    (picture,) = shown.pictures_of(html)
    assert_nothing_left(read_by_tesseract(picture, tmp_path), SECRETS)


def test_a_sentence_beside_contact_data_is_everybodys(tmp_path: Path) -> None:
    """Our own messages once lost their words with it."""
    (tmp_path / "cv.txt").write_text(
        "Jane Roe\n12 Corbel Lane, Portland\njane.roe@example.com\n"
        "See what I have made and how it is built for you on https://janeroe.dev\n\nExperience\n"
        "Developer, Acme Corp\nJan 2020 - Present\nBuilt the ledger.\n",
        "utf-8",
    )
    page = shown.page_of(tmp_path / "cv.txt", redact=True)
    assert "Corbel" not in page
    assert "janeroe" not in page
    assert "See what I have made and how it is built for you on https://" in page
