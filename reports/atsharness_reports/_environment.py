"""What ``ats paths``, ``ats doctor`` and ``ats config`` print."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from atsharness.model import Extraction, ParserPath, RenderOptions
from atsharness_reports._terminal import absence, count, plain, remedy
from atsharness_reports.table import table


def paths_table(parsers: Sequence[ParserPath], options: RenderOptions) -> str:
    """One row a parser path; those of the panel first."""
    rows = [
        [parser.id, parser.family, "yes" if parser.panel else "", plain(parser.title)]
        for parser in _panel_first(parsers)
    ]
    return table(["parser path", "family", "panel", "engine and call"], rows, options)


def doctor_table(
    parsers: Sequence[ParserPath],
    probed: Sequence[Extraction],
    sandbox: str,
    gaps: Sequence[str],
    options: RenderOptions,
) -> str:
    """One row a parser path: its version, or why it is not ready and what installs it; below, the sandbox.

    Args:
        parsers: the paths.
        probed: what each said of its engine.
        sandbox: what the kernel keeps them in.
        gaps: what it does not keep them from.
        options: what the screen can show.
    """
    found = {item.path_id: item for item in probed}
    rows = []
    for parser in _panel_first(parsers):
        item = found[parser.id]
        if item.status == "ok":
            rows.append([parser.id, "ready", plain(item.version or "")])
        else:
            detail = plain(item.detail or parser.install)
            state = absence(detail) if item.status == "unavailable" else item.status
            rows.append([parser.id, state, remedy(detail)])
    ready = sum(item.status == "ok" for item in probed)
    return table(["parser path", "state", "version, or what to do"], rows, options) + (
        f"\n{ready} of {count(len(probed), 'parser path')} ready\n{_kept_in(sandbox, gaps)}\n"
    )


def _kept_in(sandbox: str, gaps: Sequence[str]) -> str:
    """One line on what keeps a hostile file's code from the user's files and the network."""
    lacks = f"; a parser path could here {', '.join(gaps)}" if gaps else ""
    return f"sandbox: {sandbox}{lacks}"


UNITS = {
    "deadline_s": "CPU seconds; five times as many by the clock",
    "memory_mb": "megabytes of one worker",
}
"""What a setting's name alone does not tell."""


def settings_text(values: Mapping[str, Any], origins: Mapping[str, str]) -> str:
    """The settings as TOML, each with its origin, and its unit where that is not plain, as a comment."""
    lines = []
    for key, value in values.items():
        shown = f"# {key} is not set" if value is None else f"{key} = {json.dumps(value, ensure_ascii=False)}"
        unit = f" ({UNITS[key]})" if key in UNITS else ""
        lines.append((plain(shown), origins[key] + unit))
    width = max(len(shown) for shown, _ in lines)
    return "\n".join(f"{shown:<{width}}  # {plain(origin)}" for shown, origin in lines) + "\n"


def _panel_first(parsers: Sequence[ParserPath]) -> list[ParserPath]:
    return sorted(parsers, key=lambda parser: (not parser.panel, parser.family, parser.id))
