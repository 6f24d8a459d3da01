"""What ``ats rules`` and ``ats rule`` print, and the pages in docs/rules."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence

from atsharness.model import RenderOptions, Value
from atsharness_reports.table import table

PARTS = ("What it looks for", "Why parsers lose it", "Evidence", "How to fix", "Limits")
"""The parts of a rule's page, in their order."""
ADVICE_PARTS = ("What it looks for", "What a reader loses", "Example", "How to mend it", "Limits")
"""Of a rule that gives advice on content."""


_INDEX_HEAD = """\
# Rules

<!-- Written by `ats rules --write docs/rules`. Do not edit. -->

A rule names the layout choice behind a loss: it joins a fact of the page or the file with what the parser
paths measurably lost at that place. It reports a **violation** where some path lost something, and
**information** where the fact is there but cost nothing. A *path* is one text-extraction engine in one mode
([parser paths](../parser-paths.md)). The first digit is the group: 1 text layer and hidden text, 2 layout
and reading order, 3 fields, 5 the file, 6 DOCX.

The groups 4 and 7 give **advice** on what the résumé says ([the guide](../guide.md)), and on how it answers a
job posting. They run with `ats check --guide`, know of no loss and change no verdict."""

LEGEND = """\
The examples are files of `corpus/rendered/pdf`; the text beneath a picture is what the parser path returns.
A character that the page does not show, or that looks like another, appears as its code (`<U+00AD>`), several
spaces appear as one, and `…` stands for what is left out."""
"""How to read the examples of the pages."""


class Sample(Value, frozen=True, kw_only=True):
    """A file that a rule finds something in, or nothing, as its page in docs/rules shows it."""

    file: str
    says: str
    """A sentence: what is wrong with it, or right."""
    picture: str = ""
    """A file beside the page; empty where the rule has no place on a page."""
    source: str
    """Where `text` comes from: what a parser path reads, or the layout facts."""
    text: str


class Example(Value, frozen=True, kw_only=True):
    """Two files that differ in what a rule looks for."""

    bad: Sample
    good: Sample


class RulePage(Value, frozen=True, kw_only=True):
    """One rule as it is described: title, the five parts, advice by program."""

    id: str
    name: str
    title: str
    parts: Mapping[str, str]
    advice: Mapping[str, str]


def page(rule_id: str, name: str, docstring: str, advice: Mapping[str, str]) -> RulePage:
    """A rule's page from its module's docstring.

    Raises:
        ValueError: the docstring has not exactly the five parts, in their order.
    """
    title, *rest = re.split(r"^(\S[^\n]*):\n(?=    )", docstring, flags=re.MULTILINE)
    parts = {heading: " ".join(text.split()) for heading, text in zip(rest[::2], rest[1::2], strict=True)}
    if tuple(parts) not in (PARTS, ADVICE_PARTS) or not all(parts.values()) or not title.strip():
        raise ValueError(f"{rule_id}: its docstring has {', '.join(parts) or 'no parts'}")
    return RulePage(id=rule_id, name=name, title=" ".join(title.split()), parts=parts, advice=advice)


def rules_table(pages: Sequence[RulePage], options: RenderOptions) -> str:
    """One row a rule."""
    return table(["rule", "name", "what"], [[one.id, one.name, one.title] for one in pages], options)


def rule_text(one: RulePage, options: RenderOptions) -> str:
    """One rule's page for a terminal."""
    width = min(options.width, 100)
    lines = [f"{one.id} {one.name}", *textwrap.wrap(one.title, width), ""]
    for heading, text in one.parts.items():
        lines += [heading, *_indented(text, width), ""]
    lines.append("In your program")
    for program, text in one.advice.items():
        lines += _indented(f"{program or 'any'}: {text}", width)
    return "\n".join(lines) + "\n"


def _indented(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)


def rule_markdown(one: RulePage, example: Example | None = None) -> str:
    """One rule's page for docs/rules."""
    lines = [f"# {one.id} {one.name}", "", one.title, ""]
    if example is not None:
        lines += ["## Example", "", *_sample("Bad", example.bad), *_sample("Good", example.good)]
    for heading, text in one.parts.items():
        lines += [f"## {heading}", "", text, ""]
    lines += ["## In your program", "", "| program | what to do |", "|---|---|"]
    lines += [f"| {program or 'any'} | {_cell(text)} |" for program, text in one.advice.items()]
    return "\n".join(lines) + "\n"


def _sample(name: str, sample: Sample) -> list[str]:
    shown = [f"**{name}:** {_cell(sample.says)}", ""]
    if sample.picture:
        shown += [f"![{name}: part of {sample.file}]({sample.picture})", ""]
    return [*shown, f"{sample.source} `{sample.file}`:", "", "```text", sample.text, "```", ""]


def index_markdown(pages: Sequence[RulePage]) -> str:
    """The list of all rules for docs/rules."""
    lines = [_INDEX_HEAD, "", LEGEND, ""]
    lines += ["| rule | name | what |", "|---|---|---|"]
    lines += [f"| [{one.id}]({one.id.lower()}.md) | {one.name} | {_cell(one.title)} |" for one in pages]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
