"""Single rules on hand-made artifacts: the fact with the loss, the fact without, the loss without."""

import artifacts as make
import msgspec
import pytest

from atsharness.model import Extraction
from atsharness.model.facts import (
    FileFacts,
    FontFacts,
    Gutter,
    InkText,
    LayoutFacts,
    Line,
    LineWord,
    LinkFacts,
    Note,
    Part,
)
from atsharness.model.text_facts import (
    LetterSpacing,
    LigatureCharacters,
    LineEndHyphen,
    MissingSpace,
    RotatedText,
    SpuriousSpace,
    UnmappedGlyphs,
)
from atsharness.rules.engine import all_rules, judge
from atsharness.rules.kit.producers import advice_for, producer, template
from atsharness.rules.kit.text_facts import touch

LEFT = ("Contact data below", "Berlin in Germany", "Phone by arrangement", "Languages spoken well")
RIGHT = ("Experience since school", "Engineer of search", "Python every day", "Databases when needed")
TEXT = "Jane Example\n" + "\n".join(f"{a:<24}{b}" for a, b in zip(LEFT, RIGHT, strict=True))
COLUMNS = "\n".join(("Jane Example", *LEFT, *RIGHT))
MIXED = "Jane Example\n" + "\n".join(f"{a} {b}" for a, b in zip(LEFT, RIGHT, strict=True))


def outcome(rule_id, artifacts):
    return judge(artifacts, [all_rules()[rule_id]]).results[0]


def gutter(**fields):
    left, right = make.place(1, 0, 21), make.place(1, 24, 23)
    bottom = make.place(4, 0, 1)[3]
    values = {
        "kind": "sidebar",
        "page": 1,
        "box": (left[2], left[1], right[0], bottom),
        "left": (left[0], left[1], left[2], bottom),
        "right": (right[0], right[1], right[2], bottom),
        "left_lines": 4,
        "right_lines": 4,
        "left_chars": 18,
        "right_chars": 24,
        "sidebar": "left",
        **fields,
    }
    return Gutter(**values)


def two_sides(read):
    """A page read left side first, and what paths made of it; words stand where TEXT has them."""
    page = make.page(gutters=(gutter(),))
    given = make.artifacts(TEXT, read, make.layout(page_facts=page))
    middle = gutter().right[0]
    words = given.reference.words
    words = (
        *words[:2],
        *(word for word in words[2:] if word.box[0] < middle),
        *(word for word in words[2:] if word.box[0] >= middle),
    )
    return make.artifacts_of_words(words, COLUMNS, read, given.facts)


def test_a_sidebar_that_a_path_mixes_is_a_violation_with_the_words():
    got = outcome("ATS202", two_sides({"a-sorted": MIXED, "a-stream": COLUMNS, "b-one": COLUMNS}))
    assert got.outcome == "violation"
    (finding,) = got.findings
    assert (finding.families_hit, finding.families_partly) == ((), ("a",))
    assert finding.boxes == (gutter().left,)
    assert finding.evidence[0].path_id == "a-sorted"
    assert finding.evidence[0].expected == "below Berlin"
    assert finding.evidence[0].observed == "below Experience"
    assert "Typst" not in finding.message
    assert "#grid" in finding.advice, "the file says that Typst made it"


def test_a_sidebar_that_every_path_reads_is_information():
    got = outcome("ATS202", two_sides({"a-one": COLUMNS, "b-one": COLUMNS}))
    assert got.outcome == "information"
    assert got.findings[0].impact == "minor"


def hidden_page(read, **fields):
    box = make.place(9, 0, 18)
    run = make.run("Kubernetes Angular", box, hidden="invisible_mode", seen_as=None, **fields)
    text = "Jane Example\nEngineer"
    facts = make.layout(page_facts=make.page(runs=(run,)))
    return make.artifacts(text, {path: text + more for path, more in read.items()}, facts)


def test_hidden_text_counts_where_a_path_returns_it():
    got = outcome("ATS141", hidden_page({"a-one": "\nKubernetes Angular", "b-one": ""}))
    assert got.outcome == "violation"
    assert got.findings[0].families_hit == ("a",)
    assert got.findings[0].evidence[0].observed == "Kubernetes Angular"
    assert outcome("ATS142", hidden_page({"a-one": ""})).outcome == "passed", "another kind of hidden"


