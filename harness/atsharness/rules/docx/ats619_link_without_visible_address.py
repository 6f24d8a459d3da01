"""A link whose address is not written out.

What it looks for:
    Links (`w:hyperlink`) to a web or e-mail address that the document does not show as text.

Why parsers lose it:
    Readers of plain text keep the word (“LinkedIn”) and drop where it leads.

Evidence:
    The words of the link, and its address.

How to fix:
    Write the address itself, or beside the word.

Limits:
    Links made by a field's code are not looked at. What a reader of HTML or Markdown makes of a link is not
    measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atsharness.model import Evidence
from atsharness.model.flow_facts import Construct
from atsharness.rules.docx._constructs import flow_of, words_of
from atsharness.rules.kit.losses import text_of
from atsharness.rules.kit.text_facts import counted
from atsharness.rules.model import Artifacts, Draft, Rule

_SCHEME = re.compile(r"^(?:https?://|mailto:|tel:)(?:www\.)?", re.IGNORECASE)
_NO_WORD = re.compile(r"[\s/]+")
_SHOWN = 3


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    written = _letters("".join(artifacts.measured.texts))
    links = flow_of(artifacts).of("link")
    found = [item for item in links if (address := _address(item)) and address not in written]
    if found:
        yield Draft(
            message=f"{counted(len(found), 'link')} without a visible address: {_shown(artifacts, found[0])}",
            anchor=" ".join(item.text for item in found[:_SHOWN]),
            evidence=tuple(
                Evidence(
                    kind="layout",
                    expected=item.text[:200],
                    observed=_text(artifacts, item),
                    note=item.part,
                )
                for item in found[:_SHOWN]
            ),
            harmless=True,
        )


def _address(item: Construct) -> str:
    """What of a link's target should be readable; of others than web, mail and phone nothing."""
    return _letters(_SCHEME.sub("", item.text)) if _SCHEME.match(item.text) else ""


def _letters(text: str) -> str:
    return _NO_WORD.sub("", _SCHEME.sub("", text)).lower()


def _text(artifacts: Artifacts, item: Construct) -> str:
    return text_of(artifacts.measured, words_of(artifacts, (item,)))


def _shown(artifacts: Artifacts, item: Construct) -> str:
    return f"“{_text(artifacts, item)[:40]}” leads to {item.text[:60]}"


RULE = Rule(
    id="ATS619",
    name="docx-link-without-visible-address",
    of="flow",
    depth=7,
    find=_find,
    advice={"": "Write the address as text: linkedin.com/in/name."},
)
