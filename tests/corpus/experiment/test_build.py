"""The files of an experiment: which there are, that each is built once, what is said of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from atsharness.batch.folder import alone
from atsharness.errors import UsageError
from atsharness_corpus.experiment import build, contrasts
from atsharness_corpus.experiment.build import Job
from atsharness_corpus.experiment.model import Contrast, Made
from atsharness_corpus.experiment.people import (
    contact_first,
    dates_below,
    person_of,
    plain,
    stacked,
    two_columns,
    without_marks,
)
from atsharness_corpus.experiment.things import PLAIN, THINGS
from atsharness_corpus.model import DoesNotFitError
from atsharness_corpus.person import content_dir, load_people

TYPST = {"typst": ""}
PEOPLE = load_people(content_dir())


def test_a_row_of_seeds_names_every_person_once() -> None:
    some = {person_of(seed, PEOPLE).id for seed in range(1, len(PEOPLE) + 1)}
    assert len(some) == len(PEOPLE)
    assert person_of(1, PEOPLE) == person_of(len(PEOPLE) + 1, PEOPLE)


def test_things_that_are_held_against_the_plain_page_share_it() -> None:
    pairs, skipped = build.plan(["bullets", "justified", PLAIN], TYPST, [1, 2])
    assert not skipped
    assert len(pairs) == 6
    assert len(build.jobs_of(pairs)) == 6
    assert {pair.without for pair in pairs} == {
        None,
        *(Job(thing=PLAIN, typesetter="typst", seed=s) for s in (1, 2)),
    }


def test_a_typesetter_that_is_missing_is_skipped_with_its_reason() -> None:
    pairs, skipped = build.plan(["columns"], {"typst": "", "xelatex": "xelatex is not installed"}, [1])
    assert {pair.with_it.typesetter for pair in pairs} == {"typst"}
    assert skipped == {"xelatex": "xelatex is not installed"}


def test_what_a_contrast_needs_beside_its_typesetter_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("atsharness_corpus.typesetters.programs.shutil.which", lambda _name: None)
    pairs, skipped = build.plan(["printed"], {"libreoffice": ""}, [1])
    assert not pairs
    assert skipped == {
        "printed in libreoffice": "pdftops is not installed: apt install ghostscript poppler-utils"
    }


def test_a_second_call_builds_nothing_and_a_lost_file_again(tmp_path: Path) -> None:
    jobs = build.jobs_of(build.plan(["bullets", "columns"], TYPST, [1])[0])
    assert build.build(tmp_path, jobs, processes=1) == 4
    before = {file.name: file.stat().st_mtime_ns for file in (tmp_path / "files").iterdir()}
    assert build.build(tmp_path, jobs, processes=1) == 0
    assert {file.name: file.stat().st_mtime_ns for file in (tmp_path / "files").iterdir()} == before
    data = (tmp_path / "files/bullets__typst__1.pdf").read_bytes()
    (tmp_path / "files/bullets__typst__1.pdf").unlink()
    with (tmp_path / build.LIST).open("ab") as stream:
        stream.write(b'{"job": {"thing": "col')  # cut off as it was written
    assert build.build(tmp_path, jobs, processes=1) == 1
    assert (tmp_path / "files/bullets__typst__1.pdf").read_bytes() == data


def test_a_person_that_does_not_fit_stays_out_and_a_typesetter_that_failed_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> Made:
        raise RuntimeError("no paper")

    jobs = build.jobs_of(build.plan(["accents"], TYPST, [1])[0])  # whose person has hardly any accent
    assert build.build(tmp_path, jobs, processes=1) == 2
    (one,) = [one for one in build.built(tmp_path).values() if one.reason]
    assert "accent" in one.reason
    assert not one.again
    broken = Contrast(thing="bullets", typesetter="typst", with_it=fails, without=fails)
    with monkeypatch.context() as patch:
        patch.setattr(build, "all_contrasts", lambda: {("bullets", "typst"): broken})
        build.build(tmp_path, [Job(thing="bullets", typesetter="typst", seed=1)], processes=1)
        (failed,) = [one for one in build.built(tmp_path).values() if one.again]
        assert failed.reason == "raises RuntimeError: no paper"
    assert build.build(tmp_path, [Job(thing="bullets", typesetter="typst", seed=1)], processes=1) == 1
    assert not [one for one in build.built(tmp_path).values() if one.again]


def test_a_folder_that_is_a_file_is_said_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x")
    with pytest.raises(UsageError, match="cannot be written to"):
        build.build(tmp_path / "taken", [Job(thing=PLAIN, typesetter="typst", seed=1)], processes=1)
    (tmp_path / build.FILES).write_text("x")
    with pytest.raises(UsageError, match="cannot be written to"):
        build.build(tmp_path, [])


def test_two_calls_do_not_build_in_one_folder_at_a_time(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(UsageError, match="another process works on"):
        build.build(tmp_path, [])
    assert build.build(tmp_path, []) == 0


def test_every_thing_has_a_title_and_every_choice_is_made_somewhere() -> None:
    made = {thing for thing, _ in contrasts.all_contrasts()}
    assert made == set(contrasts.titles())
    assert set(THINGS) <= made


@pytest.mark.parametrize("person", PEOPLE, ids=lambda one: one.id)
def test_a_page_and_its_twin_say_the_same_words(person: object) -> None:
    def words(arrangement: object) -> list[str]:
        lines = [block.line for block in arrangement.blocks]  # type: ignore[attr-defined]
        return sorted(word for line in lines for word in line.split() if word not in ("|", "•"))

    whole = words(plain(person))  # type: ignore[arg-type]
    assert words(dates_below(person)) == whole  # type: ignore[arg-type]
    assert words(contact_first(person)) == whole  # type: ignore[arg-type]
    assert words(stacked(person)) == words(two_columns(person))  # type: ignore[arg-type]


def test_letters_lose_their_accents_and_nothing_else() -> None:
    (person,) = [one for one in PEOPLE if one.id == "diacritics"]
    assert without_marks(person).blocks[0].text == "Lukasz Muller-Ozturk"
    assert [block.kind for block in without_marks(person).blocks] == [b.kind for b in plain(person).blocks]
    (other,) = [one for one in PEOPLE if one.id == "dense"]
    with pytest.raises(DoesNotFitError):
        without_marks(other)
