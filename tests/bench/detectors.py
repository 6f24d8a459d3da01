"""How well the detectors find contact data, periods and headings in the reference texts of fresh files.

Builds clean files of seeds from 1000 with the typesetters that need no installation, and holds every find
against what the file's person really has. `--folder` takes files that are built already. A corpus has no
Portuguese; hand-made texts stand in for it. Exits 1 below a goal.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

from atsharness.language import headings, links, periods, phones
from atsharness_corpus.labels import FileLabel, read_labels
from atsharness_corpus.person import Person, content_dir, load_people

GOALS = {"email": 0.99, "phone": 0.99, "url": 0.99, "period": 0.99, "heading": 0.97}
PORTUGUESE = (
    (
        "João Gonçalves\njoao@example.com | +351 912 345 678 | github.example.com/joao\nResumo\nEngenheiro.\n"
        "Experiência Profissional\nEngenheiro jan. de 2020 – atual\nAnalista fev. 2017 – dez. 2019\n"
        "Formação Acadêmica\nUniversidade do Porto 2012 – 2016\nHabilidades\nGo, Kafka\nIdiomas\nInglês\n",
        {
            "email": ["joao@example.com"],
            "phone": ["+351912345678"],
            "url": ["github.example.com/joao"],
            "period": ["2020-01/present", "2017-02/2019-12", "2012/2016"],
            "heading": ["summary", "work", "education", "skills", "languages"],
        },
    ),
    (
        "Beatriz Araújo\nbeatriz.araujo@example.org · +55 11 96123-4567 · https://beatriz.example.dev\n"
        "Sobre mim\nDesenvolvedora desde criança.\nExperiência\nDesenvolvedora março de 2019 até o presente\n"
        "Estagiária 08/2017 a 02/2019\nProjetos\nUm parser de SQL.\nCertificações\nCKA, 2021\n"
        "Educação\nUFMG 2013 – 2017\n",
        {
            "email": ["beatriz.araujo@example.org"],
            "phone": ["+5511961234567"],
            "url": ["beatriz.example.dev"],
            "period": ["2019-03/present", "2017-08/2019-02", "2013/2017"],
            "heading": ["summary", "work", "projects", "certificates", "education"],
        },
    ),
)


def found(text: str) -> dict[str, list[str]]:
    """What every detector finds in a text."""
    return {
        "email": [one.value for one in links.emails(text)],
        "phone": [one.value for one in phones.phones(text)],
        "url": [one.value for one in links.urls(text)],
        "period": [one.value for one in periods.periods(text)],
        "heading": [one.value for one in headings.headings(text)],
    }


def truth(fields: dict[str, str]) -> dict[str, list[str]]:
    """What a built file has, from its list of fields."""
    spans = []
    for key, start in fields.items():
        end = fields.get(key.removesuffix("startDate") + "endDate")
        if key.endswith(".startDate") and end is not None:
            spans.append(f"{periods.month_of(start)}/{periods.month_of(end)}")
    return {
        "email": [value.casefold() for key, value in fields.items() if key.endswith(".email")],
        "phone": [min(phones.comparable(value)) for key, value in fields.items() if key.endswith(".phone")],
        "url": [links.comparable(value) for key, value in fields.items() if key.endswith(".url")],
        "period": spans,
        "heading": [key.split(".")[1] for key in fields if key.startswith("section.")],
    }


def tally(
    counts: dict[tuple[str, str], Counter[str]], language: str, text: str, true: dict[str, list[str]]
) -> None:
    """Adds one text's hits, false finds and misses to the counts by kind and language."""
    for kind, values in found(text).items():
        have, want = Counter(values), Counter(true[kind])
        hit = (have & want).total()
        for group in (language, "all"):
            row = counts.setdefault((kind, group), Counter())
            row.update({"hit": hit, "false": have.total() - hit, "missed": want.total() - hit})


def usable(label: FileLabel) -> bool:
    """Files whose text the corpus itself lays out; templates print dates and headings in their own way."""
    return label.template is None and label.fields is not None


def run(folder: Path, people: dict[str, Person]) -> list[dict[str, object]]:
    """Precision and recall by kind and language."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    files: Counter[str] = Counter()
    for label in read_labels(folder / "labels.json").files:
        if not usable(label):
            continue
        fields = json.loads((folder / str(label.fields)).read_text("utf-8"))
        language = people[label.content].language
        files[language] += 1
        tally(counts, language, (folder / label.reference).read_text("utf-8"), truth(fields))
    for text, true in PORTUGUESE:
        files["pt"] += 1
        tally(counts, "pt", text, true)
    files["all"] = files.total()
    return [
        {
            "kind": kind,
            "language": language,
            "texts": files[language],
            "n": row["hit"] + row["missed"],
            "precision": row["hit"] / max(row["hit"] + row["false"], 1),
            "recall": row["hit"] / max(row["hit"] + row["missed"], 1),
        }
        for (kind, language), row in sorted(counts.items())
    ]


def main() -> int:
    """Builds, measures, prints; 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="1000-1003", help="inclusive, from 1000")
    parser.add_argument("--folder", type=Path, help="files that are built already")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    people = {person.id: person for person in load_people(content_dir())}
    if options.folder:
        rows = run(options.folder, people)
    else:
        from atsharness_corpus import build
        from atsharness_corpus.commands.corpus import seeds_of

        setters = {name: reason for name, reason in build.all_typesetters().items() if name == "typst"}
        with tempfile.TemporaryDirectory() as folder:
            planned, _ = build.plan(seeds_of(options.seeds), build.choose_layouts([]), (), setters)
            build.build(Path(folder), planned, list(setters), processes=0, progress=lambda _: None)
            rows = run(Path(folder), people)
    if options.json:
        print(json.dumps(rows, indent=1))
    else:
        for row in rows:
            print(
                f"{row['kind']:8} {row['language']:4} texts {row['texts']:4} n {row['n']:5} "
                f"P {row['precision']:.4f} R {row['recall']:.4f}"
            )
    missed = [
        row
        for row in rows
        if row["language"] == "all"
        and min(float(str(row["precision"])), float(str(row["recall"]))) < GOALS[str(row["kind"])]
    ]
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
