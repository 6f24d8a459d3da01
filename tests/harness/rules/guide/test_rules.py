"""Each rule of advice on a résumé of a few lines: what it tells, and what looks alike and is fine."""

from __future__ import annotations

import re

import artifacts as make
import pytest
import resumes
from resumes import RESUME, advised, said

from atsharness.model import Document
from atsharness.model.facts import FontFacts, LinkFacts
from atsharness.settings import GuideSettings

NEWEST = "Software Engineer, Acme Inc., Portland, OR                     Jan 2022 - Present"
OLDER = "Junior Developer, Lumen Freight LLC, Seattle, WA               Feb 2020 - Dec 2021"
BULLETS = [line for line in RESUME.splitlines() if line.startswith("•")]
DEGREE = "B.Sc. in Computer Science, Portland State University           2016 - 2020"
CONTACT = "Portland, OR | +1 503 555 0100 | jane.example@example.com | github.com/janeexample"
PROJECTS = """
PROJECTS
Ferry
• A message queue in Go and Redis for print jobs. github.com/janeexample/ferry
Quill
• A tool in Python that keeps schedules for volunteers. github.com/janeexample/quill
"""


def changed(*pairs: tuple[str, str]) -> str:
    """The résumé with some of its words replaced."""
    text = RESUME
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


UNLINKED = RESUME + re.sub(r" github\.com/\S+", "", PROJECTS)
MORE_BULLETS = "\n".join([BULLETS[2], *(f"• Built part {number} of the order service." for number in "1234")])
LONG_SUMMARY = "\n".join(
    ["Back-end developer who has worked on order services in Go and on reports in Python with teams."] * 6
)
PARAGRAPH = """\
Designed an order service in Go that handles 50k orders a day. Reduced the response time of the search
API from 500 ms to 150 ms, which the support team had asked for since long. Introduced integration
tests with pytest for twelve services, and wrote down how that is done."""


TOLD = [
    ("standard-headings", changed(("EXPERIENCE", "MY JOURNEY")), "no heading Experience"),
    (
        "standard-headings",
        changed(("SKILLS\n", "\n"), ("Languages: Go, Python, SQL\nData: PostgreSQL, Kafka\n", "")),
        "no section Skills",
    ),
    ("bullets-in-entries", changed(("\n".join(BULLETS[:3]), PARAGRAPH)), "told in a paragraph"),
    ("consistent-dates", changed(("Feb 2020 - Dec 2021", "02/2020 - 12/2021")), "in 2 formats"),
    ("consistent-dates", changed(("Feb 2020 - Dec 2021", "2020 - 2021")), "“Jan 2022”"),
    ("header-title", changed(("Back-End Developer\n", "")), "no professional title"),
    ("header-place", changed(("Portland, OR | ", "")), "no town"),
    ("header-contact", changed((" | +1 503 555 0100", "")), "no phone number"),
    ("header-contact", changed((" | jane.example@example.com", "")), "no e-mail address"),
    (
        "professional-email",
        changed(("jane.example@example.com", "darkwolf92@gmail.com")),
        "looks like a nickname",
    ),
    ("code-host-link", changed((" | github.com/janeexample", "")), "no address of a code host"),
    ("web-page", RESUME, "no web page"),
    ("linkedin-handle", RESUME, "no LinkedIn profile"),
    (
        "linkedin-handle",
        changed(("github.com/janeexample", "linkedin.com/in/jane-example-7b41a2093")),
        "“7b41a2093”",
    ),
    (
        "summary-length",
        changed(("SUMMARY\nBack-end developer with four years of experience in Go and PostgreSQL.\n", "")),
        "no summary",
    ),
    (
        "summary-length",
        changed(("Back-end developer with four years of experience in Go and PostgreSQL.", LONG_SUMMARY)),
        "on 6 lines",
    ),
    (
        "reverse-chronological",
        changed((NEWEST, "A"), (OLDER, NEWEST), ("\nA\n", f"\n{OLDER}\n")),
        "“Software Engineer” stands below",
    ),
    ("entry-complete", changed((OLDER, "Junior Developer, Lumen Freight LLC, Seattle, WA")), "no dates"),
    (
        "entry-complete",
        changed((NEWEST, NEWEST.replace(", Acme Inc., Portland, OR", "                         "))),
        "lacks company",
    ),
    ("bullets-per-role", changed((f"{BULLETS[1]}\n{BULLETS[2]}\n", "")), "the newest job has 1 bullet"),
    ("bullets-per-role", changed((BULLETS[2], MORE_BULLETS)), "1 job has more than 6 bullets"),
    (
        "education-complete",
        changed((DEGREE, "B.Sc. in Computer Science, Portland State University")),
        "lacks year",
    ),
    ("education-complete", changed(("B.Sc. in Computer Science,", "B.Sc.,")), "lacks subject"),
    ("gpa-age", changed((DEGREE, f"{DEGREE}\nGPA: 3.8/4.0")), "a GPA of 6 years ago"),
    (
        "coursework-when-junior",
        changed((DEGREE, f"{DEGREE}\nRelevant coursework: Databases, Algorithms")),
        "beside 6 years",
    ),
    ("employment-gaps", changed(("Dec 2021", "Mar 2021")), "9 months between jobs"),
    (
        "projects-count",
        changed(("Feb 2020", "Nov 2021"), ("Jan 2022", "Mar 2025"), ("Dec 2021", "Feb 2022")),
        "no projects",
    ),
    (
        "project-complete",
        RESUME + PROJECTS.replace("A tool in Python that keeps schedules for volunteers. ", ""),
        "what it is",
    ),
    ("project-complete", RESUME + PROJECTS.replace("in Python ", ""), "what it is made with"),
    ("project-links", UNLINKED, "no project has an address"),
]

