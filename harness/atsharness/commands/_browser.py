"""Opening a page in the user's own browser."""

from __future__ import annotations

import os
import sys


def open_in_browser(address: str) -> str | None:
    """Opens an address in a browser that has a window.

    Args:
        address: of a page.

    Returns:
        None; or, where that is not possible, why, for a line.
    """
    import webbrowser

    named = os.environ.get("BROWSER")
    windows = ("DISPLAY", "WAYLAND_DISPLAY")
    if sys.platform not in ("darwin", "win32") and not named and not any(map(os.environ.get, windows)):
        return "there is no display to open a browser on"  # webbrowser would start a text browser here
    try:
        opened = webbrowser.open(address)
    except (webbrowser.Error, OSError):
        opened = False
    return None if opened else "no browser could be started"
