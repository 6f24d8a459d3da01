"""Bytes of a DOCX to its facts and the visual reference.

What `facts.gather` and `reference.visual` do for a PDF.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from atsharness.docx.package import Package, PackageError
from atsharness.docx.reader import Reader, Unfold
from atsharness.docx.styles import child, local, value
from atsharness.model import Reference
from atsharness.model.facts import FileFacts, LayoutFacts
from atsharness.model.flow_facts import FileKind, FlowFacts

_PROGRAMS = ("python-docx", "docx", "Un-named", "Unknown")
"""Names that programs give themselves as a file's author."""
_TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def gather(data: bytes, unfold: Unfold | None = None) -> tuple[LayoutFacts, Reference]:
    """The facts of a DOCX, and its words as a person reads them.

    Args:
        data: the file.
        unfold: reads documents that are embedded in it; None leaves them unread.

    Raises:
        PackageError: it cannot be read, or exceeds a limit.
    """
    package = Package(data)
    reader = Reader(package, unfold)
    reader.read()
    text, words, constructs, items = reader.sheet.placed()
    facts = LayoutFacts(
        file=_file(package, len(data)),
        flow=FlowFacts(
            constructs=constructs, words=len(words), file_kind=_kind(package), parts=len(package.names)
        ),
    )
    embedded = any(item.kind == "alternative_part" and not item.boxes for item in constructs)
    warnings = ["the document shows no text"] if not words else []
    if embedded:
        warnings.append("the document shows another one that is embedded in it, which was not read")
    return facts, Reference(
        text=text,
        origin="visual",
        words=words,
        items=items,
        read_by="xml",
        complete=not embedded,
        warnings=tuple(warnings),
    )


def _kind(package: Package) -> FileKind:
    declared = package.content_types.get(package.main, "").lower()
    if "template" in declared:
        return "template"
    if "macroenabled" in declared:
        return "macros"
    root = package.xml(package.main)
    return "" if root.tag.startswith(f"{{{_TRANSITIONAL}}}") else "strict"


def _file(package: Package, size: int) -> FileFacts:
    """Title, author and the program that wrote the file, as its properties say."""
    core, app = _properties(package, "core-properties"), _properties(package, "extended-properties")
    language = _language(package)
    return FileFacts(
        size_bytes=size,
        title=_said(core, "title"),
        author="" if (author := _said(core, "creator")) in _PROGRAMS else author,
        creator=" ".join(filter(None, (_said(app, "Application"), _said(app, "AppVersion")))),
        language=language,
    )


def _properties(package: Package, kind: str) -> Element | None:
    for relation in package.relationships().values():
        if relation.kind == kind and package.has(relation.target):
            try:
                return package.xml(relation.target)
            except PackageError:
                return None
    return None


def _said(root: Element | None, name: str) -> str:
    found = child(root, name) if root is not None else None
    return (found.text or "").strip()[:200] if found is not None else ""


def _language(package: Package) -> str:
    for relation in package.relationships(package.main).values():
        if relation.kind == "styles" and package.has(relation.target):
            for item in package.xml(relation.target).iter():
                if local(item.tag) == "lang":
                    return value(item) or ""
    return ""
