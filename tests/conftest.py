"""Fixtures shared by all tests."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before numpy is imported: threads for its small products cost more than they give.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# A shell's background job starts with Ctrl-C ignored, nohup's with SIGHUP, and so would all that tests start.
for number, usual in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, usual)

# No example is judged by the clock: a busy machine changes no result. CI judges a change, and must judge it
# the same way twice; elsewhere each run looks at new examples.
settings.register_profile("any", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("any"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "any")

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def rendered() -> Path:
    """The committed built files: ``pdf/`` and ``ref/``."""
    return REPOSITORY / "corpus" / "rendered"


@pytest.fixture(scope="session")
def demo() -> Path:
    """The folder of the demo résumé."""
    return REPOSITORY / "corpus" / "demo"


@pytest.fixture(scope="session")
def scan(rendered: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF of one picture, the upper quarter of a résumé: OCR reads it in a second. Its text lies beside."""
    import pypdfium2

    path = tmp_path_factory.mktemp("scan") / "scan.pdf"
    scale = 2.5
    with pypdfium2.PdfDocument(rendered / "pdf" / "typst-single-column__junior.pdf") as document:
        page = document[0]
        picture = page.render(scale=scale, grayscale=True).to_pil().convert("L")
        text = page.get_textpage().get_text_bounded(bottom=0.75 * page.get_height())
    picture.crop((0, 0, picture.width, picture.height // 4)).save(path, resolution=72 * scale)
    path.with_suffix(".txt").write_text(text, "utf-8")
    return path


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests see no ``ATS_*`` of the machine they run on."""
    for name in list(os.environ):
        if name.startswith("ATS_"):
            monkeypatch.delenv(name)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with ``golden/<name>`` beside the test; writes it with ``--update-golden``."""

    def compare(name: str, text: str) -> None:
        file = request.path.parent / "golden" / name
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, "utf-8")
        assert file.is_file(), f"{file.name} is missing; run pytest --update-golden and look at it"
        assert text == file.read_text("utf-8")

    return compare
