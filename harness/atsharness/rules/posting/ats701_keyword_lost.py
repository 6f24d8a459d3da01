"""Asked-for words that a reader does not find.

What it looks for:
    Terms that the posting names and the page has, and that some parser path's text lacks as a phrase.

What a reader loses:
    A search for the word does not find the résumé, though a person sees it there.

Example:
    "Node.js" that one family returns as "Node. js".

How to mend it:
    The findings on the layout say what breaks it; mend these first.

Limits:
    Case and white space do not matter. The gate "keywords" of the verdict looks at the same.
"""

from __future__ import annotations

from atsharness.rules.kit.advice import Remark, advice
from atsharness.rules.kit.asked import match_for
from atsharness.rules.kit.prose import listed
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import Rule


def _check(seen: Seen) -> Remark | None:
    lost = [item for item in match_for(seen).terms if item.lost_in]
    if not lost:
        return None
    paths = sorted({path for item in lost for path in item.lost_in})
    names = listed([item.written_as or item.asked_as for item in lost])
    return Remark(
        message=f"asked for and on the page, but not found in the text of {listed(paths)}: {names}",
        hint="Mend the layout there: what breaks the words stands among the findings.",
    )


RULE = Rule(
    id="ATS701",
    name="keyword-lost",
    of="any",
    needs="resume",
    find=advice(_check, page_only=True),
    advice={"": "Mend what breaks the words: the findings on the layout name it."},
)
