"""``ats paths``, ``doctor``, ``config``, ``schema``: what is installed and how it is set."""

from __future__ import annotations

from typing import Any

import click

from atsharness.commands._shared import missing, print_result, resolve, screen, setting_options
from atsharness.errors import ExitCode


@click.command()
def paths() -> int:
    """List all parser paths: engine, family, and whether they count in the panel."""
    from atsharness.registry import discover
    from atsharness_reports import _environment

    parsers = [found.value for found in discover("atsharness_parsers", "PARSER").values()]
    print_result(_environment.paths_table(parsers, screen()))
    return ExitCode.OK


@click.command()
@setting_options
def doctor(**flags: Any) -> int:
    """Show every parser path: ready and in which version, or what installs it."""
    from atsharness.run import Session
    from atsharness_reports import _environment

    settings = resolve(flags).settings
    with Session(settings) as session:
        probed = session.probe()
        parsers = [session.found[item.path_id].value for item in probed]
    print_result(_environment.doctor_table(parsers, probed, screen()))
    return missing(probed, settings) or ExitCode.OK


@click.command()
@setting_options
def config(**flags: Any) -> int:
    """Show the settings in force and where each comes from."""
    import msgspec

    from atsharness_reports import _environment

    resolved = resolve(flags)
    values = msgspec.to_builtins(resolved.settings)
    print_result(_environment.settings_text(values, resolved.origins))
    return ExitCode.OK


@click.command()
def schema() -> int:
    """Print the JSON Schema of --format json."""
    from atsharness_reports.json import schema as json_schema

    print_result(json_schema())
    return ExitCode.OK
