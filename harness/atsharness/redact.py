"""Names, contact data and digits replaced by others, so that a report can be shown to anybody. Pure.

Every character is replaced by one character, and the same word always by the same other word: places,
lengths and word diffs stay as they are, and what a reader breaks is still seen to be broken. Without the
file nobody can tell the replaced text from its replacement (HMAC-SHA-256, keyed by the file).
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

import msgspec

from atsharness.language.job_titles import is_job_title
from atsharness.language.language_id import COMMON
from atsharness.model import (
    Alignment,
    Box,
    Cover,
    Document,
    DocumentResult,
    Exhibit,
    Extraction,
    FieldRecovery,
    Finding,
    Reference,
    ReferenceSummary,
    RuleResult,
    Verdict,
)
from atsharness.model.content import Difference, Filled
from atsharness.model.facts import LayoutFacts
from atsharness.model.flow_facts import FlowFacts
from atsharness.rules.model import Artifacts
from atsharness.text.tokens import tokens

SHORTEST = 2
"""Letters of the shortest word of a name that is replaced."""
SHORTEST_INSIDE = 4
"""Letters of the shortest one that is looked for inside other words and over spaces."""
PROSE_WORDS, PROSE_COMMON, PROSE_SMALL = 8, 3, 0.6
"""Words of a line that is a sentence and no contact data: all, common ones, share that begin small."""
SHORTEST_NEAR = 3
"""Letters of the shortest word near contact data (a town, a street) that is replaced everywhere."""
_PERSONAL = re.compile(
    r"basics\.(?!label)|.*\burl$|(?:work|volunteer|education|references)\.\d+\.(?:name|institution)$"
)
_ADDRESS = re.compile(r"\S+@\S+|(?:https?:|mailto:|tel:|www\.)\S+|[\w-]+(?:\.[\w-]+)+/\S*", re.IGNORECASE)
_KEPT = re.compile(r"(?:https?|mailto|tel|www)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile("“[^”]*”|'[^']*'|\"[^\"]*\"")
_DIGITS, _VOWELS, _CONSONANTS = "0123456789", "aeiou", "bcdfghjklmnprstvwz"
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


class Disguise:
    """What is to be replaced in one document, and by what."""

    def __init__(self, key: bytes, secrets: Iterable[str] = ()) -> None:
        """Prepares to replace words.

        Args:
            key: that nobody has who has not the document.
            secrets: words, in any case; those of one letter are left out.
        """
        self._key = key
        folded = {_folded(word) for word in secrets}
        self._secrets = {word for word in folded if len(word) >= SHORTEST}
        inside = sorted(
            (word for word in self._secrets if len(word) >= SHORTEST_INSIDE), key=len, reverse=True
        )
        self._inside = re.compile("|".join(map(re.escape, inside))) if inside else None

    def everything(self, text: str) -> str:
        """The text with every letter and digit replaced."""
        shown = list(text)
        self._replace_words(text, shown, lambda _: True)
        self._replace_inside(text, shown)
        return "".join(shown)

    def text(self, text: str, *, digits: bool = True, spots: Iterable[tuple[int, int]] = ()) -> str:
        """The text with secrets, addresses and digits replaced.

        Args:
            text: of any origin.
            digits: whether digits are; not those of our own counts.
            spots: places to be replaced whatever stands there.
        """
        shown: list[str] = list(text)
        for start, stop in spots:
            self._replace_words(text, shown, lambda _: True, start, stop)
        for match in _ADDRESS.finditer(text):
            self._replace_words(text, shown, lambda word: not _KEPT.fullmatch(word), *match.span())
        self._replace_words(text, shown, lambda word: _folded(word) in self._secrets)
        self._replace_inside(text, shown)
        if digits:
            for match in re.finditer(r"\d+", text):
                self._put(match[0], range(*match.span()), text, shown)
        return "".join(shown)

    def said(self, text: str) -> str:
        """A message of ours: digits are replaced only in what it quotes of the document."""
        quoted = _QUOTED.sub(lambda match: self.text(match[0]), text)
        return self.text(quoted, digits=False)

    def _replace_words(
        self,
        text: str,
        shown: list[str],
        chosen: Callable[[str], bool],
        start: int = 0,
        stop: int | None = None,
    ) -> None:
        for match in _WORD.finditer(text, start, len(text) if stop is None else stop):
            if chosen(match[0]):
                self._put(_folded(match[0]), range(*match.span()), text, shown)

    def _replace_inside(self, text: str, shown: list[str]) -> None:
        """Secrets inside other words, with spaces between their letters, or broken over two lines."""
        if self._inside is None:
            return
        letters, places = [], []
        for at, char in enumerate(text):
            for letter in _folded(char):
                letters.append(letter)
                places.append(at)
        for match in self._inside.finditer("".join(letters)):
            self._put(match[0], places[match.start() : match.end()], text, shown)

    def _put(self, word: str, places: Iterable[int], text: str, shown: list[str]) -> None:
        digest = b""
        for number, at in enumerate(places):
            if number % 32 == 0:
                digest = hmac.digest(self._key, f"{number}:{word}".encode("utf-8", "replace"), hashlib.sha256)
            shown[at] = _other(text[at], digest[number % 32])


def _folded(text: str) -> str:
    """Letters and digits alone, without case and marks."""
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum())


def _other(char: str, byte: int) -> str:
    """A letter for a letter and a digit for a digit, never the same one."""
    if not char.isalnum():
        return char
    plain = _folded(char)[:1] or char
    alike = next((letters for letters in (_DIGITS, _VOWELS) if plain in letters), _CONSONANTS)
    choice = alike.replace(plain, "")
    other = choice[byte % len(choice)]
    return other.upper() if char.isupper() else other


# --- what is personal ----------------------------------------------------------------------------


def disguise_of(artifacts: Artifacts) -> Disguise:
    """What is to be replaced in a document: its fields of a person, and the words around contact data."""
    key = (artifacts.document.sha256 or artifacts.document.path).encode()
    texts = [(field.pointer, field.text) for field in artifacts.expected]
    if artifacts.reference is not None:
        texts += [(leaf.pointer, leaf.text) for leaf in artifacts.reference.leaves]
    words = [text for pointer, text in texts if _PERSONAL.match(pointer)]
    words += _near(artifacts)
    if artifacts.facts is not None:
        words.append(artifacts.facts.file.author)
    return Disguise(key, (word for text in words for word in _own_words(text)))


def _own_words(text: str) -> Iterator[str]:
    """Words that tell of a person; of an address not its host's, which is replaced in addresses alone."""
    address = _ADDRESS.search(text) is not None
    for match in _WORD.finditer(text):
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
                word for word in line if len(_folded(word)) >= SHORTEST_NEAR and word.lower() not in COMMON
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


