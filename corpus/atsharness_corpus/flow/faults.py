"""What loses words in ODT, RTF, HTML and plain text, each put into a person's résumé, and its near-miss."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from html.entities import codepoint2name

from atsharness_corpus.docx.resume import blocks, reference
from atsharness_corpus.flow import html, odt, rtf
from atsharness_corpus.flow.model import Build, FlowFault
from atsharness_corpus.model import Block
from atsharness_corpus.person import Person

_CONTACT = ("name", "label", "contact")
_KEYWORDS = (
    "Kubernetes Terraform Ansible Prometheus Grafana Helm Istio Envoy",
    "Scala Spark Flink Kafka Airflow Hive",
)


def _keywords(rng: random.Random) -> str:
    return rng.choice(_KEYWORDS)


def _ignoring(build: Callable[[Person], bytes]) -> Build:
    """A builder that draws nothing."""
    return lambda person, _: build(person)


def _parts(person: Person, printed: Callable[[Block], str]) -> tuple[list[str], list[str]]:
    """The head with contact data, and the rest, as a writer prints them."""
    found = blocks(person)
    head = [printed(block) for block in found if block.kind in _CONTACT]
    return head, [printed(block) for block in found if block.kind not in _CONTACT]


# --- ODT -------------------------------------------------------------------------------------------------


def _odt_box(person: Person, _: random.Random) -> bytes:
    head, rest = _parts(person, odt.printed)
    return odt.document([odt.paragraph(odt.text_box(*head, *rest[:2])), *rest[2:]])


def _odt_empty_box(person: Person, _: random.Random) -> bytes:
    head, rest = _parts(person, odt.printed)
    return odt.document([*head, odt.paragraph(odt.text_box(odt.paragraph(""))), *rest])


def _odt_header(person: Person, _: random.Random) -> bytes:
    head, rest = _parts(person, odt.printed)
    return odt.document(rest, header="".join(head))


def _odt_empty_header(person: Person, _: random.Random) -> bytes:
    head, rest = _parts(person, odt.printed)
    return odt.document([*head, *rest], header=odt.paragraph(""))


def _odt_hidden(person: Person, rng: random.Random) -> bytes:
    head, rest = _parts(person, odt.printed)
    return odt.document(
        [*head, odt.paragraph(odt.span(_keywords(rng), rng.choice(("Hidden", "White")))), *rest]
    )


def _odt_bold(person: Person, rng: random.Random) -> bytes:
    head, rest = _parts(person, odt.printed)
    return odt.document([*head, odt.paragraph(odt.span(_keywords(rng), "Bold")), *rest])


def _odt_breaks(person: Person, *, breaks: bool) -> bytes:
    """Employer and dates of each job in one paragraph with the title, a line break between."""
    body: list[str] = []
    for block in blocks(person):
        if block.kind == "meta" and breaks and body:
            title = body.pop().removesuffix("</text:p>")
            body.append(f"{title}<text:line-break/>{odt.printed(block).partition('>')[2]}")
        else:
            body.append(odt.printed(block))
    return odt.document(body)


# --- RTF -------------------------------------------------------------------------------------------------


def _rtf_header(person: Person, _: random.Random) -> bytes:
    head, rest = _parts(person, rtf.printed)
    return rtf.document([rf"{{\header {''.join(head)}}}" + "\n", *rest])


def _rtf_empty_header(person: Person, _: random.Random) -> bytes:
    head, rest = _parts(person, rtf.printed)
    return rtf.document([r"{\header \pard\plain\par}" + "\n", *head, *rest])


def _rtf_box(person: Person, _: random.Random) -> bytes:
    head, rest = _parts(person, rtf.printed)
    shape = (
        r"\pard\plain{\shp{\*\shpinst\shpleft0\shptop0\shpright9000\shpbottom1800\shpfhdr0\shpbxcolumn"
        r"\shpbxignore\shpbypara\shpbyignore\shpwr2\shpwrk0\shpfblwtxt0\shpz0\shplid1026"
        r"{\sp{\sn shapeType}{\sv 202}}{\sp{\sn fLine}{\sv 0}}{\shptxt " + "".join(head) + r"}}}\par" + "\n"
    )
    return rtf.document([shape, *rest])


def _rtf_hidden(person: Person, rng: random.Random) -> bytes:
    head, rest = _parts(person, rtf.printed)
    look = rng.choice((r"\v", r"\cf2", r"\fs2"))
    hidden = rtf.paragraph(rf"{{{look} {_keywords(rng)}}}")
    return rtf.document([*head, hidden, *rest])


def _rtf_bold(person: Person, rng: random.Random) -> bytes:
    head, rest = _parts(person, rtf.printed)
    return rtf.document([*head, rtf.paragraph(rf"{{\b {_keywords(rng)}}}"), *rest])


# --- HTML ------------------------------------------------------------------------------------------------


def _html_minified(person: Person, _: random.Random) -> bytes:
    """Without white space between elements, as programs that make pages small write them."""
    content = [re.sub(r">\n<", "><", one) for one in html.elements(person)]
    return html.page(content, title=person.basics.name, between="").encode()


def _html_hidden(person: Person, rng: random.Random) -> bytes:
    content = html.elements(person)
    looks = ('style="display:none"', 'class="seo"', 'style="position:absolute; left:-9999px"', "hidden")
    content.insert(3, html.element("p", _keywords(rng), rng.choice(looks)))
    style = html.STYLE + " .seo { color: #fff; font-size: 1px }"
    return html.page(content, title=person.basics.name, style=style).encode()


def _html_shown(person: Person, rng: random.Random) -> bytes:
    content = html.elements(person)
    content.insert(3, html.element("p", _keywords(rng), 'class="skills" style="display:inline-block"'))
    style = (
        html.STYLE + " .skills { color: #fff; background: #123 } @media print { .skills { display: none } }"
    )
    return html.page(content, title=person.basics.name, style=style).encode()


def _html_old(person: Person, _: random.Random) -> bytes:
    page = html.page(html.elements(person), title="Resume").replace("utf-8", "windows-1252")
    return page.encode("cp1252", "xmlcharrefreplace")


def _html_undeclared(person: Person, _: random.Random) -> bytes:
    """A part of a page, as programs write it for others to put into theirs."""
    return "\n".join(html.elements(person)).encode()


def _html_declared(person: Person, _: random.Random) -> bytes:
    """The least head that says it."""
    return "\n".join(["<!DOCTYPE html>", '<meta charset="utf-8">', *html.elements(person)]).encode()


def _html_references(person: Person, rng: random.Random) -> bytes:
    """All letters beyond ASCII by name or by number, as editors write them that keep to ASCII."""
    page = html.page(html.elements(person), title=person.basics.name)
    if rng.random() < 0.5:
        page = "".join(one if one.isascii() else _by_name(one) for one in page)
    return page.encode("ascii", "xmlcharrefreplace")


def _by_name(letter: str) -> str:
    name = codepoint2name.get(ord(letter))
    return letter if name is None else f"&{name};"


def _html_ascii_references(person: Person, _: random.Random) -> bytes:
    """Dots and at signs as references, which programs write against robots that look for addresses."""
    content = [one.replace("@", "&#64;").replace(". ", "&#46; ") for one in html.elements(person)]
    return html.page(content, title=person.basics.name).encode()


# --- plain text ------------------------------------------------------------------------------------------


def _text(person: Person) -> bytes:
    return reference(person).encode()


def _text_old(person: Person, rng: random.Random) -> bytes:
    return reference(person).encode(rng.choice(("cp1252", "utf-16")), "replace")


def mail(person: Person) -> bytes:
    """A text as mail programs break and end its lines: every reader gets all of it."""
    return "\r\n".join(
        line for long in reference(person).splitlines() for line in _wrapped(long.split())
    ).encode()


def _wrapped(words: Sequence[str]) -> list[str]:
    lines = [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) > 71:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return lines


_CLEAN: dict[str, Callable[[Person], bytes]] = {
    "odt": odt.clean,
    "rtf": rtf.clean,
    "html": html.clean,
    "txt": _text,
}


def clean(suffix: str, person: Person) -> bytes:
    """A résumé in the format of a suffix that every reader of the panel gets all of."""
    return _CLEAN[suffix](person)


FAULTS = (
    FlowFault(id="odt-text-box", rule_id="ATS601", suffix="odt", inject=_odt_box, near_miss=_odt_empty_box),
    FlowFault(
        id="odt-contact-in-header",
        rule_id="ATS602",
        suffix="odt",
        inject=_odt_header,
        near_miss=_odt_empty_header,
    ),
    FlowFault(id="odt-hidden-text", rule_id="ATS605", suffix="odt", inject=_odt_hidden, near_miss=_odt_bold),
    FlowFault(
        id="odt-line-break",
        rule_id="ATS613",
        suffix="odt",
        inject=lambda person, _: _odt_breaks(person, breaks=True),
        near_miss=lambda person, _: _odt_breaks(person, breaks=False),
    ),
    FlowFault(
        id="rtf-contact-in-header",
        rule_id="ATS602",
        suffix="rtf",
        inject=_rtf_header,
        near_miss=_rtf_empty_header,
    ),
    FlowFault(
        id="rtf-text-box", rule_id="ATS601", suffix="rtf", inject=_rtf_box, near_miss=_ignoring(rtf.clean)
    ),
    FlowFault(id="rtf-hidden-text", rule_id="ATS605", suffix="rtf", inject=_rtf_hidden, near_miss=_rtf_bold),
    FlowFault(
        id="html-minified",
        rule_id="ATS630",
        suffix="html",
        inject=_html_minified,
        near_miss=_ignoring(html.clean),
    ),
    FlowFault(
        id="html-hidden-text", rule_id="ATS605", suffix="html", inject=_html_hidden, near_miss=_html_shown
    ),
    FlowFault(
        id="html-old-encoding",
        rule_id="ATS631",
        suffix="html",
        inject=_html_old,
        near_miss=_ignoring(html.clean),
    ),
    FlowFault(
        id="html-undeclared-encoding",
        rule_id="ATS632",
        suffix="html",
        inject=_html_undeclared,
        near_miss=_html_declared,
    ),
    FlowFault(
        id="html-character-references",
        rule_id="ATS633",
        suffix="html",
        inject=_html_references,
        near_miss=_html_ascii_references,
    ),
    FlowFault(
        id="text-old-encoding", rule_id="ATS631", suffix="txt", inject=_text_old, near_miss=_ignoring(_text)
    ),
)
"""In the order of formats."""
