"""``ats serve`` in Chromium: dropping, checking again, other pages, a browser that is killed."""

from __future__ import annotations

import re
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from serving import LIMIT_S, Server, checked, serving, until

pytestmark = pytest.mark.browser

LIMIT_MS = LIMIT_S * 1000
DROP = """([target, name, text]) => {
    const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], name, {type: "application/pdf"}));
    for (const kind of ["dragover", "drop"])
        document.querySelector(target).dispatchEvent(
            new DragEvent(kind, {dataTransfer: data, bubbles: true, cancelable: true}));
}"""
Enter = Callable[..., Any]


@pytest.fixture(scope="module")
def server(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("serve") / "tmp", "--paths", "pdfium,pypdf-plain") as running:
        yield running


@pytest.fixture
def enter(browser: Any, server: Server) -> Iterator[Enter]:
    """Opens the page in a window of its own; at the end fails if anything else was asked for or refused."""
    contexts: list[Any] = []
    asked: list[str] = []
    errors: list[str] = []

    def open_page(**options: Any) -> Any:
        context = browser.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(LIMIT_MS)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.goto(server.token_address)
        server.token_address = server.next_address()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith((f"{server.address}/", "data:"))] == []
    assert errors == []
    with server.enter() as client:
        checked(client)
        client.post("/clear")


def _file(file: Path, name: str = "resume.pdf") -> dict[str, Any]:
    """A file to choose, by its bytes: the browser may run where the path is another one."""
    return {"name": name, "mimeType": "application/pdf", "buffer": file.read_bytes()}


def _drop(page: Any, target: str, file: Path, name: str = "resume.pdf") -> None:
    import base64

    page.locator("html.js").wait_for()  # a row is there before what listens to drops
    page.evaluate(DROP, [target, name, base64.b64encode(file.read_bytes()).decode()])


def test_drop_see_the_verdict_edit_and_drop_again(enter: Enter, demo: Path, rendered: Path) -> None:
    page = enter()
    _drop(page, "#drop", demo / "resume.pdf")
    page.locator(".row .acts").wait_for()
    assert page.locator(".row .badge").inner_text().split()[-1] != "read"
    assert page.locator(".row h2").inner_text() == "resume.pdf"
    page.locator("a.button").click()
    assert page.locator("#h-verdict").is_visible()
    page.get_by_role("link", name="all files").click()
    page.locator(".row .acts").wait_for()

    _drop(page, ".row", rendered / "pdf" / "typst-single-column__junior.pdf")
    page.get_by_text("Since the last check:").wait_for()
    assert page.locator(".row").count() == 1
    page.get_by_role("button", name="Clear all").click()
    page.locator(".row").wait_for(state="detached")


def test_choosing_needs_no_button(enter: Enter, demo: Path) -> None:
    page = enter()
    files = [_file(demo / "resume.pdf", name) for name in ("one.pdf", "two.pdf")]
    assert not page.locator("#drop button").is_visible()
    page.locator("#files").set_input_files(files)
    page.get_by_text("2 of 2 checked").wait_for()
    with page.expect_file_chooser() as chooser:
        page.get_by_text("Check the edited file").first.click()
    chooser.value.set_files(files[:1])
    page.get_by_text("Since the last check:").wait_for()


