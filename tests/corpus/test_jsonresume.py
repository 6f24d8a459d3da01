"""JSON Resume themes: the reference against the theme's own page, and the print where Chromium is."""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pytest
from typesetting import needs

from atsharness_corpus.layouts import jsonresume_elegant, jsonresume_even, jsonresume_flat
from atsharness_corpus.model import Arrangement, Layout, TypesetterMissing
from atsharness_corpus.person import Person, content_dir, load_people
from atsharness_corpus.reference import plain_text
from atsharness_corpus.style import page_count
from atsharness_corpus.typesetters import jsonresume_themes, licences

PEOPLE = load_people(content_dir())
ARRANGED: dict[str, Callable[[Person], Arrangement]] = {
    "elegant": jsonresume_elegant.arranged,
    "even": jsonresume_even.arranged,
    "flat": jsonresume_flat.arranged,
}
LAYOUTS = (jsonresume_elegant.LAYOUT, jsonresume_even.LAYOUT, jsonresume_flat.LAYOUT)
CONTENT: dict[str, Callable[[Person], dict[str, Any]]] = {"flat": jsonresume_flat.content}
HIDDEN = {
    ("nav", "floating-nav"),
    ("a", "floating-nav-trigger"),
    ("span", "mobile-title"),
}
"""Elements of elegant that its print rules hide."""
VOID = {"meta", "link", "hr", "br", "img", "input"}


class Text(HTMLParser):
    """The text of a page's body in the order of its source, without what is not shown."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        classes = (dict(attrs).get("class") or "").split()
        hidden = tag in ("head", "style", "script", "svg") or any((tag, name) in HIDDEN for name in classes)
        self.open.append(hidden)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.open):
            self.parts.append(data)


@cache
def why_no_theme() -> str:
    try:
        jsonresume_themes.probe_themes()
    except TypesetterMissing as error:
        return str(error)
    return ""


@cache
def page(theme: str, name: str) -> str:
    if reason := why_no_theme():
        pytest.skip(reason)
    (who,) = load_people(content_dir(), [name])
    return jsonresume_themes.html_of(theme, CONTENT.get(theme, jsonresume_themes.resume)(who))


def squeezed(text: str) -> str:
    return re.sub(r"[\s•]", "", text)


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who.id)
@pytest.mark.parametrize("theme", ARRANGED)
def test_the_reference_is_the_page_letter_by_letter(theme: str, who: Person) -> None:
    parser = Text()
    parser.feed(page(theme, who.id))
    printed = squeezed("".join(parser.parts))
    reference = squeezed(plain_text(ARRANGED[theme](who)))
    if theme == "elegant":
        for project in who.projects:
            printed = printed.replace(f"{squeezed(project.name)}-Present", squeezed(project.name), 1)
        printed, reference = printed.lower(), reference.lower()
    assert printed == reference


@pytest.mark.parametrize("theme", ARRANGED)
def test_a_page_requests_nothing(theme: str) -> None:
    html = page(theme, "junior")
    assert "default-src 'none'" in html
    assert not re.search(r"<(script|link|img|iframe)\b|@import", html)
    styles = "".join(re.findall(r"<style[^>]*>(.*?)</style>", html, re.DOTALL))
    fonts = re.findall(r"url\((?:data:font/[^;]*)?", styles)
    assert sum("data:font" in font for font in fonts) >= 2
    assert not re.search(r"url\(['\"]?(https?:)?//", styles)


def test_flat_is_laid_out_as_on_a_screen_as_wide_as_the_paper() -> None:
    html = page("flat", "junior")
    assert "print" not in "".join(re.findall(r"@media[^{]*", html))
    assert "@media all {.col-sm-1" in html
    assert "@media not all {.col-md-1" in html


def test_an_unknown_theme_is_refused() -> None:
    page("even", "junior")
    with pytest.raises(RuntimeError, match="no such theme: odd; there are"):
        jsonresume_themes.html_of("odd", {})


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2019-09", "2022-01", "2 years 4 months"),
        ("2018-09", "2019-08", "11 months"),
        ("2018-01", "2019-01", "1 year"),
        ("2018", "2019-02", "1 year 1 month"),
        ("2024-05", "2024-05", "1 day"),
    ],
)
def test_elegant_says_how_long_a_job_lasted(start: str, end: str, said: str) -> None:
    assert jsonresume_elegant.duration(start, end) == said


def test_jobs_of_one_employer_stand_under_its_name_in_even() -> None:
    from msgspec.structs import replace

    first, second, *_ = PEOPLE[0].work
    who = replace(PEOPLE[0], work=(first, replace(second, name=first.name)))
    lines = plain_text(jsonresume_even.arranged(who)).splitlines()
    start = lines.index("Work")
    assert lines[start + 1 : start + 3] == [first.name, first.position]
    assert lines.count(first.name) == 1


def test_old_and_new_keys_stand_side_by_side() -> None:
    data = jsonresume_themes.resume(PEOPLE[0])
    assert data["basics"]["website"] == data["basics"]["url"] == PEOPLE[0].basics.url
    assert data["work"][0]["company"] == data["work"][0]["name"]
    assert "endDate" not in data["work"][0]
    assert not {"id", "language", "pages"} & set(data)


def test_templates_are_named_and_licensed() -> None:
    for layout in LAYOUTS:
        assert layout.id == f"chromium/{layout.template}"
        assert layout.typesetter.id == "chromium"
        assert layout.template in licences.TEMPLATES


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.id)
def test_the_print_holds_every_word_once(layout: Layout) -> None:
    import pypdfium2

    needs(layout.typesetter)
    (who,) = load_people(content_dir(), ["junior"])
    result = layout.build(who, 0)
    assert page_count(result.pdf) <= 2
    with pypdfium2.PdfDocument(BytesIO(result.pdf)) as document:
        text = " ".join(document[index].get_textpage().get_text_bounded() for index in range(len(document)))
    known = Counter(re.findall(r"\w+", plain_text(result.arrangement)))
    found = Counter(re.findall(r"\w+", text))
    assert not known - found
    assert sum((found - known).values()) <= 2
