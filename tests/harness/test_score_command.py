"""``ats corpus score``: rows of rules or of the visual reference over a folder of labelled files."""

import json
import shutil

import msgspec
import pytest

from atsharness.corpus.labels import Labels, read_labels, write_labels
from atsharness.corpus.person import content_dir
from atsharness.corpus.rule_score import RuleRow
from atsharness.harness.cli import main

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
