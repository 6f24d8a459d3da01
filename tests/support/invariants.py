"""What holds of every verdict: no level without a cause, no pass with a serious finding, equal counts."""

from __future__ import annotations

from atsharness.model import DocumentResult, Finding


def complaints(result: DocumentResult) -> list[str]:
    """What is wrong with a verdict by what it says itself."""
    verdict = result.verdict
    if verdict is None:
        return []
    violations = _violations(result)
    serious = {item.rule_id for item in violations if item.impact in ("critical", "serious")}
    own = [reader for reader in verdict.readers if reader.counted]
    agree = all(one.gets_everything != bool(one.lacks) for one in own)
    passing = [gate for gate in verdict.gates if gate.level == "pass"]
    beyond = {gate.name for gate in verdict.gates if gate.level in ("at_risk", "fail")}
    holds = {
        f"{verdict.level} without a violation": verdict.level not in ("at_risk", "fail") or violations,
        f"pass with {sorted(serious)}": verdict.level != "pass" or not serious,
        f"pass with {sorted(beyond)}": verdict.level != "pass" or not beyond,
        "counts that do not agree with the readers": verdict.complete
        == sum(one.gets_everything for one in own)
        and verdict.counted == len(own),
        "a reader that gets everything and lacks something": agree,
        "a gate that passes without a value": all(gate.value is not None for gate in passing),
    }
    return [text for text, held in holds.items() if not held]


def _violations(result: DocumentResult) -> list[Finding]:
    found = (item.findings for item in result.rule_results if item.outcome == "violation")
    return [finding for findings in found for finding in findings]
