"""The label before a name in a table of personal data: ``Name: Jane Doe``, ``Nom complet  Jane Doe``."""

from __future__ import annotations

from collections.abc import Sequence

from atsharness.text.tokens import Token

_LABELS = frozenset(
    {
        *("name", "full name", "candidate", "name and surname"),
        *("vor- und nachname", "vor- und zuname", "vorname und nachname"),
        *("nom", "nom complet", "nom et prénom", "prénom et nom"),
        *("nombre", "nombre completo", "nombre y apellidos", "nome", "nome completo"),
    }
)
_MOST = 3
"""Words of the longest label."""


def length(at: Sequence[int], words: Sequence[Token], text: str) -> int:
    """How many of a line's first words are the label of a name; 0: none.

    A label ends with a colon, or stands a tab or more than a space before the name.

    Args:
        at: indices of the line's words.
        words: of the text.
        text: that they are of.
    """
    for count in range(1, min(_MOST, len(at) - 1) + 1):
        last = words[at[count - 1]]
        said = " ".join(words[index].raw for index in at[:count]).casefold()
        if said.removesuffix(":") in _LABELS:
            gap = text[last.stop : words[at[count]].start]
            return count if said.endswith(":") or gap != " " else 0
    return 0
