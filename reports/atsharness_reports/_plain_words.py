"""Fields, outcomes and rules as a person says them: ``start date of job 2`` for ``work.1.startDate``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from atsharness_reports._terminal import plain

_ENTRIES = {
    "work": "job",
    "volunteer": "voluntary job",
    "education": "degree",
    "projects": "project",
    "certificates": "certificate",
    "awards": "award",
    "publications": "publication",
    "languages": "language",
    "references": "reference",
    "interests": "interest",
    "summary": "entry of the summary",
    "dates": "period",
}
_PARTS = {
    "startDate": "start date",
    "endDate": "end date",
    "date": "date",
    "releaseDate": "date",
    "position": "title",
    "institution": "school",
    "area": "subject",
    "studyType": "degree",
    "url": "web address",
}
_NAMES = {"work": "company", "volunteer": "organisation", "education": "school"}
_BASICS = {
    "name": "name",
    "email": "e-mail address",
    "phone": "phone number",
    "label": "job title under the name",
    "url": "web address",
    "summary": "summary",
}
_SECTIONS = {"work": "experience"}
_COUNTED = (
    ("section headings", "section.", ""),
    ("dates", "", "Date"),
    ("web addresses", "basics.", ".url"),
    ("skills", "skills.", ""),
)
"""Kinds of fields that are counted: what they are called, how their pointers begin and end."""
OUTCOMES = {
    "exact": ("✓", "recovered exactly"),
    "altered": ("~", "there, but changed: letters or spaces differ"),
    "scattered": ("⇅", "torn apart: other words stand between its own"),
    "partial": ("◐", "partly lost"),
    "missing": ("✕", "lost"),
    "spurious": ("+", "read, but not on the page"),
    "not_alone": ("⊟", "a heading that shares its line with other text"),
    "displaced": ("⇢", "found elsewhere in the text"),
}
"""A sign and what it means, by outcome or detail of a field."""
FAMILIES = {
    "mupdf": "MuPDF",
    "pdfium": "PDFium",
    "pdfminer": "pdfminer.six",
    "pypdf": "pypdf",
    "poppler": "Poppler",
    "pdfbox": "PDFBox",
    "tika": "Apache Tika",
    "pdfjs": "PDF.js",
    "tesseract": "OCR (Tesseract)",
    "python-docx": "python-docx",
    "python-docx-tables": "python-docx with tables",
    "docx2txt": "docx2txt",
    "mammoth": "mammoth",
    "opencats": "OpenCATS",
    "odoo": "Odoo",
    "markitdown": "MarkItDown",
    "pandoc": "pandoc",
    "libreoffice": "LibreOffice",
    "odfdo": "odfdo",
    "odfpy": "odfpy",
    "odt-itertext": "ODT by hand",
    "textract": "textract",
    "pyth": "pyth",
    "striprtf": "striprtf",
    "beautifulsoup": "BeautifulSoup",
    "html2text": "html2text",
    "lxml": "lxml",
    "lynx": "lynx",
    "chardet": "chardet",
    "charset-normalizer": "charset-normalizer",
    "utf8": "UTF-8",
    "antiword": "antiword",
    "catdoc": "catdoc",
}
"""Families of parser paths by the names that their engines go by, in the order of a list."""


def family_name(family: str) -> str:
    """The engine's own name; a family of an unknown path keeps its id."""
    return FAMILIES.get(family, plain(family))


def family_names(families: Iterable[str]) -> str:
    """``MuPDF, pypdf and PDFium``."""
    *most, last = map(family_name, families)
    return f"{', '.join(most)} and {last}" if most else last


def field_name(pointer: str) -> str:
    """A field's pointer in words; one of an unknown kind stays as it is."""
    section, _, rest = pointer.partition(".")
    if section == "basics":
        return _of_basics(rest)
    if section == "section":
        return f"heading “{_SECTIONS.get(rest, rest)}”"
    if section == "skills":
        return f"skill {rest.replace('keywords.', '')}" if rest else "skills"
    found = re.fullmatch(r"(\d+)(?:\.(\w+))?(?:\.(\d+))?", rest)
    if found is None or section not in _ENTRIES:
        return plain(pointer)
    entry = f"{_ENTRIES[section]} {int(found[1]) + 1}"
    if found[2] is None:
        return f"{entry}: title, company and dates together" if section == "work" else f"{entry} as a whole"
    if found[2] == "name":
        return f"{_NAMES.get(section, 'name')} of {entry}"
    part = _PARTS.get(found[2], found[2])
    return f"{part} of {entry}" + (f" ({int(found[3]) + 1})" if found[3] else "")


def kind_name(kind: str) -> str:
    """A kind of fields, which is a pointer without its numbers, in words: ``start date of a job``."""
    section, _, part = kind.partition(".")
    if kind == "section":
        return "section heading"
    if section == "basics":
        return "web address" if part == "profiles.url" else _of_basics(part)
    if section not in _ENTRIES:
        return plain(kind)
    entry = _ENTRIES[section]
    if not part:
        return f"{entry}: title, company and dates together" if section == "work" else f"{entry} as a whole"
    name = _NAMES.get(section, "name") if part == "name" else _PARTS.get(part, part)
    return f"{name} of {'an' if entry[0] in 'aeiou' else 'a'} {entry}"


def _of_basics(rest: str) -> str:
    profile = re.fullmatch(r"profiles\.(\d+)\.(\w+)", rest)
    if profile is not None:
        what = "web address" if profile[2] == "url" else f"profile {profile[2]}"
        return f"{what} {int(profile[1]) + 1}"
    key, _, number = rest.partition(".")
    name = _BASICS.get(key, key)
    return f"{name} {int(number) + 1}" if number.isdigit() else f"{name} ({number})" if number else name


def field_names(pointers: Iterable[str], *, most: int = 4) -> str:
    """Fields in one line, those of a kind counted where there are many: ``name, 8 section headings``."""
    pointers = list(pointers)
    counted = []
    for said, start, end in _COUNTED:
        group = [one for one in pointers if one.startswith(start) and one.endswith(end)]
        if len(group) > 2:
            counted.append(f"{len(group)} {said}")
            pointers = [one for one in pointers if one not in group]
    named = [field_name(one) for one in pointers]
    more = [f"{len(named) - most} more"] if len(named) > most else []
    return ", ".join([*named[:most], *counted, *more])


def rule_title(name: str) -> str:
    """A rule's name as a heading: ``Letter-spaced text`` of ``letter-spaced-text``."""
    words = plain(name).replace("-", " ").strip()
    return words[:1].upper() + words[1:]
