"""``ats corpus score``: rows of rules or of the visual reference over a folder of labelled files."""

import json
import shutil

import msgspec
import pytest

from atsharness.cli import main
from atsharness_corpus.labels import Labels, read_labels, write_labels
from atsharness_corpus.person import content_dir
from atsharness_corpus.rule_score import Case, RuleRow

RENDERED = content_dir().parent / "rendered"


@pytest.fixture
def folder(tmp_path):
    """One fault and its near-miss."""
    labels = [
        label
        for label in read_labels(RENDERED / "labels.json").files
        if "__invisible-render-mode__" in label.file
    ]
    assert len(labels) == 2
    for label in labels:
        for name in (label.file, label.reference):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            shutil.copy(RENDERED / name, tmp_path / name)
    write_labels(tmp_path / "labels.json", Labels(files=tuple(labels)))
    return tmp_path


def test_rules_are_scored(folder, capsys):
    assert main(["corpus", "score", str(folder), "-j", "1", "--format", "json"]) == 0
    rows = msgspec.json.decode(capsys.readouterr().out, type=list[RuleRow])
    row = next(row for row in rows if row.rule_id == "ATS141" and row.typesetter == "all")
    assert (row.n_positive, row.n_negative, row.precision, row.recall) == (1, 1, 1.0, 1.0)
    assert {row.rule_id for row in rows} >= {"ATS101", "ATS201", "ATS507"}


def test_what_was_judged_otherwise_is_listed(folder, capsys):
    """The label of the fault is taken away: what its rule finds is wrong then."""
    labels = read_labels(folder / "labels.json").files
    bare = tuple(msgspec.structs.replace(label, faults=()) for label in labels)
    write_labels(folder / "labels.json", Labels(files=bare))
    assert main(["corpus", "score", str(folder), "-j", "1", "--wrong", "--format", "json"]) == 0
    found = msgspec.json.decode(capsys.readouterr().out, type=list[Case])
    assert [(case.expected, case.found) for case in found if case.rule_id == "ATS141"] == [
        (None, "violation")
    ]
    assert all(case.expected != case.found for case in found)


def test_what_was_misread_is_listed(folder, capsys, monkeypatch):
    """Half of a file's true words are taken away: what is read of them is too much."""
    monkeypatch.setenv("COLUMNS", "200")  # names stay on their line
    true = folder / read_labels(folder / "labels.json").files[0].reference
    words = true.read_text("utf-8").split()
    true.write_text(" ".join(words[: len(words) // 2]), "utf-8")
    assert main(["corpus", "score", str(folder), "--reference", "--wrong", "-j", "1"]) == 0
    shown = capsys.readouterr().out
    assert shown.count("invisible-render-mode") == 1


def test_the_reference_is_scored(folder, capsys):
    assert main(["corpus", "score", str(folder), "--reference", "-j", "1", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 2
    assert all(row["word_f1"] > 0.9 for row in rows)


def test_a_folder_or_seeds_but_not_both(folder, capsys):
    assert main(["corpus", "score"]) == 2
    assert main(["corpus", "score", str(folder), "--seeds", "1"]) == 2
    assert main(["corpus", "score", str(folder / "pdf")]) == 2
    assert "labels" in capsys.readouterr().err
