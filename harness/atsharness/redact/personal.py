"""What is personal in a document: its fields of a person, and the words around contact data."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence, Set

from atsharness.language.job_titles import is_job_title
from atsharness.language.language_id import COMMON
from atsharness.redact.disguise import ADDRESS, SHORTEST_INSIDE, WORD, Disguise, folded
from atsharness.rules.model import Artifacts
from atsharness.text.tokens import tokens

PROSE_WORDS, PROSE_COMMON, PROSE_SMALL = 8, 3, 0.6
"""Words of a line that is a sentence and no contact data: all, common ones, share that begin small."""
SHORTEST_NEAR = 3
"""Letters of the shortest word near contact data (a town, a street) that is replaced everywhere."""
PERSONAL = re.compile(
    r"basics\.(?!label)|.*\burl$|(?:work|volunteer|education|references)\.\d+\.(?:name|institution)$"
)
"""Pointers of fields that tell who somebody is."""
_HOSTS = frozenset(
    {
        *(
            "http",
            "https",
            "mailto",
            "github",
            "gitlab",
            "bitbucket",
            "linkedin",
            "xing",
            "twitter",
            "mastodon",
        ),
        *(
            "stackoverflow",
            "medium",
            "orcid",
            "scholar",
            "google",
            "gmail",
            "outlook",
            "hotmail",
            "yahoo",
            "mail",
        ),
        *("example", "company", "page", "blog", "info"),
    }
)
"""Words of an address that tell of its host alone."""


def disguise_of(artifacts: Artifacts) -> Disguise:
    """What is to be replaced in a document: its fields of a person, and the words around contact data."""
    key = (artifacts.document.sha256 or artifacts.document.path).encode()
    texts = [(field.pointer, field.text) for field in artifacts.expected]
    if artifacts.reference is not None:
        texts += [(leaf.pointer, leaf.text) for leaf in artifacts.reference.leaves]
    words = [text for pointer, text in texts if PERSONAL.match(pointer)]
    words += _near(artifacts)
    if artifacts.facts is not None:
        words.append(artifacts.facts.file.author)
    return Disguise(key, (word for text in words for word in _own_words(text)))


def _own_words(text: str) -> Iterator[str]:
    """Words that tell of a person; of an address not its host's, which is replaced in addresses alone."""
    address = ADDRESS.search(text) is not None
    for match in WORD.finditer(text):
        word = match[0]
        if not address or (len(word) >= SHORTEST_INSIDE and word.casefold() not in _HOSTS):
            yield word


def _near(artifacts: Artifacts) -> Iterator[str]:
    """Words of lines with contact data, of the page's head, and of a section of contact data."""
    if artifacts.reference is None:
        return
    words = tokens(artifacts.reference.text)
    own = {
        index for field in artifacts.expected if field.pointer.startswith("basics.") for index in field.words
    }
    heads = {
        field.words[0]: field.pointer for field in artifacts.expected if field.pointer.startswith("section.")
    }
    chosen = {words[index].line for index in own | set(_contact_blocks(own, heads, len(words)))}
    chosen -= {words[index].line for index in heads}
    lines: dict[int, list[str]] = {}
    for word in words:
        if word.line in chosen:
            lines.setdefault(word.line, []).append(word.raw.strip(",;:|·•()"))
    for line in lines.values():
        if not is_job_title(line) and not _is_prose(line):
            yield from (
                word for word in line if len(folded(word)) >= SHORTEST_NEAR and word.lower() not in COMMON
            )


def _is_prose(line: Sequence[str]) -> bool:
    """Whether a line is a sentence, in which a web address may stand: its words are everybody's."""
    small = sum(word[:1].islower() for word in line)
    common = sum(word.lower() in COMMON for word in line)
    return len(line) >= PROSE_WORDS and common >= PROSE_COMMON and small > PROSE_SMALL * len(line)


def _contact_blocks(own: Set[int], heads: Mapping[int, str], size: int) -> Iterator[int]:
    """Words above the first heading, if contact data are among them, and below the heading of contact data.

    Args:
        own: words of contact data.
        heads: the first word of each heading, with its pointer.
        size: how many words there are.
    """
    for start, stop in itertools.pairwise([0, *sorted(heads), size] if heads else []):
        pointer = heads.get(start, "")
        block = range(start, stop)
        if pointer == "section.contact" or (not pointer and not own.isdisjoint(block)):
            yield from block
