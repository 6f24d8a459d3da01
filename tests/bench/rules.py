"""CPU of all rules over the artifacts of a page, as a share of pdfminer-layout's on that page."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[2]
RENDERED = ROOT / "corpus" / "rendered" / "pdf"
PAGES = ("typst-single-column__dense", "typst-two-column__dense", "chromium-sidebar__dense")
"""A full page without a fault, one of two columns, one with a sidebar: rules with much to measure."""


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def rules(n: int) -> dict[str, object]:
    """The dearest of the pages; artifacts are made anew for each run, so that nothing is remembered."""
    import pdfminer

    from atsharness.in_process import inputs_of, text_panel
    from atsharness.model import ReadOptions
    from atsharness.pipeline import artifacts_of
    from atsharness.rules.engine import all_rules, judge
    from atsharness_parsers import pdfminer_layout

    panel = text_panel()
    chosen = list(all_rules().values())
    rows = []
    for page in PAGES:
        data = (RENDERED / f"{page}.pdf").read_bytes()
        artifacts = artifacts_of(inputs_of(data, panel))
        options = ReadOptions()
        pairs = []
        for _ in range(n + 1):
            fresh = msgspec.structs.replace(artifacts)
            ours = _cpu(lambda fresh=fresh: judge(fresh, chosen))
            peer = _cpu(lambda data=data, options=options: pdfminer_layout.PARSER.read(data, options))
            pairs.append((ours, peer))
        pairs = pairs[1:]  # the first of each warms up
        ratio = statistics.median(a / b for a, b in pairs)
        rows.append((ratio, statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)))
    ratio, ours, peer = max(rows)
    return {
        "name": f"all {len(chosen)} rules on a page",
        "ratio": round(ratio, 3),
        "limit": 0.15,
        "goal": 0.1,
        "n": n,
        "peer": f"pdfminer-layout on the page (pdfminer.six {pdfminer.__version__})",
        "ours_s": round(ours, 4),
        "peer_s": round(peer, 4),
    }


if __name__ == "__main__":
    print(rules(7))
