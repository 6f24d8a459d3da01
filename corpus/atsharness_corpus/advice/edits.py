"""Edits of a sound résumé, by rule: one that the rule is to tell, and one that looks alike and is fine."""

from __future__ import annotations

import random
from collections.abc import Callable

from msgspec.structs import replace

from atsharness_corpus.advice.sheet import NOW, Sheet, with_basics, with_degree, with_job, years_of
from atsharness_corpus.arrange import printed_date, printed_range
from atsharness_corpus.model import Block, Value
from atsharness_corpus.person import Person, Profile, Project
from atsharness_corpus.style import page_count

Make = Callable[[Sheet, random.Random], Sheet | None]
"""An edit; None where it makes no sense of this person."""


class Edit(Value, frozen=True, kw_only=True):
    """The two edits of one rule. `also` are rules that may tell of the first one too."""

    positive: Make
    near_miss: Make
    also: tuple[str, ...] = ()


def _person(make: Callable[[Person, random.Random], Person | None]) -> Make:
    def edit(sheet: Sheet, rng: random.Random) -> Sheet | None:
        person = make(sheet.person, rng)
        return None if person is None else replace(sheet, person=person)

    return edit


def _blocks(make: Callable[[Sheet, list[Block], random.Random], list[Block] | None]) -> Make:
    """An edit of the printed blocks."""

    def edit(sheet: Sheet, rng: random.Random) -> Sheet | None:
        made = make(sheet, list(sheet.blocks), rng)
        return None if made is None else replace(sheet, change=lambda _: tuple(made))

    return edit


def _shifted(person: Person, years: int) -> Person:
    """A person whose first job began so many years ago."""
    keep = [job for job in person.work if NOW - int(job.start_date[:4]) <= years] or [person.work[0]]
    last = replace(keep[-1], start_date=f"{NOW - years}-02")
    return replace(person, work=(*keep[:-1], last))


# --- the page --------------------------------------------------------------------------------------------


def _long(years: int) -> Make:
    """The same on two pages, by wider margins, with so many years since the first job began."""

    def edit(sheet: Sheet, _rng: random.Random) -> Sheet | None:
        sheet = replace(sheet, person=_shifted(sheet.person, years))
        for margin in range(60, 160, 10):
            wide = replace(sheet, style=replace(sheet.style, margin=float(margin)))
            if page_count(wide.pdf()) == 2:
                return wide
        return None

    return edit


def _size(sizes: tuple[float, ...]) -> Make:
    def edit(sheet: Sheet, rng: random.Random) -> Sheet | None:
        return replace(sheet, style=replace(sheet.style, size=rng.choice(sizes)))

    return edit


def _font(name: str) -> Make:
    return lambda sheet, _rng: replace(sheet, style=replace(sheet.style, font=name, size=10.0))


# --- headings, bullets, dates ----------------------------------------------------------------------------

_ODD = {
    "en": ("My journey", "Where I have been", "Adventures in code", "Things I did"),
    "de": ("Mein Weg", "Wo ich war", "Abenteuer im Code"),
    "fr": ("Mon chemin", "Là où j’étais", "Aventures en code"),
    "es": ("Mi camino", "Donde estuve", "Aventuras en código"),
}
_USUAL = {
    "en": ("Employment History", "Work Experience", "Professional Experience"),
    "de": ("Beruflicher Werdegang", "Berufspraxis"),
    "fr": ("Expérience professionnelle", "Parcours professionnel"),
    "es": ("Experiencia laboral", "Trayectoria profesional"),
}


def _renamed(names: dict[str, tuple[str, ...]]) -> Make:
    def make(sheet: Sheet, blocks: list[Block], rng: random.Random) -> list[Block] | None:
        own = sheet.person.wording.experience
        name = rng.choice(names[sheet.person.language])
        return [
            replace(block, text=name) if block.kind == "section" and block.text == own else block
            for block in blocks
        ]

    return _blocks(make)


def _paragraph(sheet: Sheet, blocks: list[Block], _rng: random.Random) -> list[Block] | None:
    """The newest job's bullets as one paragraph."""
    texts = sheet.person.work[0].highlights
    joined = " ".join(text if text.endswith(".") else f"{text}." for text in texts)
    made: list[Block] = []
    for block in blocks:
        if block.kind == "bullet" and block.text in texts:
            if block.text == texts[0]:
                made.append(Block(kind="text", text=joined))
            continue
        made.append(block)
    return made if len(joined.split()) > 45 else None


