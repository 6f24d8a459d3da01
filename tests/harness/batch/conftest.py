"""Documents of a run, and a run over them."""

from __future__ import annotations

from pathlib import Path

import batching
import pytest
from batch_documents import make_documents


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory, rendered: Path) -> Path:
    """Twelve documents."""
    return make_documents(tmp_path_factory.mktemp("documents") / "in", rendered, 6)


@pytest.fixture(scope="session")
def unbroken(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run over them that nothing disturbed. Tests only read it."""
    run = tmp_path_factory.mktemp("unbroken") / "run"
    done = batching.batch(documents, run, *batching.OPTIONS, "-j", "1", "--shard-size", "4")
    assert done.returncode == 0, done.stderr
    return run
