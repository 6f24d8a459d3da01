"""``ats paths``, ``doctor``, ``config``, ``schema``: what is installed and how it is set."""

from __future__ import annotations

from typing import Any

import click

from atsharness.commands._shared import (
    examples,
    missing,
    print_json,
    print_result,
    resolve,
    screen,
    setting_options,
)
from atsharness.errors import ExitCode


@click.command(epilog=examples("ats paths"))
def paths() -> int:
    """List all parser paths: engine, family, in the panel or not.

    A parser path is one text-extraction engine in one mode. The panel are the paths that decide the verdict.
    """
    from atsharness.registry import discover
    from atsharness_reports import _environment

    parsers = [found.value for found in discover("atsharness_parsers", "PARSER").values()]
    print_result(_environment.paths_table(parsers, screen()))
    return ExitCode.OK


@click.command(epilog=examples("ats doctor", "ats doctor --require panel,poppler"))
@setting_options
def doctor(**flags: Any) -> int:
    """Show which parser paths are ready, what installs the others.

    The last line tells the sandbox that they run in: what the kernel keeps a hostile file from.
    """
    from atsharness.session import Session
    from atsharness.workers.sandbox import tier
    from atsharness_reports import _environment

    settings = resolve(flags).settings
    with Session(settings) as session:
        probed = session.probe()
        parsers = [session.found[item.path_id].value for item in probed]
    found = tier()
    print_result(_environment.doctor_table(parsers, probed, str(found), found.gaps(), screen()))
    return missing(probed, settings) or ExitCode.OK


@click.command(epilog=examples("ats config", "ATS_LANG=deu ats config --deadline 60"))
@setting_options
def config(**flags: Any) -> int:
    """Show the settings in force and where each comes from.

    Options come first, then ATS_… variables, then ats.toml or [tool.ats] in pyproject.toml of this folder or
    one above it in the same repository, then your own ~/.config/ats/ats.toml, then defaults. A program such
    as tesseract is named by your own file or by a variable only.
    """
    import msgspec

    from atsharness_reports import _environment

    resolved = resolve(flags)
    values = msgspec.to_builtins(resolved.settings)
    print_result(_environment.settings_text(values, resolved.origins))
    return ExitCode.OK


@click.command(epilog=examples("ats schema > ats.schema.json"))
def schema() -> int:
    """Print the JSON Schema of 'ats check --format json'."""
    from atsharness_reports.json import schema as json_schema

    print_json([json_schema()])
    return ExitCode.OK