def _lead_in(sheet: Sheet, blocks: list[Block], _rng: random.Random) -> list[Block] | None:
    """A line of text above the newest job's bullets."""
    first = sheet.person.work[0].highlights[0]
    at = next(number for number, block in enumerate(blocks) if block.kind == "bullet" and block.text == first)
    return [
        *blocks[:at],
        Block(kind="text", text=sheet.person.basics.summary.split(". ")[0] + "."),
        *blocks[at:],
    ]


def _marks(second: str) -> Make:
    """Bullets of the later jobs with another mark."""

    def edit(sheet: Sheet, rng: random.Random) -> Sheet | None:
        if len(sheet.person.work) < 2 or len(sheet.person.work[1].highlights) < 2:
            return None
        title = sheet.person.work[1].position
        mark = rng.choice(("–", "*")) if second == "other" else "•"
        setup = (
            '#let marked = state("m", false)\n'
            f'#let title(t, right: "") = {{ if t == {_quoted(title)} {{ marked.update(true) }}\n'
            "  block(above: .85em, below: .45em, sticky: true, row(strong(t), right)) }\n"
            "#let bullets(..items) = context block(above: .45em, below: .45em, "
            f"list(marker: if marked.get() {{ [{_escaped(mark)}] }} else {{ [•] }}, ..items.pos()))\n"
        )
        return replace(sheet, setup=setup)

    return edit


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


def _escaped(mark: str) -> str:
    return "\\*" if mark == "*" else mark


def _other_format(person: Person, start: str, end: str | None) -> str:
    """A period with its months as numbers."""

    def shown(iso: str | None) -> str:
        if iso is None:
            return person.wording.present
        year, _, month = iso.partition("-")
        return f"{month[:2]}/{year}" if month else year

    return f"{shown(start)} – {shown(end)}"


def _dated(sheet: Sheet, blocks: list[Block], number: int, text: str) -> list[Block]:
    """Blocks with the period of one job written otherwise, or left out where `text` is empty."""
    job = sheet.person.work[number]
    span = printed_range(job.start_date, job.end_date, sheet.person.language)
    made = list(blocks)
    for at, block in enumerate(blocks):
        if block.right == span:
            made[at] = replace(block, right=text)
            break
        if block.text.endswith(f" | {span}"):
            kept = block.text.removesuffix(f" | {span}")
            made[at] = replace(block, text=f"{kept} | {text}" if text else kept)
            break
    return made


def _one_date(sheet: Sheet, blocks: list[Block], rng: random.Random) -> list[Block] | None:
    number = rng.randrange(len(sheet.person.work))
    job = sheet.person.work[number]
    return _dated(sheet, blocks, number, _other_format(sheet.person, job.start_date, job.end_date))


def _all_dates(sheet: Sheet, blocks: list[Block], _rng: random.Random) -> list[Block] | None:
    for number, job in enumerate(sheet.person.work):
        blocks = _dated(sheet, blocks, number, _other_format(sheet.person, job.start_date, job.end_date))
    for number, degree in enumerate(sheet.person.education):
        other = _other_format(sheet.person, degree.start_date, degree.end_date)
        blocks = _degree_dated(sheet, blocks, number, other)
    return blocks


# --- the header ------------------------------------------------------------------------------------------


def _without(*fields: str) -> Make:
    return _person(lambda person, _rng: with_basics(person, **dict.fromkeys(fields, "")))


def _place(person: Person, _rng: random.Random) -> Person:
    return with_basics(person, location=replace(person.basics.location, city="", region=""))


def _remote(person: Person, _rng: random.Random) -> Person:
    return with_basics(person, location=replace(person.basics.location, city="Remote", region=""))


def _profiles(person: Person, keep: Callable[[Profile], bool], *more: Profile) -> Person:
    kept = tuple(one for one in person.basics.profiles if keep(one))
    return with_basics(person, profiles=(*kept, *more))


def _no_code(person: Person, _rng: random.Random) -> Person:
    person = replace(person, projects=tuple(replace(one, url="") for one in person.projects))
    return _profiles(person, lambda one: one.network == "LinkedIn")


def _bitbucket(person: Person, _rng: random.Random) -> Person:
    own = Profile(network="Bitbucket", username="x", url=f"https://bitbucket.org/{_account(person)}")
    return _profiles(person, lambda one: one.network == "LinkedIn", own)


def _account(person: Person) -> str:
    return person.basics.email.partition("@")[0].replace(".", "")


def _handle(number: bool) -> Make:
    def make(person: Person, rng: random.Random) -> Person:
        tail = f"-{rng.randrange(16**8):08x}1" if number else rng.choice(("", "-dev", "-42"))
        name = person.basics.email.partition("@")[0].replace(".", "-")
        own = Profile(network="LinkedIn", username="x", url=f"https://linkedin.com/in/{name}{tail}")
        return _profiles(person, lambda one: one.network != "LinkedIn", own)

    return _person(make)


