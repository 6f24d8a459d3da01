"""What a document without pages is made of: constructs, each with the words of the document that it holds."""

from __future__ import annotations

from typing import Literal

import msgspec

from atsharness.model.geometry import Box

ConstructKind = Literal[
    "alternative_part",
    "character_reference",
    "chart",
    "columns",
    "comment",
    "content_control",
    "custom_xml",
    "deletion",
    "diagram",
    "drop_cap",
    "endnote",
    "equation",
    "field_code",
    "footer",
    "footnote",
    "frame",
    "header",
    "hidden",
    "insertion",
    "line_break",
    "line_with_box",
    "link",
    "merged_cell",
    "moved_from",
    "moved_to",
    "nested_table",
    "no_space",
    "non_breaking_hyphen",
    "old_encoding",
    "page_break",
    "picture",
    "placeholder",
    "positioned_tab",
    "simple_field",
    "smart_tag",
    "symbol",
    "tab",
    "table",
    "text_box",
    "undeclared_encoding",
    "unused_header",
    "word_art",
]

SHEET = 0
"""The page of words of a document without pages: its text stands on one long sheet, each paragraph a line,
sizes as the file says. Places on it are for reading order and sizes, not for people."""


class Construct(msgspec.Struct, frozen=True, kw_only=True):
    """One construct: a text box, a header, a tab between two words.

    `boxes` are the places of its words on the document's sheet (`SHEET`); none where a person sees no word of
    it.
    """

    kind: ConstructKind
    part: str
    """The name of the file's part in which it stands (``word/header1.xml``); empty in a file of one part."""
    start: int = 0
    stop: int = 0
    """Its words ``[start, stop)``, numbered in the document's order."""
    boxes: tuple[Box, ...] = ()
    text: str = ""
    """What the file holds there and a person does not see (hidden, deleted); of a link the address."""
    note: str = ""
    """Tells cases of one kind apart: how a box is stored, where a control stands."""


FileKind = Literal["", "strict", "macros", "template"]
FlowFormat = Literal["docx", "odt", "rtf", "html", "text"]


class FlowFacts(msgspec.Struct, frozen=True, kw_only=True):
    """The constructs of a document without pages, in its order."""

    format: FlowFormat = "docx"
    constructs: tuple[Construct, ...] = ()
    words: int = 0
    file_kind: FileKind = ""
    """What of a DOCX makes readers refuse it: strict Open XML, macros, a template."""
    parts: int = 0

    def of(self, *kinds: ConstructKind) -> tuple[Construct, ...]:
        """The constructs of these kinds."""
        return tuple(item for item in self.constructs if item.kind in kinds)
