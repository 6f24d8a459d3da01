"""How many jobs, schools and sections of known résumés end in the right fields.

Run ``python -m tests.bench.entries FOLDER…``: every PDF in it whose data are known, be it by a RenderCV YAML
or a JSON Resume of the same name beside it, or by ``fields/NAME.json`` of files that ``ats corpus build``
made. Each is read as the page shows it and from the text of parser paths, by the same code. ``--wrong`` lists
what is not right.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from atsharness.content.read import content_of, content_of_reference
from atsharness.in_process import inputs_of, text_panel
from atsharness.language import periods, phones
from atsharness.model import Extraction, Reference
from atsharness.model.content import Content, Day, Piece
from atsharness.pipeline import artifacts_of
from atsharness.sources.read import read_source

PATHS = ("pymupdf-stream", "pdfium", "pdfminer-layout")
REFERENCE = "reference"

JOB = ("position", "name", "startDate", "endDate")
SCHOOL = ("degree", "institution", "startDate", "endDate")


class Read(msgspec.Struct, frozen=True):
    """What is kept of a file between runs."""

    reference: Reference | None
    texts: dict[str, str | None]


class Outcome(NamedTuple):
    """One value of one file: `what` is ``work.position``, `result` right, wrong, unknown or spurious."""

    what: str
    result: str
    expected: str
    found: str


def known_files(folders: Iterable[Path]) -> Iterator[tuple[Path, dict[str, str]]]:
    """The PDFs whose data are known, with these by JSON Resume pointer."""
    for folder in folders:
        for file in sorted(folder.glob("**/*.pdf")):
            fields = file.parent.parent / "fields" / f"{file.stem}.json"
            sources = [file.with_suffix(suffix) for suffix in (".yaml", ".json")]
            if fields.exists():
                yield file, json.loads(fields.read_text("utf-8"))
            elif source := next((one for one in sources if one.exists()), None):
                yield file, {leaf.pointer: leaf.text for leaf in read_source(source).leaves}


def read(file: Path, cache: Path | None) -> Read:
    """The page and the texts of `PATHS`; kept in the cache where there is one."""
    kept = cache / f"{file.stem}.json" if cache else None
    if kept and kept.exists():
        return msgspec.json.decode(kept.read_bytes(), type=Read)
    paths = [path for path in text_panel() if path.id in PATHS]
    inputs = inputs_of(file.read_bytes(), text_panel(), name=file.name, ocr="scan" in file.name)
    found = Read(artifacts_of(inputs).reference, _texts(inputs.extractions, {path.id for path in paths}))
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(msgspec.json.encode(found))
    return found


def _texts(extractions: Iterable[Extraction], ids: set[str]) -> dict[str, str | None]:
    return {item.path_id: item.text for item in extractions if item.path_id in ids}


def folded(text: str) -> str:
    """A value as it is compared: letters and figures, without case, spaces and punctuation."""
    bare = unicodedata.normalize("NFKC", text.replace("\xad", "")).casefold()
    return "".join(re.findall(r"[\w+#]", bare))


def outcomes(truth: Mapping[str, str], content: Content) -> Iterator[Outcome]:
    """Every value of a file against what was read."""
    header = content.header
    for pointer, piece in (
        ("basics.name", header.name),
        ("basics.label", header.title),
        ("basics.email", header.email),
        ("basics.phone", header.phone),
        ("basics.location", header.place),
    ):
        yield from _value(pointer, truth.get(pointer), piece)
    jobs = [
        {
            "position": job.title,
            "name": job.company,
            "location": job.place,
            "startDate": job.start,
            "endDate": job.end,
        }
        for job in content.jobs
    ]
    yield from _entries("work", _known(truth, "work"), jobs, JOB)
    schools = [
        {
            "degree": one.degree,
            "institution": one.institution,
            "location": one.place,
            "startDate": one.start,
            "endDate": one.end,
        }
        for one in content.schools
    ]
    yield from _entries("education", _known(truth, "education"), schools, SCHOOL)
    yield from _sections(truth, content)


def _known(truth: Mapping[str, str], section: str) -> list[dict[str, str]]:
    entries: dict[int, dict[str, str]] = defaultdict(dict)
    for pointer, text in truth.items():
        match = re.fullmatch(rf"{section}\.(\d+)\.(\w+)", pointer)
        if match:
            entries[int(match[1])][match[2]] = text
    found = [entries[number] for number in sorted(entries)]
    for entry in found:
        if section == "education":
            entry["degree"] = f"{entry.get('studyType', '')} {entry.get('area', '')}".strip()
    return found


def _entries(
    section: str, known: list[dict[str, str]], found: list[dict[str, Piece | None]], keys: tuple[str, ...]
) -> Iterator[Outcome]:
    """Each known entry against the found one that has most of its values, in order."""
    free = list(range(len(found)))
    for entry in known:
        best = max(free, key=lambda at: (_agree(entry, found[at], keys), -at), default=None)
        if best is None or not _agree(entry, found[best], keys):
            one: dict[str, Piece | None] = {}
        else:
            free.remove(best)
            one = _with_town(entry, found[best])
        results = [
            out
            for key in (*keys, "location")
            for out in _value(f"{section}.{key}", entry.get(key), one.get(key))
        ]
        yield from results
        whole = all(out.result == "right" for out in results if out.what.rpartition(".")[2] in keys)
        shown = [piece.text if (piece := one.get(key)) else "?" for key in keys]
        expected = " / ".join(entry.get(key, "") for key in keys)
        yield Outcome(f"{section}.whole", "right" if whole else "unknown", expected, " / ".join(shown))
    for at in free:
        for key in keys:
            if (piece := found[at][key]) is not None:
                yield Outcome(f"{section}.{key}", "spurious", "", piece.text)


def _with_town(entry: dict[str, str], one: dict[str, Piece | None]) -> dict[str, Piece | None]:
    """A found entry with its place in its name, where the data have the town there: ``Acme, Wuhan``."""
    key = "name" if "name" in one else "institution"
    name, place = one.get(key), one.get("location")
    if name is None or place is None or "location" in entry:
        return one
    whole = msgspec.structs.replace(name, text=f"{name.text}, {place.text}")
    return {**one, key: whole} if _same(key, entry.get(key, ""), whole) else one


def _agree(entry: Mapping[str, str], one: Mapping[str, Piece | None], keys: Iterable[str]) -> int:
    return sum(
        _same(key, entry[key], piece) for key in keys if key in entry and (piece := one.get(key)) is not None
    )


def _same(key: str, text: str, piece: Piece) -> bool:
    if isinstance(piece, Day):
        # Themes of JSON Resume may print less than the data hold: the year alone.
        known = periods.month_of(text) or ""
        to_the_day = re.fullmatch(r"\d{4}-\d\d-\d\d", text) is not None
        return piece.value is not None and piece.value in ((known, known[:4]) if to_the_day else (known,))
    if key.endswith("phone"):
        return bool(phones.comparable(text) & phones.comparable(piece.text)) or folded(text) == folded(
            piece.text
        )
    if key == "degree":
        return sorted(_words(text)) == sorted(_words(piece.text))
    return folded(text) == folded(piece.text)


def _words(text: str) -> list[str]:
    return [
        folded(word)
        for word in text.split()
        if folded(word) and word.casefold() not in ("in", "of", "en", "de")
    ]


def _value(pointer: str, text: str | None, piece: Piece | None) -> Iterator[Outcome]:
    if text is None:
        return  # it may stand on the page all the same: nothing is known
    found = piece.text if piece else ""
    if piece is None or (isinstance(piece, Day) and piece.value is None):
        yield Outcome(pointer, "unknown", text, found)
    else:
        yield Outcome(
            pointer,
            "right"
            if _same(pointer, text, piece) or _same(pointer.rpartition(".")[2], text, piece)
            else "wrong",
            text,
            found,
        )


def _sections(truth: Mapping[str, str], content: Content) -> Iterator[Outcome]:
    known = Counter(
        (pointer.partition(".")[2], folded(text))
        for pointer, text in truth.items()
        if pointer.startswith("section.")
    )
    corpus = all(key in _KEYS for key, _ in known)
    found = Counter(
        (section.key if corpus else "", folded(section.heading.text))
        for section in content.sections
        if section.heading
    )
    if not corpus:
        known = Counter(("", text) for _, text in known.elements())
    for key, text in (known & found).elements():
        yield Outcome("section", "right", f"{key} {text}", text)
    for key, text in (known - found).elements():
        yield Outcome("section", "unknown", f"{key} {text}", "")
    for key, text in (found - known).elements():
        yield Outcome("section", "spurious", "", f"{key} {text}")


_KEYS = {"contact", "summary", "work", "projects", "skills", "education", "certificates", "languages"}


class Score:
    """Counts of outcomes."""

    def __init__(self) -> None:
        self.of: Counter[tuple[str, str]] = Counter()

    def add(self, found: Iterable[Outcome]) -> None:
        """Counts some."""
        self.of.update((one.what, one.result) for one in found)

    def share(self, what: str) -> str:
        """Right of all."""
        right, total = (
            self.of[what, "right"],
            sum(self.of[what, one] for one in ("right", "wrong", "unknown")),
        )
        return f"{right}/{total}" if total < 100 else f"{right / total:.3f}"

    def precision(self, what: str) -> str:
        """Right of all that was found."""
        right = self.of[what, "right"]
        total = right + self.of[what, "wrong"] + self.of[what, "spurious"]
        return f"{right / total:.3f}" if total else "-"

    def wrong(self) -> str:
        """Share of values of jobs, schools and the header that are wrong, of all that were given."""
        own = {
            key: number
            for key, number in self.of.items()
            if key[0] != "section" and not key[0].endswith("whole")
        }
        bad = sum(number for (_, result), number in own.items() if result in ("wrong", "spurious"))
        given = bad + sum(number for (_, result), number in own.items() if result == "right")
        return f"{100 * bad / given:.1f} %" if given else "-"

    def row(self) -> list[str]:
        """The cells of a table."""
        return [
            *(self.share(what) for what in ("work.whole", "education.whole")),
            self.precision("section"),
            self.share("section"),
            self.wrong(),
            *(self.share(f"basics.{one}") for one in ("name", "label", "email", "phone", "location")),
        ]


COLUMNS = (
    "jobs whole",
    "schools whole",
    "sections P",
    "sections R",
    "wrong",
    "name",
    "title",
    "e-mail",
    "phone",
    "place",
)


def main() -> int:
    """Prints the tables."""
    import tabulate

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--cache", type=Path, help="folder that keeps what was read of each file")
    parser.add_argument("--only", default="", help="files whose name matches this pattern")
    parser.add_argument(
        "--wrong", metavar="PATH", help="list what is not right in this path, or in the reference"
    )
    arguments = parser.parse_args()
    by: dict[str, dict[str, Score]] = {kind: defaultdict(Score) for kind in (*PATHS, REFERENCE)}
    for file, truth in known_files(arguments.folders):
        if not re.search(arguments.only, file.name):
            continue
        kept = read(file, arguments.cache)
        layout, language = file.stem.partition("__")[0], _language(truth)
        for kind in (REFERENCE, *PATHS):
            content = content_read(kept, kind)
            if content is None:
                continue
            found = list(outcomes(truth, content))
            faults = "with a fault" if _is_faulty(file) else "without a fault"
            for group in ("all", faults, f"layout {layout}", f"language {language}"):
                by[kind][group].add(found)
            if arguments.wrong == kind:
                for one in found:
                    if one.result != "right":
                        print(f"{file.stem}: {one.what} {one.result}: {one.expected!r} read as {one.found!r}")
    for kind in (REFERENCE, *PATHS):
        rows = [[group, *score.row()] for group, score in sorted(by[kind].items())]
        print(f"\n{kind}\n{tabulate.tabulate(rows, ['', *COLUMNS])}")
    return 0


@lru_cache(maxsize=8)
def _labels(file: Path) -> dict[str, list[dict[str, str]]]:
    """The faults of built files, by their path; of other files none are known."""
    if not file.exists():
        return {}
    return {one["file"]: one["faults"] for one in json.loads(file.read_text("utf-8"))["files"]}


def _is_faulty(file: Path) -> bool:
    """Whether a built file has a fault by design: two columns, letter-spaced headings, dates at an edge."""
    own = _labels(file.parent.parent / "labels.json").get(f"pdf/{file.name}", [])
    return any(one["expect"] == "violation" for one in own)


def _language(truth: Mapping[str, str]) -> str:
    heading = truth.get("section.work", "")
    return {"Berufserfahrung": "de", "Experiencia laboral": "es", "Expérience professionnelle": "fr"}.get(
        heading, "en"
    )


def content_read(kept: Read, kind: str) -> Content | None:
    """What the page, or a path's text, is read as."""
    if kind == REFERENCE:
        return content_of_reference(kept.reference) if kept.reference is not None else None
    text = kept.texts.get(kind)
    return content_of(text) if text is not None else None


if __name__ == "__main__":
    sys.exit(main())
