"""The word diff of one path for a terminal: readable in black and white.

Marks are those of ``wdiff``: ``[-lost-]`` and ``{+recovered+}``; moved runs stand in ``<`` ``>``.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import groupby

from atsharness.harness.model import Alignment, WordLabel
from atsharness.reports._terminal import count, plain

LEGEND = "[-not recovered-]  {+recovered instead+}  <recovered elsewhere: moved>"


def render(alignment: Alignment, lines: Sequence[int], *, title: str, width: int) -> str:
    """The reference with marks, then what was recovered beyond it.

    Args:
        alignment: of one path.
        lines: for each reference word the number of its line.
        title: names the reference.
        width: columns of the screen.
    """
    heading = f"{alignment.path_id} compared with {plain(title)}"
    out = [*textwrap.wrap(heading, width, break_on_hyphens=False), LEGEND, ""]
    numbered = list(zip(lines, alignment.words, strict=True))
    for _, line in groupby(numbered, key=lambda pair: pair[0]):
        text = " ".join(_marked([label for _, label in line]))
        out += textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False)
    for kind in ("duplicate", "extra"):
        runs = [run for run in alignment.spurious if run.kind == kind]
        if runs:
            words = sum(run.stop - run.start for run in runs)
            title = "recovered more than once" if kind == "duplicate" else "recovered, but not there"
            out += ["", f"{title} ({count(words, 'word')}):"]
            for run in runs:
                marked = "{+" + plain(run.text) + "+}"
                out += textwrap.wrap(marked, width, break_on_hyphens=False, break_long_words=False)
    return "\n".join(out) + "\n"


def _marked(labels: Sequence[WordLabel]) -> list[str]:
    marked = []
    for (place, kind), group in groupby(labels, key=lambda label: (label.place, _kind(label))):
        run = list(group)
        expected = " ".join(plain(label.text) for label in run)
        if kind == "lost":
            text = f"[-{expected}-]"
        elif kind == "same":
            text = expected
        else:
            text = f"[-{expected}-]{{+{_observed(run)}+}}"
        marked.append(f"<{text}>" if place == "moved" else text)
    return marked


def _kind(label: WordLabel) -> object:
    """Equal for neighbours that are shown as one run; altered words stand alone or by what holds them."""
    if label.form == "missing":
        return "lost"
    if label.form == "ok":
        return "same"
    return label.hypothesis


def _observed(run: Sequence[WordLabel]) -> str:
    """What stands for a run: words that share one glued word show it once."""
    return plain(" ".join(dict.fromkeys(label.observed or "" for label in run)))