def test_a_file_that_is_too_long_is_not_even_sent(enter: Enter) -> None:
    page = enter()
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(21e6)], "long.pdf"));
            document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true}));
        }"""
    )
    page.get_by_text("long.pdf: more than 20 MB").wait_for()


def test_all_of_it_works_without_scripts(enter: Enter, demo: Path, rendered: Path) -> None:
    page = enter(java_script_enabled=False)
    page.locator("#files").set_input_files(_file(demo / "resume.pdf"))
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_role("link", name="Open the report").wait_for()  # the page loads itself again until then
    edited = rendered / "pdf" / "typst-single-column__junior.pdf"
    page.locator(".again input").set_input_files(_file(edited))
    page.get_by_role("button", name="Check again").click()
    page.get_by_text("Since the last check:").wait_for()
    assert page.locator("meta[http-equiv=refresh]").count() == 0
    page.get_by_role("button", name="Remove").click()
    page.locator(".row").wait_for(state="detached")


@pytest.mark.parametrize("origin", ["http://evil.test", "http://127.0.0.1:{}"])
def test_another_page_can_neither_read_nor_change(
    browser: Any, enter: Enter, server: Server, demo: Path, origin: str
) -> None:
    """The second one is of the same site: its requests carry the cookie."""
    page = enter()
    _drop(page, "#drop", demo / "resume.pdf")
    page.locator(".row .acts").wait_for()
    origin = origin.format(server.port + 1 if server.port < 65535 else server.port - 1)
    other = page.context.new_page()
    other.route(f"{origin}/**", lambda route: route.fulfill(body="<p>other", content_type="text/html"))
    other.goto(f"{origin}/")
    read = f"fetch('{server.address}/', {{credentials: 'include'}}).then(a => a.text(), () => null)"
    assert other.evaluate(read) is None
    change = f"fetch('{server.address}/clear', {{method: 'POST', mode: 'no-cors', credentials: 'include'}})"
    other.evaluate(f"{change}.catch(() => null)")
    other.evaluate(
        f"""() => {{
            document.body.innerHTML = '<form method="post" action="{server.address}/clear">';
            document.querySelector("form").submit();
        }}"""
    )
    other.get_by_text("this page is not for other pages").wait_for()
    page.reload()
    assert page.locator(".row").count() == 1


def test_the_page_is_used_by_keyboard_alone(enter: Enter, demo: Path) -> None:
    page = enter()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "files"
        page.keyboard.press("Enter")
    chooser.value.set_files([_file(demo / "resume.pdf")])
    page.get_by_text("1 of 1 checked").wait_for()
    found = set()
    for _ in range(6):
        page.keyboard.press("Tab")
        found.add(page.evaluate("document.activeElement.innerText || document.activeElement.type"))
    assert {"Clear all", "resume.pdf", "Open the report", "file"} <= found


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_overflows(enter: Enter, demo: Path, width: int) -> None:
    page = enter(viewport={"width": width, "height": 900})
    for name in ("resume.pdf", "W" * 150 + ".pdf"):
        _drop(page, "#drop", demo / "resume.pdf", name)
    page.get_by_text("2 of 2 checked").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(enter: Enter, demo: Path, axe: str, scheme: str) -> None:
    page = enter(bypass_csp=True, color_scheme=scheme)
    _drop(page, "#drop", demo / "resume.pdf")
    page.get_by_text("1 of 1 checked").wait_for()
    page.evaluate(axe)
    found = page.evaluate("axe.run(document).then(result => result.violations)")
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []


def test_a_browser_that_is_killed_leaves_nothing_behind(
    browser: Any, program: str, tmp_path: Path, demo: Path
) -> None:
    command = [program, "--headless", "--no-sandbox", "--remote-debugging-port=0", "about:blank"]
    with serving(tmp_path / "tmp", "--paths", "pdfium,pypdf-plain") as server:
        process = subprocess.Popen(
            [*command, f"--user-data-dir={tmp_path / 'profile'}"], stderr=subprocess.PIPE, text=True
        )
        assert process.stderr is not None
        with process.stderr:
            line = next(line for line in process.stderr if "DevTools listening on" in line)
            found = re.search(r"ws://\S+", line)
            assert found is not None
            killed = browser.browser_type.connect_over_cdp(found[0])
            page = killed.contexts[0].new_page()
            page.goto(server.token_address)
            server.token_address = server.next_address()
            _drop(page, "#drop", demo / "resume.pdf")
            page.locator(".row").wait_for(timeout=LIMIT_MS)
            process.kill()
            process.wait()
        with server.enter() as client:
            assert "resume.pdf" in checked(client)
            assert all(re.fullmatch(r"[0-9a-f]{32}(/report\.html)?", name) for name in server.files())
            client.post("/clear")
            until(lambda: server.files() == [])
        assert server.end(signal.SIGINT) == 0
        assert list((tmp_path / "tmp").iterdir()) == []
