"""``ats serve`` as a browser, and as what is no browser of its user, sees it."""

from __future__ import annotations

import html
import json
import os
import re
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from serving import Server, checked, serving, until

from atsharness.cli import main
from atsharness.web.uploads import MOST_BYTES, MOST_UPLOADS

FAST = ("--paths", "pdfium,pypdf-plain")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("serve") / "tmp", *FAST) as running:
        yield running


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    """Someone who has opened the page; the list is empty before and after."""
    with server.enter() as entered:
        yield entered
        checked(entered)
        assert entered.post("/clear").status_code == 303
        assert server.files() == []


def _upload(client: httpx.Client, name: str, content: bytes, to: str = "/documents") -> httpx.Response:
    return client.post(to, files=[("files", (name, content, "application/pdf"))])


def _keys(page: str) -> list[str]:
    return re.findall(r'id="f([0-9a-f]{32})"', page)


# --- what it is for --------------------------------------------------------------------------------------


def test_a_file_is_checked_edited_and_checked_again(
    server: Server, client: httpx.Client, demo: Path, rendered: Path
) -> None:
    assert _upload(client, "mine.pdf", (demo / "resume.pdf").read_bytes()).status_code == 303
    page = checked(client)
    (key,) = _keys(page)
    assert "mine.pdf" in page
    assert server.files() == [key, f"{key}/report.html"]
    report = client.get(f"/documents/{key}")
    assert "mine.pdf" in report.text
    assert "Fix this first" in report.text
    assert "The form, as parsers fill it" in report.text
    assert 'id="h-content"' in report.text
    assert '<a href="/">' in report.text

    good = (rendered / "pdf" / "typst-single-column__junior.pdf").read_bytes()
    assert _upload(client, "mine.pdf", good, f"/documents/{key}/again").status_code == 303
    page = checked(client)
    (again,) = _keys(page)
    assert again != key
    assert "Since the last check:" in page
    assert client.get(f"/documents/{key}").status_code == 404
    assert client.post(f"/documents/{again}/remove").status_code == 303
    assert _keys(client.get("/").text) == []
    assert server.files() == []


def test_several_files_of_one_form(client: httpx.Client, demo: Path) -> None:
    good = (demo / "resume.pdf").read_bytes()
    parts = [
        ("files", ("one.pdf", good)),
        ("files", ("two.pdf", good[:3000])),
        ("files", ("three.txt", b"hi")),
    ]
    assert client.post("/documents", files=parts).status_code == 303
    page = checked(client)
    assert len(_keys(page)) == 3
    assert page.count("Not read") == 2
    assert "3 of 3 checked" in page


def test_each_reader_is_shown_while_it_reads(client: httpx.Client, demo: Path) -> None:
    from atsharness.web.documents import Entry
    from atsharness.web.messages import Begun, Heard
    from atsharness.web.page import listing

    entry = Entry("0" * 32, "mine.pdf", demo)
    entry.hear(Begun(key=entry.key, readers=("pdfium", "pypdf-plain", "tika")))
    entry.hear(Heard(key=entry.key, reader="pdfium", status="ok"))
    entry.hear(Heard(key=entry.key, reader="tika", status="unavailable"))
    page = listing([entry], busy=True)
    assert re.findall(r'<li class="(\w+)">([\w-]+) ', page) == [
        ("read", "pdfium"),
        ("reading", "pypdf-plain"),
    ]
    assert '<noscript><meta http-equiv="refresh" content="1"></noscript>' in page


def test_what_is_cleared_in_the_midst_is_gone(server: Server, client: httpx.Client, demo: Path) -> None:
    good = (demo / "resume.pdf").read_bytes()
    for name in ("one.pdf", "two.pdf", "three.pdf"):  # one is being checked, the others wait
        _upload(client, name, good)
    assert client.post("/clear").status_code == 303
    assert _keys(client.get("/").text) == []
    _upload(client, "four.pdf", good)
    (key,) = _keys(checked(client))
    assert server.files() == [key, f"{key}/report.html"]


def test_a_form_without_a_file_is_refused(client: httpx.Client) -> None:
    assert _upload(client, "", b"").status_code == 400
    assert client.post("/documents", data={"files": "text"}).status_code == 400
    assert client.post("/documents", content=b"raw").status_code == 400
    torn = client.post("/documents", content=b"--x\r\n", headers={"Content-Type": "multipart/form-data"})
    assert torn.status_code == 400


# --- who may ask -----------------------------------------------------------------------------------------


def test_an_address_opens_once_and_the_cookie_is_kept_from_scripts(server: Server) -> None:
    address = server.token_address
    with server.enter() as client:
        assert client.get("/").status_code == 200
    with httpx.Client() as other:
        assert other.get(address).status_code == 403
        entered = other.get(server.token_address)
    server.token_address = server.next_address()
    assert entered.status_code == 303
    assert entered.headers["location"] == "/"
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "domain" not in cookie


