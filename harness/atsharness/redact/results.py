"""A document's result, and what a report shows of it, as a stranger may see them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import msgspec

from atsharness.model import (
    Alignment,
    Document,
    DocumentResult,
    Exhibit,
    Extraction,
    FieldRecovery,
    Finding,
    ReferenceSummary,
    RuleResult,
    Verdict,
)
from atsharness.model.content import Difference, Filled
from atsharness.model.facts import LayoutFacts
from atsharness.model.flow_facts import FlowFacts
from atsharness.redact.disguise import SCHEME, Disguise
from atsharness.redact.personal import PERSONAL


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
    if PERSONAL.match(item.field):
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
        if colon and SCHEME.fullmatch(scheme)
        else disguise.everything(uri)
    )
