"""Files on other machines: what fsspec opens."""

from __future__ import annotations

import importlib
import os
import re
import sys
from functools import cache
from typing import Any
from urllib.parse import quote, unquote_to_bytes, urlsplit

from atsharness.errors import UsageError

_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
INSTALL = 'pip install "ats-harness[cluster]"'


def is_url(name: str) -> bool:
    """Whether a name is a URL, not a path."""
    return _URL.match(name) is not None


def as_path(name: str) -> str:
    """The path that a URL of this machine stands for; other names as they are."""
    if not name.lower().startswith("file://"):
        return name
    path = urlsplit(name).path
    if sys.platform == "win32":
        from urllib.request import url2pathname

        return url2pathname(path)
    return os.fsdecode(unquote_to_bytes(path))


def as_valid(path: str) -> str:
    """A path as JSON can hold it: one with bytes that are no UTF-8 as the URL that `as_path` knows."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return "file://" + quote(os.fsencode(path))
    return path


@cache
def _fsspec() -> Any:
    try:
        return importlib.import_module("fsspec")
    except ModuleNotFoundError:
        raise UsageError(f"URLs need fsspec, which is not installed: {INSTALL}") from None


def filesystem(url: str) -> tuple[Any, str]:
    """The file system that a URL is of, and the path there.

    Raises:
        UsageError: fsspec, or what it needs for this kind of URL, is not installed, or there is no such kind.
    """
    try:
        system, path = _fsspec().core.url_to_fs(url)
    except ImportError as error:
        said = str(error).splitlines()[0]
        raise UsageError(f"{url}: {said}: {INSTALL}") from error
    except ValueError as error:
        raise UsageError(f"{url}: {error}") from error
    return system, str(path)
