"""``ats rules``, ``ats rule``: what is looked for, why parsers lose it, how to fix it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from atsharness.commands._shared import examples, print_json, print_result, screen
from atsharness.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from atsharness_reports._rules import Example, RulePage


@click.command(epilog=examples("ats rules", "ats rules --format json", "ats rules --write docs/rules"))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="Format.")
@click.option(
    "--write",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write one Markdown page per rule to this folder instead.",
)
def rules(form: str, write: Path | None) -> int:
    """List all rules, each with one sentence."""
    import msgspec

    from atsharness_reports import _rules

    pages = _pages()
    if write is not None:
        write.mkdir(parents=True, exist_ok=True)
        examples = _examples(write)
        for one in pages:
            text = _rules.rule_markdown(one, examples.get(one.id))
            (write / f"{one.id.lower()}.md").write_text(text, "utf-8", newline="\n")
        (write / "README.md").write_text(_rules.index_markdown(pages), "utf-8", newline="\n")
        click.echo(f"{len(pages)} pages in {write}", err=True)
    elif form == "json":
        print_json([msgspec.json.format(msgspec.json.encode(pages), indent=1).decode()])
    else:
        print_result(_rules.rules_table(pages, screen()))
    return ExitCode.OK


@click.command(epilog=examples("ats rule ATS203", "ats rule interleaved-columns"))
@click.argument("rule_id", metavar="RULE")
def rule(rule_id: str) -> int:
    """Explain one rule: what it finds, why, and how to fix it.

    RULE is a rule's id (ATS203) or name (interleaved-columns).
    """
    from atsharness_reports import _rules

    for one in _pages():
        if rule_id.upper() == one.id or rule_id.lower() == one.name:
            print_result(_rules.rule_text(one, screen()))
            return ExitCode.OK
    raise UsageError(f"there is no rule {rule_id!r}; see ats rules")


def _examples(folder: Path) -> dict[str, Example]:
    """By rule id, what ``examples.json`` beside the pages holds; nothing where it is not there."""
    import msgspec

    from atsharness_reports._rules import Example

    file = folder / "examples.json"
    return msgspec.json.decode(file.read_bytes(), type=dict[str, Example]) if file.is_file() else {}


def _pages() -> list[RulePage]:
    from atsharness.registry import discover
    from atsharness_reports._rules import page

    found = []
    for item in discover("atsharness.rules", "RULE").values():
        module = sys.modules[item.origin.partition(":")[0]]
        value = item.value
        found.append(page(value.id, value.name, module.__doc__ or "", value.advice))
    return found
