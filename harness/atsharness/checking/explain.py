"""Why a document loses what it loses: the rules over what is known of it. Pure."""

from __future__ import annotations

import fnmatch
from collections.abc import Mapping, Sequence

import msgspec

from atsharness.fields.field import Field
from atsharness.model import DocumentResult, Reference
from atsharness.model.facts import LayoutFacts
from atsharness.rules.engine import judge, selected
from atsharness.rules.model import Artifacts, Rule
from atsharness.settings import Settings


def explain(
    result: DocumentResult,
    *,
    facts: LayoutFacts | None,
    reference: Reference | None,
    expected: tuple[Field, ...],
    panel: Mapping[str, str],
    settings: Settings,
    rules: Mapping[str, Rule],
) -> DocumentResult:
    """The result with what every rule says of the document, and lost words that none explains.

    Args:
        result: with all that was measured.
        facts: of its pages; None where nobody looked.
        reference: what the paths were held against.
        expected: the fields of the reference.
        panel: the family of each path of the panel that was to run.
        settings: which rules are asked for, and which are waived.
        rules: all there are, by id.
    """
    artifacts = Artifacts(
        document=result.document,
        facts=facts,
        reference=reference,
        extractions=result.extractions,
        alignments=result.alignments,
        recoveries=result.recoveries,
        expected=expected,
        fields=result.fields if result.fields or reference is not None else None,
        keywords=result.keywords,
        panel=panel,
    )
    ignore = [*settings.ignore, *_ignored(settings.per_file_ignores, result.document.path)]
    judged = judge(artifacts, selected(rules, settings.select, ignore), waivers=settings.waivers)
    return msgspec.structs.replace(result, rule_results=judged.results, unexplained=judged.unexplained)


def _ignored(patterns: Mapping[str, Sequence[str]], path: str) -> list[str]:
    """The rules that the settings leave out for a file: patterns as a shell has them."""
    name = path.rpartition("/")[2]
    return [
        rule
        for pattern, rules in patterns.items()
        if fnmatch.fnmatch(path, pattern) or fnmatch.fnmatch(name, pattern)
        for rule in rules
    ]
