"""H12: keywords in plain sight, more than 30 in a row or one of them over and over.

The near-miss has a list of 12 to 25 skills at the same place.
"""

from __future__ import annotations

import random
from functools import partial

from atsharness_corpus import arrange
from atsharness_corpus.faults import Fault, Faulty
from atsharness_corpus.faults._hidden import KEYWORDS
from atsharness_corpus.faults._rows import BOTH, Rows, full, placed_cells, rows_file, text_of
from atsharness_corpus.faults._sheet import drawn_sheet
from atsharness_corpus.faults.columns import header
from atsharness_corpus.model import Block
from atsharness_corpus.person import Person

_MORE = (
    *("Agile", "Apache Spark", "AWS Lambda", "Azure DevOps", "Bash", "BigQuery", "Blockchain", "C"),
    *("Celery", "Chef", "CircleCI", "Clojure", "CSS", "Datadog", "DynamoDB", "Elixir", "Erlang", "F#"),
    *("Figma", "Flutter", "GCP", "Grafana", "gRPC", "Haskell", "Helm", "HTML", "IoT", "Istio", "Jira"),
    *("Julia", "Kanban", "Keycloak", "Laravel", "Linux", "Lua", "MATLAB", "Microservices", "NumPy"),
    *("OpenCV", "Perl", "Power BI", "Prometheus", "Puppet", "PyTorch", "R", "React", "Ruby on Rails"),
    *("SAS", "Solidity", "Splunk", "Swift", "Tableau", "Vue.js"),
)
_ROLES = (
    *("developer", "engineer", "architect", "back end", "microservices", "API", "cloud", "testing", "expert"),
    *("consultant", "lead", "full stack", "performance", "security", "migration", "framework", "programmer"),
)


def _items(person: Person, count: int, rng: random.Random) -> list[str]:
    own = [word for group in person.skills for word in group.keywords]
    rng.shuffle(own)
    others = [word for word in (*KEYWORDS, *_MORE) if word not in own]
    return [*own, *rng.sample(others, len(others))][:count]


def _arranged(person: Person, lines: tuple[Block, ...], early: bool) -> Rows:
    heading = Block(kind="section", text=person.wording.skills)
    top = (*header(person), *arrange.summary(person))
    work = (*arrange.experience(person), *arrange.projects(person))
    rest = (*arrange.education(person), *arrange.languages(person))
    if early:
        return (full((*top, heading)), full(lines), full((*work, *rest)))
    return (full((*top, *work, heading)), full(lines), full(rest))


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    early, repeated = rng.random() < 0.5, rng.random() < 0.4
    many, few, times = rng.randint(36, 60), rng.randint(12, 25), rng.randint(10, 15)
    items = _items(person, many, rng)
    term = rng.choice(items[:6])
    roles = rng.sample(_ROLES, times)
    if not faulty:
        text = ", ".join(items[:few])
    elif repeated:
        text = ", ".join(f"{term} {role}" for role in roles)
    else:
        text = ", ".join(items)
    lines = (Block(kind="text", text=text),)
    pdf, rows, boxes = rows_file(sheet, lambda person: _arranged(person, lines, early))
    placed = (placed_cells(rows, boxes, [(1, 0)]),) if faulty else ()
    return Faulty(pdf=pdf, reference=text_of(rows), placed=placed)


FAULT = Fault(
    id="keyword-stuffing",
    catalogue="H12",
    rule_ids=("ATS152",),
    expect="information",
    typesetters=BOTH,
    needs=("pikepdf", "pymupdf"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
