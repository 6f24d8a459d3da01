"""A browser for the tests of pages: Chromium, by ``CHROMIUM``, on PATH, or fetched by ``make test-browser``.

Each way in which it is missing or too old skips the tests with a reason.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
OLDEST = 105
"""The first version that knows ``:has()``."""
SITE = "http://report.test/"
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"


def chromium() -> str:
    """The browser's path; skips, with the reason, where it is missing or too old."""
    asked = os.environ.get("CHROMIUM")
    names = (asked,) if asked else NAMES
    found = next(filter(None, map(shutil.which, names)), None) or (None if asked else fetched())
    if found is None:
        where = f"CHROMIUM={asked} is no program" if asked else f"none of {', '.join(NAMES)} is on PATH"
        pytest.skip(f"no Chromium: {where}, and none is fetched (apt install chromium, or make test-browser)")
    try:
        said = subprocess.run(
            [found, "--version"], capture_output=True, text=True, timeout=60, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"{found} does not start: {error}")
    number = re.search(r"(\d+)\.\d+", said)
    if number is None or int(number[1]) < OLDEST:
        pytest.skip(f"{found} is {said.strip() or 'of an unknown version'}: {OLDEST} or newer is needed")
    return found


def fetched() -> str | None:
    """Playwright's own, where `.ci/chromium` could put it into this environment."""
    spec = find_spec("playwright")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "driver" / "package" / ".local-browsers"
    return next(map(str, sorted(folder.glob("chromium_headless_shell-*/*/*headless*shell"))), None)


@pytest.fixture(scope="session")
def program() -> str:
    """The browser's path."""
    return chromium()


@pytest.fixture(scope="session")
def browser(program: str) -> Iterator[Any]:
    """A running browser."""
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: make test-browser")
    with api.sync_playwright() as playwright:
        try:
            running = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        except api.Error as error:
            pytest.skip(f"{program} does not start: {str(error).splitlines()[0]}")
        yield running
        running.close()


@pytest.fixture
def opened(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens files in a page of their own, and at the end fails if anything else was asked for."""
    contexts: list[Any] = []
    strays: list[str] = []

    def open_files(
        written: dict[str, str], name: str = "report.html", *, scripts: bool = False, **options: Any
    ) -> Any:
        context = browser.new_context(java_script_enabled=scripts, **options)
        contexts.append(context)

        def answer(route: Any) -> None:
            asked = route.request.url.removeprefix(SITE).partition("#")[0]
            if asked in written:
                route.fulfill(body=written[asked], content_type="text/html; charset=utf-8")
            else:
                strays.append(route.request.url)
                route.abort()

        context.route("**/*", answer)
        page = context.new_page()
        page.goto(SITE + name)
        return page

    yield open_files
    for context in contexts:
        context.close()
    assert strays == []


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's script."""
    if not AXE.is_file():
        pytest.skip("axe-core is not there: make test-browser fetches it where npm is installed")
    return AXE.read_text("utf-8")
