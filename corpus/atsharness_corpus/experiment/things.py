"""What is compared beyond the faults: choices of a page that advice is given on, in plain words."""

from __future__ import annotations

from collections.abc import Mapping

PLAIN = "plain-page"
"""The one thing without a counterpart: a plain page, held against its own text."""

THINGS: Mapping[str, str] = {
    PLAIN: "a plain page of one column, with nothing to compare it with but its own text",
    "accents": "names and words with accents; without: the same letters without any",
    "bullets": "arrows as bullets; without: round bullets",
    "colours": "headings, title and job titles in colours; without: all black",
    "columns": "the body in two columns; without: in one",
    "contact-in-header": "contact data in the header of the page; without: in the body",
    "drop-cap": "a large first letter; without: the same paragraph without it",
    "icons": "icons of an icon font before each item of the contact data; without: none",
    "justified": "justified text, not hyphenated; without: ragged right",
    "layout-table": "each job a row of a table, its dates in the first cell; without: the same as lines",
    "letter-spaced-headings": "headings with space between their letters; without: none",
    "ligatures": "ligatures on; without: off",
    "line-end-hyphen": "words hyphenated at line ends; without: none",
    "links": "e-mail and addresses are links; without: plain text",
    "old-encoding": "LaTeX's old font encoding, OT1; without: T1",
    "printed": "printed to PostScript and made a PDF again; without: the PDF as it was saved",
    "right-dates": "dates at the right edge; without: in the line below, after the employer",
    "sidebar": "contact data and skills in a narrow column; without: below each other",
    "small-caps": "headings in small capitals; without: in ordinary letters",
    "two-pages": "large text on two pages or more; without: small text on one page",
    "type3-fonts": "bitmap fonts (Type 3), as TeX without outlines has them; without: outlines",
    "unusual-font": "a typeface of its own; without: one as office programs have it",
}