@pytest.mark.parametrize("path", ["/", "/style.css", "/page.js", "/documents/0", "/?token=", "/?token=guess"])
@pytest.mark.parametrize("cookie", [None, "", "guess"])
def test_without_the_token_nothing_is_shown(server: Server, path: str, cookie: str | None) -> None:
    headers = {} if cookie is None else {"Cookie": f"ats-{server.port}={cookie}"}
    assert httpx.get(server.address + path, headers=headers).status_code == 403


def test_without_the_token_nothing_is_taken(server: Server) -> None:
    headers = {"Origin": server.address}
    answer = httpx.post(server.address + "/documents", headers=headers, files={"files": b"%PDF-1.7"})
    assert answer.status_code == 403
    assert server.files() == []


@pytest.mark.parametrize(
    "host", ["evil.test", "evil.test:PORT", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil:PORT"]
)
def test_a_name_that_was_made_to_point_here_is_refused(
    server: Server, client: httpx.Client, host: str
) -> None:
    host = host.replace("PORT", str(server.port))
    for method, path in (("GET", "/"), ("POST", "/clear"), ("GET", server.token_address.partition("/")[2])):
        headers = {"Host": host, "Origin": f"http://{host}"}
        assert client.request(method, path, headers=headers).status_code == 421


def test_the_machines_own_name_is_taken(server: Server, client: httpx.Client) -> None:
    assert client.get("/", headers={"Host": f"localhost:{server.port}", "Origin": ""}).status_code == 403
    headers = {"Host": f"localhost:{server.port}", "Origin": f"http://localhost:{server.port}"}
    assert client.get("/", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.test"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
def test_another_page_of_the_browser_is_refused(
    server: Server, client: httpx.Client, headers: dict[str, str]
) -> None:
    for path in ("/documents", "/clear"):
        assert client.post(path, headers=headers, files={"files": b"%PDF-1.7"}).status_code == 403
    assert client.get("/", headers=headers).status_code == 403
    assert server.files() == []


def test_a_change_needs_an_origin(server: Server, client: httpx.Client) -> None:
    del client.headers["Origin"]
    assert client.get("/").status_code == 200
    assert client.post("/clear").status_code == 403
    client.headers["Origin"] = server.address


def test_every_answer_forbids_what_is_not_needed(server: Server, client: httpx.Client, demo: Path) -> None:
    _upload(client, "a.pdf", (demo / "resume.pdf").read_bytes())
    (key,) = _keys(checked(client))
    answers = [
        client.get(path)
        for path in ("/", f"/documents/{key}", "/style.css", "/page.js", "/nothing", "/%2e%2e/")
    ]
    answers += [client.options("/"), httpx.get(server.address), client.get("/", headers={"Host": "evil"})]
    for answer in answers:
        headers = answer.headers
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"].startswith("default-src 'none'; ")
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "script-src 'unsafe" not in headers["content-security-policy"]
        assert not [name for name in headers if name.startswith("access-control")]
        assert "server" not in headers
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 404, 404, 405, 403, 421]
    assert "script-src" not in answers[1].headers["content-security-policy"]


def test_only_this_machines_own_address_is_listened_on(server: Server) -> None:
    if sys.platform != "linux":
        pytest.skip("127.0.0.2 is an address of this machine on Linux only")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", server.port), timeout=60)


# --- what comes in ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("chunked", [False, True])
def test_more_than_20_mb_are_refused_as_they_come_in(
    server: Server, client: httpx.Client, chunked: bool
) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n%PDF-1.7'
    body = head + bytes(MOST_BYTES + 10**6) + b"\r\n--x--\r\n"
    content = iter([body[at : at + 2**16] for at in range(0, len(body), 2**16)]) if chunked else body
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = client.post("/documents", content=content, headers=headers)
    assert answer.status_code == 413
    assert "More than 20 MB" in answer.text
    assert server.files() == []


def _begin(server: Server, client: httpx.Client) -> tuple[socket.socket, bytes]:
    """A form of which nothing is sent before the server asks for it; and the form."""
    form = (
        b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n%PDF-1.7\r\n--x--\r\n'
    )
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    head = (
        f"POST /documents HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nOrigin: {server.address}\r\n"
        f"Cookie: {cookies}\r\nContent-Type: multipart/form-data; boundary=x\r\n"
        f"Content-Length: {len(form)}\r\nExpect: 100-continue\r\n\r\n"
    )
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=300)
    connection.sendall(head.encode())
    assert connection.recv(4096).startswith(b"HTTP/1.1 100")
    return connection, form


def test_of_nine_uploads_at_a_time_one_is_sent_away(server: Server, client: httpx.Client) -> None:
    begun = [_begin(server, client) for _ in range(MOST_UPLOADS)]
    assert MOST_UPLOADS == 8
    assert _upload(client, "ninth.pdf", b"%PDF-1.7").status_code == 429
    for connection, form in begun:
        connection.sendall(form)
        assert connection.recv(4096).startswith(b"HTTP/1.1 303")
        connection.close()
    assert _upload(client, "tenth.pdf", b"%PDF-1.7").status_code == 303
    assert len(_keys(checked(client))) == 9


