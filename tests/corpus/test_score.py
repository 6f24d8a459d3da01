from __future__ import annotations

from pathlib import Path

from atsharness_corpus.labels import FaultLabel, FileLabel, Labels
from atsharness_corpus.score import Row, score_references, summary

TRUTH = "Jane Doe\nEngineer at Acme Rockets\nPython Kafka PostgreSQL\n"


def label(name: str, **fields: object) -> FileLabel:
    values = {
        "content": "jane",
        "layout": "typst/x",
        "typesetter": "typst",
        "seed": 1,
        "tuned_on": True,
        "clean": not fields.get("faults"),
        "page_sizes": ((595.0, 842.0),),
        **fields,
    }
    return FileLabel(file=f"{name}.pdf", reference=f"{name}.txt", **values)  # type: ignore[arg-type]


def fault(name: str, *words: str) -> FaultLabel:
    return FaultLabel(fault=name, rule_ids=("ATS101",), expect="violation", words=words)


def scored(folder: Path, texts: dict[str, str], *labels: FileLabel) -> dict[str, Row]:
    for name, text in texts.items():
        (folder / f"{name}.pdf").write_text(text)
        (folder / f"{name}.txt").write_text(TRUTH)

    def read(data: bytes) -> str:
        if not data:
            raise ValueError("no reason")
        return data.decode()

    rows = score_references(folder, Labels(files=labels), read)
    return {row.file.removesuffix(".pdf"): row for row in rows}


def test_words_and_their_order(tmp_path: Path) -> None:
    lines = TRUTH.splitlines()
    texts = {"same": TRUTH, "turned": "\n".join(reversed(lines)), "half": "\n".join(lines[:2]), "none": ""}
    rows = scored(tmp_path, texts, *map(label, texts))
    assert (rows["same"].word_f1, rows["same"].tau) == (1.0, 1.0)
    assert rows["turned"].word_f1 == 1.0
    assert rows["turned"].tau is not None
    assert rows["turned"].tau < 0.5
    assert rows["half"].word_f1 == 2 * 6 / (9 + 6)
    assert (rows["none"].word_f1, rows["none"].reason) == (0.0, "no reason")


def test_faults_words_read_and_hidden_words_let_in(tmp_path: Path) -> None:
    texts = {"lost": TRUTH.replace("Kafka", "K@fka"), "let-in": f"{TRUTH} ninja guru"}
    rows = scored(
        tmp_path,
        texts,
        label("lost", faults=(fault("lying", "Kafka", "Python"),)),
        label("let-in", faults=(fault("hidden", "ninja", "rockstar", "guru", "wizard"),)),
    )
    assert (rows["lost"].affected_recall, rows["lost"].hidden_in) == (0.5, None)
    assert (rows["let-in"].affected_recall, rows["let-in"].hidden_in) == (None, 0.5)


def test_the_summary_groups_by_what_was_tuned_on_and_by_fault(tmp_path: Path) -> None:
    texts = {"a": TRUTH, "b": TRUTH, "c": "Jane"}
    rows = scored(
        tmp_path,
        texts,
        label("a"),
        label("b", typesetter="weasyprint", tuned_on=False),
        label("c", faults=(fault("x", "Jane"), fault("y", "Doe"))),
    )
    groups = {group.name: group for group in summary(list(rows.values()))}
    assert groups["all"].files == 3
    assert groups["all"].word_f1 == 1.0
    assert groups["all"].worst_word_f1 == rows["c"].word_f1
    assert groups["clean"].files == 2
    assert groups["held out"].files == groups["typesetter weasyprint"].files == 1
    assert groups["fault x"].affected_recall == groups["fault y"].affected_recall == 0.5