SILENT = [
    ("standard-headings", RESUME),
    ("standard-headings", changed(("EXPERIENCE", "Employment History"))),
    ("bullets-in-entries", changed((BULLETS[0], f"Order services for two markets.\n{BULLETS[0]}"))),
    ("consistent-bullets", RESUME),
    ("consistent-dates", RESUME),
    ("consistent-dates", changed(("Feb 2020", "June 2020"))),
    ("header-title", changed(("Back-End Developer\n", "Rustacean\n"))),
    ("header-place", changed(("Portland, OR |", "Remote |"))),
    ("header-place", changed(("Portland, OR |", "Oslo |"))),
    ("header-contact", changed(("+1 503 555 0100", "503 555 01"))),
    ("professional-email", changed(("jane.example@example.com", "jexample42@gmail.com"))),
    ("professional-email", changed(("jane.example@example.com", "hello@darkwolf.dev"))),
    ("code-host-link", changed(("github.com/janeexample", "gitlab.example.org/jane"))),
    ("code-host-link", changed(("github.com/janeexample", "GitHub: janeexample"))),
    ("web-page", changed(("github.com/janeexample", "janeexample.dev"))),
    ("linkedin-handle", changed(("github.com/janeexample", "linkedin.com/in/jane-example-42"))),
    ("summary-length", RESUME),
    ("summary-length", changed(("SUMMARY", "WHO I AM"))),
    ("reverse-chronological", RESUME),
    ("reverse-chronological", changed(("Dec 2021", "Present"))),
    (
        "entry-complete",
        changed(
            (OLDER, "Junior Developer, Lumen Freight LLC, Seattle, WA               Feb 20XX - Dec 20XX")
        ),
    ),
    ("bullets-per-role", changed((f"{BULLETS[4]}\n{BULLETS[5]}\n", ""))),
    ("education-complete", changed(("2016 - 2020", "2020"))),
    ("education-complete", changed(("2016 - 2020", "20XX"))),
    ("gpa-age", changed((DEGREE, f"{DEGREE.replace('2020', '2025')}\nGPA: 3.8/4.0"))),
    ("gpa-age", RESUME),
    ("coursework-when-junior", RESUME),
    ("employment-gaps", changed(("Dec 2021", "Aug 2021"))),
    ("employment-gaps", changed(("Dec 2021", "Mar 2021"), ("2016 - 2020", "2020 - 2022"))),
    ("projects-count", RESUME),
    ("projects-count", RESUME + PROJECTS),
    ("project-complete", RESUME + PROJECTS),
    ("project-links", RESUME + PROJECTS),
    ("project-links", RESUME + PROJECTS.replace(" github.com/janeexample/quill", "")),
]


@pytest.mark.parametrize(
    ("rule", "text", "message"), TOLD, ids=[f"{rule}-{number}" for number, (rule, *_) in enumerate(TOLD)]
)
def test_it_is_told_with_a_hint(rule: str, text: str, message: str) -> None:
    result = advised(rule, text)
    assert message in said(result), result.reason
    (finding,) = result.findings
    assert finding.families_hit == ()
    assert finding.advice.endswith(".")


@pytest.mark.parametrize(
    ("rule", "text"), SILENT, ids=[f"{rule}-{number}" for number, (rule, _) in enumerate(SILENT)]
)
def test_what_looks_alike_is_not_told(rule: str, text: str) -> None:
    result = advised(rule, text)
    assert result.outcome in ("passed", "incomplete", "inapplicable")
    assert result.findings == ()


# --- what the file says ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pages", "since", "message"),
    [
        (3, "2005", "3 pages"),
        (2, "2020", "2 pages for 6 years"),
        (2, "2010", ""),
        (1, "2020", ""),
    ],
)
def test_pages_are_held_against_years(pages: int, since: str, message: str) -> None:
    text = changed(("Feb 2020", f"Feb {since}"))
    result = advised("pages-for-experience", text, document=Document(path="a.pdf", page_count=pages))
    assert (message in said(result)) if message else result.outcome == "passed"


