"""Errors that end a command, each with the exit code it stands for."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of every command (listed in README.md)."""

    OK = 0
    VERDICT = 1
    USAGE = 2
    UNAVAILABLE = 3
    UNREADABLE = 4
    BUG = 5
    INTERRUPTED = 130


class HarnessError(Exception):
    """A user's error: one line that says what is wrong and what to do."""

    exit_code = ExitCode.USAGE


class UsageError(HarnessError):
    """The command, its settings or its source cannot be used as given."""


class PathUnavailable(HarnessError):  # noqa: N818 (named as the status that it becomes)
    """A parser path's engine is not installed; the message says what installs it."""

    exit_code = ExitCode.UNAVAILABLE


class UnreadableError(HarnessError):
    """A file cannot be read as a document; the message says why."""

    exit_code = ExitCode.UNREADABLE
