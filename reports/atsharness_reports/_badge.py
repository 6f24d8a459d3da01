"""A badge: how many readers get everything, as SVG or for an endpoint of shields.io."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from atsharness.model import Value
from atsharness_reports._terminal import plain
from atsharness_reports.json import formatted

LABEL = "ATS readers"
_COLOURS = {"pass": "#2e7d32", "at_risk": "#a15c00", "fail": "#b3261e"}
"""With white text each has a contrast of 4.5 or more (WCAG 2.2, AA)."""
_UNKNOWN = "#5f6368"
_LETTER = 6.4
"""Mean width of a letter of Verdana at 11 px, in px."""
_MARGIN = 6


class Badge(Value, frozen=True, kw_only=True):
    """What a badge says of the worst file, and of which tools."""

    complete: int
    counted: int
    verdict: str
    tool: str
    """Version of ats."""
    engines: Mapping[str, str]

    @property
    def message(self) -> str:
        """``6 of 8, at risk``: the count first, which a person can check."""
        if not self.counted:
            return "not measurable"
        return f"{self.complete} of {self.counted}, {self.verdict.replace('_', ' ')}"

    @property
    def tools(self) -> str:
        """What has read, with versions."""
        engines = ", ".join(f"{plain(path)} {plain(version)}" for path, version in self.engines.items())
        return f"ats {self.tool}; {engines}" if engines else f"ats {self.tool}"

    @property
    def colour(self) -> str:
        """Of the verdict."""
        return _COLOURS.get(self.verdict, _UNKNOWN)


def endpoint(badge: Badge) -> str:
    """JSON for the endpoint badge of shields.io, which refuses further keys: versions have no place."""
    made = {"schemaVersion": 1, "label": LABEL, "message": badge.message, "color": badge.colour}
    return formatted(made) + "\n"


def svg(badge: Badge) -> str:
    """A picture without fonts, scripts or links of its own."""
    left, right = (round(len(text) * _LETTER) + 2 * _MARGIN for text in (LABEL, badge.message))
    title = f"{LABEL}: {badge.message}"

    def text(said: str, start: int, width: int) -> str:
        return (
            f'<text x="{start + _MARGIN}" y="14" textLength="{width - 2 * _MARGIN}" '
            f'lengthAdjust="spacingAndGlyphs">{escape(said)}</text>'
        )

    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" '
            f"aria-label={quoteattr(title)}>",
            f"<title>{escape(title)}</title>",
            f"<desc>{escape(badge.tools)}</desc>",
            f'<rect width="{left}" height="20" fill="#3c4043"/>',
            f'<rect x="{left}" width="{right}" height="20" fill="{badge.colour}"/>',
            '<g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">',
            text(LABEL, 0, left),
            text(badge.message, left, right),
            "</g>",
            "</svg>\n",
        )
    )
