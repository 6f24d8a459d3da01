"""``ats baseline``, ``ats compare``, ``ats approve`` in a repository of a template's author."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cases import slow
from template_repositories import template

from atsharness.cli import main
from atsharness.errors import ExitCode
from atsharness.regression import store

TEXT = ["--no-ocr", "--paths", "mupdf,pdfium,pdfminer,pypdf"]


@pytest.fixture(params=["typst", "latex"])
def build(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., None]:
    """Builds a version of the repository's template."""
    monkeypatch.chdir(tmp_path)
    return template(request.param).build


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_a_template_that_gets_a_second_column(build, capsys: pytest.CaptureFixture[str]) -> None:
    build()
    assert run(capsys, "baseline", "resume.pdf", *TEXT)[0] == ExitCode.OK
    file = store.DEFAULT
    before = file.read_bytes()

    build("two columns")
    code, out, _ = run(capsys, "compare")
    assert code == ExitCode.VERDICT
    worse = [line for line in out.splitlines() if line.startswith("resume.pdf: worse: ")]
    assert any("verdict" in line for line in worse)
    assert any("pdfplumber" in line and "mixed" in line and "reads “" in line for line in worse), worse
    assert any("heading" in line and "pdfplumber" in line for line in worse), worse
    assert any("ATS20" in line for line in worse), worse
    assert file.read_bytes() == before, "compare never writes"

    build()
    code, out, _ = run(capsys, "compare")
    assert (code, "worse" in out) == (ExitCode.OK, False)

    build("wording")
    code, out, _ = run(capsys, "compare")
    assert code == ExitCode.OK, out
    assert "worse" not in out

    build("two columns")
    assert run(capsys, "approve")[0] == ExitCode.OK
    code, out, _ = run(capsys, "compare")
    assert (code, out) == (ExitCode.OK, "1 file unchanged, with the same engines and settings\n")

    build()
    code, out, _ = run(capsys, "compare")
    assert code == ExitCode.OK
    assert "better" in out


def test_one_word_changes_few_lines(build, capsys: pytest.CaptureFixture[str]) -> None:
    build()
    run(capsys, "baseline", "resume.pdf", *TEXT)
    before = store.DEFAULT.read_text("utf-8").splitlines()
    assert len("\n".join(before)) < 8000
    build("wording")
    run(capsys, "approve")
    after = store.DEFAULT.read_text("utf-8").splitlines()
    assert 1 <= len(set(after) - set(before)) <= 10


@pytest.fixture
def project(tmp_path: Path, rendered: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two files and their baseline, read by one engine."""
    monkeypatch.chdir(tmp_path)
    for name, source in (("one.pdf", "typst-single-column__dense"), ("two.pdf", "typst-two-column__dense")):
        shutil.copy(rendered / "pdf" / f"{source}.pdf", tmp_path / name)
    assert main(["baseline", "one.pdf", "two.pdf", "--no-ocr", "--paths", "pdfium"]) == ExitCode.OK
    return tmp_path


def altered(file: Path) -> None:
    """Other bytes that read the same."""
    file.write_bytes(file.read_bytes() + b"\n% built again\n")


def edited(**values: object) -> None:
    known = json.loads(store.DEFAULT.read_text("utf-8"))
    store.DEFAULT.write_text(json.dumps(known | values), "utf-8")


def test_unchanged_files_start_no_engine(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("no engine is to be started")

    capsys.readouterr()
    monkeypatch.setattr("atsharness.session.Session.__init__", never)
    assert run(capsys, "compare")[:2] == (
        ExitCode.OK,
        "2 files unchanged, with the same engines and settings\n",
    )
    altered(project / "one.pdf")
    assert main(["compare"]) == ExitCode.BUG


def test_the_same_reading_of_other_bytes_is_unchanged(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    altered(project / "one.pdf")
    code, out, _ = run(capsys, "compare", "one.pdf")
    assert code == ExitCode.OK
    assert "one.pdf: unchanged" in out


def test_another_engine_is_told_and_is_no_failure(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As if an older engine had read more: the same bytes read worse now."""
    known = json.loads(store.DEFAULT.read_text("utf-8"))
    path = known["files"]["two.pdf"]["paths"]["pdfium"]
    path["text"] = 100
    path["lacks"], known["engines"]["pdfium"] = [], "4.0"
    known["installed"]["pypdfium2"] = "4.0"
    known["files"]["two.pdf"]["readers"] = [1, 1]
    known["files"]["one.pdf"]["paths"]["pdfium"]["lacks"] = ["order"]
    store.DEFAULT.write_text(json.dumps(known), "utf-8")
    code, out, _ = run(capsys, "compare")
    assert code == ExitCode.OK
    assert "one.pdf: not the file: better: no longer" in out
    assert "two.pdf: note: engines: pdfium 4.0 → " in out
    assert ": worse: " not in out


def test_settings_and_ats_itself_are_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited(tool="0.0.1")
    code, out, _ = run(capsys, "compare", "one.pdf", "--lang", "deu")
    assert code == ExitCode.OK
    assert "note: ats 0.0.1 → " in out
    assert "note: settings: lang" in out


def test_a_missing_baseline_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, "compare", "out/a.pdf")
    assert (code, err) == (
        ExitCode.USAGE,
        "ats: no baseline .ats/baseline.json; write one: ats baseline out/a.pdf\n",
    )


