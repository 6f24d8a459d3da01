import json
from collections.abc import Callable
from pathlib import Path

import pytest

from atsharness.errors import UsageError
from atsharness_corpus import build, held_out
from atsharness_corpus.build import Job, choose_faults, choose_layouts, plan
from atsharness_corpus.faults import Fault, all_faults
from atsharness_corpus.fields import printed_fields
from atsharness_corpus.labels import read_labels
from atsharness_corpus.model import Arrangement, Block, Built, DoesNotFitError, Layout, Typesetter
from atsharness_corpus.person import Person, content_dir, load_people

USABLE = {"quill": "", "stylus": "stylus is not installed: cut a reed"}


def _set(person: Person, seed: int) -> Built:
    import pymupdf

    with pymupdf.open() as document:
        document.new_page(width=300, height=400).insert_text((20, 40), f"{seed}")
        pdf = document.tobytes(no_new_id=True)
    name = Block(kind="name", text=person.basics.name)
    return Built(pdf=pdf, arrangement=Arrangement(header=(name,), columns=()))


def layout(name: str, make: Callable[[Person, int], Built] = _set, setter: str = "quill") -> Layout:
    typesetter = Typesetter(id=setter, probe=lambda: "1.0")
    return Layout(id=f"{setter}/{name}", title=name, typesetter=typesetter, build=make)


def fault(name: str, *typesetters: str, needs: tuple[str, ...] = ()) -> Fault:
    (one,) = choose_faults(["tiny-text"])
    values = {key: getattr(one, key) for key in one.__struct_fields__}
    return Fault(**{**values, "id": name, "typesetters": typesetters, "needs": needs})


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts these layouts in the place of ours."""

    def put(*layouts: Layout) -> None:
        monkeypatch.setattr(build, "all_layouts", lambda: {one.id: one for one in layouts})

    return put


def test_a_seed_makes_every_layout_once_and_every_fault_twice() -> None:
    jobs, skipped = plan([3, 4], [layout("plain")], [fault("blot", "quill")], USABLE)
    assert skipped == {}
    assert [(job.layout, job.fault, job.seed, job.near_miss) for job in jobs] == [
        ("quill/plain", "", 3, False),
        ("quill/plain", "", 4, False),
        ("", "blot", 3, False),
        ("", "blot", 3, True),
        ("", "blot", 4, False),
        ("", "blot", 4, True),
    ]


def test_what_is_not_installed_is_named_and_what_is_not_asked_for_is_not() -> None:
    layouts = [layout("wax", setter="stylus"), layout("web", setter="press")]
    faults = [
        fault("smear", "stylus"),
        fault("tear", "quill", needs=("no-such-package",)),
        fault("x", "press"),
    ]
    jobs, skipped = plan([1], layouts, faults, USABLE)
    assert jobs == ()
    assert skipped == {
        "stylus/wax": "stylus is not installed: cut a reed",
        "smear": "stylus is not installed: cut a reed",
        "tear": "not installed: pip install no-such-package",
    }


def test_a_file_has_reference_fields_and_label(tmp_path: Path, own: Callable[..., None]) -> None:
    own(layout("plain"))
    jobs = [Job(layout="quill/plain", seed=7), Job(layout="quill/plain", seed=0, person="diacritics")]
    report = build.build(tmp_path, jobs, ["quill"], processes=1)
    assert report.built == ("quill-plain__clean__7", "quill-plain__diacritics")
    reference = (tmp_path / "ref" / "quill-plain__diacritics.txt").read_bytes()
    assert reference == "Łukasz Müller-Öztürk\n".encode()
    fields = json.loads((tmp_path / "fields" / "quill-plain__diacritics.json").read_text("utf-8"))
    assert fields == {"basics.name": "Łukasz Müller-Öztürk"}
    label = read_labels(tmp_path / "labels.json").files[1]
    assert (label.content, label.seed, label.clean, label.page_sizes) == (
        "diacritics",
        0,
        True,
        ((300.0, 400.0),),
    )


def test_another_person_is_drawn_where_one_does_not_fit(tmp_path: Path, own: Callable[..., None]) -> None:
    def narrow(person: Person, seed: int) -> Built:
        if person.id != "junior":
            raise DoesNotFitError("too long")
        return _set(person, seed)

    own(layout("narrow", narrow))
    jobs = [Job(layout="quill/narrow", seed=seed) for seed in range(1, 6)]
    build.build(tmp_path, jobs, ["quill"], processes=1)
    assert {label.content for label in read_labels(tmp_path / "labels.json").files} == {"junior"}


def test_a_layout_that_fits_nobody_is_named(tmp_path: Path, own: Callable[..., None]) -> None:
    def nobody(person: Person, seed: int) -> Built:
        raise DoesNotFitError("too long")

    own(layout("nobody", nobody), layout("plain"))
    jobs = [Job(layout="quill/nobody", seed=1), Job(layout="quill/plain", seed=1)]
    report = build.build(tmp_path, jobs, ["quill"], processes=1)
    assert report.built == ("quill-plain__clean__1",)
    assert report.skipped == {"quill/nobody of seed 1": "too long"}


def test_a_layout_that_raises_is_named_and_costs_no_other(tmp_path: Path, own: Callable[..., None]) -> None:
    def broken(person: Person, seed: int) -> Built:
        raise AttributeError("/BaseFont")

    own(layout("broken", broken), layout("plain"))
    jobs = [Job(layout="quill/broken", seed=1), Job(layout="quill/plain", seed=1)]
    report = build.build(tmp_path, jobs, ["quill"], processes=1)
    assert report.built == ("quill-plain__clean__1",)
    assert report.skipped == {"quill/broken of seed 1": "raises AttributeError: /BaseFont"}


def test_layout_ids_name_their_typesetter() -> None:
    layouts = choose_layouts()
    assert len(layouts) >= 25
    assert len({one.template or one.typesetter.id for one in layouts}) >= 8
    for one in layouts:
        assert one.id.split("/")[0] == one.typesetter.id
        assert set(one.faults) <= set(all_faults())


def test_what_is_held_out_stays_so_and_exists() -> None:
    assert {"reportlab", "weasyprint"} == held_out.TYPESETTERS
    assert {"jsonresume-even", "jsonresume-elegant", "jsonresume-flat"} == held_out.TEMPLATES
    assert {one.typesetter.id for one in choose_layouts()} >= held_out.TYPESETTERS
    assert {one.template for one in choose_layouts()} >= held_out.TEMPLATES
    assert not held_out.tuned_on("reportlab", None)
    assert not held_out.tuned_on("chromium", "jsonresume-flat")
    assert held_out.tuned_on("chromium", None)


def test_unknown_layouts_and_faults_are_named() -> None:
    with pytest.raises(UsageError, match="typst/origami"):
        choose_layouts(["typst/origami"])
    with pytest.raises(UsageError, match="no such fault: bad-mood"):
        choose_faults(["bad-mood"])


def test_fields_are_what_the_page_shows() -> None:
    (person,) = load_people(content_dir(), ["junior"])
    job = person.work[0]
    text = f"{person.basics.name.upper()}\nmail {person.basics.email}, see Contact\nEXPERIENCE\n{job.name}s\n"
    assert printed_fields(person, text) == {
        "basics.name": person.basics.name.upper(),
        "basics.email": person.basics.email,
        "section.work": "EXPERIENCE",
    }
