"""CPU of all rules of advice over a page, as a share of pdfminer-layout's on that page."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from rules import Work, beside_pdfminer

from atsharness.rules.model import Artifacts, Draft, InapplicableError, IncompleteError, Rule


def _drafts(rule: Rule, artifacts: Artifacts) -> list[Draft]:
    """What one rule tells; what the engine does besides (impact, fingerprints) it does once for all rules."""
    try:
        return list(rule.find(artifacts))
    except (InapplicableError, IncompleteError):
        return []


def advice(n: int) -> dict[str, object]:
    """All rules of advice. What both texts say is read before, as ``--fields`` reads it too."""
    from atsharness.in_process import inputs_of, text_panel
    from atsharness.pipeline import artifacts_of, with_resume
    from atsharness.rules.engine import all_rules
    from atsharness.rules.kit.resume import Asked

    panel = text_panel()
    chosen = [rule for rule in all_rules().values() if rule.advises]
    asked = Asked(today=(2026, 6))

    def prepared(data: bytes) -> Callable[[], Work]:
        artifacts = artifacts_of(inputs_of(data, panel))
        document = msgspec.structs.replace(artifacts.document, page_count=1)
        artifacts = msgspec.structs.replace(artifacts, document=document)

        def fresh() -> Work:
            own = with_resume(msgspec.structs.replace(artifacts), asked)
            assert own.resume is not None
            assert own.resume.page is not None
            assert own.resume.worst is not None
            assert own.resume.page.content.words
            assert own.resume.worst.content.words
            return lambda: [_drafts(rule, own) for rule in chosen]

        return fresh

    return beside_pdfminer(n, f"all {len(chosen)} rules of advice on a page", 0.6, 0.05, prepared)


if __name__ == "__main__":
    print(advice(7))
