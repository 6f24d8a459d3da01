"""What ``ats rules`` and ``ats rule`` print, and the pages in docs/rules."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence

from atsharness.model import RenderOptions, Value
from atsharness_reports.table import table

PARTS = ("What it looks for", "Why parsers lose it", "Evidence", "How to fix", "Limits")
"""The parts of a rule's page, in their order."""


_INDEX_HEAD = """\
# Rules

<!-- Written by `ats rules --write docs/rules`. Do not edit. -->

A rule names the layout choice behind a loss: it joins a fact of the page or the file with what the parser
paths measurably lost at that place. It reports a **violation** where some path lost something, and
**information** where the fact is there but cost nothing. A *path* is one text-extraction engine in one mode
([parser paths](../parser-paths.md)). The first digit is the group: 1 text layer and hidden text, 2 layout
and reading order, 3 fields, 5 the file."""


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
    if tuple(parts) != PARTS or not all(parts.values()) or not title.strip():
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


def rule_markdown(one: RulePage) -> str:
    """One rule's page for docs/rules."""
    lines = [f"# {one.id} {one.name}", "", one.title, ""]
    for heading, text in one.parts.items():
        lines += [f"## {heading}", "", text, ""]
    lines += ["## In your program", "", "| program | what to do |", "|---|---|"]
    lines += [f"| {program or 'any'} | {_cell(text)} |" for program, text in one.advice.items()]
    return "\n".join(lines) + "\n"


def index_markdown(pages: Sequence[RulePage]) -> str:
    """The list of all rules for docs/rules."""
    lines = [_INDEX_HEAD, ""]
    lines += ["| rule | name | what |", "|---|---|---|"]
    lines += [f"| [{one.id}]({one.id.lower()}.md) | {one.name} | {_cell(one.title)} |" for one in pages]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
