"""Licences of the fonts that the typesetters embed, for the notices beside committed files."""

from __future__ import annotations

_OFL = "SIL Open Font License 1.1"
_GUST = "GUST Font License (LPPL 1.3c)"

BY_PREFIX: dict[str, tuple[str, str]] = {
    "BitstreamVera": ("Bitstream Vera Fonts License", "© 2003 Bitstream, Inc."),
    "CharterBT": ("Bitstream Charter License", "© 1989–1992 Bitstream Inc., Cambridge, MA"),
    "LMRoman": (_GUST, "© B. Jackowski and J. M. Nowacki on behalf of TeX user groups"),
    "LiberationSans": (_OFL, "© 2012 Red Hat, Inc."),
    "LiberationSerif": (_OFL, "© 2012 Red Hat, Inc."),
    "LibertinusSerif": (_OFL, "© 2012–2024 The Libertinus Project Authors"),
    "NewCM": (_GUST, "© 2019–2024 Antonis Tsolomitis"),
    "OpenSymbol": ("MPL-2.0 / LGPL-3.0-or-later", "part of LibreOffice"),
    "TeXGyreTermes": (_GUST, "© B. Jackowski and J. M. Nowacki on behalf of TeX user groups"),
}
"""Licence and copyright line by the start of a font's PostScript name."""


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
