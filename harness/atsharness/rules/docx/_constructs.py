"""Constructs of a document without pages to drafts, with the loss measured at their words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from atsharness.model import Evidence
from atsharness.model.flow_facts import SHEET, Construct, ConstructKind, FlowFacts
from atsharness.rules.kit import costing
from atsharness.rules.kit.losses import LOST, text_of
from atsharness.rules.kit.text_facts import facts_of
from atsharness.rules.model import Artifacts, Check, Cost, Draft, InapplicableError

GLUED = frozenset({"glued"})
MOST_ANCHOR = 12
"""Words that name a finding."""
_MOST_TEXTS = 40
"""Constructs whose doubling is looked for."""

Chosen = Callable[[Construct], bool]
Noun = tuple[str, str]
"""One of them, and several."""


def flow_of(artifacts: Artifacts) -> FlowFacts:
    """The constructs of the document.

    Raises:
        InapplicableError: it has pages.
    """
    found = facts_of(artifacts).flow
    if found is None:
        raise InapplicableError("it applies to documents without pages only")
    return found


def words_of(artifacts: Artifacts, found: Iterable[Construct]) -> list[int]:
    """The words of the reference that stand in these constructs, in order."""
    return artifacts.measured.words_in(SHEET, (box for item in found for box in item.boxes), margin=0.1)


def named(found: Sequence[Construct], noun: Noun) -> str:
    """How many, and of what: ``2 text boxes``."""
    if len(found) != 1:
        return f"{len(found)} {noun[1]}"
    return f"{'an' if noun[0][0] in 'aeiou' else 'a'} {noun[0]}"


def places(found: Iterable[Construct]) -> tuple[Evidence, ...]:
    """Where the constructs stand in the file."""
    distinct = dict.fromkeys(f"{item.part}{f': {item.note}' if item.note else ''}" for item in found)
    return tuple(Evidence(kind="layout", note=note) for note in list(distinct)[: costing.SHOWN])


def losing(
    noun: Noun,
    *kinds: ConstructKind,
    chosen: Chosen = lambda _: True,
    forms: Collection[str] = LOST,
    doubled: bool = False,
    what: str = "",
    common: bool = False,
) -> Check:
    """The check of constructs whose words some paths lose, glue or print twice.

    Args:
        noun: what they are called.
        kinds: of the constructs.
        chosen: which of them count.
        forms: forms of a word that count as lost.
        doubled: whether a second copy of the words counts too.
        what: ends the sentence instead of the words concerned.
        common: whether nearly every document has some, so that nothing is said of those that cost nothing.
    """

    def find(artifacts: Artifacts) -> Iterator[Draft]:
        found = [item for item in flow_of(artifacts).of(*kinds) if item.boxes and chosen(item)]
        if not found:
            return
        made = draft(artifacts, found, noun, forms=forms, doubled=doubled, what=what)
        if not common or any(cost.any for cost in made.costs):
            yield made

    return find


def draft(
    artifacts: Artifacts,
    found: Sequence[Construct],
    noun: Noun,
    *,
    forms: Collection[str] = LOST,
    doubled: bool = False,
    what: str = "",
) -> Draft:
    """One draft of some constructs, with what became of their words; arguments as of `losing`."""
    measured = artifacts.measured
    words = words_of(artifacts, found)
    cost = costing.content(artifacts, words, forms)
    costs = [cost, costing.elsewhere(artifacts, words)]
    if doubled:
        costs.append(copies(artifacts, found))
    lost = sorted(costing.all_words((cost,)))
    shown = lost or words
    became = costing.lost_words(artifacts, cost)
    about = what or (f": “{text_of(measured, shown, most=6)}”" if shown else "")
    if forms == GLUED and became and became[0].observed:
        about = f": “{became[0].expected}” is read as “{became[0].observed}”"
    return Draft(
        message=f"{named(found, noun)}{about}",
        anchor=text_of(measured, words, most=MOST_ANCHOR) or found[0].kind,
        costs=tuple(costs),
        evidence=(*became, *places(found)),
    )


def copies(artifacts: Artifacts, found: Sequence[Construct]) -> Cost:
    """Which paths print the words of constructs once more than a person sees them."""
    measured = artifacts.measured
    texts = []
    for item in found[:_MOST_TEXTS]:
        words = words_of(artifacts, (item,))
        if len(words) > 1:
            texts.append(text_of(measured, words, most=len(words)))
    return costing.extra(artifacts, texts)


def unseen(noun: Noun, *kinds: ConstructKind, chosen: Chosen = lambda _: True) -> Check:
    """The check of constructs whose text no person sees: which paths return it.

    Args:
        noun: what they are called.
        kinds: of the constructs.
        chosen: which of them count.
    """

    def find(artifacts: Artifacts) -> Iterator[Draft]:
        found = [item for item in flow_of(artifacts).of(*kinds) if item.text.strip() and chosen(item)]
        if not found:
            return
        texts = [item.text for item in found]
        cost = costing.extra(artifacts, texts)
        shown = " ".join(" ".join(texts).split())
        yield Draft(
            message=f"{named(found, noun)}: “{shown[:60]}”",
            anchor=shown[:200],
            costs=(cost,),
            evidence=(*costing.hidden_text(artifacts, texts, cost, None), *places(found)),
        )

    return find


def told(noun: Noun, *kinds: ConstructKind, what: str = "") -> Check:
    """The check of constructs that are told and cost nothing that a path could lose.

    Args:
        noun: what they are called.
        kinds: of the constructs.
        what: ends the sentence.
    """

    def find(artifacts: Artifacts) -> Iterator[Draft]:
        found = flow_of(artifacts).of(*kinds)
        if found:
            message = f"{named(found, noun)}{what}"
            yield Draft(message=message, anchor=found[0].kind, evidence=places(found), harmless=True)

    return find