def test_hidden_text_that_no_path_returns_is_information():
    assert outcome("ATS141", hidden_page({"a-one": "", "b-one": ""})).outcome == "information"


def test_letters_over_their_own_outlines_are_information():
    given = hidden_page({"a-one": "\nKubernetes Angular"})
    (run,) = given.facts.pages[0].runs
    over = make.run(run.text, run.box, hidden="invisible_mode", seen_as="outlines")
    shown = make.artifacts(
        "Jane Example\nKubernetes Angular",
        {"a-one": "Jane Example\nKubernetes Angular"},
        make.layout(page_facts=make.page(runs=(over,))),
    )
    assert outcome("ATS141", shown).outcome == "information"


IN_FONT = {"font": 0, "font_name": "Test"}


def stating(kind, line, start, length, text, read, **fields):
    fact = kind(page=1, box=make.place(line, start, length), text=text, **fields)
    fonts = (FontFacts(name="Test", glyphs=100, unmapped=1, tounicode="partial"),)
    return make.artifacts("Jane Example\nOffice work", read, make.layout(text_facts=(fact,), fonts=fonts))


@pytest.mark.parametrize(
    ("rule_id", "kind", "fields", "observed", "expected"),
    [
        ("ATS109", LigatureCharacters, IN_FONT, "O\ufb03ce work", "violation"),
        ("ATS109", LigatureCharacters, IN_FONT, "Office work", "information"),
        ("ATS104", UnmappedGlyphs, IN_FONT, "O\ufffdce work", "violation"),
        ("ATS121", LetterSpacing, {"gap_em": 0.2}, "O f f i c e work", "violation"),
        ("ATS121", LetterSpacing, {"gap_em": 0.2}, "Office work", "information"),
        ("ATS121", LigatureCharacters, IN_FONT, "O f f i c e work", "passed"),
        ("ATS123", SpuriousSpace, {"gap_em": 0.2}, "Off ice work", "violation"),
        ("ATS123", SpuriousSpace, {"gap_em": 0.2}, "Office work", "passed"),
    ],
)
def test_a_fact_joins_the_loss_at_its_own_word(rule_id, kind, fields, observed, expected):
    text = f"Jane Example\n{observed}"
    given = stating(kind, 1, 1, 3, "\ufb03", {"a-one": text, "b-one": text}, seen="Office", **fields)
    got = outcome(rule_id, given)
    assert got.outcome == expected
    if expected == "violation":
        assert got.findings[0].words == ("Office",)


@pytest.mark.parametrize(("read", "expected"), [("Clerk.......May 2018", "violation"), (None, "information")])
def test_leaders_join_what_is_glued_to_them(read, expected):
    text = "Clerk ....... May 2018"
    boxes = [make.place(0, 0, 5), make.place(0, 6, 7), make.place(0, 14, 3), make.place(0, 18, 4)]
    runs = tuple(make.run(word, box) for word, box in zip(text.split(), boxes, strict=True))
    words = tuple(
        LineWord(text=run.text, box=run.box, parts=(Part(number, 0, len(run.text)),), size=10.0)
        for number, run in enumerate(runs)
    )
    line = Line(words=words, box=make.place(0, 0, 22), baseline=60.0, size=10.0, block=0)
    facts = make.layout(page_facts=make.page(runs=runs, lines=(line,)))
    got = outcome("ATS128", make.artifacts(text, {"a-one": read or text}, facts))
    assert got.outcome == expected
    if read:
        assert got.findings[0].words == ("Clerk", "May")


def test_a_loss_elsewhere_is_not_the_facts():
    text = "J a n e Example\nOffice work"
    given = stating(LetterSpacing, 1, 0, 6, "Office", {"a-one": text}, gap_em=0.2)
    assert outcome("ATS121", given).outcome == "information"


def test_text_in_a_picture_is_lost_everywhere_read_or_not():
    ink = InkText(kind="image", page=1, box=make.place(1, 0, 11), glyphs=9)
    unread = make.artifacts("Jane Example", {"a-one": "Jane Example"}, make.layout(ink=(ink,)))
    got = outcome("ATS131", unread)
    assert (got.outcome, got.findings[0].confidence) == ("violation", "medium")
    drawing = InkText(kind="image", page=1, box=make.place(1, 0, 11), glyphs=9, text="")
    chart = make.artifacts("Jane Example", {"a-one": "Jane Example"}, make.layout(ink=(drawing,)))
    assert outcome("ATS131", chart).outcome == "passed", "OCR read nothing there"


