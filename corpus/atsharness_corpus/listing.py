"""What the corpus holds: people, typesetters, layouts, faults and committed files."""

from __future__ import annotations

from atsharness_corpus import held_out
from atsharness_corpus.build import all_layouts, all_typesetters
from atsharness_corpus.faults import all_faults
from atsharness_corpus.labels import Expect, FileLabel, read_labels
from atsharness_corpus.model import Value
from atsharness_corpus.person import content_dir, load_people


class PersonRow(Value, frozen=True, kw_only=True):
    """One person."""

    id: str
    name: str
    language: str
    pages: int


class TypesetterRow(Value, frozen=True, kw_only=True):
    """One typesetter; `missing` says what installs it where it is not, `tuned_on` whether rules may be."""

    id: str
    layouts: int
    faults: int
    tuned_on: bool
    missing: str


class LayoutRow(Value, frozen=True, kw_only=True):
    """One layout, with the faults that it has by nature."""

    id: str
    title: str
    template: str | None
    faults: tuple[str, ...]
    tuned_on: bool


class FaultRow(Value, frozen=True, kw_only=True):
    """One fault; there is a near-miss of each. `what` is the first sentence of its file."""

    id: str
    catalogue: str
    rule_ids: tuple[str, ...]
    expect: Expect
    typesetters: tuple[str, ...]


class Inventory(Value, frozen=True, kw_only=True):
    """The whole corpus. `committed` are the files of ``rendered/``."""

    people: tuple[PersonRow, ...]
    typesetters: tuple[TypesetterRow, ...]
    layouts: tuple[LayoutRow, ...]
    faults: tuple[FaultRow, ...]
    committed: tuple[FileLabel, ...]


def inventory() -> Inventory:
    """Everything there is, each kind in the order of its ids.

    Raises:
        UsageError: the people are not here (an installed wheel has none), or the labels are wrong.
    """
    people = load_people(content_dir())
    layouts, faults = all_layouts(), all_faults()
    reasons = all_typesetters()
    labels = content_dir().parent / "rendered" / "labels.json"
    return Inventory(
        people=tuple(
            PersonRow(id=one.id, name=one.basics.name, language=one.language, pages=one.pages)
            for one in people
        ),
        typesetters=tuple(
            TypesetterRow(
                id=name,
                layouts=sum(layout.typesetter.id == name for layout in layouts.values()),
                faults=sum(name in fault.typesetters for fault in faults.values()),
                tuned_on=held_out.tuned_on(name, None),
                missing=reason,
            )
            for name, reason in reasons.items()
        ),
        layouts=tuple(
            LayoutRow(
                id=layout.id,
                title=layout.title,
                template=layout.template,
                faults=layout.faults,
                tuned_on=held_out.tuned_on(layout.typesetter.id, layout.template),
            )
            for layout in layouts.values()
        ),
        faults=tuple(
            FaultRow(
                id=fault.id,
                catalogue=fault.catalogue,
                rule_ids=fault.rule_ids,
                expect=fault.expect,
                typesetters=fault.typesetters,
            )
            for fault in faults.values()
        ),
        committed=read_labels(labels).files,
    )
