"""The manifest: numbers stay, whatever becomes of the documents around them."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atsharness.batch import manifest
from atsharness.batch.manifest import Entry
from atsharness.batch.sources import Source
from atsharness.batch.urls import as_path, as_valid, is_url
from atsharness.errors import UsageError

LISTINGS = st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1), min_size=1, max_size=5)


def entries(names: list[str]) -> list[Entry]:
    return [Entry(location=f"/in/{name}", name=name, size=len(name), stamp="1") for name in names]


@given(LISTINGS, st.booleans())
def test_a_document_keeps_its_number_as_long_as_it_is_there(
    listings: list[list[str]], anonymous: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "manifest.jsonl"
        kept = Path(folder) / "kept.jsonl" if anonymous else None
        before: dict[str, int] = {}
        for names in listings:
            change = manifest.update(entries(names), file, kept=kept, anonymous=anonymous)
            found = list(manifest.read(file))
            numbers = [entry.number for entry in found]
            assert numbers == sorted(set(numbers))
            now = {entry.name: entry.number for entry in found}
            assert now.keys() == set(names)
            assert all(now[name] == before[name] for name in before.keys() & now.keys())
            assert change.documents == len(names)
            assert change.added == len(now.keys() - before.keys())
            assert change.gone == len(before.keys() - now.keys())
            before = now
            if kept is not None:
                assert "/in/" not in kept.read_text()
        assert {name.name for name in Path(folder).iterdir()} == {"manifest.jsonl"} | (
            {"kept.jsonl"} if anonymous else set()
        )


@given(st.sets(st.integers(0, 40), min_size=1), st.integers(1, 9))
def test_shards_hold_each_document_once(numbers: set[int], shard_size: int) -> None:
    given_entries = [Entry(number=number, location=str(number), name="x") for number in sorted(numbers)]
    slices = list(manifest.slices(given_entries, shard_size))
    assert [entry for one in slices for entry in one.entries] == given_entries
    assert len({one.shard for one in slices}) == len(slices)
    for one in slices:
        assert {entry.number // shard_size for entry in one.entries} == {one.shard}
    again = list(manifest.slices(given_entries, shard_size))
    assert [one.digest for one in again] == [one.digest for one in slices]


def test_a_manifest_that_is_none_and_a_listing_of_nothing_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "manifest.jsonl"
    with pytest.raises(UsageError, match="no document"):
        manifest.update([], file)
    assert list(tmp_path.iterdir()) == []
    file.write_text("not one\n")
    with pytest.raises(UsageError, match="line 1: not as ats wrote it"):
        manifest.update(entries(["a"]), file)


def test_a_listing_that_fails_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "manifest.jsonl"
    manifest.update(entries(["a"]), file)
    before = file.read_bytes()

    def broken():  # type: ignore[no-untyped-def]
        yield from entries(["b"])
        raise UsageError("the share is gone")

    with pytest.raises(UsageError, match="gone"):
        manifest.update(broken(), file)
    assert file.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["manifest.jsonl"]


def test_a_folder_is_listed_in_order_and_only_its_documents(tmp_path: Path) -> None:
    for name in ("b.pdf", "a.PDF", "c.txt", ".hidden.pdf", "sub/a.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    found = list(Source(str(tmp_path)).entries())
    assert [entry.name for entry in found] == ["a.PDF", "b.pdf", "sub/a.png"]
    assert all(entry.size == 1 and entry.stamp.isdecimal() for entry in found)
    pattern = list(Source(str(tmp_path / "*.pdf")).entries())
    assert [Path(entry.location).name for entry in pattern] == ["b.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="names are Unicode there")
@given(st.binary(min_size=1).filter(lambda name: b"\0" not in name))
def test_a_name_that_is_no_utf_8_is_found_again(name: bytes) -> None:
    path = os.fsdecode(b"/in/" + name)
    kept = as_valid(path)
    assert as_path(kept.encode().decode()) == path
    assert kept == path or not is_url(as_path(kept))


def test_documents_of_such_names_are_listed(tmp_path: Path) -> None:
    file = os.fsencode(tmp_path) + b"/caf\xe9.pdf"
    try:
        with open(file, "wb") as stream:
            stream.write(b"x")
    except OSError:
        pytest.skip("this file system has no such names")
    manifest.update(Source(str(tmp_path)).entries(), tmp_path / "manifest.jsonl")
    (entry,) = manifest.read(tmp_path / "manifest.jsonl")
    assert (entry.name, entry.size) == ("caf\ufffd.pdf", 1)
    assert os.fsencode(as_path(entry.location)) == file
