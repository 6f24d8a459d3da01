"""Leaves of structured sources: the ways in which a value may be printed, and a text made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

from atsharness.language import dates
from atsharness.model import Leaf, LeafKind
from atsharness.sources import markdown

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:(?://)?", re.IGNORECASE)
_MARKED = re.compile(r"[*_`\[<\\&~]")
_SHORTEST_NATIONAL = 6


def leaf(pointer: str, text: str, kind: LeafKind = "text") -> Leaf:
    """A leaf with its surface forms.

    Args:
        pointer: JSON Resume pointer, e.g. ``work.0.startDate``.
        text: the source's value.
        kind: what it is; decides the forms.
    """
    value = " ".join(text.split())
    forms = name_forms(value) if pointer == "basics.name" else _forms(value, kind)
    return Leaf(pointer=pointer, text=value, kind=kind, forms=forms)


def _forms(value: str, kind: LeafKind) -> tuple[str, ...]:
    if kind == "date":
        return dates.PRESENT if dates.is_present(value) else dates.printed_forms(value)
    if kind == "url":
        return url_forms(value)
    if kind == "phone":
        return phone_forms(value)
    return (value,)


def name_forms(name: str) -> tuple[str, ...]:
    """A name as it stands, then with the family name first: ``Kowalczyk, Zoë`` for ``Zoë Kowalczyk``.

    Where the family name begins is not known, so each of a name's later words is tried.
    """
    last, comma, first = name.partition(", ")
    if comma:
        return name, f"{first} {last}"
    words = name.split()
    turned = (
        f"{' '.join(words[at:])}{mark} {' '.join(words[:at])}"
        for at in range(len(words) - 1, 0, -1)
        for mark in (",", "")
    )
    return name, *turned


def url_forms(url: str) -> tuple[str, ...]:
    """An address with and without scheme, ``www.`` and final slash; of a profile also the last part.

    ``https://www.linkedin.com/in/jane/`` may be printed whole, as ``linkedin.com/in/jane``, ``in/jane``,
    ``jane`` or ``@jane``.
    """
    whole = [url, unquote(url)]
    bare = [_SCHEME.sub("", form) for form in whole]
    bare += [form.removeprefix("www.") for form in bare]
    forms = [*whole, *bare]
    forms = [one for form in forms for one in (form, form.rstrip("/"), f"{form.rstrip('/')}/")]
    path = bare[-1].rstrip("/").split("/")
    for start in range(1, len(path)):
        forms.append("/".join(path[start:]))
    if len(path) > 1:
        forms.append(f"@{path[-1]}")
    return tuple(dict.fromkeys(form for form in forms if form.strip("/")))


def phone_forms(phone: str) -> tuple[str, ...]:
    """A phone number as it stands, then its digits: whole, and without a country code of 1-3 digits.

    A number is looked for by its digits alone, so that its spaces, brackets and hyphens do not matter;
    countries that dial nationally with a 0 get that one too (ITU-T E.123).
    """
    value = phone.removeprefix("tel:")
    digits = "".join(char for char in value if char.isdigit())
    forms = [value, digits]
    if value.lstrip().startswith(("+", "00")):
        bare = digits.removeprefix("00")
        for code in (1, 2, 3):
            national = bare[code:]
            if len(national) >= _SHORTEST_NATIONAL:
                forms += [f"0{national}", national]
    return tuple(dict.fromkeys(forms))


def plain(text: str) -> str:
    """A value without the inline Markdown and HTML that YAML and JSON résumés hold."""
    return " ".join(markdown.inline(text).split()) if _MARKED.search(text) else text


def as_text(leaves: Iterable[Leaf]) -> str:
    """One leaf a line, each in its likeliest form."""
    return "\n".join(item.forms[0] if item.forms else item.text for item in leaves)
