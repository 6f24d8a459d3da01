"""Whether a command line of `ats` could be typed: its commands and options exist."""

from __future__ import annotations

from collections.abc import Sequence

import click

from atsharness.cli import cli


def parse(arguments: Sequence[str]) -> None:
    """Parses a command line without running it or looking for its files.

    Raises:
        click.UsageError: an option that the command does not have, or an option without its value.
    """
    words = list(arguments)
    command: click.Command = cli
    while isinstance(command, click.Group):
        if command.invoke_without_command and words[:1] and words[0].startswith("-"):
            break  # it is run itself
        found = command.get_command(click.Context(command), words[0] if words else "")
        assert found is not None, f"no such command: {' '.join(arguments)}"
        command = found
        words = words[1:]
    command.make_parser(click.Context(command)).parse_args(words)