# --- results and exhibits ------------------------------------------------------------------------


def redacted(
    result: DocumentResult, exhibit: Exhibit, disguise: Disguise, number: int
) -> tuple[DocumentResult, Exhibit]:
    """The same document as a stranger may see it.

    Args:
        result: of the document.
        exhibit: what a report shows of it; the pictures are to be covered by `covers` when they are drawn.
        disguise: of the document.
        number: of the document in its run, from 1, in the place of its name.
    """
    text, said, replace = disguise.text, disguise.said, msgspec.structs.replace
    shown = replace(
        result,
        document=_document(result.document, said, number),
        reference=None if result.reference is None else _summary(result.reference, disguise),
        extractions=tuple(_extraction(item, exhibit, disguise) for item in result.extractions),
        comparisons=tuple(
            replace(item, lacks=tuple(replace(word, word=text(word.word)) for word in item.lacks))
            for item in result.comparisons
        ),
        alignments=tuple(_alignment(item, disguise) for item in result.alignments),
        fields=tuple(_field(item, disguise) for item in result.fields),
        keywords=tuple(replace(item, keyword=text(item.keyword, digits=False)) for item in result.keywords),
        rule_results=tuple(_rule(item, disguise) for item in result.rule_results),
        unexplained=tuple(replace(item, word=text(item.word)) for item in result.unexplained),
        verdict=None if result.verdict is None else _verdict(result.verdict, said),
        filled=result.filled
        if isinstance(result.filled, msgspec.UnsetType)
        else tuple(_filled(item, disguise) for item in result.filled),
    )
    return shown, _exhibit(exhibit, disguise)


def _document(document: Document, said: Callable[[str], str], number: int) -> Document:
    ending = re.search(r"\.[A-Za-z]{2,5}$", document.path)
    return msgspec.structs.replace(
        document,
        path=f"document-{number}{ending[0].lower() if ending else ''}",
        sha256=None,
        reason=said(document.reason) if document.reason else None,
    )


def _summary(reference: ReferenceSummary, disguise: Disguise) -> ReferenceSummary:
    return msgspec.structs.replace(
        reference,
        source_path=None if reference.source_path is None else "the source",
        reason=disguise.said(reference.reason) if reference.reason else None,
        not_on_page_words=tuple(map(disguise.text, reference.not_on_page_words)),
        warnings=tuple(map(disguise.said, reference.warnings)),
    )


