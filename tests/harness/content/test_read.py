"""Texts as résumés: sections, entries and what each part of a head is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atsharness.content.headings import key_of
from atsharness.content.kind import why_no_resume
from atsharness.content.read import content_of, content_of_reference
from atsharness.flow import plain
from atsharness.flow.html import gather
from atsharness.model import Reference
from atsharness.model.content import Job, Piece, School

DATES = "Oct 2019 – Mar 2022"
HEAD = "Jane Example\nSenior Engineer\nBerlin, Germany | +49 30 23125 417 | jane@example.org\n"


def text(piece: Piece | None) -> str | None:
    return None if piece is None else piece.text


def told(one: Job | School) -> tuple[str | None, ...]:
    head = (one.title, one.company) if isinstance(one, Job) else (one.degree, one.institution)
    ends = (one.start.value if one.start else None, one.end.value if one.end else None)
    return *map(text, (*head, one.place)), *ends


JOB = ("Software Engineer", "Acme Widgets", "Linz, Austria", "2019-10", "2022-03")
KINDS = {
    "title first": f"Software Engineer {DATES}\nAcme Widgets, Linz, Austria\n• Built it.\n",
    "company first": "Acme Widgets    Linz, Austria\nSoftware Engineer    Oct 2019 - Mar 2022\n• Built it.\n",
    "one line": "Software Engineer, Acme Widgets – Linz, Austria   10/2019 – 03/2022\n• Built.\n",
    "one line, company first": f"Acme Widgets, Software Engineer – Linz, Austria   {DATES}\n• Built.\n",
    "bars": "Software Engineer | Acme Widgets | Linz, Austria | Oct 2019 to Mar 2022\n- Built it.\n",
    "date above": f"{DATES}\nSoftware Engineer\nAcme Widgets, Linz, Austria\n* Built it.\n",
    "date below": f"Software Engineer\nAcme Widgets, Linz, Austria\n{DATES}\n• Built it.\n",
    "date after the text": f"Acme Widgets, Software Engineer\n• Built it.\nLinz, Austria\n{DATES}\n",
    "duration": f"Software Engineer\nAcme Widgets, Linz, Austria\n{DATES} (2 years 6 months)\n• Built.\n",
    "at": f"Software Engineer at Acme Widgets    {DATES}\nLinz, Austria\n• Built it.\n",
    "bullets alone": f"Software Engineer   {DATES}\nAcme Widgets, Linz, Austria\n•\nBuilt it.\n",
    "address": f"Software Engineer   {DATES}\nAcme Widgets https://acme.example   Linz, Austria\n• A.\n",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_job_however_its_head_is_set(kind: str) -> None:
    (job,) = content_of(f"{HEAD}Experience\n{KINDS[kind]}Education\nB.Sc. Physics, 2019\n").jobs
    assert told(job) == JOB
    assert len(job.bullets) == 1


def test_the_first_entry_tells_how_the_others_are_set() -> None:
    jobs = content_of(
        f"{HEAD}Experience\nSenior Engineer\nQuux\n2022 – present\n• Led a team that spans three zones and\n"
        "two continents.\nPlatform\nBlorp\n2019 – 2022\n• Wrote tests.\n"
    ).jobs
    assert [told(job) for job in jobs] == [
        ("Senior Engineer", "Quux", None, "2022", "present"),
        ("Platform", "Blorp", None, "2019", "2022"),
    ]


def test_labels_of_a_form_are_no_part_of_what_they_name() -> None:
    head = "Company: Acme Widgets\nDesignation: Software Engineer\nOct 2019 – Mar 2022\n"
    (job,) = content_of(f"{HEAD}Experience\n{head}• Built it.\n").jobs
    assert told(job)[:2] == ("Software Engineer", "Acme Widgets")


def test_two_jobs_at_one_company() -> None:
    jobs = content_of(
        f"{HEAD}Experience\nSenior Engineer, Acme AG  2022 – present\n• Led.\nEngineer  2019 – 2022\n• A.\n"
    ).jobs
    assert [told(job)[:2] for job in jobs] == [("Senior Engineer", "Acme AG"), ("Engineer", "Acme AG")]


@pytest.mark.parametrize("gap", ["\t", "      "])
def test_jobs_on_one_line_each_behind_their_dates(gap: str) -> None:
    lines = [
        f"01/2021 – heute{gap}Pflegedienstleiterin, Haus Abendsonne gGmbH, Halle",
        f"04/2016 – 12/2020{gap}Altenpflegerin, Haus Abendsonne gGmbH, Halle",
        f"09/2012 – 03/2016{gap}Pflegehelferin, Diakonie Saaletal, Merseburg",
    ]
    jobs = content_of(f"{HEAD}Berufserfahrung\n" + "\n".join(lines) + "\nAusbildung\nAbitur, 2010\n").jobs
    assert [told(job) for job in jobs] == [
        ("Pflegedienstleiterin", "Haus Abendsonne gGmbH", "Halle", "2021-01", "present"),
        ("Altenpflegerin", "Haus Abendsonne gGmbH", "Halle", "2016-04", "2020-12"),
        ("Pflegehelferin", "Diakonie Saaletal", "Merseburg", "2012-09", "2016-03"),
    ]


def test_a_second_date_alone_on_its_line_begins_no_job() -> None:
    head = "Software Engineer\nAcme Widgets, Linz, Austria\n"
    jobs = content_of(f"{HEAD}Experience\n{head}{DATES}\n05/2022 – 06/2022\n• Built it.\n").jobs
    assert [told(job) for job in jobs] == [JOB]


@pytest.mark.parametrize(
    "item", ["Led code reviews of 300 pull requests.", "Butchery.", "1.2 million miles."]
)
def test_a_sentence_is_no_employer_where_the_signs_of_lists_are_lost(item: str) -> None:
    first = f"Acme Widgets    Linz, Austria\nSenior Engineer    {DATES}\nMoved 40 jobs to Python.\n{item}\n"
    jobs = content_of(f"{HEAD}Experience\n{first}Engineer    Jun 2017 – Sep 2019\nDrew plans.\n").jobs
    assert [told(job)[:2] for job in jobs] == [
        ("Senior Engineer", "Acme Widgets"),
        ("Engineer", "Acme Widgets"),
    ]
    (cook,) = content_of(f"{HEAD}Experience\nSoftware Engineer, Corner Bistro    {DATES}\n{item}\n").jobs
    assert told(cook)[:2] == ("Software Engineer", "Corner Bistro")


@pytest.mark.parametrize(
    "name", ["Acme Inc.", "Vereinigte Hilfe e.V.", "Trapos S.A.", "Hill & Co.", "Pumpen S.L."]
)
def test_a_name_that_ends_with_an_abbreviation_is_an_employer(name: str) -> None:
    first = f"Acme Widgets\nSenior Engineer    {DATES}\nMoved 40 jobs to Python.\n"
    jobs = content_of(f"{HEAD}Experience\n{first}{name}\nEngineer    Jun 2017 – Sep 2019\nDrew.\n").jobs
    assert [told(job)[:2] for job in jobs] == [("Senior Engineer", "Acme Widgets"), ("Engineer", name)]


@pytest.mark.parametrize(
    ("line", "name", "date"),
    [
        ("RN License, California, expires 2027", "RN License, California, expires 2027", None),
        ("Teaching Certificate, valid through 03/2028", "Teaching Certificate, valid through 03/2028", None),
        ("Staplerschein, gültig bis 2027", "Staplerschein, gültig bis 2027", None),
        ("CKA (expires Jan 2027)", "CKA (expires Jan 2027)", None),
        ("CNA, issued 2021, expires 2027", "CNA, expires 2027", "2021"),
        ("Validated Systems Engineer, 2021", "Validated Systems Engineer", "2021"),
    ],
)
def test_when_a_certificate_ends_is_not_its_date(line: str, name: str, date: str | None) -> None:
    (found,) = content_of(f"{HEAD}Certifications\n{line}\n").certificates
    assert (found.name.text, found.date and found.date.value) == (name, date)


def test_skills_with_brackets_are_whole() -> None:
    text = (
        f"{HEAD}Skills\nCloud: AWS (S3, Lambda, Glue), Docker, Triage (Manchester)\nSoft: Patience (a lot\n"
    )
    assert [[one.text for one in group.skills] for group in content_of(text).skills] == [
        ["AWS (S3, Lambda, Glue)", "Docker", "Triage (Manchester)"],
        ["Patience (a lot"],
    ]


@pytest.mark.parametrize(
    ("degree", "area"),
    [
        ("M.Sc. Geographie (1,2)", "Geographie (1,2)"),
        ("B.Sc. (Physics)", "Physics"),
        ("Abitur (1,2)", None),
    ],
)
def test_the_area_of_a_degree_keeps_both_brackets(degree: str, area: str | None) -> None:
    (school,) = content_of(f"{HEAD}Education\n{degree}   Universität Halle   2010 – 2012\n").schools
    assert text(school.area) == area


def test_a_further_job_at_one_employer_has_its_place_too() -> None:
    first = f"Acme Widgets    Linz, Austria\nSenior Engineer    {DATES}\n• Built it.\n"
    second = "Engineer    Jun 2017 – Sep 2019\n• Drew.\n"
    third = "Hill & Co.\nEngineer    Jun 2015 – May 2017\n• Drew.\nEngineer    Jun 2014 – May 2015\n"
    jobs = content_of(f"{HEAD}Experience\n{first}{second}{third}").jobs
    assert [(text(job.company), text(job.place)) for job in jobs] == [
        ("Acme Widgets", "Linz, Austria"),
        ("Acme Widgets", "Linz, Austria"),
        ("Hill & Co.", None),
        ("Hill & Co.", None),
    ]


@pytest.mark.parametrize(
    ("line", "school", "place"),
    [
        ("University of Northern Plains Fargo, ND", "University of Northern Plains", "Fargo, ND"),
        ("Willow University Portland, OR", "Willow University", "Portland, OR"),
        ("University of Houston, TX", "University of Houston", "TX"),
        ("University of Northern Plains Fargo", "University of Northern Plains Fargo", None),
        (
            "Northern Plains University    College Station, TX",
            "Northern Plains University",
            "College Station, TX",
        ),
    ],
)
def test_a_town_behind_a_school_is_told_by_its_region(line: str, school: str, place: str | None) -> None:
    (found,) = content_of(f"{HEAD}Education\nB.S. Nursing   2012 – 2016\n{line}\n").schools
    assert (text(found.institution), text(found.place)) == (school, place)


def test_what_nothing_tells_is_unknown() -> None:
    (job,) = content_of(f"{HEAD}Experience\nQuux\nBlorp\n2019 – 2022\n• Wrote tests.\n").jobs
    assert (job.title, job.company) == (None, None)
    assert [piece.text for piece in job.text] == ["Quux", "Blorp"]  # but nothing is dropped


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            "B.Sc. Computer Science 2012 – 2016\nCascade State University\n",
            ("B.Sc. Computer Science", "Cascade State University", None, "2012", "2016"),
        ),
        (
            "Princeton University, PhD in Computer Science – Princeton, NJ   Sept 2018 – May 2023\n",
            ("PhD in Computer Science", "Princeton University", "Princeton, NJ", "2018-09", "2023-05"),
        ),
        (
            "M.Sc. Angewandte Informatik\nHochschule Siebengebirge\nOkt. 2014 – Aug. 2016\n",
            ("M.Sc. Angewandte Informatik", "Hochschule Siebengebirge", None, "2014-10", "2016-08"),
        ),
        (
            "Licence Informatique, parcours\ngénie logiciel\n2016 – 2019\nUniversité des Trois-Vallées\n",
            (
                "Licence Informatique, parcours génie logiciel",
                "Université des Trois-Vallées",
                None,
                "2016",
                "2019",
            ),
        ),
        (
            "Education Degree: Master of Science, Physics\nUniversity Name: Harvey Mudd College\n2020\n",
            ("Master of Science, Physics", "Harvey Mudd College", None, None, "2020"),
        ),
        ("Harvey Mudd College   Claremont, CA\nBachelor of Science, Physics   2027\n",
         ("Bachelor of Science, Physics", "Harvey Mudd College", "Claremont, CA", None, "2027")),
    ],
)  # fmt: skip
def test_a_degree(head: str, expected: tuple[str | None, ...]) -> None:
    (school,) = content_of(f"{HEAD}Education\n{head}Skills\nJava, Go\n").schools
    assert told(school) == expected


def test_the_date_of_the_next_entry_is_not_that_of_one_without() -> None:
    content = content_of(
        f"{HEAD}Experience\nData Engineer\nAcme Widgets, Linz\n• Built it.\n• Ran it.\n"
        "Intern   Jun 2019 – Aug 2019\nWater Office, Graz\n• Helped.\n"
        "Education\nM.Sc. Informatics\nUniversity of Ribblesdale\nB.Sc. Physics   2014 – 2018\n"
        "Donghu Polytechnic\nSkills\nJava, Go\n"
    )
    first, second = content.jobs
    assert (first.start, first.title and first.title.text) == (None, "Data Engineer")
    assert (second.start and second.start.value, second.title and second.title.text) == ("2019-06", "Intern")
    first_degree, second_degree = content.schools
    assert first_degree.start is None
    assert first_degree.institution
    assert first_degree.institution.text == "University of Ribblesdale"
    assert second_degree.start
    assert second_degree.start.value == "2014"


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("EXPERIENCE", "work"),
        ("Leadership and Work Experience", "work"),
        ("Technical Skills & Tools", "skills"),
        ("Relevant Work Experience:", "work"),
        ("Berufserfahrung", "work"),
        ("Formación académica", "education"),
        ("Expériences professionnelles", "work"),
        ("Senior Engineer", None),
        ("Experience with Java", None),
        ("Leadership and Java", None),
    ],
)
def test_headings(line: str, key: str | None) -> None:
    assert key_of(line) == key


def test_labels_of_groups_are_no_headings() -> None:
    content = content_of(
        f"{HEAD}Skills\nLanguages\nJava, Go, Python\nTools\nGit, Docker\nLanguages\nEnglish, German\n"
    )
    assert [section.key for section in content.sections] == ["skills", "languages"]
    assert [(text(group.label), [one.text for one in group.skills]) for group in content.skills] == [
        ("Languages", ["Java", "Go", "Python"]),
        ("Tools", ["Git", "Docker"]),
    ]


@pytest.mark.parametrize(
    ("headings", "keys"),
    [
        ("Skills\nExperience", ["skills", "work"]),
        ("TECHNICAL SKILLS\nPROFESSIONAL EXPERIENCE", ["skills", "work"]),
        ("Education\nExperience", ["education", "work"]),
        ("Experience\nEmployment History", ["work", "work"]),
    ],
)
def test_a_heading_below_one_whose_section_is_empty_is_no_label(headings: str, keys: list[str]) -> None:
    content = content_of(f"{HEAD}{headings}\n{KINDS['title first']}")
    assert [section.key for section in content.sections] == keys
    assert [told(job) for job in content.jobs] == [JOB]


def test_the_header() -> None:
    header = content_of(f"{HEAD}github.com/jane\nExperience\n").header
    assert [text(one) for one in (header.name, header.title, header.place, header.phone, header.email)] == [
        "Jane Example", "Senior Engineer", "Berlin, Germany", "+49 30 23125 417", "jane@example.org",
    ]  # fmt: skip
    assert [one.text for one in header.links] == ["github.com/jane"]


def test_a_name_in_capitals_is_no_heading_above_the_contact_data() -> None:
    page = (
        HEAD.replace("Jane Example", "JANE EXAMPLE") + "github.com/jane\nEXPERIENCE\n" + KINDS["title first"]
    )
    _, reference = plain.gather(page.encode())
    header = content_of_reference(reference).header
    assert (text(header.name), text(header.email)) == ("JANE EXAMPLE", "jane@example.org")
    assert [one.text for one in header.links] == ["github.com/jane"]


def test_projects_and_certificates() -> None:
    content = content_of(
        f"{HEAD}Projects\nTrailMix API\ngithub.com/jane/trailmix\nA FastAPI service.\nLedgerling\n"
        "A library in Rust.\nCertifications\nCertified Kubernetes Developer, CNCF, 2023\n"
        "AWS Architect, AWS, May 2022\n"
    )
    assert [text(one.name) for one in content.projects] == ["TrailMix API", "Ledgerling"]
    assert [one.text for one in content.projects[0].links] == ["github.com/jane/trailmix"]
    assert content.projects[0].technologies == ("FastAPI",)
    assert [(one.name.text, one.date and one.date.value) for one in content.certificates] == [
        ("Certified Kubernetes Developer, CNCF", "2023"),
        ("AWS Architect, AWS", "2022-05"),
    ]


def test_a_date_that_no_grammar_reads_is_said() -> None:
    content = content_of(f"{HEAD}Experience\nEngineer, Acme Inc.   06/18 – 09/20\n• Wrote.\n")
    (job,) = content.jobs
    assert (text(job.start), text(job.end)) == ("06/18", "09/20")
    assert told(job)[3:] == (None, None)
    assert [one.text for one in content.unread_dates] == ["06/18 – 09/20"]


@pytest.mark.parametrize(
    ("page", "lacks"),
    [
        ("Invoice 4711\nTotal 12.00 EUR\n", ["section", "name", "contact data"]),
        ("Jane Example\njane@example.org\nDear Sir or Madam,\n", ["section"]),
        (f"{HEAD}Experience\nEngineer 2019 – 2020\n", []),
    ],
)
def test_what_is_no_resume(page: str, lacks: list[str]) -> None:
    said = why_no_resume(content_of(page))
    assert (said is None) == (not lacks)
    for word in ("section", "name", "contact data"):
        assert (f"no {word}" in (said or "")) == (word in lacks)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["Experience", "Education", "Skills", "Projects", "• ", "2019 – 2021", "Acme, Linz", "x,"]
        )
        | st.text(max_size=30),
        max_size=25,
    )
)
def test_any_text_is_read(lines: list[str]) -> None:
    content = content_of("\n".join(lines))
    assert content.words >= sum(len(job.bullets) for job in content.jobs)


@pytest.mark.parametrize(
    "word", ["Universita\u0308t", "University of Leip\u00adzig", "Scienti\ufb01c University"]
)
def test_a_school_with_odd_characters_is_read(word: str) -> None:
    text = f"{HEAD}Education\nB.Sc. in Physics, {word} Wien, 2016 – 2019\nMinor in Music\n"
    (school,) = content_of(text).schools
    assert school.institution is not None
    assert school.institution.text.startswith(word)


def test_since_when_something_runs_is_no_job() -> None:
    text = (
        "Experience\nEngineer, Acme Inc.   Jan 2020 – Present\n• Built a queue in Go.\n"
        "• Keeps the order service of three markets up and running since 2021\n"
    )
    (job,) = content_of(text).jobs
    assert (job.start is not None and job.start.value, len(job.bullets)) == ("2020-01", 2)


def test_a_period_that_goes_on_in_the_next_line() -> None:
    text = (
        "Experience\nfévr. 2022 –\naujourd’hui\nBack-End Developer\nTraboule Ltd., Lyon\n• Built a queue.\n"
        "sept. 2019 – janv.\n2022 Software Engineer\nAcme Inc., Grenoble\n• Moved 30 services.\n"
    )
    jobs = content_of(text).jobs
    assert [(job.start and job.start.value, job.end and job.end.value) for job in jobs] == [
        ("2022-02", "present"),
        ("2019-09", "2022-01"),
    ]
    assert [job.title and job.title.text for job in jobs] == ["Back-End Developer", "Software Engineer"]


def test_a_list_of_years_is_no_period_in_two_lines() -> None:
    text = "Experience\nEngineer, Acme Inc., 2019\n2021 award for the best queue\n• Built it.\n"
    (job,) = content_of(text).jobs
    assert (job.start, job.end) == (None, None)


def test_titles_set_like_headings_are_titles() -> None:
    """Markdown's second and third level look alike in an ODT, DOCX or HTML: pandoc's are of one size."""
    heads = ["Summary", "Experience", "Platform Engineer", "Systems Administrator", "Education", "Sea rescue"]
    paragraphs = {
        "Summary": ["Nine years of running payment platforms."],
        "Experience": [],
        "Platform Engineer": ["Northlight Ltd, Leeds — Jun 2017 – Feb 2021", "Built a library."],
        "Systems Administrator": ["University of Hull, Hull — Sep 2014 – May 2017", "Looked after servers."],
        "Education": ["BSc Mathematics, University of Hull (2010 – 2013)"],
        "Sea rescue": ["Helmsman on weekends."],
    }
    page = "".join(
        f"<h2>{head}</h2>" + "".join(f"<p>{one}</p>" for one in paragraphs[head]) for head in heads
    )
    _, reference = gather(f"<h1>Jane Example</h1><p>jane@example.org</p>{page}".encode())
    assert [told(job)[:2] for job in content_of_reference(reference).jobs] == [
        ("Platform Engineer", "Northlight Ltd"),
        ("Systems Administrator", "University of Hull"),
    ]


def test_items_of_lists_are_bullets_though_no_sign_is_in_the_text() -> None:
    text = (
        "Jane Example\nExperience\nEngineer Jan 2020 – Mar 2022\nAcme Widgets\nBuilt an API.\nRan it.\n"
        "Developer Jan 2018 – Dec 2019\nLumen Freight\nWrote tests.\n"
    )
    words = text.split()
    items = tuple(words.index(word) for word in ("Built", "Ran", "Wrote"))
    jobs = content_of_reference(Reference(text=text, items=items)).jobs
    assert [[one.text for one in job.bullets] for job in jobs] == [
        ["Built an API.", "Ran it."],
        ["Wrote tests."],
    ]


@pytest.mark.parametrize("label", ["Highlights", "Main tasks:", "Aufgaben", "Responsabilidades"])
def test_a_label_of_what_follows_is_no_employer(label: str) -> None:
    (job,) = content_of(f"Experience\nEngineer Jan 2020 – Mar 2022\n{label}\n• Built it.\n").jobs
    assert job.company is None
    assert len(job.bullets) == 1


@pytest.mark.parametrize("label", ["Key achievements:", "Technologies:", "Key Projects:"])
def test_a_label_with_a_colon_in_an_entry_is_no_heading(label: str) -> None:
    text = (
        f"Experience\nEngineer Jan 2020 – Mar 2022\nAcme Widgets\n• Ran it.\n{label}\n• Cut latency.\n"
        f"Developer Jan 2018 – Dec 2019\nLumen Freight\n• Built it.\n{label}\n• Saved 30 k.\n"
        "Education\nB.Sc. Physics, Oregon State University, 2014 – 2018\nAchievements\n• Dean's list\n"
    )
    found = content_of(text)
    assert [section.key for section in found.sections] == ["work", "education", "awards"]
    assert [len(job.bullets) for job in found.jobs] == [2, 2]


def test_where_all_headings_have_colons_none_is_a_label() -> None:
    text = "Experience:\nEngineer Jan 2020 – Mar 2022\nAcme Widgets\nAchievements:\n• Dean's list\n"
    assert [section.key for section in content_of(text).sections] == ["work", "awards"]
