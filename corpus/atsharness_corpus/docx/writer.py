"""Writes a DOCX part by part, so that a file holds exactly the XML that a test is about.

The same call gives the same bytes. Texts are escaped, elements are not.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

_OFFICE = "http://schemas.openxmlformats.org"
_RELATIONS = f"{_OFFICE}/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STRICT = "http://purl.oclc.org/ooxml"
NAMESPACES = {
    "w": f"{_OFFICE}/wordprocessingml/2006/main",
    "r": _RELATIONS,
    "mc": f"{_OFFICE}/markup-compatibility/2006",
    "wp": f"{_OFFICE}/drawingml/2006/wordprocessingDrawing",
    "a": f"{_OFFICE}/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "m": f"{_OFFICE}/officeDocument/2006/math",
}
MAIN_TYPE = f"{_WORD}.document.main+xml"
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
TEMPLATE_TYPE = f"{_WORD}.template.main+xml"
_DATE = (2026, 1, 15, 0, 0, 0)
_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/><w:lang w:val="en-US"/></w:rPr></w:rPrDefault>'
    "</w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>'
    '<w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/>'
    '<w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="•"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def run(text: str, properties: str = "") -> str:
    """A ``w:r`` with one text; `properties` are elements of its ``w:rPr``."""
    known = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{known}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*parts: str, style: str = "", properties: str = "") -> str:
    """A ``w:p`` of runs and other elements; what does not begin with ``<`` is a text."""
    inner = "".join(part if part.startswith("<") else run(part) for part in parts)
    named = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    known = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{known}{inner}</w:p>"


def table(*rows: tuple[str, ...], borders: bool = False) -> str:
    """A ``w:tbl``; each cell is the XML of its paragraphs."""
    lines = '<w:tblBorders><w:top w:val="single"/><w:insideH w:val="single"/></w:tblBorders>' * borders
    body = "".join(f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{cell}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    grid = "".join("<w:gridCol/>" for _ in rows[0])
    return f"<w:tbl><w:tblPr>{lines}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


class Docx:
    """The parts of one file."""

    def __init__(self, *body: str, section: str = "", kind: str = MAIN_TYPE, strict: bool = False) -> None:
        """Takes the elements of the body.

        Args:
            *body: in order; see `paragraph` and `table`.
            section: elements of its ``w:sectPr``.
            kind: the main part's content type.
            strict: whether names are those of strict files (ISO/IEC 29500-1).
        """
        self.body = list(body)
        self._section = section
        self._kind = kind
        self._strict = strict
        self._parts: dict[str, tuple[str, str, str]] = {}
        """By name: content type, kind of relationship, XML."""
        self._links: list[tuple[str, str, bool]] = []
        """Kind, target, external; the ids are their numbers."""
        self._settings = ""
        self.pages = 1

    def link(self, target: str) -> str:
        """The id of a relationship to an address outside."""
        return self._relate("hyperlink", target, external=True)

    def bound(self, name: str, *content: str, use: str = "default", kind: str = "header") -> str:
        """A header or footer part.

        Args:
            name: of its file, without folder and suffix.
            *content: its paragraphs.
            use: ``default``, ``first`` or ``even``.
            kind: ``header`` or ``footer``.

        Returns:
            The element that refers to it, for a section.
        """
        tag = "hdr" if kind == "header" else "ftr"
        number = self.part(f"{name}.xml", kind, f"{_WORD}.{kind}+xml", rooted(tag, "".join(content)))
        return f'<w:{kind}Reference w:type="{use}" r:id="{number}"/>'

    def part(self, name: str, relation: str, content_type: str, xml: str) -> str:
        """A further part in ``word/``; the id of the main part's relationship to it."""
        self._parts[f"word/{name}"] = (content_type, relation, xml)
        return self._relate(relation, name)

    def notes(self, *content: str) -> None:
        """Footnotes numbered from 1."""
        inner = "".join(f'<w:footnote w:id="{n}">{one}</w:footnote>' for n, one in enumerate(content, 1))
        self.part("footnotes.xml", "footnotes", f"{_WORD}.footnotes+xml", rooted("footnotes", inner))

    def settings(self, elements: str) -> None:
        """Elements of ``settings.xml``."""
        self._settings += elements

    def section(self, elements: str) -> None:
        """Further elements of the last section."""
        self._section += elements

    def _relate(self, kind: str, target: str, *, external: bool = False) -> str:
        self._links.append((kind, target, external))
        return f"rId{len(self._links)}"

    def saved(self) -> bytes:
        """The file."""
        self.part("styles.xml", "styles", f"{_WORD}.styles+xml", rooted("styles", _STYLES))
        self.part("numbering.xml", "numbering", f"{_WORD}.numbering+xml", rooted("numbering", _NUMBERING))
        self.part("settings.xml", "settings", f"{_WORD}.settings+xml", rooted("settings", self._settings))
        body = f"<w:body>{''.join(self.body)}<w:sectPr>{self._section}</w:sectPr></w:body>"
        main = rooted("document", body)
        files = {
            "[Content_Types].xml": self._types(),
            "_rels/.rels": _relationships(
                [
                    (f"{_RELATIONS}/officeDocument", "word/document.xml", False),
                    (f"{_RELATIONS}/extended-properties", "docProps/app.xml", False),
                ]
            ),
            "docProps/app.xml": _declared(
                f'<Properties xmlns="{_OFFICE}/officeDocument/2006/extended-properties">'
                f"<Application>Microsoft Office Word</Application><Pages>{self.pages}</Pages></Properties>"
            ),
            "word/document.xml": main,
            "word/_rels/document.xml.rels": _relationships(
                [(f"{_RELATIONS}/{kind}", target, external) for kind, target, external in self._links]
            ),
            **{name: xml for name, (_, _, xml) in self._parts.items()},
        }
        if self._strict:
            files = {name: _made_strict(xml) for name, xml in files.items()}
        return zipped(files)

    def _types(self) -> str:
        package = "application/vnd.openxmlformats-package"
        overrides = {
            "word/document.xml": self._kind,
            **{name: kind for name, (kind, *_) in self._parts.items()},
        }
        inner = "".join(
            f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
        )
        return _declared(
            f'<Types xmlns="{_OFFICE}/package/2006/content-types">'
            f'<Default Extension="rels" ContentType="{package}.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{inner}</Types>'
        )


def rooted(tag: str, inner: str) -> str:
    """A part with a root of this name that declares all `NAMESPACES`."""
    known = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
    return _declared(f"<w:{tag} {known}>{inner}</w:{tag}>")


def zipped(files: dict[str, str] | dict[str, bytes]) -> bytes:
    """An archive of these files, in their order."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()


def _made_strict(xml: str) -> str:
    """A part with the strict names of its elements and relationships."""
    xml = xml.replace(NAMESPACES["w"], f"{_STRICT}/wordprocessingml/main")
    return xml.replace(_RELATIONS, f"{_STRICT}/officeDocument/relationships")


def _relationships(found: list[tuple[str, str, bool]]) -> str:
    mode = {True: ' TargetMode="External"', False: ""}
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target={quoteattr(target)}{mode[external]}/>'
        for number, (kind, target, external) in enumerate(found, 1)
    )
    return _declared(f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">{inner}</Relationships>')


def _declared(xml: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'
