"""Paths of one engine share work: one that ends badly costs itself alone."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import NoReturn

import committed
import pytest

from atsharness.model import Extraction
from atsharness.run import run
from atsharness.settings import Settings
from atsharness.workers.template import forks

pytestmark = pytest.mark.skipif(
    not forks(), reason="workers are spawned here: they load their own pdfplumber"
)

PDF = committed.pdf("typst-single-column__junior")
DEADLINE_S = 3.0


def raises(*_: object) -> NoReturn:
    raise ValueError("broken")


def is_killed(*_: object) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def hangs(*_: object) -> NoReturn:
    while True:
        pass


def extractions() -> dict[str, Extraction]:
    settings = Settings(paths=("pdfminer",), ocr=False, deadline_s=DEADLINE_S, jobs=1)
    (document,) = run([str(PDF)], settings=settings).documents
    return {item.path_id: item for item in document.extractions}


@pytest.mark.parametrize(("harm", "status"), [(raises, "failed"), (is_killed, "killed"), (hangs, "timeout")])
def test_a_path_that_ends_badly_leaves_the_others_of_its_engine_their_results(
    harm: Callable[..., NoReturn], status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet = extractions()
    assert {item.status for item in quiet.values()} == {"ok"}
    monkeypatch.setattr("pdfplumber.page.Page._get_textmap", harm)
    harmed = extractions()
    assert harmed.pop("pdfplumber").status == status
    del quiet["pdfplumber"]
    assert harmed == quiet


def test_a_layout_that_hangs_leaves_the_other_orders_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    quiet = extractions()
    monkeypatch.setattr(
        "pdfminer.layout.LTLayoutContainer.group_textboxes", hangs
    )  # layout's, not position's
    harmed = extractions()
    assert harmed.pop("pdfminer-layout").status == "timeout"
    del quiet["pdfminer-layout"]
    assert harmed == quiet
