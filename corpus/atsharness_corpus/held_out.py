"""What is held out: no rule, limit or threshold may be tuned on files of these.

The same hands write faults and the rules that find them, so figures on fresh seeds alone prove little.
Figures on what is held out are reported on their own. The sets stay as they are.
"""

from __future__ import annotations

TYPESETTERS = frozenset({"reportlab", "weasyprint"})
"""Whole typesetters, with every layout and fault printed in them."""

TEMPLATES = frozenset({"jsonresume-even", "jsonresume-elegant", "jsonresume-flat"})
"""Templates of other people's hands."""


def tuned_on(typesetter: str, template: str | None) -> bool:
    """Whether rules may have been tuned on files of this typesetter and template."""
    return typesetter not in TYPESETTERS and template not in TEMPLATES
