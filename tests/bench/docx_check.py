"""A DOCX through all its paths, against the three libraries that most of them are, in one process."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

BIN = Path(sys.executable).parent
PEER = (
    "import sys, docx2txt, docx, mammoth; name = sys.argv[1]; docx2txt.process(name);"
    "'\\n'.join(one.text for one in docx.Document(name).paragraphs);"
    "mammoth.extract_raw_text(open(name, 'rb'))"
)


def _cpu(command: list[str | Path], environ: dict[str, str]) -> float:
    """CPU seconds of one fresh process and all that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environ, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def docx(n: int) -> dict[str, object]:
    """``ats check`` of a page of paragraphs, CPU time: facts, six paths, fields, rules and verdict."""
    from atsharness_corpus.docx.resume import clean
    from atsharness_corpus.person import content_dir, load_people

    (person,) = load_people(content_dir(), ["dense"])
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "resume.docx"
        file.write_bytes(clean(person).saved())
        ours: list[str | Path] = [BIN / "ats", "check", file, "--paths", "panel,opencats"]
        peer: list[str | Path] = [sys.executable, "-c", PEER, file]
        _cpu(ours, environ), _cpu(peer, environ)
        pairs = [(_cpu(ours, environ), _cpu(peer, environ)) for _ in range(n)]
    return {
        "name": "check of a DOCX, six paths, CPU time",
        "ratio": round(statistics.median(a / b for a, b in pairs), 3),
        "limit": 4,
        "goal": 1.2,
        "n": n,
        "peer": "import docx2txt, docx, mammoth, and one call of each",
        "ours_s": round(statistics.median(a for a, _ in pairs), 3),
        "peer_s": round(statistics.median(b for _, b in pairs), 3),
    }
