from collections.abc import Callable
from pathlib import Path

import pytest

from atsharness.corpus.build import build, choose_layouts, main
from atsharness.corpus.model import (
    Arrangement,
    Block,
    Built,
    DoesNotFitError,
    Layout,
    Typesetter,
    TypesetterMissing,
)
from atsharness.corpus.person import Person, content_dir, load_people
from atsharness.harness.errors import UsageError


def _present() -> str:
    return "1.0"


def _absent() -> str:
    raise TypesetterMissing("quill is not installed: catch a goose")


def _set(person: Person, seed: int) -> Built:
    name = Block(kind="name", text=person.basics.name)
    return Built(pdf=f"%PDF {seed}".encode(), arrangement=Arrangement(header=(name,), columns=()))


def layout(name: str, probe: Callable[[], str]) -> Layout:
    typesetter = Typesetter(id="quill", probe=probe)
    return Layout(id=f"quill/{name}", title=name, typesetter=typesetter, build=_set)


def test_build_writes_pdf_and_reference_side_by_side(tmp_path: Path) -> None:
    people = load_people(content_dir(), ["diacritics", "junior"])
    report = build(tmp_path, [layout("plain", _present)], people, seed=7)
    assert report.built == ("quill-plain__diacritics", "quill-plain__junior")
    assert report.skipped == {}
    assert (tmp_path / "pdf" / "quill-plain__junior.pdf").read_bytes() == b"%PDF 7"
    reference = (tmp_path / "ref" / "quill-plain__diacritics.txt").read_bytes()
    assert reference == "Łukasz Müller-Öztürk\n".encode()


def test_a_missing_typesetter_is_named_and_skipped(tmp_path: Path) -> None:
    people = load_people(content_dir(), ["junior"])
    report = build(tmp_path, [layout("gone", _absent), layout("plain", _present)], people)
    assert report.built == ("quill-plain__junior",)
    assert report.skipped == {"quill/gone": "quill is not installed: catch a goose"}


def test_a_person_who_does_not_fit_is_named_and_costs_nobody_else(tmp_path: Path) -> None:
    def narrow(person: Person, seed: int) -> Built:
        if person.id == "diacritics":
            raise DoesNotFitError("too long")
        return _set(person, seed)

    one = Layout(
        id="quill/narrow", title="n", typesetter=Typesetter(id="quill", probe=_present), build=narrow
    )
    report = build(tmp_path, [one], load_people(content_dir(), ["diacritics", "junior"]))
    assert report.built == ("quill-narrow__junior",)
    assert report.skipped == {"quill/narrow for diacritics": "too long"}
    assert not (tmp_path / "pdf" / "quill-narrow__diacritics.pdf").exists()


def test_layout_ids_name_their_typesetter() -> None:
    layouts = choose_layouts()
    assert len(layouts) >= 8
    for one in layouts:
        assert one.id.split("/")[0] == one.typesetter.id


def test_an_unknown_layout_is_named() -> None:
    with pytest.raises(UsageError, match="typst/origami"):
        choose_layouts(["typst/origami"])


def test_the_command_builds_what_it_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("typst")
    assert main(["--out", str(tmp_path), "--layouts", "typst/two-column", "--people", "junior"]) == 0
    assert capsys.readouterr().out == "typst-two-column__junior\n"
    assert (tmp_path / "pdf" / "typst-two-column__junior.pdf").read_bytes().startswith(b"%PDF-")


def test_the_command_reports_a_wrong_layout_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--layouts", "typst/origami"]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith("error: no such layout: typst/origami")
    assert output.err.count("\n") == 1
