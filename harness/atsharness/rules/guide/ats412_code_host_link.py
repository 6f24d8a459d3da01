"""No profile on a code host.

What it looks for:
    An address on GitHub, GitLab, Bitbucket, Codeberg or SourceHut, in the text or as a link.

What a reader loses:
    Technical people look at code before they read on. Without an address they look for it, or do not.

Example:
    Better: "github.com/janeexample" beside the e-mail address.

How to mend it:
    Write the address out. Pin what fits the job, with a README each.

Limits:
    Who may show no code has none; an address of one's own that shows code is not known as one.
"""

from __future__ import annotations

from atsharness.language import links
from atsharness.rules.guide._header import CODE_HOSTS, addresses, is_code_host, unexplained
from atsharness.rules.kit.advice import Remark, advice
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import IncompleteError, Rule


def _check(seen: Seen) -> Remark | None:
    written = (links.comparable(one.text) for one in links.urls(seen.text))
    if any(map(is_code_host, written)) or any(is_code_host(address) for address, _ in addresses(seen)):
        return None
    if any(host in text for text in unexplained(seen) for host in CODE_HOSTS):
        raise IncompleteError("the header names a code host, by an account that may be its address")
    return Remark(
        message="no address of a code host: who wants to see code has to search for it",
        hint="If you have a profile on GitHub, GitLab or Bitbucket, "
        "write its address beside your e-mail address.",
        concern="missing",
    )


RULE = Rule(
    id="ATS412",
    name="code-host-link",
    of="any",
    needs="resume",
    find=advice(_check),
    advice={
        "": "Write the address of your profile on GitHub, GitLab or Bitbucket beside your e-mail address."
    },
)
