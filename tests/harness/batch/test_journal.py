"""The journal: whatever is cut off its end, what was whole before stays."""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from atsharness.batch.journal import Died, Done, Journal, Started, Timed
from atsharness.batch.shard_state import record_death

EVENTS = st.lists(
    st.one_of(
        st.builds(Started, number=st.integers(0, 5)),
        st.builds(Died, number=st.integers(0, 5), how=st.text()),
        st.builds(
            Done,
            timed=st.builds(
                Timed,
                number=st.integers(0, 5),
                key=st.text(max_size=4),
                size=st.integers(0, 9),
                stamp=st.text(max_size=4),
                status=st.sampled_from(["ok", "unreadable"]),
            ),
            row=st.dictionaries(st.text(), st.text()).map(lambda row: msgspec.Raw(msgspec.json.encode(row))),
        ),
    )
)


def state(journal: Journal) -> tuple[object, ...]:
    done = {number: (item.timed, bytes(item.row)) for number, item in journal.done.items()}
    died = {number: tuple(how) for number, how in journal.died.items()}
    return done, died, journal.under_way


@given(EVENTS, st.data())
def test_a_torn_end_costs_one_line_alone(events: list[Started | Died | Done], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "journal"
        journal = Journal(file)
        journal.forget("run")
        lengths, states = [], []
        for event in [None, *events]:
            if event is not None:
                journal.write(event)
            lengths.append(file.stat().st_size)
            states.append(state(journal))
        journal.close()
        assert state(Journal(file)) == states[-1]
        cut = data.draw(st.integers(lengths[0], lengths[-1]))
        file.write_bytes(file.read_bytes()[:cut])
        whole = max(at for at, length in enumerate(lengths) if length <= cut)
        torn = Journal(file)
        assert state(torn) == states[whole]
        for event in events[whole:]:  # and it goes on where the last whole line ends
            torn.write(event)
        torn.close()
        assert state(Journal(file)) == states[-1]


def test_a_journal_of_another_run_is_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    journal = Journal(file)
    journal.forget("one")
    journal.write(Started(number=3))
    journal.forget("one")
    assert journal.under_way == 3
    journal.forget("other")
    journal.close()
    found = Journal(file)
    assert (found.run, found.under_way) == ("other", None)


def test_a_death_is_noted_with_the_document_that_was_read(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    assert record_death(file, "died of SIGKILL") is None
    journal = Journal(file)
    journal.forget("run")
    journal.write(Started(number=3))
    journal.close()
    assert record_death(file, "died of SIGKILL") == 3
    assert record_death(file, "died of SIGKILL") is None
    assert Journal(file).died == {3: ["died of SIGKILL"]}


def test_a_line_that_a_disk_has_lost_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    journal = Journal(file)
    journal.forget("run")
    journal.write(Died(number=1, how="x"))
    journal.close()
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(lines[0] + b"\x00\x00\x00\n" + lines[1])
    assert Journal(file).died == {1: ["x"]}