def _extraction(item: Extraction, exhibit: Exhibit, disguise: Disguise) -> Extraction:
    """Without its words' boxes: what stands for a secret is known by its place in the text alone."""
    text = item.text
    return msgspec.structs.replace(
        item,
        text=text and disguise.text(text, spots=_spots(exhibit, item.path_id, disguise)),
        words=None,
        detail=disguise.said(item.detail) if item.detail else None,
    )


def _alignment(item: Alignment, disguise: Disguise) -> Alignment:
    replace, text = msgspec.structs.replace, disguise.text
    return replace(
        item,
        words=tuple(
            replace(word, text=text(word.text), observed=_beside(word.text, word.observed, disguise))
            for word in item.words
        ),
        spurious=tuple(replace(run, text=text(run.text)) for run in item.spurious),
    )


def _field(item: FieldRecovery, disguise: Disguise) -> FieldRecovery:
    if _PERSONAL.match(item.field):
        expected = disguise.everything(item.expected)
        observed = disguise.everything(item.observed) if item.observed else item.observed
    else:
        expected, observed = disguise.text(item.expected), _beside(item.expected, item.observed, disguise)
    return msgspec.structs.replace(item, expected=expected, observed=observed)


def _filled(item: Filled, disguise: Disguise) -> Filled:
    basics, rest = item.resume.get("basics", {}), dict(item.resume)
    rest.pop("basics", None)
    resume = {"basics": _values(basics, disguise.everything), **_values(rest, disguise.text)}

    def shown(one: Difference, text: str | None) -> str | None:
        if text is None:
            return None
        return disguise.everything(text) if one.field.startswith("basics.") else disguise.text(text)

    return msgspec.structs.replace(
        item,
        resume=resume,
        differences=tuple(
            msgspec.structs.replace(one, expected=shown(one, one.expected), found=shown(one, one.found))
            for one in item.differences
        ),
    )


def _values(value: Any, said: Callable[[str], str]) -> Any:
    """Every text in nested lists and mappings, replaced."""
    if isinstance(value, str):
        return said(value)
    if isinstance(value, dict):
        return {key: _values(part, said) for key, part in value.items()}
    return [_values(part, said) for part in value] if isinstance(value, list) else value


def _beside(expected: str, observed: str | None, disguise: Disguise) -> str | None:
    """What a reader has in the place of a text: replaced whole where the text holds a secret."""
    if observed is None:
        return None
    secret = disguise.text(expected, digits=False) != expected
    return disguise.everything(observed) if secret else disguise.text(observed)


def _spots(exhibit: Exhibit, path_id: str, disguise: Disguise) -> list[tuple[int, int]]:
    """Where a reader's text has something else in the place of a secret of the page."""
    return [
        spot
        for span in exhibit.spans.get(path_id, ())
        if span.kind != "same" and disguise.text(span.expected, digits=False) != span.expected
        for spot in span.hypothesis
    ]


def _rule(item: RuleResult, disguise: Disguise) -> RuleResult:
    replace = msgspec.structs.replace

    def finding(one: Finding) -> Finding:
        evidence = tuple(
            replace(
                proof,
                expected=None if proof.expected is None else disguise.text(proof.expected),
                observed=_beside(proof.expected or "", proof.observed, disguise),
                note=disguise.said(proof.note),
            )
            for proof in one.evidence
        )
        return replace(
            one,
            message=disguise.said(one.message),
            words=tuple(map(disguise.text, one.words)),
            advice=disguise.said(one.advice),
            evidence=evidence,
        )

    reason = disguise.said(item.reason) if item.reason else item.reason
    return replace(item, findings=tuple(map(finding, item.findings)), reason=reason)


def _verdict(verdict: Verdict, said: Callable[[str], str]) -> Verdict:
    replace = msgspec.structs.replace
    return replace(
        verdict,
        gates=tuple(replace(gate, note=said(gate.note)) for gate in verdict.gates),
        readers=tuple(replace(reader, note=said(reader.note)) for reader in verdict.readers),
    )


def _exhibit(exhibit: Exhibit, disguise: Disguise) -> Exhibit:
    replace, text = msgspec.structs.replace, disguise.text
    reference = exhibit.reference
    if reference is not None:
        words = reference.words
        reference = replace(
            reference,
            text=text(reference.text),
            source_path=None,
            words=None
            if words is None
            else tuple(word and replace(word, text=text(word.text)) for word in words),
            leaves=(),
            not_on_page=(),
            warnings=tuple(map(disguise.said, reference.warnings)),
        )
    return replace(
        exhibit,
        reference=reference,
        texts={key: text(one, spots=_spots(exhibit, key, disguise)) for key, one in exhibit.texts.items()},
        spans={
            key: tuple(
                replace(
                    span,
                    expected=text(span.expected),
                    observed=_beside(span.expected, span.observed, disguise) or "",
                )
                for span in spans
            )
            for key, spans in exhibit.spans.items()
        },
        facts=None if exhibit.facts is None else _facts(exhibit.facts, disguise),
    )