def test_pages_are_not_judged_without_dates() -> None:
    text = changed(("Feb 2020 - Dec 2021", "Feb 20XX - Dec 20XX"))
    result = advised("pages-for-experience", text, document=Document(path="a.pdf", page_count=2))
    assert result.outcome == "incomplete"


def _set(size: float, font: str = "Calibri") -> dict[str, object]:
    """Facts of a page whose text has one font and size."""
    run = make.run("Designed an order service", make.place(9, 0, 25), size=size)
    fonts = (FontFacts(name=font),)
    return {"facts": make.layout(page_facts=make.page(runs=(run,)), fonts=fonts)}


@pytest.mark.parametrize(("size", "told"), [(8.5, True), (13.0, True), (9.96, False), (11.0, False)])
def test_the_text_s_size(size: float, told: bool) -> None:
    assert bool(advised("text-size", **_set(size)).findings) is told


@pytest.mark.parametrize(
    ("font", "told"),
    [
        ("Calibri", False),
        ("TeXGyreHeros-Regular", False),
        ("BrushScriptMT", True),
        ("DejaVuSansMono", True),
    ],
)
def test_the_text_s_font(font: str, told: bool) -> None:
    result = advised("font-family", **_set(10.0, font))
    assert bool(result.findings) is told
    assert all(one.concern == "note" and "costs nothing" in one.message for one in result.findings)


def test_a_link_counts_where_it_leads_though_nothing_is_written() -> None:
    link = LinkFacts(page=1, box=(0, 0, 9, 9), uri="https://github.com/jane", anchor="GitHub", written=False)
    text = changed((" | github.com/janeexample", ""))
    assert not advised("code-host-link", text, facts=make.layout(links=(link,))).findings


def test_bullets_of_one_level_with_two_signs() -> None:
    text = changed(*((bullet, bullet.replace("•", "–")) for bullet in BULLETS[3:]))
    assert "• (3) and – (3)" in said(advised("consistent-bullets", text))
    nested = changed(*((bullet, bullet.replace("•", "  –")) for bullet in BULLETS[3:]))
    assert not advised("consistent-bullets", nested).findings


# --- settings, and bad input -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pairs", "proposed"),
    [
        ([("Jan 2022", "01/2022")], "like “Feb 2020”"),
        ([("Feb 2020 - Dec 2021", "2020 - 2021")], "like “Jan 2022”"),
        ([("Feb 2020 - Dec 2021", "Feb '20 - Dec '21")], "like “Jan 2022”"),
        ([("Jan 2022", "2022"), ("Feb 2020 - Dec 2021", "Feb '20 - Dec '21")], "like “Sep 2015”"),
    ],
)
def test_no_format_is_proposed_that_says_less(pairs: list[tuple[str, str]], proposed: str) -> None:
    (finding,) = advised("consistent-dates", changed(*pairs)).findings
    assert proposed in finding.advice


def test_numbers_are_settings() -> None:
    few = GuideSettings(bullets_max=2)
    assert "more than 2 bullets" in said(advised("bullets-per-role", settings=few))


JAPANESE = "山田太郎\n\n職歴\n2020年4月 - 現在 株式会社例\n・受注システムの設計\n\n学歴\n2016年 東京大学\n"
INVOICE = "Invoice 12\nTotal 120.00\n"
POLISH = "Jan Kowalski\njan@example.com\nDOŚWIADCZENIE\nProgramista, Acme\n2020 - 2022\nWYKSZTAŁCENIE\n"
HEADLESS = "\n".join(line for line in RESUME.splitlines() if not line.isupper())
SHORT = (
    "Jane Example\njane.example@example.com\nEXPERIENCE\nDeveloper at Acme, 2020 - 2022, wrote Go and ran it."
)


@pytest.mark.parametrize(
    "text", ["", JAPANESE, POLISH, "Invoice 12\nTotal 120.00\n"], ids=["empty", "ja", "pl", "invoice"]
)
def test_what_cannot_be_read_as_a_resume_gets_no_advice(text: str) -> None:
    for rule in RULES:
        result = advised(rule, text)
        assert (result.outcome, result.findings) == ("inapplicable", ()), rule


@pytest.mark.parametrize("text", [SHORT, HEADLESS, RESUME * 12], ids=["short", "headless", "long"])
def test_odd_resumes_end_in_no_error(text: str) -> None:
    for rule in RULES:
        assert advised(rule, text).outcome != "error", rule


RULES = sorted(
    {rule for rule, *_ in TOLD} | {"pages-for-experience", "font-family", "text-size", "consistent-bullets"}
)


def test_each_rule_has_a_case() -> None:
    from atsharness.rules.engine import all_rules

    known = {rule.name for rule in all_rules().values() if rule.advises and rule.id < "ATS430"}
    assert known == set(RULES)
    assert resumes.TODAY == (2026, 6)
