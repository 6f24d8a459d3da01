from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from atsharness import registry
from atsharness.errors import UsageError


def _package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, **modules: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "__init__.py").touch()
    for module, content in modules.items():
        (folder / f"{module}.py").write_text(content)
    monkeypatch.syspath_prepend(tmp_path)
    for loaded in [key for key in sys.modules if key.split(".")[0] == name]:
        del sys.modules[loaded]


_VALUE = "from types import SimpleNamespace\nTHING = SimpleNamespace(id={!r})\n"


def test_every_module_with_the_constant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _package(tmp_path, monkeypatch, "rooms", b=_VALUE.format("alpha"), a=_VALUE.format("beta"), _help="x = 1")
    found = registry.discover("rooms", "THING")
    assert list(found) == ["alpha", "beta"]
    assert found["alpha"].origin == "rooms.b:THING"
    assert registry.load("rooms.b:THING") is found["alpha"].value


def test_a_duplicate_id_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _package(tmp_path, monkeypatch, "twins", a=_VALUE.format("same"), b=_VALUE.format("same"))
    with pytest.raises(UsageError, match=r"duplicate id 'same': twins.a:THING and twins.b:THING"):
        registry.discover("twins", "THING")


def test_entry_points_join(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _package(tmp_path, monkeypatch, "rooms", a=_VALUE.format("alpha"))
    theirs = SimpleNamespace(id="theirs")
    monkeypatch.setattr(
        registry, "_entry_points", lambda group: [("other:THING", theirs)] * (group == "rooms")
    )
    assert list(registry.discover("rooms", "THING")) == ["alpha", "theirs"]
