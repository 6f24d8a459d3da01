"""docs/advice.md: written anew byte for byte, every number of the evidence, commands that run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from atsharness.cli import cli, main
from atsharness_corpus.experiment import evidence
from atsharness_corpus.experiment.advice_page import _NAMES, advice_page, example
from atsharness_corpus.experiment.contrasts import titles
from atsharness_corpus.experiment.effects import NAMED, WORSE
from atsharness_corpus.experiment.evidence import Evidence, Line
from atsharness_corpus.experiment.judge import (
    FEW,
    FEWEST_PEOPLE,
    LEAST,
    LEAST_FIELDS,
    MOST,
    all_advice,
    answer,
)
from atsharness_corpus.experiment.things import PLAIN
from atsharness_corpus.person import content_dir

ROOT = content_dir().parents[1]
PAGE = ROOT / "docs" / "advice.md"
COMMITTED = ROOT / "corpus" / "evidence" / "experiment.jsonl"
TYPESETTERS = {title: name for name, title in _NAMES.items()}
ROW = re.compile(
    r"\| (?P<thing>[\w-]+) \| (?P<made>[^|]+) \| (?P<n>\d+) \| (?P<losing>\d+) of (?P<readers>\d+) \| "
    r"(?:nothing|"
    r"(?P<measure>\w+) (?P<mean>[\d.]+)(?: \((?P<low>-?[\d.]+) to (?P<high>[\d.]+)\))?, (?P<path>[\w-]+)"
    r"(?: and (?P<more>\d+) more)?) \| (?P<verdict>[^|]+) \|"
)


@pytest.fixture(scope="module")
def known() -> Evidence:
    return evidence.load(COMMITTED)


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text("utf-8")


def test_it_is_written_anew_byte_for_byte(known: Evidence, page: str, tmp_path: Path) -> None:
    assert advice_page(known) == page
    assert main(["experiment", "--evidence", str(COMMITTED), "--write", str(tmp_path / "advice.md")]) == 0
    assert (tmp_path / "advice.md").read_bytes() == PAGE.read_bytes()


def sections(page: str) -> dict[str, str]:
    head, *parts = re.split(r"^## ", page, flags=re.M)
    return {"": head, **{part.partition("\n")[0]: part.partition("\n")[2] for part in parts}}


def test_every_row_is_in_the_evidence(known: Evidence, page: str) -> None:
    rows = [match for match in map(ROW.fullmatch, page.splitlines()) if match]
    assert len(rows) > len(all_advice())
    for row in rows:
        line = known.line(row["thing"], TYPESETTERS[row["made"]])
        assert line is not None
        assert (len(line.people), len(line.readers)) == (int(row["n"]), int(row["readers"]))
        assert int(row["losing"]) <= len(line.readers)
        assert not row["measure"] or has_cell(line, row), row[0]
        assert row["verdict"] == verdict_of(line), row[0]


def has_cell(line: Line, row: re.Match[str]) -> bool:
    span = (row["low"], row["high"])
    return any(
        row["path"] in cell.of
        and (cell.measure, f"{cell.mean:g}") == (row["measure"], row["mean"])
        and (span == (None, None) or span == (f"{cell.low:g}", f"{cell.high:g}"))
        for cell in line.cells
    )


def verdict_of(line: Line) -> str:
    if line.thing == PLAIN:
        return "–"
    values = [value for cell in line.cells if cell.measure == WORSE for value in cell.values]
    counts = {"worse": values.count(1.0), "better": values.count(-1.0)}
    said = ", ".join(f"{word} for {number}" for word, number in counts.items() if number)
    return said if sum(values) else "same"


def test_no_other_number_stands_on_it(known: Evidence, page: str) -> None:
    """Without rows, commands, versions, names, definitions and what is counted here, no digit is left."""
    for name, text in sections(page).items():
        left = re.sub(r"```sh\n.*?```|<!--.*?-->|`[^`]*`|\]\([^)]*\)", "", text, flags=re.S)
        left = ROW.sub("", left)
        for title in titles().values():
            left = left.replace(f": {title.rstrip('.')}.", "")
        for number in sorted(_readers(known, name) if name else _counted(known), key=len, reverse=True):
            left = left.replace(number, "", 1)
        assert not re.findall(r"[^\n]*\d[^\n]*", left.replace("T1", "")), name


def _counted(known: Evidence) -> list[str]:
    people = max(len(line.people) for line in known.lines)
    files = sum(line.files for line in known.lines)
    answers = [answer(one, known).verdict for one in all_advice()]
    made = [version for name, version in known.typesetters.items() if name != "docx"]
    paths = [f"{path} {version}" for path, version in known.paths.items()]
    return [
        *(f" {version}" for version in made),
        *paths,
        f"of {people} fictional people",
        f"in {len(made)} typesetters",
        f"{len(known.paths)} parser paths ({files:,} files)",
        f"at least {LEAST:g} %",
        f"{LEAST_FIELDS:g} % of the fields",
        "95 % bootstrap",
        "above 0",
        "U+FB01",
        f"at least {100 * MOST:.0f} %",
        f"at most {100 * FEW:.0f} %",
        f"no typesetter {100 * MOST:.0f} %",
        f"fewer than {FEWEST_PEOPLE} people",
        *(
            f"{answers.count(kind)} {said}"
            for kind, said in (
                ("not measured", "not measured"),
                ("only", "true only"),
                ("true", "true"),
                ("false", "false"),
            )
            if kind in answers
        ),
    ]


def _readers(known: Evidence, name: str) -> list[str]:
    (advice,) = [one for one in all_advice() if one.says.rstrip(".") == name]
    got = answer(advice, known)
    own = f"{sum(len(t.losing) for t in got.tallies)} of {sum(t.readers for t in got.tallies)}"
    others = f"{sum(len(t.losing) for t in got.others)} of {sum(t.readers for t in got.others)}"
    cells = [cell for one in got.tallies for cell in one.line.cells if cell.measure == NAMED]
    hits = sum(sum(cell.values) for cell in cells)
    people = sum(len(one.line.people) for one in got.tallies)
    return [own, others, f"{hits:.0f} of {people}", "(95 % interval)"]


def commands(text: str) -> list[list[str]]:
    return [
        shlex.split(line)
        for block in re.findall(r"```sh\n(.*?)```", text, re.S)
        for line in block.splitlines()
    ]


def test_every_command_is_one(page: str) -> None:
    found = commands(page)
    assert len(found) >= 50
    for program, name, *arguments in found:
        assert program == "ats"
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        command.make_context(name, arguments, parent=click.Context(cli))


def _shown_in_typst() -> list[object]:
    known = evidence.load(COMMITTED) if COMMITTED.exists() else Evidence()
    got = [(one.says.rstrip("."), answer(one, known)) for one in all_advice()]
    names = [
        name for name, found in got if found.verdict == "false" and example(found).line.typesetter == "typst"
    ]
    return [*names[:1], *(pytest.param(name, marks=pytest.mark.slow) for name in names[1:])]


@pytest.mark.parametrize("name", _shown_in_typst())
def test_a_sceptic_sees_the_file_of_what_is_called_false(
    name: str, page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (make, look) = commands(sections(page)[name])
    assert main(make[1:]) == 0
    assert main(look[1:]) == 0
    assert "pass" in capsys.readouterr().out.lower()


def test_nothing_measured_is_said_and_not_called_false() -> None:
    made = advice_page(Evidence())
    assert made.count("**Not measured**") == len(all_advice())
    assert "**false**" not in made


def test_two_writings_are_the_same_and_order_of_lines_does_not_matter(known: Evidence) -> None:
    import msgspec

    turned = msgspec.structs.replace(known, lines=tuple(reversed(known.lines)))
    assert answer(all_advice()[0], turned).verdict == answer(all_advice()[0], known).verdict


def test_lines_have_as_many_values_as_people(known: Evidence) -> None:
    def whole(line: Line) -> bool:
        return all(len(cell.values) == len(line.people) for cell in line.cells if cell.of[0] in line.readers)

    assert all(map(whole, known.lines))