def test_form_fields_count_where_paths_lack_them():
    note = Note(kind="field", page=1, box=make.place(1, 0, 11), text="Office work", subtype="Text")
    facts = make.layout(notes=(note,))
    text = "Jane Example\nOffice work"
    got = outcome("ATS135", make.artifacts(text, {"a-one": text, "b-one": "Jane Example"}, facts))
    assert (got.outcome, got.findings[0].families_hit) == ("violation", ("b",))
    hidden = make.layout(
        notes=(Note(kind="field", page=1, box=note.box, text="x", subtype="Text", shown=False),)
    )
    assert outcome("ATS135", make.artifacts(text, {"a-one": text}, hidden)).outcome == "passed"


def test_links_tell_written_icon_and_anchor_apart():
    def links(**fields):
        link = LinkFacts(page=1, box=make.place(0, 0, 4), uri="https://a.example/x", anchor="me", **fields)
        return make.artifacts("Jane", {"a-one": "Jane"}, make.layout(links=(link,)))

    assert outcome("ATS137", links(written=True)).outcome == "passed"
    assert outcome("ATS137", links(written=False)).outcome == "information"
    assert outcome("ATS308", links(written=False)).outcome == "passed"
    assert outcome("ATS308", links(written=False, icon_only=True)).outcome == "information"


@pytest.mark.parametrize(
    ("rule_id", "file", "expected"),
    [
        ("ATS501", {"needs_password": True, "encrypted": True}, "violation"),
        ("ATS501", {"encrypted": True}, "passed"),
        ("ATS502", {"encrypted": True, "copy_allowed": False}, "information"),
        ("ATS502", {"encrypted": True}, "passed"),
        ("ATS503", {"repaired": True}, "information"),
        ("ATS505", {"page_count": 4}, "information"),
        ("ATS505", {"page_count": 3}, "passed"),
        ("ATS506", {"size_bytes": 6_000_000}, "information"),
        ("ATS507", {"title": "Résumé", "language": "en"}, "passed"),
        ("ATS507", {"title": "Microsoft Word - Document1", "language": "en"}, "information"),
        ("ATS507", {"title": "Résumé"}, "information"),
        ("ATS138", {"embedded_files": ("resume.xml",)}, "passed"),
        ("ATS138", {"embedded_files": ("letter.pdf",)}, "information"),
    ],
)
def test_facts_of_the_file(rule_id, file, expected):
    facts = LayoutFacts(file=FileFacts(**file), pages=(make.page(),))
    assert outcome(rule_id, make.artifacts("Jane", {"a-one": "Jane"}, facts)).outcome == expected


def test_a_file_that_one_engine_cannot_open_is_damaged():
    given = make.artifacts("Jane", {"a-one": "Jane", "b-one": None})
    got = outcome("ATS503", given)
    assert (got.outcome, got.findings[0].families_hit) == ("violation", ("b",))


@pytest.mark.parametrize(
    ("status", "detail", "expected"),
    [
        ("unavailable", "not installed", "passed"),
        ("timeout", "no result within 20 s", "passed"),
        ("killed", "needed more than 1536 MB", "passed"),
        ("failed", "ValueError: no trailer", "violation"),
    ],
)
def test_what_is_missing_or_ended_by_our_limits_is_no_damage(status, detail, expected):
    other = Extraction(path_id="c-one", family="c", version=None, status=status, detail=detail)
    whole = make.artifacts("Jane", {"a-one": "Jane"})
    given = msgspec.structs.replace(whole, extractions=(*whole.extractions, other))
    assert outcome("ATS503", given).outcome == expected


@pytest.mark.parametrize(
    ("creator", "made_by", "expected"),
    [
        ("Typst 0.14", "", "typst"),
        ("LaTeX with hyperref", "pdfTeX-1.40.25", "latex"),
        ("Microsoft® Word for Microsoft 365", "Microsoft® Word for Microsoft 365", "word"),
        ("Writer", "LibreOffice 7.4", "libreoffice"),
        ("Chromium", "Skia/PDF m120", "chromium"),
        ("", "Skia/PDF m124 Google Docs Renderer", "google-docs"),
        ("Canva", "Canva", "canva"),
        ("", "Adobe PDF Library", ""),
    ],
)
def test_the_program_is_known_by_its_stamp(creator, made_by, expected):
    assert producer(FileFacts(creator=creator, producer=made_by)) == expected