def _nickname(person: Person, rng: random.Random) -> Person:
    nick = rng.choice(("darkwolf", "bytecruncher", "xx.zocker", "kuschelbox", "sunflower"))
    return with_basics(person, email=f"{nick}{rng.randrange(10, 99)}@{rng.choice(('gmail.com', 'gmx.net'))}")


def _free_mail(person: Person, rng: random.Random) -> Person:
    account = person.basics.email.partition("@")[0]
    return with_basics(person, email=f"{account}{rng.choice(('', '.dev', '7'))}@gmail.com")


def _long_summary(person: Person, rng: random.Random) -> Person:
    further = " ".join(text for job in person.work for text in job.highlights[:2])
    words = f"{person.basics.summary} {further}".split()[: rng.randrange(95, 120)]
    return with_basics(person, summary=" ".join(words).rstrip(".,;") + ".")


# --- jobs ------------------------------------------------------------------------------------------------


def _swapped(person: Person, _rng: random.Random) -> Person | None:
    if len(person.work) < 2:
        return None
    return replace(person, work=(*person.work[1:], person.work[0]))


def _overlapping(person: Person, _rng: random.Random) -> Person | None:
    if len(person.work) < 2:
        return None
    return with_job(person, 1, end_date=None)


def _undated(sheet: Sheet, blocks: list[Block], rng: random.Random) -> list[Block] | None:
    return _dated(sheet, blocks, rng.randrange(len(sheet.person.work)), "")


def _unreadable(sheet: Sheet, blocks: list[Block], _rng: random.Random) -> list[Block] | None:
    return _dated(sheet, blocks, len(sheet.person.work) - 1, "Jan 20XX – Mar 20XX")


def _few(person: Person, rng: random.Random) -> Person:
    return with_job(person, 0, highlights=person.work[0].highlights[: rng.choice((1, 2))])


def _few_old(person: Person, _rng: random.Random) -> Person | None:
    if len(person.work) < 2:
        return None
    return with_job(person, len(person.work) - 1, highlights=person.work[-1].highlights[:1])


def _gap(months: int) -> Make:
    def make(person: Person, _rng: random.Random) -> Person | None:
        if len(person.work) < 2:
            return None
        year, month = map(int, person.work[0].start_date.split("-")[:2])
        at = 12 * year + month - 1 - months - 1
        end = f"{at // 12}-{at % 12 + 1:02d}"
        if any(
            one.start_date[:4] <= str(year) and (one.end_date or "9999") >= end for one in person.education
        ):
            return None  # a degree fills it
        if end <= person.work[1].start_date:
            start = f"{at // 12 - 1}-01"
            person = replace(person, work=person.work[:2])
            return with_job(person, 1, start_date=start, end_date=end)
        return with_job(person, 1, end_date=end)

    return _person(make)


# --- education -------------------------------------------------------------------------------------------


def _degree(**changes: object) -> Make:
    return _person(lambda person, _rng: with_degree(person, **changes))


def _no_year(sheet: Sheet, blocks: list[Block], _rng: random.Random) -> list[Block] | None:
    return _degree_dated(sheet, blocks, 0, "")


def _end_year(sheet: Sheet, blocks: list[Block], _rng: random.Random) -> list[Block] | None:
    end = (sheet.person.education[0].end_date or "2020")[:4]
    return _degree_dated(sheet, blocks, 0, printed_date(end, sheet.person.language))


def _degree_dated(sheet: Sheet, blocks: list[Block], number: int, text: str) -> list[Block]:
    """Blocks with the period of one degree written otherwise, or left out where `text` is empty."""
    degree = sheet.person.education[number]
    span = printed_range(degree.start_date, degree.end_date, sheet.person.language)
    made = [replace(block, right=text) if block.right == span else block for block in blocks]
    return [replace(block, text=text) if block.text == span else block for block in made]


def _grade(years: int) -> Make:
    def make(person: Person, _rng: random.Random) -> Person | None:
        if person.language != "en":
            return None
        end = NOW - years
        return with_degree(person, score="3.7/4.0", start_date=str(end - 4), end_date=str(end))

    return _person(make)


def _courses(person: Person, _rng: random.Random) -> Person | None:
    if person.language != "en" or years_of(person) <= 5:
        return None
    return with_degree(person, courses=("Databases", "Operating Systems"))


def _courses_early(person: Person, _rng: random.Random) -> Person | None:
    if person.language != "en":
        return None
    return with_degree(_shifted(person, 2), courses=("Databases", "Operating Systems"))


