"""Licences of embedded fonts and of templates, for the notices beside committed files."""

from __future__ import annotations

_OFL = "SIL Open Font License 1.1"
_ADOBE = "Adobe Systems Incorporated, with Reserved Font Name “Source”"
_GUST = "GUST Font License (LPPL 1.3c)"

BY_PREFIX: dict[str, tuple[str, str]] = {
    "BitstreamVera": ("Bitstream Vera Fonts License", "© 2003 Bitstream, Inc."),
    "CharterBT": ("Bitstream Charter License", "© 1989–1992 Bitstream Inc., Cambridge, MA"),
    "Lato": (_OFL, "© 2010–2014 tyPoland Lukasz Dziedzic, with Reserved Font Name “Lato”"),
    "DejaVu": ("Bitstream Vera Fonts License and public domain", "© 2003 Bitstream, Inc.; DejaVu changes"),
    "LMRoman": (_GUST, "© B. Jackowski and J. M. Nowacki on behalf of TeX user groups"),
    "LiberationSans": (_OFL, "© 2012 Red Hat, Inc."),
    "LiberationSerif": (_OFL, "© 2012 Red Hat, Inc."),
    "LibertinusSerif": (_OFL, "© 2012–2024 The Libertinus Project Authors"),
    "NewCM": (_GUST, "© 2019–2024 Antonis Tsolomitis"),
    "OpenSymbol": ("MPL-2.0 / LGPL-3.0-or-later", "part of LibreOffice"),
    "GlyphLessFont": ("none: it has no outlines", "part of ats-harness"),
    "SourceSansPro": (_OFL, f"© 2010–2014 {_ADOBE}"),
    "SourceSerifPro": (_OFL, f"© 2014–2018 {_ADOBE}"),
    "Source-Sans-Pro": (_OFL, f"© 2010–2014 {_ADOBE}"),
    "Source-Serif-Pro": (_OFL, f"© 2014–2018 {_ADOBE}"),
    "TeXGyreTermes": (_GUST, "© B. Jackowski and J. M. Nowacki on behalf of TeX user groups"),
    "icomoon": ("MIT, with jsonresume-theme-elegant; icons made with IcoMoon", "© Mudassir Ali"),
    "octicons": (_OFL, "© 2012–2015 GitHub"),
}
"""Licence and copyright line by the start of a font's PostScript name."""

TEMPLATES: dict[str, tuple[str, str]] = {
    "jsonresume-elegant": ("MIT (its package.json); Bootstrap 3.3.6: MIT", "© Mudassir Ali; © Twitter, Inc."),
    "jsonresume-even": ("MIT; Feather icons: MIT", "© 2018 Rafael Bardini; © 2013–2023 Cole Bemis"),
    "jsonresume-flat": ("MIT (its package.json); Bootstrap 3.2.0: MIT", "© Mattias Erming; © Twitter, Inc."),
    "moderncv": ("LPPL 1.3c", "© 2006–2015 Xavier Danaux, 2020–2022 moderncv maintainers"),
}
"""Licence and copyright line of each third-party template and of what its page holds."""


def licence_of(font: str) -> tuple[str, str]:
    """Licence and copyright line of an embedded font.

    Args:
        font: its name in the PDF, with or without a subset's tag, e.g. ``ABCDEF+LMRoman10-Bold``.

    Raises:
        KeyError: a font that no typesetter here is known to embed.
    """
    name = font.rpartition("+")[2]
    for prefix, licence in BY_PREFIX.items():
        if name.startswith(prefix):
            return licence
    raise KeyError(name)
