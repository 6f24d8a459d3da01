"""Every contrast that there is: the faults, the constructs of Word files, and the choices of `things`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import TypeVar

from atsharness.errors import UsageError
from atsharness_corpus.docx.faults import FAULTS
from atsharness_corpus.docx.model import DocxFault
from atsharness_corpus.experiment import html_pages, latex_pages, printing, typst_pages, word_pages
from atsharness_corpus.experiment.model import DOCX, Contrast, Made, Make
from atsharness_corpus.experiment.things import PLAIN, THINGS
from atsharness_corpus.faults import Fault, all_faults, generator
from atsharness_corpus.person import Person


@cache
def all_contrasts() -> dict[tuple[str, str], Contrast]:
    """Every contrast by thing and typesetter."""
    found = {(one.thing, one.typesetter): one for one in _of_faults()}
    for one in (*_of_docx(), *_of_pages()):
        found.setdefault((one.thing, one.typesetter), one)
    return dict(sorted(found.items()))


def titles() -> dict[str, str]:
    """What each thing is, in a line."""
    found = {fault.id: _first_line(fault) for fault in all_faults().values()}
    for fault in FAULTS:
        found.setdefault(fault.id, f"a Word file's {fault.id.replace('-', ' ')}")
    return dict(sorted({**found, **THINGS}.items()))


def choose_things(names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the things, or all.

    Raises:
        UsageError: there is no such thing.
    """
    known = sorted({thing for thing, _ in all_contrasts()})
    if unknown := [name for name in names if name not in known]:
        raise UsageError(f"no such fault or choice: {', '.join(unknown)}; known: {', '.join(known)}")
    return tuple(name for name in known if not names or name in names)


def _first_line(fault: Fault) -> str:
    import importlib

    module = importlib.import_module(f"atsharness_corpus.faults.{fault.id.replace('-', '_')}")
    return (module.__doc__ or fault.id).strip().splitlines()[0].partition(": ")[2] or fault.id


# --- faults ----------------------------------------------------------------------------------------------


def _of_faults() -> Iterator[Contrast]:
    for fault in all_faults().values():
        for typesetter in fault.typesetters:
            yield Contrast(
                thing=fault.id,
                typesetter=typesetter,
                with_it=partial(_faulty, fault, typesetter, near_miss=False),
                without=partial(_faulty, fault, typesetter, near_miss=True),
                rule_ids=fault.rule_ids,
                needs=fault.needs,
            )


def _faulty(fault: Fault, typesetter: str, person: Person, seed: int, *, near_miss: bool) -> Made:
    make = fault.near_miss if near_miss else fault.inject
    made = make(person, generator(fault.id, person, seed), typesetter)
    return Made(data=made.pdf, text=made.reference)


def _of_docx() -> Iterator[Contrast]:
    for fault in FAULTS:
        yield Contrast(
            thing=fault.id,
            typesetter=DOCX,
            with_it=partial(_construct, fault, near_miss=False),
            without=partial(_construct, fault, near_miss=True),
            rule_ids=(fault.rule_id,),
        )


def _construct(fault: DocxFault, person: Person, seed: int, *, near_miss: bool) -> Made:
    make = fault.near_miss if near_miss else fault.inject
    made = make(person, generator(fault.id, person, seed))
    return Made(data=made.saved(), text="", suffix=".docx")


# --- pages -----------------------------------------------------------------------------------------------

_E = TypeVar("_E")


def _of_pages() -> Iterator[Contrast]:
    yield from _edited("typst", typst_pages.EDITS, typst_pages.PLAIN_EDIT, typst_pages.printed)
    for name, edits in (("chromium", html_pages.CHROMIUM_EDITS), ("weasyprint", html_pages.EDITS)):
        yield from _edited(name, edits, html_pages.PLAIN_EDIT, partial(html_pages.printed, name))
    for name in latex_pages.ENGINES:
        of_engine = latex_pages.OF_PDFLATEX if name == "pdflatex" else latex_pages.OF_OPENTYPE
        yield from _edited(name, of_engine, latex_pages.PLAIN_EDIT, partial(latex_pages.printed, name))
    for name in ("libreoffice", DOCX):
        of_word = {
            thing: edits
            for thing, edits in word_pages.EDITS.items()
            if name != DOCX or thing not in word_pages.PDF_ALONE
        }
        yield from _edited(name, of_word, word_pages.PLAIN_EDIT, partial(word_pages.printed, name))
        yield Contrast(
            thing="sidebar",
            typesetter=name,
            with_it=partial(word_pages.sidebar, name),
            without=partial(word_pages.printed, name, word_pages.STACKED),
        )
    yield from _of_prints()


def _edited(
    typesetter: str,
    edits: Mapping[str, tuple[_E, _E]],
    plain: _E,
    printed: Callable[[_E, Person, int], Made],
) -> Iterator[Contrast]:
    """A contrast a thing, from the page's edits with it and without it."""
    for thing, (one, other) in edits.items():
        yield Contrast(
            thing=thing,
            typesetter=typesetter,
            with_it=partial(printed, one),
            without=None if thing == PLAIN else partial(printed, other),
            plain=other is plain,
        )


def _of_prints() -> Iterator[Contrast]:
    """Plain pages over PostScript."""
    pages: dict[str, Make] = {
        "chromium": partial(html_pages.printed, "chromium", html_pages.PLAIN_EDIT),
        "libreoffice": partial(word_pages.printed, "libreoffice", word_pages.PLAIN_EDIT),
        "pdflatex": partial(latex_pages.printed, "pdflatex", latex_pages.PLAIN_EDIT),
    }
    for typesetter, make in pages.items():
        yield Contrast(
            thing="printed",
            typesetter=typesetter,
            with_it=partial(_printed_again, make),
            without=make,
            plain=True,
            missing=printing.missing,
        )


def _printed_again(make: Make, person: Person, seed: int) -> Made:
    return printing.over_postscript(make(person, seed))
