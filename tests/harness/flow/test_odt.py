"""An ODT as a person reads it, construct by construct."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from atsharness.docx.package import PackageError
from atsharness.flow.odt import gather, inspected
from atsharness.model import Reference
from atsharness.model.flow_facts import FlowFacts
from atsharness_corpus.docx.writer import zipped
from atsharness_corpus.flow.odt import document, paragraph, span, table, text_box


def read(*content: str, header: str = "") -> tuple[FlowFacts, Reference]:
    facts, seen = gather(document(content, header=header))
    assert facts.flow is not None
    return facts.flow, seen


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (paragraph("Jane  \n Example"), "Jane Example"),
        (paragraph('a<text:s text:c="3"/>b<text:tab/>c<text:line-break/> d'), "a   b\tc\nd"),
        (paragraph(f"a {span('hidden', 'Hidden')}b{span('white', 'White')}"), "a b"),
        (paragraph('<text:a xlink:href="http://x.org">My page</text:a>'), "My page"),
        ("<text:list><text:list-item>" + paragraph("item") + "</text:list-item></text:list>", "item"),
        (table((paragraph("a"), paragraph("b")), (paragraph("c"), paragraph("d"))), "a\tb\nc\td"),
        (paragraph("before " + text_box(paragraph("in it")) + "after"), "before after\nin it"),
        (
            paragraph(
                'x<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
                f"<text:note-body>{paragraph('a note')}</text:note-body></text:note> y"
            )
            + paragraph("z"),
            "x y\nz\na note",
        ),
        (
            "<text:tracked-changes><text:changed-region><text:deletion>"
            + paragraph("gone")
            + "</text:deletion></text:changed-region></text:tracked-changes>"
            + paragraph("kept"),
            "kept",
        ),
        ('<text:section text:display="none">' + paragraph("x") + "</text:section>" + paragraph("y"), "y"),
        (
            paragraph(
                "<text:ruby><text:ruby-base>base</text:ruby-base><text:ruby-text>r</text:ruby-text></text:ruby>"
            ),
            "base",
        ),
        (paragraph("a<office:annotation><text:p>remark</text:p></office:annotation>b"), "ab"),
    ],
)
def test_what_a_person_reads(content: str, expected: str) -> None:
    assert read(content)[1].text.rstrip("\n") == expected


def test_a_header_goes_first_and_names_its_part() -> None:
    flow, seen = read(paragraph("body"), header=paragraph("Jane"))
    assert seen.text == "Jane\nbody\n"
    (header,) = flow.of("header")
    assert (header.part, header.start, header.stop) == ("styles.xml", 0, 1)


def test_constructs_name_what_nobody_sees() -> None:
    flow, _ = read(paragraph(f"a{span('secret words', 'Hidden')}{span('pale', 'White')}"))
    assert [(item.text, item.note) for item in flow.of("hidden")] == [
        ("secret words", "hidden"),
        ("pale", "white"),
    ]


def test_what_is_refused() -> None:
    good = document([paragraph("x")])
    assert inspected(good) is None
    assert "truncated" in (inspected(good[:-30]) or "")
    assert inspected(zipped({"content.xml": "<a/>"})) == "it is no text document"
    assert "declares a document type" in (inspected(zipped({"content.xml": "<!DOCTYPE a><a/>"})) or "")
    with pytest.raises(PackageError):
        gather(b"PK\x03\x04")


def _content() -> str:
    """The part that holds the text of a good ODT."""
    with zipfile.ZipFile(BytesIO(document([paragraph("x")]))) as archive:
        return archive.read("content.xml").decode()


def test_an_empty_part_of_settings_costs_nothing() -> None:
    """Pandoc and older LibreOffice write one; no reader opens it. A document without content is refused."""
    parts = {"content.xml": _content(), "Configurations2/accelerator/current.xml": ""}
    assert inspected(zipped(parts)) is None
    assert "content.xml is no well-formed XML" in (inspected(zipped({"content.xml": ""})) or "")


@pytest.mark.parametrize(
    ("declaration", "accepted"),
    [
        (
            '<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd">',
            True,
        ),
        ('<!DOCTYPE manifest:manifest [<!ENTITY a "b">]>', False),
        ('<!DOCTYPE manifest:manifest PUBLIC "x" "Manifest.dtd" [<!ENTITY a "b">]>', False),
        ('<!DOCTYPE manifest:manifest SYSTEM "/etc/passwd">', False),
    ],
)
def test_a_bare_document_type_of_the_manifest(declaration: str, accepted: bool) -> None:
    """OpenOffice.org and AbiWord write it; one that can define entities is refused."""
    manifest = f"{declaration}<manifest:manifest xmlns:manifest='m'/>"
    parts = {"content.xml": _content(), "META-INF/manifest.xml": manifest}
    assert (inspected(zipped(parts)) is None) == accepted


def test_items_of_lists_begin_with_their_first_word_and_numbered_headings_are_none() -> None:
    heading = '<text:h text:outline-level="1">Work</text:h>'
    inner = f"<text:list><text:list-item>{paragraph('within')}</text:list-item></text:list>"
    content = (
        f"<text:list><text:list-item>{heading}</text:list-item></text:list>",
        f"<text:list><text:list-item>{paragraph('one item')}{inner}</text:list-item>",
        f"<text:list-item>{paragraph('')}</text:list-item></text:list>",
        paragraph("after"),
    )
    _, seen = read(*content)
    words = seen.text.split()
    assert sorted(words[at] for at in seen.items) == ["one", "within"]
