"""Text in a font that is not one of the usual ones.

What it looks for:
    The font of most letters, beside a list of those that offices and résumés use: Arial, Calibri, Helvetica
    and what has their metrics (Liberation Sans, Carlito, Nimbus Sans, TeX Gyre Heros), and other plain text
    fonts.

What a reader loses:
    Usually nothing, and the remark says what the readers of the panel got of the letters. A fancy font
    tires a person.

Example:
    Weak: the body in a handwriting font. Better: Calibri.

How to mend it:
    Choose a plain text font, and one font only.

Limits:
    For information only: many good fonts are not on the list.
"""

from __future__ import annotations

import re
from collections import Counter

from atsharness.model.facts import LayoutFacts
from atsharness.rules.kit.advice import Remark, advice
from atsharness.rules.kit.resume import Resume, Seen
from atsharness.rules.model import InapplicableError, IncompleteError, Rule

_USUAL = re.compile(
    "arial|calibri|carlito|helvetica|liberation|nimbus|texgyre|heros|termes|pagella|segoe|verdana|tahoma|trebuchet"
    "|georgia|gelasio|garamond|cambria|caladea|times|tinos|arimo|palatino|bookman|century|charter|baskerville"
    "|computermodern|cm(?:r|ss|bx|ti|u)|latinmodern|lm(?:roman|sans)|sf(?:rm|ss)|newcm|libertin|libertinus|stix"
    "|source(?:sans|serif)|sourcesanspro|noto(?:sans|serif)|opensans|roboto|lato|inter|raleway|montserrat|ubuntu"
    "|dejavu|bitstreamvera|fira(?:sans|go)|ibmplex(?:sans|serif)|plex|merriweather|nunito|poppins|worksans|karla"
    "|cabin|mulish|mukta|ptsans|ptserif|droid|oxygen|aptos|avenir|gill|optima|frutiger|univers|futura|sanfrancisco"
    "|\\.?sf(?:ns|pro)|ebgaramond|crimson|bitter|dmsans|quattrocento|raleway|exo|barlow|rubik|manrope|sourcehan"
    "|malgun|yugothic|yumincho|msgothic|simsun|freesans|freeserif|cantarell|heuristica|utopia|fourier"
)

_FIXED = re.compile("mono|courier|consol|typewriter|code")
"""Fonts all of whose letters are as wide as each other."""


def _check(seen: Seen) -> Remark | None:
    facts = seen.resume.facts
    if facts is None or facts.flow is not None or not facts.pages:
        raise InapplicableError("the fonts of the text are known of PDF files only")
    name = _body_font(seen.resume, facts)
    if name is None:
        raise IncompleteError("there is no text whose font is known")
    plain = re.sub(r"^[A-Z]{6}\+", "", name)
    bare = re.sub(r"[^a-z.]", "", plain.casefold())
    if (_USUAL.search(bare) and not _FIXED.search(bare)) or not re.search("[A-Za-z]{3}", plain):
        return None
    return Remark(
        message=f"most of the text is set in {plain[:40]}, which few résumés use; {_cost(seen.resume)}",
        hint="A plain font such as Calibri, Arial or Helvetica is a safe choice.",
        concern="note",
    )


def _body_font(resume: Resume, facts: LayoutFacts) -> str | None:
    letters: Counter[int] = Counter()
    for (font, _), number in resume.letters.items():
        letters[font] += number
    if not letters.total():
        return None
    at = max(letters, key=lambda font: letters[font])
    return facts.fonts[at].name if at < len(facts.fonts) else None


def _cost(resume: Resume) -> str:
    worst = resume.worst
    recall = next(
        (
            item.content.char_recall
            for item in resume.recoveries
            if worst is not None and item.path_id == worst.path_id
        ),
        None,
    )
    if recall is None:
        return "what it costs is not known"
    if recall > 0.999:
        return "it costs nothing: every family of readers gets the letters"
    return f"the family that reads it worst gets {100 * recall:.0f} % of the characters"


RULE = Rule(
    id="ATS404",
    name="font-family",
    of="any",
    needs="resume",
    find=advice(_check, page_only=True),
    advice={"": "A plain font such as Calibri, Arial or Helvetica is a safe choice."},
)
