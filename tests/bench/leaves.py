"""What the visual reference finds of structured sources, and what a page holds beyond its source.

Run ``python -m tests.bench.leaves FOLDER``: for every PDF in it that has a source of the same name beside it
(.yaml, .json) the share of the source's words that stand on the page as read, the values that were not found
whole, and the words of the page that no value of the source explains: the template's own.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from atsharness.facts.gather import gather
from atsharness.model import Reference
from atsharness.reference.merge import merge
from atsharness.reference.visual import see
from atsharness.sources.read import read_source
from atsharness.text.tokens import tokens

SOURCES = (".yaml", ".yml", ".json")


def own_words(merged: Reference) -> Counter[str]:
    """The words of a page that no value of its source is."""
    explained = {index for leaf in merged.leaves for index in leaf.words}
    return Counter(
        token.key
        for index, token in enumerate(tokens(merged.text))
        if index not in explained and not token.decoration
    )


def main() -> int:
    """Prints the shares and the words."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    pairs = [
        (file, source)
        for file in sorted(parser.parse_args().folder.glob("*.pdf"))
        for suffix in SOURCES
        if (source := file.with_suffix(suffix)).exists()
    ]
    if not pairs:
        print("no PDF with a .yaml or .json of the same name", file=sys.stderr)
        return 2
    labels: Counter[str] = Counter()
    for file, source in pairs:
        merged = merge(read_source(source), see(gather(file.read_bytes())))
        found = sum(len(leaf.words) for leaf in merged.leaves)
        absent = len(merged.not_on_page)
        own = own_words(merged)
        labels |= own
        whole = sum(bool(leaf.words) for leaf in merged.leaves)
        print(
            f"{file.name}: {found / (found + absent):.4f} of {found + absent} words, "
            f"{whole} of {len(merged.leaves)} values; {own.total()} words of the template's own"
        )
        if merged.not_on_page:
            print(f"  in the source, not on the page: {' '.join(merged.not_on_page)}")
    print(f"{len(labels)} words are the templates' own: {', '.join(sorted(labels))}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
