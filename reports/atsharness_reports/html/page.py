"""From values to an HTML page: templates, the style sheet, the policy that forbids every request."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from atsharness.model import PagePicture
from atsharness_reports._terminal import plain

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent / "templates"
POLICY = "default-src 'none'; img-src data:; style-src '{}'; base-uri 'none'; form-action 'none'"


def page(template: str, style: str = "", *, refresh_s: int | None = None, **values: Any) -> str:
    """One HTML page.

    Args:
        template: its name.
        style: rules beyond those of the style sheet.
        refresh_s: the page is to load itself again after so many seconds: the one thing that takes a script.
        values: what the template shows; text is escaped, and control characters are made visible.
    """
    sheet = _read("style.css") + style
    policy = POLICY.format(_digest(sheet))
    script = ""
    if refresh_s is not None:
        script = _read("refresh.js")
        policy += f"; script-src '{_digest(script)}'"
    return (
        _environment()
        .get_template(template)
        .render(sheet=sheet, policy=policy, refresh_s=refresh_s, script=script, **values)
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def picture_link(picture: PagePicture) -> str:
    """A picture as a ``data:`` address."""
    return f"data:image/webp;base64,{base64.b64encode(picture.data).decode()}"


@lru_cache
def _read(name: str) -> str:
    return (_HERE / name).read_text("utf-8")


@lru_cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from jinja2.bccache import Bucket, BytecodeCache
    from markupsafe import Markup

    class Compiled(BytecodeCache):
        """Compiled templates where Python keeps compiled modules: compiling takes longer than a report."""

        def load_bytecode(self, bucket: Bucket) -> None:
            with contextlib.suppress(OSError, EOFError, ValueError), open(self._file(bucket), "rb") as file:
                bucket.load_bytecode(file)

        def dump_bytecode(self, bucket: Bucket) -> None:
            if not sys.dont_write_bytecode:
                with contextlib.suppress(OSError):
                    self._file(bucket).parent.mkdir(exist_ok=True)
                    beside = self._file(bucket).with_suffix(f".{os.getpid()}")
                    beside.write_bytes(bucket.bytecode_to_string())
                    beside.replace(self._file(bucket))

        def _file(self, bucket: Bucket) -> Path:
            return _HERE.parent / "__pycache__" / f"{bucket.key}.jinja"

    def finalize(value: object) -> object:
        if isinstance(value, str) and not isinstance(value, Markup):
            return plain(value, keep="\n\t")
        return value

    return Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
        auto_reload=False,
        bytecode_cache=Compiled(),
    )
