"""Whom a seed is about, and what is made of a person's text."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from atsharness_corpus import arrange
from atsharness_corpus.layouts import typst_single_column, typst_two_column
from atsharness_corpus.model import Arrangement, Block, DoesNotFitError
from atsharness_corpus.person import Person

_WITHOUT_MARKS = str.maketrans(
    {"ł": "l", "Ł": "L", "ß": "ss", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "’": "'"}
)
"""Letters that Unicode does not take apart."""


def person_of(seed: int, people: Sequence[Person]) -> Person:
    """As many seeds in a row as there are people name each of them once."""
    return people[(seed - 1) % len(people)]


def plain(person: Person) -> Arrangement:
    """One column, dates at the right."""
    return typst_single_column.arranged(person)


def dates_below(person: Person) -> Arrangement:
    """One column, dates in a line of their own or after the employer."""
    arrangement = plain(person)
    body = (
        *arrange.summary(person),
        *arrange.skills(person),
        *arrange.experience(person, dates="below"),
        *arrange.projects(person),
        *arrange.education(person, dates="below"),
        *arrange.certificates(person),
        *arrange.languages(person),
    )
    return replace(arrangement, columns=(body,))


def two_columns(person: Person) -> Arrangement:
    """A narrow column with contact data and skills, and the rest."""
    return typst_two_column.arranged(person)


def stacked(person: Person) -> Arrangement:
    """The same columns below each other."""
    arrangement = two_columns(person)
    return replace(arrangement, columns=(sum(arrangement.columns, ()),))


def dates_first(person: Person) -> Arrangement:
    """One column, the dates of an entry before its title."""

    def turned(block: Block) -> Block:
        return replace(block, lead=block.right, right="") if block.kind == "title" and block.right else block

    return plain(person).mapped(turned)


def without_contact(person: Person) -> Arrangement:
    """One column whose contact data stand elsewhere."""
    return beside_contact(plain(person))


def contact_first(person: Person) -> Arrangement:
    """What a person reads where contact data stand above the name."""
    arrangement = plain(person)
    return replace(arrangement, header=(*contact_of(arrangement), *beside_contact(arrangement).header))


def without_marks(person: Person) -> Arrangement:
    """One column, its letters without accents.

    Raises:
        DoesNotFitError: the person has none.
    """
    arrangement = plain(person)

    def bare(text: str) -> str:
        taken_apart = unicodedata.normalize("NFD", text.translate(_WITHOUT_MARKS))
        return unicodedata.normalize("NFC", "".join(c for c in taken_apart if not unicodedata.combining(c)))

    changed = arrangement.mapped(
        lambda block: replace(block, text=bare(block.text), lead=bare(block.lead), right=bare(block.right))
    )
    if sum(one != two for one, two in zip(arrangement.blocks, changed.blocks, strict=True)) < FEWEST_ACCENTED:
        raise DoesNotFitError(f"{person.id} has hardly any letter with an accent")
    return changed


def accented(person: Person) -> Arrangement:
    """One column with accents, and with plain quotation marks: TeX's old encoding has no others.

    Raises:
        DoesNotFitError: the person has no accents.
    """
    without_marks(person)
    return plain(person).mapped(lambda block: replace(block, text=block.text.translate(_PLAIN_QUOTES)))


_PLAIN_QUOTES = str.maketrans(dict.fromkeys("«»„“”", ""))
FEWEST_ACCENTED = 3
"""Lines with accents from which on a person counts as having some."""


def contact_of(arrangement: Arrangement) -> tuple[Block, ...]:
    """The lines of contact data in a header."""
    return tuple(block for block in arrangement.header if block.kind == "contact")


def beside_contact(arrangement: Arrangement) -> Arrangement:
    """An arrangement without the lines of contact data in its header."""
    return replace(arrangement, header=tuple(one for one in arrangement.header if one.kind != "contact"))


def with_tables(
    arrangement: Arrangement, markup: Callable[[tuple[Block, ...]], str], row: Callable[[str, str], str]
) -> str:
    """A column whose entries with dates are tables of two cells, their dates in the first.

    Args:
        arrangement: of one column, its dates before the titles.
        markup: writes blocks.
        row: writes a table of dates, as plain text, and an entry that is written.
    """
    parts = [markup(arrangement.header)]
    for section in arrange.split_before(arrangement.columns[0], "section"):
        first, *entries = arrange.split_before(section, "title")
        parts.append(markup(first))
        for title, *rest in entries:
            text = markup((Block(kind="title", text=title.text), *rest))
            parts.append(row(title.lead, text) if title.lead else text)
    return "\n".join(parts)


def linked(made: str, arrangement: Arrangement, link: Callable[[str, str], tuple[str, str]]) -> str:
    """A page whose contact data are links.

    Args:
        made: the page.
        arrangement: that it is of.
        link: from an item and its address to the item as the page has it, and to the link in its place.
    """
    for block in contact_of(arrangement):
        for item in filter(address, items(block)):
            made = made.replace(*link(item, address(item)), 1)
    return made


def items(block: Block) -> list[str]:
    """The items of a line of contact data."""
    return block.text.split(" | ")


def address(item: str) -> str:
    """What an item links to; empty for a place or a phone number."""
    if "@" in item:
        return f"mailto:{item}"
    return f"https://{item}" if "." in item and " " not in item and not item[0].isdigit() else ""
