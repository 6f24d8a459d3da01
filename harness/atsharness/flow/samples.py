"""A document of each format with a few words: read before any real one, so that all is loaded by then."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO

from atsharness.model.media_types import DOCX, HTML, ODT, RTF, TEXT

_WORDS = "Jane Example, Engineer"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_DOCX_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="{_RELATIONS}"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{_OFFICE}/wordprocessingml/2006/main"><w:body>'
    f"<w:p><w:r><w:t>{_WORDS}</w:t></w:r></w:p></w:body></w:document>",
}
_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_ODT_PARTS = {
    "mimetype": ODT,
    "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_NAMES}:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODT}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>",
    "content.xml": f'<office:document-content xmlns:office="{_NAMES}:office:1.0" '
    f'xmlns:text="{_NAMES}:text:1.0" office:version="1.3"><office:body><office:text>'
    f"<text:p>{_WORDS}</text:p></office:text></office:body></office:document-content>",
}


@cache
def sample(media_type: str) -> bytes:
    """A document of a media type; b"" for one that has no sample."""
    if media_type in (DOCX, ODT):
        return _packed(_DOCX_PARTS if media_type == DOCX else _ODT_PARTS)
    written = {
        RTF: rf"{{\rtf1\ansi {_WORDS}\par}}",
        HTML: f"<!doctype html><title>Résumé</title><p>{_WORDS}</p>",
        TEXT: f"{_WORDS}\n",
    }
    return written.get(media_type, "").encode()


def _packed(parts: Mapping[str, str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()