def _facts(facts: LayoutFacts, disguise: Disguise) -> LayoutFacts:
    replace, everything = msgspec.structs.replace, disguise.everything
    file = facts.file
    return replace(
        facts,
        file=replace(
            file,
            title=everything(file.title),
            author=everything(file.author),
            producer=disguise.text(file.producer, digits=False),
            creator=disguise.text(file.creator, digits=False),
            layers_off=tuple(map(disguise.text, file.layers_off)),
            embedded_files=tuple(map(everything, file.embedded_files)),
        ),
        pages=tuple(
            replace(page, runs=tuple(replace(run, text=disguise.text(run.text)) for run in page.runs))
            for page in facts.pages
        ),
        fonts=tuple(replace(font, name=disguise.text(font.name, digits=False)) for font in facts.fonts),
        links=tuple(
            replace(link, uri=_uri(link.uri, disguise), anchor=disguise.text(link.anchor))
            for link in facts.links
        ),
        flow=None if facts.flow is None else _flow(facts.flow, disguise),
        failed=tuple(map(disguise.said, facts.failed)),
    )


def _flow(flow: FlowFacts, disguise: Disguise) -> FlowFacts:
    """What no person sees is replaced whole: it may be anything."""
    constructs = tuple(
        msgspec.structs.replace(
            item,
            text=_uri(item.text, disguise) if item.kind == "link" else disguise.everything(item.text),
            note=disguise.everything(item.note) if item.kind == "picture" else item.note,
        )
        for item in flow.constructs
    )
    return msgspec.structs.replace(flow, constructs=constructs)


def _uri(uri: str, disguise: Disguise) -> str:
    """An address with everything replaced but its scheme."""
    scheme, colon, rest = uri.partition(":")
    return (
        scheme + colon + disguise.everything(rest)
        if colon and _KEPT.fullmatch(scheme)
        else disguise.everything(uri)
    )


# --- pictures ------------------------------------------------------------------------------------


def covers(artifacts: Artifacts, disguise: Disguise) -> tuple[Cover, ...]:
    """What pictures of the pages must not show, and what they show instead.

    Images and ink that nobody has read are covered whole, of a scan the page; then each word that is
    replaced gets its replacement.
    """
    facts = artifacts.facts
    if facts is None:  # an image file: one page after the other is a scan
        scans = {1 + number for number in range(artifacts.document.page_count or 1)}
        found = [Cover(page=number, box=(0.0, 0.0, 1e6, 1e6)) for number in sorted(scans)]
    else:
        scans = {page.number for page in facts.pages if page.scan}
        found = list(_unread(facts))
        for page in facts.pages:
            for line in page.lines:
                found += _of_words([(word.text, word.box) for word in line.words], page.number, disguise)
    for number, words in _reference_lines(artifacts.reference):
        found += _of_words(words, number, disguise, every=number in scans)
    return tuple(found)


def _unread(facts: LayoutFacts) -> Iterator[Cover]:
    for one in facts.pages:
        if one.scan:
            yield Cover(page=one.number, box=(0.0, 0.0, one.width, one.height))
    places = [(one.page, one.box) for one in facts.images] + [(one.page, one.box) for one in facts.ink]
    for page, box in (*places, *((note.page, note.box) for note in facts.notes)):
        yield Cover(page=page, box=box)


def _reference_lines(reference: Reference | None) -> Iterator[tuple[int, list[tuple[str, Box]]]]:
    """The words of each line whose places are known, with the number of its page."""
    lines: dict[tuple[int, int], list[tuple[str, Box]]] = {}
    if reference is not None and reference.words is not None:
        for token, word in zip(tokens(reference.text), reference.words, strict=True):
            if word is not None:
                lines.setdefault((word.page, token.line), []).append((token.raw, word.box))
    for (page, _), words in lines.items():
        yield page, words


def _of_words(
    words: Sequence[tuple[str, Box]], page: int, disguise: Disguise, *, every: bool = False
) -> Iterator[Cover]:
    """The words of one line: where letters stand apart, the line tells that they are a secret."""
    shown = disguise.text(" ".join(text for text, _ in words))
    at = 0
    for text, box in words:
        other = shown[at : at + len(text)]
        at += len(text) + 1
        if every or other != text:
            yield Cover(page=page, box=box, text=other)
