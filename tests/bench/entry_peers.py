"""Jobs, names and phone numbers beside what two other offline parsers read of the same files.

Run ``python -m tests.bench.entry_peers --python VENV/bin/python FOLDER…``, where that Python has
openresume-parser and ats-resume from PyPI. Files and their data are those of ``tests.bench.entries``.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from atsharness.content.dated import printed_dates
from atsharness.language import periods, phones
from atsharness.model.content import Content
from tests.bench.entries import (
    REFERENCE,
    content_read,
    folded,
    known_files,
    read,
)

CHILD = """
import importlib.metadata, json, sys
from openresume import parse_resume_from_pdf
from ats_resume.importer import import_resume
def tried(call, file):
    try:
        return call(file)
    except Exception as error:
        return {"error": repr(error)}
found = {file: [tried(parse_resume_from_pdf, file), tried(import_resume, file)] for file in sys.argv[1:]}
versions = {name: importlib.metadata.version(name) for name in ("openresume-parser", "ats-resume")}
json.dump({"versions": versions, "files": found}, sys.stdout)
"""
PATHS = ("pymupdf-stream", "pdfium")

Job = tuple[str, str, str | None, str | None]
"""Folded title and company, start and end as values."""


def main() -> int:
    """Prints the table."""
    import tabulate

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--python", required=True, help="an interpreter that has the two parsers")
    parser.add_argument("--cache", type=Path, help="folder that keeps what was read of each file")
    parser.add_argument("--only", default="", help="files whose name matches this pattern")
    arguments = parser.parse_args()
    files = [one for one in known_files(arguments.folders) if re.search(arguments.only, one[0].name)]
    command = [arguments.python, "-c", CHILD, *(str(file) for file, _ in files)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, text=True)
    peers = json.loads(done.stdout)
    counts: dict[str, Counter[str]] = {}
    for file, truth in files:
        kept = read(file, arguments.cache)
        for kind in (REFERENCE, *PATHS):
            content = content_read(kept, kind)
            title = "ats, the page" if kind == REFERENCE else f"ats, text of {kind}"
            counts.setdefault(title, Counter()).update(_ours(truth, content))
        for name, values in zip(peers["versions"], peers["files"][str(file)], strict=True):
            title = f"{name} {peers['versions'][name]}"
            counts.setdefault(title, Counter()).update(_PEERS[name](truth, values))
    known = Counter(key for _, truth in files for key in _truths(truth))
    rows = [
        [title, *(f"{own[key]} of {known[key]}" for key in ("job", "name", "phone")), own["no phone"]]
        for title, own in counts.items()
    ]
    head = ["", "jobs whole", "names", "phone numbers", "phone numbers of no page"]
    print(f"{len(files)} files\n{tabulate.tabulate(rows, head, 'github')}")
    return 0


def _truths(truth: Mapping[str, str]) -> Iterator[str]:
    yield from ("job" for _ in _jobs(truth))
    yield from (key for key in ("name", "phone") if f"basics.{key}" in truth)


def _jobs(truth: Mapping[str, str]) -> Iterator[Job]:
    for number in range(len(truth)):
        at = f"work.{number}."
        if f"{at}name" in truth:
            dates = (periods.month_of(truth.get(f"{at}{key}", "")) for key in ("startDate", "endDate"))
            yield folded(truth.get(f"{at}position", "")), folded(truth[f"{at}name"]), *dates  # type: ignore[misc]


def _scored(truth: Mapping[str, str], jobs: list[Job], name: str, phone: str) -> Iterator[str]:
    left = Counter(jobs)
    for job in _jobs(truth):
        if left[job]:
            left[job] -= 1
            yield "job"
    if name and folded(name) == folded(truth.get("basics.name", "")):
        yield "name"
    known = truth.get("basics.phone")
    if known is None:
        if phone:
            yield "no phone"
    elif phone and (phones.comparable(phone) & phones.comparable(known) or folded(phone) == folded(known)):
        yield "phone"


def _ours(truth: Mapping[str, str], content: Content | None) -> Iterator[str]:
    if content is None:
        return
    jobs = [
        (
            folded(job.title.text) if job.title else "",
            folded(job.company.text) if job.company else "",
            job.start.value if job.start else None,
            job.end.value if job.end else None,
        )
        for job in content.jobs
    ]
    header = content.header
    yield from _scored(
        truth, jobs, header.name.text if header.name else "", header.phone.text if header.phone else ""
    )


def _openresume(truth: Mapping[str, str], values: dict[str, Any]) -> Iterator[str]:
    resume = values.get("resume") or {}
    jobs = [
        (
            folded(job["title"]),
            folded(job["company"]),
            _value(job["start_date"]),
            "present" if job["current"] else _value(job["end_date"]),
        )
        for job in resume.get("experience", {}).get("work_history", [])
    ]
    yield from _scored(truth, jobs, resume.get("full_name", ""), resume.get("phone", ""))


def _ats_resume(truth: Mapping[str, str], values: dict[str, Any]) -> Iterator[str]:
    basics = values.get("basics") or {}
    yield from _scored(truth, [], basics.get("name", ""), basics.get("phone", ""))


def _value(text: str | None) -> str | None:
    return next((one.until_value for one in printed_dates(text or "")), None)


_PEERS: dict[str, Callable[[Mapping[str, str], dict[str, Any]], Iterator[str]]] = {
    "openresume-parser": _openresume,
    "ats-resume": _ats_resume,
}

if __name__ == "__main__":
    sys.exit(main())
