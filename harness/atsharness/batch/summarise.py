"""From the figures of a run to its summary: averages with their intervals, prevalences, groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from atsharness.batch.bootstrap import RESAMPLES, Indices, Ratio, rates
from atsharness.batch.collected import Collected
from atsharness.batch.figures import LEVELS, LOSSES, PathFigures, gets_everything, macro, micro
from atsharness.batch.reading import Run
from atsharness.model.run_summary import (
    AgreementSummary,
    Average,
    FieldSummary,
    Group,
    GroupBy,
    Groups,
    LevelCount,
    Loss,
    PathSummary,
    Rate,
    RuleSummary,
    RunSummary,
)

MOST_GROUPS = 40
"""Groups that are shown; what the others hold is told as a number."""
GROUP_LOSSES: tuple[Loss, ...] = ("text_lost", "order_moved", "fields_lost")
_Key = tuple[str, ...]


def summarise(run: Run, *, by: GroupBy | None = None, label: str | None = None) -> RunSummary:
    """Everything that a run shows.

    Args:
        run: its folder.
        by: how documents are grouped; ``path`` groups none, since all figures are by path.
        label: the one label that they are grouped by; None takes all.
    """
    figures = Collected(run, by, label)
    families = figures.families()
    found = rates(figures.everything, _asked(figures, families))
    paths = [path for _, path in sorted(figures.paths.items())]
    return RunSummary(
        run=run.name,
        tool_version=run.tool_version,
        documents=figures.denominator,
        levels=_levels(figures, found),
        paths=tuple(_path(path, ("path", path.path), found) for path in paths),
        families=tuple(_path(one, ("family", one.family), found) for one in families),
        fields=_fields(paths),
        rules=_rules(figures, found),
        judged=int((figures.judged.numbers(figures.documents) == 1).sum()),
        agreements=tuple(
            AgreementSummary(families=pair, dice=_average(found, ("dice", *pair)))
            for pair in sorted(figures.agreements)
        ),
        buckets=figures.buckets(),
        worst=figures.worst(),
        resamples=RESAMPLES,
        groups=None if by in (None, "path") else _groups(figures, families, by),
        notes=figures.notes,
    )


def _asked(figures: Collected, families: Sequence[PathFigures]) -> Mapping[_Key, Ratio]:
    """Every ratio that has an interval; all are drawn together."""
    asked: dict[_Key, Ratio] = {("level", level): figures.of_level(level) for level in LEVELS}
    named = [(("path", one.path), one) for one in figures.paths.values()]
    for start, one in [*named, *((("family", one.family), one) for one in families)]:
        asked |= _of_path(start, one, tuple(LOSSES))
    asked |= {("rule", rule): figures.prevalence(rule) for rule in figures.rules}
    for pair in figures.agreements:
        asked["dice", *pair, "macro"], asked["dice", *pair, "micro"] = figures.dice(pair)
    return asked


def _of_path(start: _Key, path: PathFigures, losses: Sequence[Loss]) -> dict[_Key, Ratio]:
    asked: dict[_Key, Ratio] = {(*start, "all"): gets_everything(path)}
    for loss in losses:
        asked[*start, loss, "macro"] = macro(path, loss)
        asked[*start, loss, "micro"] = micro(path, loss)
    return asked


def _average(found: Mapping[_Key, Rate], start: _Key) -> Average:
    return Average(macro=found[*start, "macro"], micro=found[*start, "micro"])


def _path(path: PathFigures, start: _Key, found: Mapping[_Key, Rate]) -> PathSummary:
    return PathSummary(
        path=path.path,
        family=path.family,
        versions=tuple(sorted(path.versions)),
        statuses=dict(sorted(path.statuses.items())),  # type: ignore[arg-type]
        gets_everything=found[*start, "all"],
        losses={loss: _average(found, (*start, loss)) for loss in LOSSES},
    )


def _levels(figures: Collected, found: Mapping[_Key, Rate]) -> tuple[LevelCount, ...]:
    counts = [
        LevelCount(level=level, documents=figures.levels[level], share=found["level", level])
        for level in LEVELS
    ]
    none = figures.levels["none"]
    return (*counts, *([LevelCount(level="none", documents=none, share=Rate())] if none else ()))


def _fields(paths: Sequence[PathFigures]) -> tuple[FieldSummary, ...]:
    """By kind, those that any path was asked for."""
    kinds = {kind for path in paths for kind, (_, total) in path.kinds.items() if total}
    made = [
        FieldSummary(
            kind=kind,
            lost={path.path: path.kinds[kind][0] for path in paths if kind in path.kinds},
            total={path.path: path.kinds[kind][1] for path in paths if kind in path.kinds},
        )
        for kind in kinds
    ]
    return tuple(sorted(made, key=lambda one: (-max(one.total.values()), one.kind)))


def _rules(figures: Collected, found: Mapping[_Key, Rate]) -> tuple[RuleSummary, ...]:
    made = []
    for rule, one in figures.rules.items():
        share = found["rule", rule]
        # All documents in which it could be decided bear it, those without a violation too.
        made.append(
            RuleSummary(
                rule=rule,
                name=one.name,
                prevalence=share,
                violations=one.outcomes["violation"],
                information=one.outcomes["information"],
                incomplete=one.outcomes["incomplete"] + one.outcomes["error"],
                impacts=dict(sorted(one.impacts.items())),
                words_lost=one.words_lost,
                families=dict(sorted(one.families.items())),
            )
        )
    return tuple(sorted(made, key=lambda one: (-one.violations, -one.information, one.rule)))


# --- groups ----------------------------------------------------------------------------------------------


def _groups(figures: Collected, families: Sequence[PathFigures], by: GroupBy | None) -> Groups:
    assert by is not None
    order = sorted(figures.groups, key=lambda name: (-len(figures.groups[name]), name))
    shown, rest = order[:MOST_GROUPS], order[MOST_GROUPS:]
    left_out = {document for name in rest for document in figures.groups[name]}
    return Groups(
        by=by,
        groups=tuple(_group(name, figures, families) for name in shown),
        more=len(rest),
        more_documents=len(left_out),
    )


def _group(name: str, figures: Collected, families: Sequence[PathFigures]) -> Group:
    members: Indices = np.array(figures.groups[name], dtype=np.intp)
    asked: dict[_Key, Ratio] = {("complete",): figures.readers_complete()}
    for one in families:
        asked |= _of_path((one.family,), one, GROUP_LOSSES)
    found = rates(members, asked)
    levels = figures.level.numbers(figures.documents)[members]
    counts = {level: int((levels == number).sum()) for number, level in enumerate(LEVELS)}
    none = len(members) - sum(counts.values())
    return Group(
        name=name,
        documents=len(members),
        levels=counts | ({"none": none} if none else {}),
        complete=found["complete",],
        families={
            one.family: {loss: _average(found, (one.family, loss)) for loss in GROUP_LOSSES}
            for one in families
        },
    )
