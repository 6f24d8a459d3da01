"""A report and the local page without any network: in a name space that has only `lo`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SUPPORT = Path(__file__).resolve().parents[2] / "support"
UNSHARE = ["unshare", "--map-root-user", "--net"]
SCRIPT = """
import fcntl, socket, struct, sys
from pathlib import Path

from atsharness.cli import main
from serving import checked, serving

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
    request = struct.pack("16sh14x", b"lo", 1)  # IFF_UP
    fcntl.ioctl(control, 0x8914, request)  # SIOCSIFFLAGS
assert [name for _, name in socket.if_nameindex()] == ["lo"]
file, folder = map(Path, sys.argv[1:])
paths = ("--paths", "pdfium,pypdf-plain")
main(["check", str(file), "--no-ocr", *paths, "--report", f"html={folder / 'report.html'}"])
with serving(folder / "tmp", *paths) as server:
    with server.enter() as client:
        upload = ("files", ("mine.pdf", file.read_bytes(), "application/pdf"))
        sent = client.post("/documents", files=[upload])
        assert sent.status_code == 303, sent.text
        (folder / "list.html").write_text(checked(client), "utf-8")
    server.end()
"""


def test_report_and_local_page_are_complete(demo: Path, tmp_path: Path) -> None:
    try:
        tried = subprocess.run([*UNSHARE, "true"], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no unshare(1) here")
    if tried.returncode:
        pytest.skip(f"no name space without network is to be had: {tried.stderr.strip()}")
    done = subprocess.run(
        [*UNSHARE, sys.executable, "-c", SCRIPT, str(demo / "resume.pdf"), str(tmp_path)],
        env=os.environ | {"PYTHONPATH": str(SUPPORT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "data:image/webp;base64," in (tmp_path / "report.html").read_text("utf-8")
    listed = (tmp_path / "list.html").read_text("utf-8")
    assert "mine.pdf" in listed
    assert 'class="badge"' in listed
