"""What is left to do in a run, and which files of its folder go."""

from __future__ import annotations

from pathlib import Path

from batch_documents import few_documents

from atsharness.batch.folder import RunFolder
from atsharness.batch.plan import Plan, asked_for
from atsharness.batch.sources import Source
from atsharness.settings import Settings


def test_shards_without_documents_go_and_one_that_is_being_written_stays(tmp_path: Path) -> None:
    """The last jobs are given out while other processes still write theirs."""
    documents, run = few_documents(tmp_path / "in", 3), tmp_path / "run"
    settings = Settings(paths=("pdfium",), ocr=False)
    asked = asked_for(settings, ocr="never", keep_text=False, anonymous=False)
    with RunFolder(str(run)) as folder:
        plan = Plan(folder, Source(str(documents)), settings, asked, shard_size=2)
        stay = {"00000.jsonl", ".00000.jsonl.gz-1", ".00001.jsonl.gz-1"}
        for name in (*stay, "00002.jsonl.gz", ".00002.jsonl.gz-1"):
            (run / "shards" / name).touch()
        assert [job.shard for job in plan.jobs()] == [0, 1]
        assert {file.name for file in (run / "shards").iterdir()} == stay
