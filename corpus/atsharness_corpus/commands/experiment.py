"""``ats experiment``: what layouts and templates cost, measured."""

from __future__ import annotations

import click

from atsharness.commands._shared import Commands, examples
from atsharness_corpus.commands.templates import templates


@click.group(cls=Commands, epilog=examples("ats experiment templates -o build/templates"))
def experiment() -> None:
    """Measure what layouts and templates cost."""


experiment.add_command(templates)
