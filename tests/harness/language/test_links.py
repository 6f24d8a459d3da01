import pytest

from atsharness.language.links import comparable, emails, urls


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hannah | hannah.obrien@example.com | Dublin", ["hannah.obrien@example.com"]),
        ("E-Mail: First.Last+cv@Mail.Example.org.", ["first.last+cv@mail.example.org"]),
        ("mailto:jane@example.com", ["mailto:jane@example.com"]),
        ("jane@ex-\nample.com", ["jane@ex"][:0]),
        ("con\ufb01g@example.com", ["g@example.com"][:0]),
        ("j a n e @ e x a m p l e . c o m", []),
        ("five @ night", []),
        ("\uf003jane@example.com • \uf095+44 1", ["jane@example.com"]),
        ("■jane@example.com", ["jane@example.com"]),
    ],
)
def test_an_address_is_found_whole_or_not_as_itself(text: str, expected: list[str]) -> None:
    found = [one.value for one in emails(text)]
    if expected:
        assert found == expected
    else:
        assert "config@example.com" not in found
        assert "jane@example.com" not in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("github.com/jane · https://www.jane.dev/", ["github.com/jane", "jane.dev"]),
        ("linkedin.com/in/jane-doe-1a2b", ["linkedin.com/in/jane-doe-1a2b"]),
        ("https://example.com/a%20b", ["example.com/a b"]),
        ("Node.js, ASP.NET, Socket.IO and main.py", []),
        ("B.Sc. Computer Science, M.Ed.", []),
        ("jane@example.com", []),
        ("\uf0acwww.jane.dev", ["jane.dev"]),
        ("●http://example.com/~jane ✉jane@example.com", ["example.com/~jane"]),
        ("modelled in BPMN.IO", []),
        ("lea.Online and Rights.Digital | lea.online | https://lea.Online", ["lea.online", "lea.online"]),
        ("Version 2.0.1 of 10.12.2019", []),
    ],
)
def test_web_addresses_and_what_is_none(text: str, expected: list[str]) -> None:
    assert [one.value for one in urls(text)] == expected


def test_offsets_are_those_of_the_text() -> None:
    text = "one\ntwo jane@example.com\nwww.example.com/x"
    assert [text[one.start : one.stop] for one in (*emails(text), *urls(text))] == [
        "jane@example.com",
        "www.example.com/x",
    ]


def test_spellings_of_one_address_are_equal() -> None:
    same = {
        comparable(url) for url in ("https://www.Example.com/Me/", "example.com/Me", "http://example.com/Me")
    }
    assert same == {"example.com/Me"}
