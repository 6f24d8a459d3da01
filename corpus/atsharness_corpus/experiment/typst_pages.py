"""Pages of Typst with one thing and without it, where no fault is about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from atsharness_corpus.experiment import people
from atsharness_corpus.experiment.model import Made
from atsharness_corpus.experiment.things import PLAIN
from atsharness_corpus.model import Arrangement, Style, Value
from atsharness_corpus.person import Person
from atsharness_corpus.reference import plain_text
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import typst

STYLE = Style(font=typst.FONTS[0], size=9.5, margin=46.0)
_MOST_PAGES = 9


class Edit(Value, frozen=True, kw_only=True):
    """How a page differs from the plain one."""

    rules: str | Callable[[Person], str] = ""
    arranged: Callable[[Person], Arrangement] = people.plain
    read: Callable[[Person], Arrangement] | None = None
    """What a person reads, where that is not what is arranged."""
    body: Callable[[Arrangement], str] | None = None
    pages: int = _MOST_PAGES
    size: float = 0.0
    margin: float = 0.0
    font: str = ""


def _body(arrangement: Arrangement) -> str:
    return typst.markup(arrangement.blocks)


def _linked(arrangement: Arrangement) -> str:
    made = _body(arrangement)
    for block in people.contact_of(arrangement):
        parts = [
            f"link({typst.quoted(people.address(item))}, {typst.quoted(item)})"
            if people.address(item)
            else f"text({typst.quoted(item)})"
            for item in people.items(block)
        ]
        plain = f'text(lang: "en", {typst.quoted(block.text)})'
        made = made.replace(plain, f'text(lang: "en", {{ {"; [ | ]; ".join(parts)} }})', 1)
    return made


def _in_page_header(person: Person) -> str:
    lines = [typst.quoted(block.text) for block in people.contact_of(people.plain(person))]
    text = " + linebreak() + ".join(lines)
    return (
        "#set page(header: context if counter(page).get().first() == 1 "
        f"{{ align(center, text(size: 8.5pt, {text})) }})\n"
    )


_HEADING = """
#let section(t) = block(above: 1.15em, below: .6em, sticky: true,
  smallcaps(text(size: 1.15em, fill: accent, t)))
"""
_COLOURED = """
#let accent = rgb("1f618d")
#let name(t) = block(below: .6em, text(size: 2.1em, weight: "bold", fill: rgb("b03a2e"), t))
#let title(t, right: "") = block(above: .85em, below: .45em, sticky: true,
  row(text(fill: rgb("117864"), strong(t)), right))
"""
_BLACK = '#let accent = rgb("000000")\n'
_PLAIN = Edit()
EDITS: Mapping[str, tuple[Edit, Edit]] = {
    PLAIN: (_PLAIN, _PLAIN),
    "accents": (_PLAIN, Edit(arranged=people.without_marks)),
    "bullets": (Edit(rules="#set list(marker: [→])\n"), _PLAIN),
    "colours": (Edit(rules=_COLOURED), Edit(rules=_BLACK)),
    "contact-in-header": (
        Edit(rules=_in_page_header, arranged=people.without_contact, read=people.contact_first),
        _PLAIN,
    ),
    "justified": (Edit(rules="#set par(justify: true)\n"), _PLAIN),
    "ligatures": (_PLAIN, Edit(rules="#set text(ligatures: false)\n")),
    "links": (Edit(body=_linked), _PLAIN),
    "right-dates": (_PLAIN, Edit(arranged=people.dates_below)),
    "small-caps": (Edit(rules=_HEADING), _PLAIN),
    "two-pages": (Edit(size=12.0, margin=80.0), Edit(pages=1)),
    "unusual-font": (Edit(font="DejaVu Sans Mono"), Edit(font=typst.FONTS[0])),
}
"""By thing: the page with it and without it."""
PLAIN_EDIT = _PLAIN


def printed(edit: Edit, person: Person, seed: int) -> Made:
    """Prints a page.

    Raises:
        DoesNotFitError: the text needs more pages.
    """
    drawn_style = drawn(STYLE, seed, typst.FONTS)
    style = Style(
        font=edit.font or drawn_style.font,
        size=edit.size or drawn_style.size,
        margin=edit.margin or drawn_style.margin,
        accent=drawn_style.accent,
    )
    arrangement = edit.arranged(person)
    rules = edit.rules if isinstance(edit.rules, str) else edit.rules(person)
    body = (edit.body or _body)(arrangement)
    pdf = typst.fitted_page(
        style, person.basics.name, rules, body, pages=edit.pages, language=person.language
    )
    return Made(data=pdf, text=plain_text((edit.read or edit.arranged)(person)))
