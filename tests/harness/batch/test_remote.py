"""Documents and runs that are elsewhere: whatever fsspec opens, and what says that it does not."""

from __future__ import annotations

import importlib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import batching
import pytest
from batch_documents import few_documents

from atsharness.batch import folder, urls
from atsharness.batch.messages import Ended, Finished, Job, News
from atsharness.batch.plan import Plan, asked_for
from atsharness.batch.shard import serve
from atsharness.batch.sources import Source
from atsharness.cli import main
from atsharness.settings import Settings

OPTIONS = (*batching.OPTIONS, "-j", "1", "--shard-size", "2")


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three small documents."""
    return few_documents(tmp_path_factory.mktemp("few") / "in", 3)


@pytest.fixture(scope="module")
def whole(few: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run over them on this machine. Tests only read it."""
    run = tmp_path_factory.mktemp("whole") / "run"
    done = batching.batch(few, run, *OPTIONS)
    assert done.returncode == 0, done.stderr
    return run


@pytest.mark.slow
def test_a_url_of_this_machine_is_its_path(few: Path, whole: Path, tmp_path: Path) -> None:
    run = tmp_path / "a run"
    done = batching.batch(few.as_uri(), run.as_uri(), *OPTIONS)
    assert done.returncode == 0, done.stderr
    assert batching.shards(run) == batching.shards(whole)


def test_a_store_in_memory_holds_documents_and_run(few: Path, whole: Path, tmp_path: Path) -> None:
    """In one process, as another one has other memory."""
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    for file in few.iterdir():
        memory.pipe_file(f"/cvs/{file.name}", file.read_bytes())
    settings = Settings(paths=batching.PATHS)
    told: list[News] = []
    with folder.RunFolder("memory://run") as run:
        asked = asked_for(settings, ocr="never", keep_text=False, anonymous=False)

        def plan() -> Plan:
            return Plan(run, Source("memory://cvs"), settings, asked, shard_size=2)

        def scratched(jobs: Iterator[Job]) -> Iterator[Job]:
            for job in jobs:
                yield Job(
                    **{name: getattr(job, name) for name in job.__struct_fields__}
                    | {"scratch": str(tmp_path)}
                )

        assert serve(scratched(plan().jobs()), told.append)
        assert [type(news) for news in told if not isinstance(news, Ended)][-1] is Finished
        assert sum(isinstance(news, Ended) for news in told) == 3
        found = {name: run.store.read(f"shards/{name}") for name in run.store.names("shards")}
        assert found == batching.shards(whole)
        assert list(plan().jobs()) == []
        memory.pipe_file("/cvs/1.pdf", (few / "0.pdf").read_bytes())
        assert [job.shard for job in plan().jobs()] == [0]
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def s3() -> Iterator[dict[str, str]]:
    """A server of this machine that speaks S3, with a bucket; the environment that finds it."""
    for name in ("moto", "flask", "flask_cors", "s3fs"):
        pytest.importorskip(name)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-P", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        while True:
            assert server.poll() is None
            try:
                request = urllib.request.Request(f"{url}/bucket", method="PUT")
                urllib.request.urlopen(request, timeout=60).close()
                break
            except (ConnectionError, urllib.error.URLError):
                time.sleep(0.1)
        yield {
            "AWS_ENDPOINT_URL": url,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
        }
    finally:
        server.terminate()
        server.wait()


@pytest.mark.slow
def test_s3_holds_documents_and_run(few: Path, whole: Path, s3: dict[str, str]) -> None:
    boto3 = importlib.import_module("boto3")
    client = boto3.client("s3", endpoint_url=s3["AWS_ENDPOINT_URL"], region_name="us-east-1",
                          aws_access_key_id="test", aws_secret_access_key="test")  # fmt: skip
    for file in few.iterdir():
        client.put_object(Bucket="bucket", Key=f"cvs/{file.name}", Body=file.read_bytes())
    place = ("s3://bucket/cvs", "s3://bucket/run")
    done = batching.batch(*place, *OPTIONS, environ=s3)
    assert done.returncode == 0, done.stderr
    assert "3 documents: ok 3 · 3 read now" in done.stdout

    def shards() -> dict[str, bytes]:
        listed = client.list_objects_v2(Bucket="bucket", Prefix="run/shards/")["Contents"]
        return {
            item["Key"].rpartition("/")[2]: client.get_object(Bucket="bucket", Key=item["Key"])["Body"].read()
            for item in listed
        }

    assert shards() == batching.shards(whole)
    done = batching.batch(*place, *OPTIONS, environ=s3)
    assert "3 documents: ok 3 · 0 read now" in done.stdout, done.stderr
    client.put_object(Bucket="bucket", Key="cvs/2.pdf", Body=(few / "0.pdf").read_bytes())
    done = batching.batch(*place, *OPTIONS, environ=s3)
    assert "3 documents: ok 3 · 1 read now" in done.stdout, done.stderr
    client.close()


def test_a_store_out_of_reach_is_one_line(tmp_path: Path, few: Path) -> None:
    pytest.importorskip("s3fs")
    nobody = {
        "AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x",
        "AWS_MAX_ATTEMPTS": "1",
    }  # fmt: skip
    for place in (("s3://bucket/cvs", str(tmp_path / "run")), (str(few), "s3://bucket/run")):
        done = batching.batch(*place, *OPTIONS, environ=nobody)
        assert done.returncode == 2
        assert done.stderr.startswith("ats: ")
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("missing", ["fsspec", "distributed"])
def test_a_missing_extra_is_one_line(
    missing: str,
    few: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    urls._fsspec.cache_clear()
    arguments = ["s3://bucket/cvs"] if missing == "fsspec" else [str(few), "--scheduler", "tcp://127.0.0.1:1"]
    assert main(["batch", *arguments, "-o", str(tmp_path / "run"), *OPTIONS]) == 2
    assert capsys.readouterr().err.endswith('is not installed: pip install "ats-harness[cluster]"\n')
