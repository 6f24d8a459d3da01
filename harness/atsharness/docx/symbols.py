"""Characters of symbol fonts, which have letters' codes and show pictures."""

from __future__ import annotations

_WINGDINGS = {
    0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x2B: "✉", 0x6C: "●", 0x6E: "■", 0x71: "❑", 0x72: "❒", 0x73: "⬧",
    0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xE0: "→", 0xF0: "⇨", 0xFB: "✘",
    0xFC: "✔", 0xFE: "☑",
}  # fmt: skip
_SYMBOL = {0xB7: "•", 0xB0: "°", 0xB1: "±", 0xAE: "→", 0xA3: "≤", 0xB3: "≥", 0xD7: "⋅", 0x2D: "−"}
FONTS = {
    "wingdings": _WINGDINGS,
    "symbol": _SYMBOL,
    "wingdings 2": {},
    "wingdings 3": {},
    "webdings": {},
    "zapfdingbats": {},
}
_PRIVATE = 0xF000


def is_symbol_font(font: str | None) -> bool:
    """Whether letters in this font are pictures."""
    return (font or "").lower() in FONTS


def shown(font: str | None, code: int) -> str:
    """What a person sees: the character where it is known, else a private one, which no word has."""
    low = code & 0xFF
    return FONTS.get((font or "").lower(), {}).get(low, chr(_PRIVATE + low))


def code_of(text: str | None) -> int:
    """The code in a ``w:sym``; 0 where it is none."""
    try:
        return int(text or "", 16)
    except ValueError:
        return 0
