"""The tables at the head of an RTF: its fonts with their codepages, and its colours."""

from __future__ import annotations

from atsharness.flow.rtf_tokens import CODEPAGES, SYMBOL, Brace, Control, Piece, Raw, decoded

_WHITE = (255, 255, 255)


class Fonts:
    """Fonts by number, filled piece by piece."""

    def __init__(self) -> None:
        """Knows none."""
        self._codepages: dict[int, int] = {}
        self._names: dict[int, str] = {}
        self._symbols: set[int] = set()
        self._number = 0
        self._depth = 0
        self._named_at = 0

    def take(self, piece: Piece) -> None:
        """Takes the next piece of the table."""
        if isinstance(piece, Brace):
            self._depth += 1 if piece.opens else -1
        elif isinstance(piece, Control):
            self._control(piece)
        elif isinstance(piece, Raw) and self._named_at == self._depth:
            name = self._names.get(self._number, "")
            if not name.endswith(";"):
                self._names[self._number] = name + decoded(piece.data, 1252)

    def _control(self, control: Control) -> None:
        number = control.number or 0
        if control.word == "f":
            self._number, self._named_at = number, self._depth
            self._names[number] = ""
        elif control.word == "fcharset":
            if number == SYMBOL:
                self._symbols.add(self._number)
            elif number in CODEPAGES and number:
                self._codepages[self._number] = CODEPAGES[number]
        elif control.word == "cpg":
            self._codepages[self._number] = number

    def codepage(self, number: int | None, default: int) -> int:
        """The codepage of a font; the file's own where the font names none."""
        return default if number is None else self._codepages.get(number, default)

    def name(self, number: int | None) -> str | None:
        """The name of a font, or None."""
        found = None if number is None else self._names.get(number)
        return None if found is None else found.partition(";")[0].strip()

    def is_symbols(self, number: int | None) -> bool:
        """Whether a font says that its characters are pictures."""
        return number in self._symbols


class Colours:
    """Colours by number; the first entry, which may be empty, is the automatic one."""

    def __init__(self) -> None:
        """Knows none."""
        self._found: list[tuple[int, int, int] | None] = []
        self._open: dict[str, int] = {}

    def take(self, piece: Piece) -> None:
        """Takes the next piece of the table."""
        if isinstance(piece, Control) and piece.word in ("red", "green", "blue"):
            self._open[piece.word] = piece.number or 0
        elif isinstance(piece, Raw):
            for _ in range(piece.data.count(b";")):
                parts = self._open
                self._found.append(
                    (parts.get("red", 0), parts.get("green", 0), parts.get("blue", 0)) if parts else None
                )
                self._open = {}

    def is_white(self, number: int) -> bool:
        """Whether text in a colour is white."""
        return 0 < number < len(self._found) and self._found[number] == _WHITE

    def is_dark(self, number: int) -> bool:
        """Whether a background colour is another than white."""
        return 0 < number < len(self._found) and self._found[number] not in (None, _WHITE)
