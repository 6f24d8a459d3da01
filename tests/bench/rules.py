"""CPU of all rules over the artifacts of a page, as a share of pdfminer's text of that page."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[2]
RENDERED = ROOT / "corpus" / "rendered" / "pdf"
PAGES = ("typst-single-column__dense", "typst-two-column__dense", "chromium-sidebar__dense")
"""A full page without a fault, one of two columns, one with a sidebar: rules with much to measure."""


Work = Callable[[], object]


def _cpu(work: Work) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def beside_pdfminer(
    n: int, name: str, limit: float, goal: float, prepared: Callable[[bytes], Callable[[], Work]]
) -> dict[str, object]:
    """A row: on the dearest of the pages, some work beside pdfminer-layout's.

    Args:
        n: pairs; one more warms up.
        name: of the row.
        limit: of the ratio, beyond which the benchmark fails.
        goal: of the ratio.
        prepared: of a file's bytes makes what makes, for each run anew, the work to be measured.
    """
    import pdfminer
    from pdfminer.high_level import extract_text

    rows = []
    for page in PAGES:
        data = (RENDERED / f"{page}.pdf").read_bytes()
        fresh = prepared(data)
        # The path of that name would keep what it has made of the page, and cost next to nothing again.
        pairs = [(_cpu(fresh()), _cpu(partial(extract_text, BytesIO(data)))) for _ in range(n + 1)][
            1:
        ]  # the first of each warms up
        ratio = statistics.median(a / b for a, b in pairs)
        rows.append((ratio, statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)))
    ratio, ours, peer = max(rows)
    return {
        "name": name,
        "ratio": round(ratio, 3),
        "limit": limit,
        "goal": goal,
        "n": n,
        "peer": f"pdfminer.high_level.extract_text of the page (pdfminer.six {pdfminer.__version__})",
        "ours_s": round(ours, 4),
        "peer_s": round(peer, 4),
    }


def rules(n: int) -> dict[str, object]:
    """All rules that a check runs unasked; artifacts are made anew for each run, so nothing is remembered."""
    from atsharness.in_process import inputs_of, text_panel
    from atsharness.pipeline import artifacts_of
    from atsharness.rules.engine import ADVICE, all_rules, judge

    panel = text_panel()
    chosen = list(all_rules(without=ADVICE).values())

    def prepared(data: bytes) -> Callable[[], Work]:
        artifacts = artifacts_of(inputs_of(data, panel))
        return lambda: partial(judge, msgspec.structs.replace(artifacts), chosen)

    return beside_pdfminer(n, f"the {len(chosen)} rules of a check on a page", 0.2, 0.1, prepared)


if __name__ == "__main__":
    print(rules(7))
