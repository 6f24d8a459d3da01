"""What holds of every verdict: no level without a cause, no pass with a serious finding, equal counts."""

from __future__ import annotations

from atsharness.model import DocumentResult


def complaints(result: DocumentResult) -> list[str]:
    """What is wrong with a verdict by what it says itself."""
    verdict = result.verdict
    if verdict is None:
        return []
    violations = [
        finding for item in result.rule_results if item.outcome == "violation" for finding in item.findings
    ]
    serious = {item.rule_id for item in violations if item.impact in ("critical", "serious")}
    own = [reader for reader in verdict.readers if reader.counted]
    wrong = []
    if verdict.level in ("at_risk", "fail") and not violations:
        wrong.append(f"{verdict.level} without a violation")
    if verdict.level == "pass" and serious:
        wrong.append(f"pass with {', '.join(sorted(serious))}")
    if (verdict.complete, verdict.counted) != (sum(one.gets_everything for one in own), len(own)):
        wrong.append("counts that do not agree with the readers")
    if any(reader.gets_everything == bool(reader.lacks) for reader in own):
        wrong.append("a reader that gets everything and lacks something")
    if verdict.level == "pass" and any(gate.level in ("at_risk", "fail") for gate in verdict.gates):
        wrong.append("pass with a gate exceeded")
    if any(gate.level == "pass" and gate.value is None for gate in verdict.gates):
        wrong.append("a gate that passes without a value")
    return wrong
