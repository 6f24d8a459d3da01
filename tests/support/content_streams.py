"""Random content streams of PDF, of usual and unusual tokens."""

from __future__ import annotations

from hypothesis import strategies as st

TOKENS = (
    b"BT ET Tj TJ ' \" Do true false null ID BI EI endcmap def R 1 0 R"
    b" 12 -3 +4 .5 -.5 5. 1.2.3 12abc - . -. 1e5 00012 99999999999999999999 --1 +-2 1-2"
    b" /F1 /a#20b / /\xc3\xa9 /\xe9 /x/y (text) () (a\\(b\\)c) (\\101\\7x\\0078) (\\400) (\\9) (a(b)c)"
    b" (\\\r\n) (\\n\\r\\t\\b\\f\\\\) <41> <> <4> <4 1 4> <41>> <4g> < << >> [ ] { } % \x00 \x0b ) >"
).split(b" ")
PIECES = st.one_of(st.sampled_from(TOKENS), st.binary(max_size=6))
SPACES = st.sampled_from([b" ", b"\n", b"\r\n", b"", b"\t", b"\x00", b"\x0c", b" % said\n"])


@st.composite
def contents(draw: st.DrawFn) -> bytes:
    """A content stream of usual and unusual tokens, with white space or without."""
    parts = draw(st.lists(st.tuples(PIECES, SPACES), max_size=30))
    return b"".join(piece + space for piece, space in parts)