def test_new_and_vanished_files_are_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy("one.pdf", "three.pdf")
    code, out, _ = run(capsys, "compare", "one.pdf", "three.pdf")
    assert code == ExitCode.USAGE
    assert "three.pdf: new: it has no baseline; write one: ats approve three.pdf" in out
    Path("two.pdf").unlink()
    code, out, _ = run(capsys, "compare")
    assert code == ExitCode.UNREADABLE
    assert "two.pdf: gone: " in out
    code, out, _ = run(capsys, "approve")
    assert (code, "two.pdf: dropped" in out) == (ExitCode.OK, True)
    assert run(capsys, "approve", "three.pdf")[0] == ExitCode.OK
    assert set(store.load(store.DEFAULT).files) == {"one.pdf", "three.pdf"}
    assert run(capsys, "compare")[0] == ExitCode.OK


def test_github_s_annotations_of_what_fails(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy("two.pdf", "three.pdf")
    Path("two.pdf").unlink()
    code, out, _ = run(capsys, "compare", "one.pdf", "three.pdf", "--format", "github")
    assert code == ExitCode.UNREADABLE
    notes = [
        line.partition("::the ")[0].partition("::it ")[0] for line in out.splitlines() if line[:2] == "::"
    ]
    assert notes == [
        "::error file=two.pdf,line=1,title=ats%3A gone",
        "::error file=three.pdf,line=1,title=ats%3A new",
    ]


def test_a_half_written_file_never_passes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = Path("one.pdf").read_bytes()
    before = store.DEFAULT.read_bytes()
    Path("one.pdf").write_bytes(data[:900])
    code, out, _ = run(capsys, "compare")
    assert code == ExitCode.UNREADABLE
    assert "one.pdf: unreadable: " in out
    code, _, err = run(capsys, "approve")
    assert (code, err.count("\n")) == (ExitCode.UNREADABLE, 1)
    assert "nothing was written" in err
    assert store.DEFAULT.read_bytes() == before


def test_a_baseline_is_not_written_over(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = store.DEFAULT.read_bytes()
    code, _, err = run(capsys, "baseline", "one.pdf")
    assert code == ExitCode.USAGE
    assert "ats approve" in err
    assert store.DEFAULT.read_bytes() == before


def test_files_of_other_settings_are_not_mixed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "approve", "one.pdf", "--paths", "pypdf-plain")
    assert code == ExitCode.USAGE
    assert "approve all of its files together" in err


def test_what_ats_toml_asks_holds_without_reading_again(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("ats.toml").write_text('files = {"two.pdf" = {readers = 2}}\n')
    code, out, _ = run(capsys, "compare")
    assert code == ExitCode.VERDICT
    assert "two.pdf: not as asked: 1 readers get everything, 2 are asked for" in out
    assert "one.pdf: not as asked" not in out


@pytest.mark.parametrize(("fail_on", "expected"), [("fail", ExitCode.VERDICT), ("never", ExitCode.OK)])
def test_what_ats_toml_asks_holds_for_ats_check(
    project: Path, capsys: pytest.CaptureFixture[str], fail_on: str, expected: ExitCode
) -> None:
    Path("ats.toml").write_text('files = {"two.pdf" = {readers = 9}}\n')
    options = ["--no-ocr", "--paths", "pypdf", "--fail-on", fail_on, "--format", "json"]
    code, out, err = run(capsys, "check", "one.pdf", "two.pdf", *options)
    assert code == expected
    one, two = (document["unmet"] for document in json.loads(out)["documents"])
    assert (one, len(two)) == ([], 1)
    assert f"note: two.pdf: not as asked: {two[0]}\n" in err


def source(name: str, rendered: Path) -> str:
    """The dense résumé's content, of somebody of this name, as JSON Resume."""
    person = json.loads((rendered.parent / "content" / "dense.json").read_text("utf-8"))
    return json.dumps(person | {"basics": person["basics"] | {"name": name}})


@pytest.mark.slow
def test_a_source_is_recorded_and_compared_with(
    tmp_path: Path, rendered: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Fields that only the source names; another source, or one that is gone, is told."""
    monkeypatch.chdir(tmp_path)
    for name in ("one.pdf", "two.pdf"):
        shutil.copy(rendered / "pdf" / "typst-single-column__dense.pdf", name)
    Path("cv.json").write_text(source("Marcus Oyelaran", rendered), "utf-8")
    text = ["--no-ocr", "--paths", "pdfium"]
    assert run(capsys, "baseline", "one.pdf", "two.pdf", "--source", "cv.json", *text)[0] == ExitCode.USAGE
    assert run(capsys, "baseline", "one.pdf", *text, "--source", "cv.json")[0] in (
        ExitCode.OK,
        ExitCode.VERDICT,
    )
    assert run(capsys, "approve", "two.pdf")[0] in (ExitCode.OK, ExitCode.VERDICT)
    known = store.load(store.DEFAULT).files
    assert "work.position" in known["one.pdf"].fields
    assert "work.position" not in known["two.pdf"].fields
    assert known["one.pdf"].source == store.source_of("cv.json", tmp_path)
    assert run(capsys, "compare")[1] == "2 files unchanged, with the same engines and settings\n"

    altered(Path("one.pdf"))
    assert run(capsys, "compare")[:2] == (ExitCode.OK, run(capsys, "compare")[1])
    Path("cv.json").write_text(source("Markus Oyelaran", rendered), "utf-8")
    _, out, _ = run(capsys, "compare")
    assert "one.pdf: note: source: cv.json (another content)" in out
    assert "two.pdf: note: source" not in out
    Path("cv.json").unlink()
    code, _, err = run(capsys, "compare")
    assert (code, "cv.json" in err) == (ExitCode.USAGE, True)


@pytest.mark.slow
def test_levels_of_rules(project: Path, rendered: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A rule that there is none of is told; a warning is no failure, and what is off is not said."""
    shutil.copy(rendered / "pdf" / "typst-single-column__letter-spaced-headings__1.pdf", "one.pdf")
    Path("ats.toml").write_text('rules = {ATS9 = "error"}\n')
    code, _, err = run(capsys, "compare")
    assert (code, err.splitlines()[-1]) == (ExitCode.USAGE, "ats: there is no rule 'ATS9'; see ats rules")
    said = {}
    for level in ("error", "warning", "off"):
        Path("ats.toml").write_text(f'rules = {{ATS121 = "{level}"}}\n')
        said[level] = [
            line.split(": ")[1] for line in run(capsys, "compare")[1].splitlines() if "ATS121" in line
        ]
    assert said == {"error": ["worse", "not as asked"], "warning": ["warning"], "off": []}


def test_an_ended_waiver_fails_though_no_byte_changed(
    tmp_path: Path, rendered: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(rendered / "pdf" / "typst-single-column__letter-spaced-headings__1.pdf", "one.pdf")
    waiver = '[waivers]\nATS121 = {reason = "until the next version", until = %s}\n'
    Path("ats.toml").write_text(waiver % "9999-12-31")
    assert main(["baseline", "one.pdf", *TEXT]) == ExitCode.OK
    assert run(capsys, "compare")[0] == ExitCode.OK
    Path("ats.toml").write_text(waiver % "2020-01-01")
    code, out, err = run(capsys, "compare")
    assert code == ExitCode.VERDICT
    assert "one.pdf: worse: its waiver has ended: ATS121" in out
    assert "note: the waiver of ATS121 (ats.toml) ended on 2020-01-01: until the next version" in err
    Path("ats.toml").unlink()
    assert run(capsys, "compare")[0] == ExitCode.VERDICT


def test_two_files_of_one_name_are_two(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("draft").mkdir()
    shutil.copy("two.pdf", "draft/one.pdf")
    assert run(capsys, "approve", "draft/one.pdf")[0] == ExitCode.OK
    assert set(store.load(store.DEFAULT).files) == {"one.pdf", "two.pdf", "draft/one.pdf"}


SURROUNDINGS = {
    "plain": {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "COLUMNS": "60"},
    "german": {
        "LC_ALL": "de_DE.UTF-8",
        "LANG": "de_DE.UTF-8",
        "TZ": "America/St_Johns",
        "PYTHONHASHSEED": "7",
    },
    "turkish": {"LC_ALL": "tr_TR.ISO-8859-9", "LANGUAGE": "tr", "TZ": ":bad", "PYTHONHASHSEED": "4294967295"},
}


@pytest.mark.parametrize("name", ["plain", *slow("turkish", "german")])
def test_a_baseline_is_the_same_everywhere(project: Path, name: str) -> None:
    """Whatever the locale, time zone, hash seed, folder and the files' order: the same bytes."""
    there = project / f"une année {name}" / "deep"
    there.mkdir(parents=True)
    for file in ("one.pdf", "two.pdf"):
        shutil.copy(file, there / file)
    kept = {key: value for key, value in os.environ.items() if key.partition("_")[0] not in ("ATS", "LC")}

    def ats(*arguments: str, code: ExitCode = ExitCode.OK) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "atsharness.cli", *arguments],
            cwd=there,
            env=kept | SURROUNDINGS[name],
            capture_output=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == code, done.stderr
        return done.stdout.decode()

    ats("baseline", "two.pdf", str(there / "one.pdf"), "--no-ocr", "--paths", "pdfium", "--jobs", "2")
    assert (there / store.DEFAULT).read_bytes() == store.DEFAULT.read_bytes()
    altered(there / "one.pdf")
    altered(there / "two.pdf")
    out = ats("compare", "two.pdf", "one.pdf")
    assert out == "".join(
        f"{file}: unchanged: it reads as in the baseline\n" for file in ("two.pdf", "one.pdf")
    )