LATEX = {"creator": "LaTeX with hyperref", "producer": "LuaTeX-1.21.0"}


@pytest.mark.parametrize(
    ("file", "fonts", "expected"),
    [
        (LATEX, ("Roboto-Light", "SourceSans3-Bold", "FontAwesome6Free-Solid"), "awesome-cv"),
        (LATEX, ("Roboto-Light", "SourceSans3-Bold"), ""),
        (LATEX, ("Lato-Bold", "RobotoSlab-Bold", "FontAwesome5Brands-Regular"), "altacv"),
        (LATEX | {"creator": "LaTeX with 'moderncv' package"}, ("LMRoman10-Bold",), "moderncv"),
        ({"creator": "Typst 0.14.2", "title": "Jane Doe - CV", "author": "Jane Doe"}, (), "rendercv"),
        ({"creator": "Typst 0.14.2", "title": "My - CV", "author": "Jane Doe"}, (), ""),
        ({"creator": "Chromium", "title": "Jane Doe - CV", "author": "Jane Doe"}, (), ""),
    ],
)
def test_the_template_is_known_by_what_it_leaves_in_the_file(file, fonts, expected):
    facts = LayoutFacts(file=FileFacts(**file), fonts=tuple(FontFacts(name=name) for name in fonts))
    assert template(facts) == expected


def test_advice_is_the_templates_then_the_programs_then_anyones():
    advice = {"": "any", "latex": "in LaTeX", "altacv": "in AltaCV"}
    alta = tuple(FontFacts(name=name) for name in ("Lato-Bold", "RobotoSlab-Bold", "FontAwesome5Free"))
    assert advice_for(advice, LayoutFacts(file=FileFacts(**LATEX), fonts=alta)) == "in AltaCV"
    assert advice_for(advice, LayoutFacts(file=FileFacts(**LATEX))) == "in LaTeX"
    assert advice_for(advice, LayoutFacts(file=FileFacts())) == advice_for(advice, None) == "any"


def lines_with(*ends, gutters=()):
    """A page whose lines end apart: (line, first letter, letters, letters of the end, its first letter)."""
    lines = []
    for number, start, length, end_at, end in ends:
        words = tuple(
            LineWord(text="x" * count, box=make.place(number, at, count), parts=(), size=10.0)
            for at, count in ((start, length), (end_at, end))
        )
        box = (words[0].box[0], words[0].box[1], words[1].box[2], words[1].box[3])
        lines.append(Line(words=words, box=box, baseline=box[3], size=10.0, block=0))
    return make.layout(page_facts=make.page(lines=tuple(lines), gutters=tuple(gutters)))


DATED = (
    "Jane Example\nEngineer      spring until autumn\nAcme in Berlin\n"
    "Assistant     summer before winter\nBolt Works in central Paris"
)


def test_dates_at_the_right_edge_are_information_with_the_paths_that_move_them():
    facts = lines_with((1, 0, 8, 14, 20), (3, 0, 9, 14, 20))
    later = (
        "Jane Example\nEngineer\nAcme in Berlin\nAssistant\nBolt Works in central Paris\n"
        "spring until autumn\nsummer before winter"
    )
    given = make.artifacts(DATED, {"a-one": later, "b-one": DATED}, facts)
    got = outcome("ATS213", given)
    (finding,) = got.findings
    assert (got.outcome, finding.impact) == ("information", "minor")
    assert finding.boxes == (make.place(1, 14, 20), make.place(3, 14, 20))
    assert "moved in a-one" in finding.message
    assert set(finding.words) == {"spring", "until", "autumn", "summer", "before", "winter"}
    assert finding.evidence[0].expected == "Engineer spring until autumn"
    assert finding.evidence[0].observed == "Paris spring until autumn"
    still = outcome("ATS213", make.artifacts(DATED, {"a-one": DATED}, facts))
    assert (still.outcome, still.findings[0].words) == ("information", ())