def test_of_an_upload_that_breaks_off_nothing_is_left(server: Server, client: httpx.Client) -> None:
    for _ in range(2 * MOST_UPLOADS):  # none of them keeps its place
        connection, form = _begin(server, client)
        connection.sendall(form[:-10])
        connection.close()
    until(lambda: _upload(client, "next.pdf", b"%PDF-1.7").status_code == 303)
    assert len(_keys(checked(client))) == 1


def test_a_list_has_an_end(client: httpx.Client) -> None:
    from atsharness.web.documents import MOST_DOCUMENTS

    parts = [("files", (f"{number}.pdf", b"%PDF-1.7")) for number in range(10)]
    for _ in range(MOST_DOCUMENTS // 10):
        assert client.post("/documents", files=parts).status_code == 303
    refused = _upload(client, "more.pdf", b"%PDF-1.7")
    assert refused.status_code == 429
    assert "clear some files first" in refused.text


NAMES = [
    "../../../evil.pdf",
    "/etc/passwd",
    "<script>alert(1)</script>.pdf",
    '"><img src=x onerror=alert(1)>.pdf',
    "\x1b[31mred.pdf",
    "\u202egpj.pdf",
    "n" * 2000 + ".pdf",
]


def test_a_name_is_text_and_nothing_else(server: Server, client: httpx.Client, demo: Path) -> None:
    good = (demo / "resume.pdf").read_bytes()
    before = {str(file) for file in server.temporary.parent.rglob("*")}
    for name in NAMES:
        assert _upload(client, name, good).status_code == 303
    page = checked(client)
    keys = _keys(page)
    assert len(keys) == len(NAMES)
    allowed = {*keys, *(f"{key}/report.html" for key in keys)}
    assert set(server.files()) == allowed
    after = {str(file) for file in server.temporary.parent.rglob("*")}
    assert all(any(key in file for key in keys) for file in after - before if "/checker" not in file)
    for text in (page, *(client.get(f"/documents/{key}").text for key in keys)):
        assert not re.search(r"<script>alert|<img src=x|\x1b|\u202e", text)
    assert html.escape("<script>alert(1)</script>.pdf") in page
    assert "n" * 300 not in page


# --- what is left ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_after_the_end_no_file_is_left(tmp_path: Path, demo: Path, number: int, code: int) -> None:
    with serving(tmp_path / "tmp", *FAST) as server, server.enter() as client:
        _upload(client, "mine.pdf", (demo / "resume.pdf").read_bytes())
        assert server.files() != []
        assert server.end(number) == code  # in the midst of a check
        assert list((tmp_path / "tmp").iterdir()) == []
        assert "mine.pdf" not in "".join(server.said)


def test_after_a_kill_no_file_is_left_either(tmp_path: Path, demo: Path) -> None:
    with serving(tmp_path / "tmp", *FAST) as server, server.enter() as client:
        _upload(client, "mine.pdf", (demo / "resume.pdf").read_bytes())
        server.end(signal.SIGKILL)
        until(lambda: list((tmp_path / "tmp").iterdir()) == [])


@pytest.mark.skipif(sys.platform != "linux", reason="finds the checker by /proc")
def test_a_checker_that_dies_costs_what_it_was_checking(tmp_path: Path, demo: Path) -> None:
    with serving(tmp_path / "tmp", *FAST) as server, server.enter() as client:
        pid = server.process.pid
        (checker,) = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        os.kill(int(checker), signal.SIGSTOP)  # so that it does not finish before
        _upload(client, "mine.pdf", (demo / "resume.pdf").read_bytes())
        os.kill(int(checker), signal.SIGKILL)
        assert "The check ended unexpectedly" in checked(client)
        _upload(client, "next.pdf", (demo / "resume.pdf").read_bytes())
        page = checked(client)
        assert "The check ended unexpectedly" in page
        assert "Open the report" in page


def test_a_port_that_is_taken_is_a_line(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--port", str(server.port)]) == 2
    assert main(["serve", "--port", "70000"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert said[0].startswith(f"ats: cannot listen on port {server.port}: ")


def test_without_its_packages_it_says_what_installs_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.startswith("atsharness.web.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert main(["serve"]) == 2
    said = capsys.readouterr().err
    assert said == "ats: 'ats serve' needs uvicorn, which is not installed: pip install 'ats-harness[web]'\n"


def test_settings_reach_the_checker(tmp_path: Path, demo: Path) -> None:
    with serving(tmp_path / "tmp", "--paths", "pypdf-plain") as server, server.enter() as client:
        _upload(client, "mine.pdf", (demo / "resume.pdf").read_bytes())
        (key,) = _keys(checked(client))
        report = client.get(f"/documents/{key}").text
        assert "pypdf-plain" in report
        assert "pdfium" not in json.dumps(re.findall(r'id="r\d+"[^<]*<label[^>]*>', report))
