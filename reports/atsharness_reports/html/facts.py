"""What the file holds: metadata, fonts and their maps, links, hidden text, as terms with descriptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from atsharness.model.facts import FileFacts, FontFacts, LayoutFacts
from atsharness.model.flow_facts import FlowFacts
from atsharness_reports._terminal import count, listing, percent

MOST_LINKS = 40
_SIZES = ((1_000_000, "MB"), (1_000, "kB"))
_MAPS = {
    "full": "every letter can be told",
    "partial": "some letters cannot be told",
    "none": "letters cannot be told",
    "not_needed": "letters are told by their names",
}


class Group(NamedTuple):
    """One kind of facts: a table with a head, or pairs of a term and what is there."""

    title: str
    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    note: str = ""


def groups(facts: LayoutFacts | None) -> list[Group]:
    """All that is known of the file, kind by kind; empty where nobody looked."""
    if facts is None:
        return []
    if facts.flow is not None:
        return _of_docx(facts.file, facts.flow)
    found = [Group("File", (), _file(facts.file))]
    if facts.fonts:
        head = ("Font", "Kind", "Map to letters", "Glyphs", "Note")
        found.append(Group("Fonts and their maps", head, [_font(font) for font in facts.fonts]))
    if facts.links:
        shown = [
            (
                link.anchor.strip() or "(no text)",
                link.uri,
                "yes" if link.written else "no: lost where a reader takes text alone",
            )
            for link in facts.links[:MOST_LINKS]
        ]
        found.append(Group("Links", ("Text", "Address", "Address is written out"), shown))
    hidden = _hidden(facts)
    found.append(
        Group("Hidden text", ("Why a person does not see it", "Page", "Pieces", "Begins"), hidden)
        if hidden
        else Group("Hidden text", (), [], "No hidden text was found.")
    )
    if facts.failed:
        found.append(Group("Not determined", (), [("unknown", reason) for reason in facts.failed]))
    return found


def _of_docx(file: FileFacts, docx: FlowFacts) -> list[Group]:
    """What a DOCX is made of, and what of it no person sees."""
    rows = [
        ("Title", file.title or "none"),
        ("Author", file.author or "none"),
        ("Made by", file.creator or "unknown"),
        ("Size", _size(file)),
        ("Parts", f"{docx.parts:,}"),
        ("Language", file.language or "not named"),
    ]
    kinds = Counter((item.kind.replace("_", " "), item.part) for item in docx.constructs)
    made_of = [(kind, part, f"{number:,}") for (kind, part), number in kinds.items()]
    hidden = [
        (item.note or item.kind.replace("_", " "), item.part, " ".join(item.text.split())[:80])
        for item in docx.of("hidden", "deletion", "moved_from", "unused_header")
    ]
    found = [Group("File", (), rows)]
    if made_of:
        found.append(Group("What it is made of", ("Construct", "Part", "Number"), made_of))
    if hidden:
        found.append(Group("Hidden text", ("Why a person does not see it", "Part", "Begins"), hidden))
    else:
        found.append(Group("Hidden text", (), [], "No hidden text was found."))
    return found


def _size(file: FileFacts) -> str:
    sizes = (f"{file.size_bytes / unit:.1f} {name}" for unit, name in _SIZES if file.size_bytes >= unit)
    return next(sizes, count(file.size_bytes, "byte"))


def _file(file: FileFacts) -> list[tuple[str, str]]:
    rows = [
        ("Title", file.title or "none"),
        ("Author", file.author or "none"),
        ("Made by", " / ".join(filter(None, (file.creator, file.producer))) or "unknown"),
        ("PDF version", file.version or "unknown"),
        ("Size", _size(file)),
        ("Tags for reading order", "yes" if file.tagged else "no"),
        ("Language", file.language or "not named"),
    ]
    said = [
        ("Encryption", file.encrypted, f"yes, copying {'allowed' if file.copy_allowed else 'forbidden'}"),
        ("Damage", file.repaired, "the table of its parts had to be rebuilt"),
        ("Form", file.form, "XFA" if file.xfa else "yes"),
        ("Scripts", file.javascript, "yes"),
        ("Layers switched off", bool(file.layers_off), listing(file.layers_off)),
        ("Attached files", bool(file.embedded_files), listing(file.embedded_files)),
    ]
    return rows + [(what, detail) for what, holds, detail in said if holds]


def _font(font: FontFacts) -> tuple[str, ...]:
    notes = [] if font.embedded else ["not embedded"]
    if font.symbolic:
        notes.append("symbols")
    doubts = {
        "without a letter": font.unmapped,
        "private use": font.private,
        "control characters": font.controls,
    }
    notes += [f"{number:,} {what}" for what, number in doubts.items() if number]
    if font.agree is not None and font.agree < 1:
        notes.append(f"{percent(font.agree)} of the shapes fit their letters")
    return font.name, font.kind, _MAPS[font.tounicode], f"{font.glyphs:,}", ", ".join(notes)


def _hidden(facts: LayoutFacts) -> list[tuple[str, ...]]:
    pieces: Counter[tuple[str, int]] = Counter()
    texts: dict[tuple[str, int], str] = {}
    for page in facts.pages:
        for run in page.runs:
            if run.hidden is not None and run.text.strip():
                key = (run.hidden.replace("_", " "), page.number)
                pieces[key] += 1
                texts[key] = (texts.get(key, "") + " " + run.text.strip())[:80]
    return [
        (why, str(page), f"{number:,}", texts[why, page].strip()) for (why, page), number in pieces.items()
    ]