def test_the_box_of_an_end_is_as_high_as_its_own_letters():
    facts = lines_with((1, 0, 8, 14, 20), (3, 0, 9, 14, 20))
    lines = []
    for line in facts.pages[0].lines:
        x0, y0, x1, y1 = line.words[0].box
        title = msgspec.structs.replace(line.words[0], box=(x0, y0 - 9, x1, y1), size=20.0)
        box = (line.box[0], y0 - 9, line.box[2], line.box[3])
        lines.append(msgspec.structs.replace(line, words=(title, line.words[1]), box=box, size=20.0))
    facts = make.layout(page_facts=make.page(lines=tuple(lines)))
    (finding,) = outcome("ATS213", make.artifacts(DATED, {"a-one": DATED}, facts)).findings
    assert finding.boxes == (make.place(1, 14, 20), make.place(3, 14, 20)), "2.5 em of the end's own size"


def test_other_lines_are_no_right_edge():
    read = {"a-one": DATED}
    one = lines_with((1, 0, 8, 14, 9), (3, 0, 9, 14, 12))
    assert outcome("ATS213", make.artifacts(DATED, read, one)).outcome == "passed", "two edges"
    close = lines_with((1, 0, 8, 10, 9), (3, 0, 8, 10, 9))
    assert outcome("ATS213", make.artifacts(DATED, read, close)).outcome == "passed", "a narrow gap"
    x0, x1 = make.place(1, 9, 1)[0], make.place(1, 13, 1)[2]
    separator = gutter(kind="columns", box=(x0, make.place(0, 0, 1)[1], x1, make.place(5, 0, 1)[3]))
    columns = lines_with((1, 0, 8, 14, 9), (3, 0, 9, 14, 9), gutters=(separator,))
    assert outcome("ATS213", make.artifacts(DATED, read, columns)).outcome == "passed", "columns"
    rows = lines_with((1, 0, 8, 14, 9), (3, 0, 9, 14, 9), (4, 0, 8, 14, 12), (5, 0, 8, 14, 7))
    assert outcome("ATS213", make.artifacts(DATED, read, rows)).outcome == "passed", (
        "a list with one left edge"
    )


def test_rotated_text_explains_the_lines_that_a_path_puts_its_letters_into():
    text = "Jane Example\nWrote search engines\nEXPERIENCE"
    box = (20.0, make.place(1, 0, 1)[1], 30.0, make.place(1, 0, 1)[3])
    shown = make.reference(text)
    words = (
        *(shown.words or ())[:5],
        msgspec.structs.replace((shown.words or ())[5], box=(21.0, box[1] + 1, 29.0, box[3] - 1)),
    )
    facts = make.layout(text_facts=(RotatedText(page=1, box=box, text="EXPERIENCE", degrees=90),))
    read = {"a-one": "Jane Example\nWE rote seXarch engPines\nE R I", "b-one": text}
    (finding,) = outcome("ATS206", make.artifacts_of_words(words, text, read, facts)).findings
    assert finding.families_hit == ("a",)
    assert {"EXPERIENCE", "search"} <= set(finding.words)
    assert "Jane" not in finding.words


def test_facts_of_lines_set_close_do_not_touch():
    def gap(y0, y1, x0=10.0):
        return MissingSpace(page=1, box=(x0, y0, x0 + 50, y1), gap_em=0.1)

    assert touch(gap(100, 112), gap(101, 111))
    assert not touch(gap(100, 112), gap(111, 123)), "the next line"
    assert not touch(gap(100, 112), gap(100, 112, x0=70.0))


@pytest.mark.parametrize(
    ("line", "text", "compound", "told"),
    [
        ("alta", "disponi- bilidad", False, "disponibilidad"),
        ("de alta", "disponi- bilidad", False, ""),
        ("alta", "bit- identical", False, ""),
        ("alta", "long- winded", True, ""),
    ],
)
def test_a_hyphen_that_nothing_tells_is_the_lines_in_a_file_without_spaces(line, text, compound, told):
    word = text.replace(" ", "")
    broken = LineEndHyphen(page=1, box=make.place(1, 0, len(word)), text=text, compound=compound)
    page = make.page(runs=(make.run(line, make.place(2, 0, len(line))),))
    facts = make.layout(text_facts=(broken,), page_facts=page)
    read = {"a-one": f"Jane Example\n{text} and more"}
    got = outcome("ATS125", make.artifacts(f"Jane Example\n{word} and more", read, facts))
    assert got.outcome == ("violation" if told else "passed")
    assert all(f"“{told}”" in finding.message for finding in got.findings)