# --- projects --------------------------------------------------------------------------------------------


def _projects(count: int) -> Make:
    def make(person: Person, rng: random.Random) -> Person:
        names = rng.sample(
            ("Harbour", "Quill", "Sextant", "Lantern", "Tidepool", "Bramble", "Ferry", "Cairn"), 8
        )
        more = tuple(
            Project(
                name=name,
                description="A small service in Go and Redis that keeps schedules for volunteers.",
                url=f"https://github.example.com/{name.lower()}",
            )
            for name in names
        )
        return replace(person, projects=(*person.projects, *more)[:count])

    return _person(make)


def _bare_project(person: Person, _rng: random.Random) -> Person:
    first = replace(person.projects[0], description="", highlights=())
    return replace(person, projects=(first, *person.projects[1:]))


def _short_project(person: Person, _rng: random.Random) -> Person:
    first = replace(person.projects[0], description="Queue for print jobs in Go.", highlights=())
    return replace(person, projects=(first, *person.projects[1:]))


def _unlinked(person: Person, _rng: random.Random) -> Person:
    return replace(person, projects=tuple(replace(one, url="") for one in person.projects))


def _some_linked(person: Person, _rng: random.Random) -> Person:
    return replace(
        person, projects=(person.projects[0], *(replace(one, url="") for one in person.projects[1:]))
    )


def _same(sheet: Sheet, _rng: random.Random) -> Sheet | None:
    return sheet


_OF_YEARS = ("coursework-when-junior", "skill-without-context")
"""Rules that may tell of a person some of whose jobs were taken away."""
_OF_BULLETS = (
    "collaboration-mentioned",
    "observability-mentioned",
    "seniority-signals",
    "skill-without-context",
)
"""Rules that may tell of a person some of whose bullets were taken away."""

EDITS: dict[str, Edit] = {
    "pages-for-experience": Edit(positive=_long(4), near_miss=_long(12), also=_OF_YEARS),
    "standard-headings": Edit(
        positive=_renamed(_ODD), near_miss=_renamed(_USUAL), also=("summary-length", "projects-count")
    ),
    "bullets-in-entries": Edit(positive=_blocks(_paragraph), near_miss=_blocks(_lead_in)),
    "font-family": Edit(
        positive=_font("DejaVu Sans Mono"),
        near_miss=_font("Libertinus Serif"),
        also=("pages-for-experience",),
    ),
    "text-size": Edit(
        positive=_size((8.0, 8.5, 9.0, 13.5)), near_miss=_size((10.0, 11.0)), also=("pages-for-experience",)
    ),
    "consistent-bullets": Edit(positive=_marks("other"), near_miss=_marks("same")),
    "consistent-dates": Edit(positive=_blocks(_one_date), near_miss=_blocks(_all_dates)),
    "header-title": Edit(positive=_without("label"), near_miss=_same),
    "header-place": Edit(positive=_person(_place), near_miss=_person(_remote)),
    "header-contact": Edit(positive=_without("phone"), near_miss=_same),
    "professional-email": Edit(positive=_person(_nickname), near_miss=_person(_free_mail)),
    "code-host-link": Edit(
        positive=_person(_no_code), near_miss=_person(_bitbucket), also=("project-links",)
    ),
    "web-page": Edit(positive=lambda sheet, _rng: replace(sheet, web_page=False), near_miss=_same),
    "linkedin-handle": Edit(positive=_handle(number=True), near_miss=_handle(number=False)),
    "summary-length": Edit(positive=_person(_long_summary), near_miss=_same),
    "reverse-chronological": Edit(positive=_person(_swapped), near_miss=_person(_overlapping)),
    "entry-complete": Edit(positive=_blocks(_undated), near_miss=_blocks(_unreadable)),
    "bullets-per-role": Edit(positive=_person(_few), near_miss=_person(_few_old), also=_OF_BULLETS),
    "education-complete": Edit(positive=_blocks(_no_year), near_miss=_blocks(_end_year)),
    "gpa-age": Edit(positive=_grade(9), near_miss=_grade(1)),
    "coursework-when-junior": Edit(
        positive=_person(_courses), near_miss=_person(_courses_early), also=_OF_YEARS
    ),
    "employment-gaps": Edit(positive=_gap(14), near_miss=_gap(3), also=_OF_YEARS),
    "projects-count": Edit(positive=_projects(8), near_miss=_projects(5), also=("pages-for-experience",)),
    "project-complete": Edit(positive=_person(_bare_project), near_miss=_person(_short_project)),
    "project-links": Edit(
        positive=_person(_unlinked), near_miss=_person(_some_linked), also=("code-host-link",)
    ),
}
"""By rule."""
