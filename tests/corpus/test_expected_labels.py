"""What the committed faults say that paths make of their words is what the alignment finds."""

from confusion import confusion, diagonal

from atsharness.registry import discover
from atsharness_corpus.faults import all_faults
from atsharness_corpus.labels import read_labels
from atsharness_corpus.person import content_dir

RENDERED = content_dir().parent / "rendered"


def test_expected_labels_are_found() -> None:
    cells = confusion(RENDERED)
    assert len({fault for fault, *_ in cells}) >= 12
    assert sum(cells.values()) >= 1000
    wrong = {cell: number for cell, number in cells.items() if cell[2] != cell[3]}
    assert diagonal(cells) >= 0.99, wrong


def test_expected_labels_name_paths_that_there_are() -> None:
    known = set(discover("atsharness_parsers", "PARSER"))
    labels = [fault for label in read_labels(RENDERED / "labels.json").files for fault in label.faults]
    named = {one.path_id for fault in labels for one in fault.expected_labels}
    named |= {one.path_id for fault in all_faults().values() for one in fault.expected}
    assert named
    assert named <= known
