"""An ODT as a person reads it, construct by construct."""

from __future__ import annotations

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
