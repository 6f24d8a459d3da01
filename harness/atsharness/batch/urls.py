"""Files on other machines: what fsspec opens."""

from __future__ import annotations

import importlib
import re
from functools import cache
from typing import Any

from atsharness.errors import UsageError

_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
INSTALL = 'pip install "ats-harness[cluster]"'


def is_url(name: str) -> bool:
    """Whether a name is a URL, not a path."""
    return _URL.match(name) is not None


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
