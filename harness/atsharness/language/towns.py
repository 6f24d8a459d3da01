"""Names of towns, for texts in which nothing else parts a town from the words before it.

The names are GeoNames' (geonames.org, CC BY 4.0), by `.ci/towns.py`. Many are words of other meanings too
(Reading, Split, Orange): a name alone says little. Accents do not count.
"""

from __future__ import annotations

import gzip
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

MOST_WORDS = 4
"""Of a name: ``Santiago de los Caballeros``."""

_FILE = Path(__file__).with_name("towns.txt.gz")


def words_of_town(words: Sequence[str]) -> int:
    """How many of the last words are a town's name, the longest that there is: 2 of ``Lumen New York``."""
    for count in range(min(MOST_WORDS, len(words)), 0, -1):
        if words[-count][:1].isupper() and plain(" ".join(words[-count:]).rstrip(",")) in _towns():
            return count
    return 0


def plain(name: str) -> str:
    """A name in small letters without accents, as the file has it."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in letters if not unicodedata.combining(char))


@lru_cache(maxsize=1)
def _towns() -> frozenset[str]:
    return frozenset(gzip.decompress(_FILE.read_bytes()).decode().split("\n"))
