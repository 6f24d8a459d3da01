"""CPU of all rules of advice over a page, as a share of pdfminer-layout's on that page."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from atsharness.rules.model import Artifacts, Draft, InapplicableError, IncompleteError, Rule

RENDERED = Path(__file__).resolve().parents[2] / "corpus" / "rendered" / "pdf"
PAGES = ("typst-single-column__dense", "typst-two-column__dense", "chromium-sidebar__dense")
"""As of the other rules."""


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _drafts(rule: Rule, artifacts: Artifacts) -> list[Draft]:
    """What one rule tells; what the engine does besides (impact, fingerprints) it does once for all rules."""
    try:
        return list(rule.find(artifacts))
    except (InapplicableError, IncompleteError):
        return []


def advice(n: int) -> dict[str, object]:
    """The dearest of the pages. What both texts say is read before, as ``--fields`` reads it too."""
    import pdfminer

    from atsharness.in_process import inputs_of, text_panel
    from atsharness.model import ReadOptions
    from atsharness.pipeline import artifacts_of, with_resume
    from atsharness.rules.engine import all_rules
    from atsharness.rules.kit.resume import Asked
    from atsharness_parsers import pdfminer_layout

    panel = text_panel()
    chosen = [rule for rule in all_rules().values() if rule.advises]
    rows = []
    for page in PAGES:
        data = (RENDERED / f"{page}.pdf").read_bytes()
        artifacts = artifacts_of(inputs_of(data, panel))
        artifacts = msgspec.structs.replace(
            artifacts, document=msgspec.structs.replace(artifacts.document, page_count=1)
        )
        options = ReadOptions()
        asked = Asked(today=(2026, 6))
        pairs = []
        for _ in range(n + 1):
            fresh = with_resume(msgspec.structs.replace(artifacts), asked)
            assert fresh.resume is not None
            assert fresh.resume.page is not None
            assert fresh.resume.worst is not None
            assert fresh.resume.page.content.words
            assert fresh.resume.worst.content.words
            ours = _cpu(lambda fresh=fresh: [_drafts(rule, fresh) for rule in chosen])
            peer = _cpu(lambda data=data, options=options: pdfminer_layout.PARSER.read(data, options))
            pairs.append((ours, peer))
        pairs = pairs[1:]  # the first of each warms up
        ratio = statistics.median(a / b for a, b in pairs)
        rows.append((ratio, statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)))
    ratio, ours, peer = max(rows)
    return {
        "name": f"all {len(chosen)} rules of advice on a page",
        "ratio": round(ratio, 3),
        "limit": 0.6,
        "goal": 0.05,
        "n": n,
        "peer": f"pdfminer-layout on the page (pdfminer.six {pdfminer.__version__})",
        "ours_s": round(ours, 4),
        "peer_s": round(peer, 4),
    }


if __name__ == "__main__":
    print(advice(7))
