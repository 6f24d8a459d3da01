"""A person's résumé as paragraphs of a DOCX: what every reader reads right."""

from __future__ import annotations

from collections.abc import Iterable

from atsharness_corpus.arrange import contact_lines, education, experience, heading_lines, skills, summary
from atsharness_corpus.docx.writer import Docx, paragraph, run
from atsharness_corpus.model import Block, Style
from atsharness_corpus.person import Person
from atsharness_corpus.typesetters import libreoffice

_STYLES = {"name": "Title", "section": "Heading1", "bullet": "ListBullet"}


def blocks(person: Person) -> tuple[Block, ...]:
    """What the résumé says, in order; dates stand in the line of the employer."""
    return (
        *heading_lines(person),
        *contact_lines(person),
        *summary(person),
        *experience(person, dates="below"),
        *skills(person),
        *education(person, dates="below"),
    )


def printed(block: Block) -> str:
    """A block as a paragraph, without any tab."""
    lead = [run(f"{block.lead} ", "<w:b/>")] if block.lead else []
    right = f" | {block.right}" if block.right else ""
    return paragraph(*lead, run(block.text + right), style=_STYLES.get(block.kind, ""))


def paragraphs(found: Iterable[Block]) -> list[str]:
    """Blocks as paragraphs."""
    return [printed(block) for block in found]


def clean(person: Person) -> Docx:
    """A résumé of paragraphs, headings and bullets alone."""
    return Docx(*paragraphs(blocks(person)))


def reference(person: Person) -> str:
    """Its text, a line a paragraph, without the marks of bullets."""
    lines = []
    for block in blocks(person):
        parts = (block.lead, block.text, f"| {block.right}" if block.right else "")
        lines.append(" ".join(filter(None, parts)))
    return "\n".join(lines) + "\n"


def with_python_docx(person: Person) -> bytes:
    """The same résumé as python-docx writes it, on its own template."""
    style = Style(font="Arial", size=10.0)
    document = libreoffice.new_document(style, f"{person.basics.name} - Résumé", person.basics.name)
    libreoffice.write(document, blocks(person), style, width=500.0)
    return libreoffice.docx_bytes(document)
