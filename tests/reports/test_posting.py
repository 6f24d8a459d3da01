"""A posting's terms in reports: by kind, by place, and what readers lose of them."""

from __future__ import annotations

import msgspec
import pytest
from builders import run_result, with_page

from atsharness.model import AskedTerm, DocumentResult, PostingMatch, RenderOptions, RunResult
from atsharness_reports import markdown, short, table
from atsharness_reports._posting import posting_lines, remarks, stacks
from atsharness_reports.html.document import document_page

MATCH = PostingMatch(
    terms=(
        AskedTerm(term="Go", group="Languages", asked_as="Go", stands_in=("summary", "skills")),
        AskedTerm(term="SQL", group="Languages", asked_as="SQL", implied_by=("PostgreSQL",)),
        AskedTerm(
            term="Kubernetes",
            group="Delivery",
            asked_as="K8s",
            written_as="Kubernetes",
            stands_in=("skills",),
        ),
        AskedTerm(
            term="Kafka", group="Messaging", asked_as="Kafka", stands_in=("projects",), lost_in=("a-1", "b-1")
        ),
        AskedTerm(term="Zyx", group=None, asked_as="Zyx"),
    ),
    rank="senior",
    years=5,
    own_years=6.42,
)


def _result(match: PostingMatch = MATCH) -> DocumentResult:
    return msgspec.structs.replace(with_page(), posting=match)


def _run(match: PostingMatch = MATCH) -> RunResult:
    return run_result(_result(match))


def test_terms_by_kind_and_place() -> None:
    assert [(stack.group, *stack.places) for stack in stacks(MATCH)] == [
        ("Languages", ["Go"], [], [], ["SQL (but PostgreSQL)"]),
        ("Delivery", [], [], ["K8s (as Kubernetes)"], []),
        ("Messaging", [], ["Kafka"], [], []),
        ("Other", [], [], [], ["Zyx"]),
    ]


def test_remarks() -> None:
    assert list(remarks(MATCH)) == [
        "on the page, but not found: Kafka (by a-1, b-1)",
        "rank in the title: Senior in the posting, none in the résumé",
        "years of experience: 5 asked for, by the dates of the jobs 6.4",
    ]
    unknown = msgspec.structs.replace(MATCH, own_years=None, rank=None, terms=())
    assert list(remarks(unknown)) == ["years of experience: 5 asked for, by the dates of the jobs not known"]


def test_the_short_answer_shows_places_and_the_table_kinds() -> None:
    options = RenderOptions(width=80)
    brief = list(posting_lines(_result(), options, whole=False))
    assert brief == [
        "Posting  3 of its 5 terms are in the résumé",
        "  in the summary or the newest job      Go",
        "  in other jobs, projects or elsewhere  Kafka",
        "  among the skills alone                K8s (as Kubernetes)",
        "  not in the résumé                     SQL (but PostgreSQL), Zyx",
    ]
    assert "\n".join(brief) in short.FORMAT.render(_run(), options)
    whole = list(posting_lines(_result(), options, whole=True))
    assert whole[1] == "  Languages  Go; not in the résumé: SQL (but PostgreSQL)"
    assert "\n".join(whole) in table.FORMAT.render(_run(), options)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    terms = tuple(
        msgspec.structs.replace(item, asked_as=f"{item.asked_as} and more of it" * 3) for item in MATCH.terms
    )
    match = msgspec.structs.replace(MATCH, terms=terms)
    for whole in (False, True):
        lines = list(posting_lines(_result(match), RenderOptions(width=width), whole=whole))
        assert max(map(len, lines)) <= width


def test_without_a_posting_nothing_is_said() -> None:
    assert not list(posting_lines(with_page(), RenderOptions(), whole=True))
    assert "osting" not in short.FORMAT.render(run_result(with_page()), RenderOptions())


def test_markdown_and_html_name_the_places() -> None:
    assert "- among the skills alone: K8s \\(as Kubernetes\\)" in markdown.FORMAT.render(
        _run(), RenderOptions()
    )
    page = document_page(_run(), RenderOptions(), 0)
    assert "3 of its 5 terms are in the résumé." in page
    assert '<th scope="row">Messaging</th><td></td><td>Kafka</td><td></td><td></td>' in page


def test_control_characters_do_not_reach_a_terminal() -> None:
    match = PostingMatch(terms=(AskedTerm(term="a", group="b\x1b", asked_as="Z\x1b[31m"),))
    for whole in (False, True):
        assert "\x1b" not in "\n".join(posting_lines(_result(match), RenderOptions(), whole=whole))
