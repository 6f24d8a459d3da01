"""A document of each LaTeX class, as the class's own manual writes one, filled with our person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from atsharness_corpus.templates.resume import account, degree, month, period, spoken

Resume = Mapping[str, Any]


class Document(NamedTuple):
    """How a class is used: the file that has it, the files of a document with ``cv.tex``, the engine."""

    file: str
    files: Callable[[Resume], dict[str, str]]
    engine: str = "pdflatex"


def _quoted(text: str) -> str:
    for mark in "&%_#$":
        text = text.replace(mark, "\\" + mark)
    return text


def _when(entry: Resume) -> str:
    return period(dict(entry), "--")


def _list(items: Sequence[str], environment: str = "itemize") -> str:
    rows = "\n".join(rf"\item {_quoted(item)}" for item in items)
    return f"\\begin{{{environment}}}\n{rows}\n\\end{{{environment}}}"


def _keywords(group: Resume) -> str:
    return ", ".join(group["keywords"])


def _told(job: Resume) -> str:
    """A job's summary and its highlights in one paragraph."""
    return _quoted(" ".join([job["summary"], *job["highlights"]]))


def _address(basics: Resume) -> str:
    where = basics["location"]
    return f"{where['address']}, {where['postalCode']} {where['city']}"


def _prize(one: Resume) -> str:
    return f"{one['title']}, {one['awarder']}. {one['summary']}"


def _certificate(one: Resume) -> str:
    return f"{one['name']}, {one['issuer']}"


def _rest(resume: Resume, row: Callable[[str, str], str], head: Callable[[str], str]) -> str:
    """Volunteering, projects, award and certificate, in a class that has one row of a label and a text."""
    parts = [head("Volunteering")]
    parts += [
        row(_when(one), _quoted(f"{one['position']}, {one['organization']}. {one['summary']}"))
        for one in resume["volunteer"]
    ]
    parts.append(head("Projects"))
    parts += [row(_when(one), _quoted(f"{one['name']}: {one['description']}")) for one in resume["projects"]]
    parts.append(head("Awards and certificates"))
    parts += [row(month(one["date"]), _quoted(_prize(one))) for one in resume["awards"]]
    parts += [row(month(one["date"]), _quoted(_certificate(one))) for one in resume["certificates"]]
    return "\n".join(parts)


def _moderncv(style: str, resume: Resume) -> dict[str, str]:
    basics = resume["basics"]
    where = basics["location"]
    first, _, last = basics["name"].rpartition(" ")
    jobs = "\n".join(
        rf"\cventry{{{_when(job)}}}{{{job['position']}}}{{{_quoted(job['name'])}}}{{{job['location']}}}{{}}"
        rf"{{{_quoted(job['summary'])}{_list(job['highlights'])}}}"
        for job in resume["work"]
    )
    degrees = "\n".join(
        rf"\cventry{{{_when(one)}}}{{{degree(dict(one))}}}{{{one['institution']}}}{{}}{{\textit{{{one['score']}}}}}"
        rf"{{{', '.join(one['courses'])}}}"
        for one in resume["education"]
    )
    skills = "\n".join(rf"\cvitem{{{one['name']}}}{{{_keywords(one)}}}" for one in resume["skills"])
    languages = "\n".join(
        rf"\cvitemwithcomment{{{one['language']}}}{{{one['fluency']}}}{{}}" for one in resume["languages"]
    )
    rest = _rest(
        resume, lambda label, text: rf"\cvitem{{{label}}}{{{text}}}", lambda name: rf"\section{{{name}}}"
    )
    return {
        "cv.tex": rf"""\documentclass[11pt,a4paper,sans]{{moderncv}}
\moderncvstyle{{{style}}}
\moderncvcolor{{blue}}
\usepackage[T1]{{fontenc}}
\usepackage{{lmodern}}
\usepackage[scale=0.75]{{geometry}}
\name{{{first}}}{{{last}}}
\title{{{basics["label"]}}}
\address{{{where["address"]}}}{{{where["postalCode"]} {where["city"]}}}{{Germany}}
\phone[mobile]{{{basics["phone"]}}}
\email{{{basics["email"]}}}
\homepage{{{basics["url"].removeprefix("https://")}}}
\social[github]{{{account(dict(basics), "GitHub")}}}
\social[linkedin]{{{account(dict(basics), "LinkedIn")}}}
\begin{{document}}
\makecvtitle
\section{{Profile}}
\cvitem{{}}{{{_quoted(basics["summary"])}}}
\section{{Experience}}
{jobs}
\section{{Education}}
{degrees}
\section{{Skills}}
{skills}
\section{{Languages}}
{languages}
{rest}
\end{{document}}
"""
    }


def _europecv(resume: Resume) -> dict[str, str]:
    basics = resume["basics"]
    first, _, last = basics["name"].partition(" ")
    jobs = "\n".join(
        rf"""\ecvitem{{Dates}}{{\textbf{{{_when(job)}}}}}
\ecvitem{{Occupation or position held}}{{{job["position"]}}}
\ecvitem{{Main activities and responsibilities}}{{{_told(job)}}}
\ecvitem[10pt]{{Name and address of employer}}{{{_quoted(job["name"])}, {job["location"]}}}"""
        for job in resume["work"]
    )
    degrees = "\n".join(
        rf"""\ecvitem{{Dates}}{{\textbf{{{_when(one)}}}}}
\ecvitem{{Title of qualification awarded}}{{{degree(dict(one))}}}
\ecvitem[10pt]{{Name and type of organisation}}{{{one["institution"]}}}"""
        for one in resume["education"]
    )
    skills = "\n".join(rf"\ecvitem{{{one['name']}}}{{{_keywords(one)}}}" for one in resume["skills"])
    rest = _rest(
        resume, lambda label, text: rf"\ecvitem{{{label}}}{{{text}}}", lambda name: rf"\ecvsection{{{name}}}"
    )
    mother, *others = resume["languages"]
    return {
        "cv.tex": rf"""\documentclass[helvetica,openbib,totpages,english,nologo]{{europecv}}
\usepackage[T1]{{fontenc}}
\usepackage[a4paper,top=1.27cm,left=1cm,right=1cm,bottom=2cm]{{geometry}}
\usepackage{{hyperref}}
\ecvname{{{last}, {first}}}
\ecvaddress{{{_address(basics)}, Germany}}
\ecvtelephone{{{basics["phone"]}}}
\ecvemail{{\url{{{basics["email"]}}}}}
\begin{{document}}
\begin{{europecv}}
\ecvpersonalinfo
\ecvitem{{\large\textbf{{Occupational field}}}}{{\large\textbf{{{basics["label"]}}}}}
\ecvitem{{Profile}}{{{_quoted(basics["summary"])}}}
\ecvsection{{Work experience}}
{jobs}
\ecvsection{{Education and training}}
{degrees}
\ecvsection{{Personal skills and competences}}
\ecvmothertongue[5pt]{{{mother["language"]}}}
\ecvitem{{Other languages}}{{{spoken({"languages": others})}}}
{skills}
{rest}
\end{{europecv}}
\end{{document}}
"""
    }


def _europasscv(resume: Resume) -> dict[str, str]:
    basics = resume["basics"]
    jobs = "\n".join(
        rf"""\ecvtitle{{{_when(job)}}}{{{job["position"]}}}
\ecvitem{{}}{{{_quoted(job["name"])}, {job["location"]}}}
\ecvitem{{}}{{{_quoted(job["summary"])}}}
\ecvitem{{}}{{{_list(job["highlights"], "ecvitemize")}}}"""
        for job in resume["work"]
    )
    degrees = "\n".join(
        rf"""\ecvtitle{{{_when(one)}}}{{{degree(dict(one))}}}
\ecvitem{{}}{{{one["institution"]}}}
\ecvitem{{}}{{{", ".join(one["courses"])}}}"""
        for one in resume["education"]
    )
    skills = "\n".join(rf"\ecvblueitem{{{one['name']}}}{{{_keywords(one)}}}" for one in resume["skills"])
    rest = _rest(
        resume,
        lambda label, text: rf"\ecvblueitem{{{label}}}{{{text}}}",
        lambda name: rf"\ecvsection{{{name}}}",
    )
    mother, *others = resume["languages"]
    return {
        "cv.tex": rf"""\documentclass[english,a4paper]{{europasscv}}
\usepackage[english]{{babel}}
\ecvname{{{basics["name"]}}}
\ecvaddress{{{_address(basics)}, Germany}}
\ecvmobile{{{basics["phone"]}}}
\ecvemail{{{basics["email"]}}}
\ecvhomepage{{{basics["url"].removeprefix("https://")}}}
\begin{{document}}
\begin{{europasscv}}
\ecvpersonalinfo
\ecvbigitem{{Position}}{{{basics["label"]}}}
\ecvbigitem{{Profile}}{{{_quoted(basics["summary"])}}}
\ecvsection{{Work experience}}
{jobs}
\ecvsection{{Education and training}}
{degrees}
\ecvsection{{Personal skills}}
\ecvmothertongue{{{mother["language"]}}}
\ecvblueitem{{Other languages}}{{{spoken({"languages": others})}}}
{skills}
{rest}
\end{{europasscv}}
\end{{document}}
"""
    }


def _item(label: str, text: str) -> str:
    return rf"\item[{label}] {text}"


def _listed(resume: Resume, opening: Callable[[str], str], closing: str, *, bullets: bool) -> str:
    r"""The sections of a class whose entries are ``\item[label] text`` in an environment of its own."""

    def section(name: str, rows: Sequence[str]) -> str:
        return "\n".join([opening(name), *rows, closing])

    def job(one: Resume) -> str:
        head = rf"\textbf{{{one['position']}}}, {_quoted(one['name'])}, {one['location']}."
        told = f"{_quoted(one['summary'])}\n{_list(one['highlights'])}" if bullets else _told(one)
        return _item(_when(one), f"{head} {told}")

    awards = [_item(month(one["date"]), _quoted(_prize(one))) for one in resume["awards"]]
    awards += [_item(month(one["date"]), _quoted(_certificate(one))) for one in resume["certificates"]]
    return "\n".join(
        [
            section("Experience", [job(one) for one in resume["work"]]),
            section(
                "Education",
                [
                    _item(
                        _when(one), f"{degree(dict(one))}, {one['institution']}. {', '.join(one['courses'])}"
                    )
                    for one in resume["education"]
                ],
            ),
            section("Skills", [_item(one["name"], _keywords(one)) for one in resume["skills"]]),
            section("Languages", [_item(one["language"], one["fluency"]) for one in resume["languages"]]),
            section("Awards", awards),
            section(
                "Projects",
                [
                    _item(_when(one), _quoted(f"{one['name']}: {one['description']}"))
                    for one in resume["projects"]
                ],
            ),
            section(
                "Volunteering",
                [
                    _item(_when(one), _quoted(f"{one['position']}, {one['organization']}. {one['summary']}"))
                    for one in resume["volunteer"]
                ],
            ),
        ]
    )


def _currvita(resume: Resume) -> dict[str, str]:
    basics = resume["basics"]
    body = _listed(resume, lambda name: rf"\begin{{cvlist}}{{{name}}}", r"\end{cvlist}", bullets=False)
    return {
        "cv.tex": rf"""\documentclass[11pt,a4paper]{{article}}
\usepackage[T1]{{fontenc}}
\usepackage[LabelsAligned,NoDate]{{currvita}}
\usepackage[margin=2.5cm]{{geometry}}
\setlength{{\cvlabelwidth}}{{42mm}}
\pagestyle{{empty}}
\begin{{document}}
\begin{{cv}}{{{basics["name"]}}}
\begin{{cvlist}}{{Contact}}
\item {_address(basics)}, Germany
\item {basics["phone"]}
\item {basics["email"]}
\item {basics["url"]}
\end{{cvlist}}
\begin{{cvlist}}{{{basics["label"]}}}
\item {_quoted(basics["summary"])}
\end{{cvlist}}
{body}
\end{{cv}}
\end{{document}}
"""
    }


def _simplecv(resume: Resume) -> dict[str, str]:
    basics = resume["basics"]
    body = _listed(
        resume, lambda name: rf"\section{{{name}}}" + "\n" + r"\begin{topic}", r"\end{topic}", bullets=True
    )
    return {
        "cv.tex": rf"""\documentclass[11pt,a4paper]{{simplecv}}
\usepackage[T1]{{fontenc}}
\usepackage[margin=2.2cm]{{geometry}}
\begin{{document}}
\leftheader{{{_address(basics)}}}
\rightheader{{{basics["phone"]}\\{basics["email"]}\\{basics["url"]}}}
\title{{{basics["name"]}}}
\maketitle
\section{{{basics["label"]}}}
{_quoted(basics["summary"])}
{body}
\end{{document}}
"""
    }


def _curve(resume: Resume) -> dict[str, str]:
    basics = resume["basics"]

    def rubric(name: str, rows: Sequence[tuple[str, str]]) -> str:
        entries = "\n".join(rf"\entry*[{label}] {text}" for label, text in rows)
        return f"\\begin{{rubric}}{{{name}}}\n{entries}\n\\end{{rubric}}\n"

    jobs = [
        (
            _when(one),
            rf"\textbf{{{one['position']}}}, {_quoted(one['name'])}, {one['location']}. {_told(one)}",
        )
        for one in resume["work"]
    ]
    degrees = [
        (_when(one), rf"\textbf{{{degree(dict(one))}}}, {one['institution']}. {', '.join(one['courses'])}")
        for one in resume["education"]
    ]
    more = [(one["name"], _keywords(one)) for one in resume["skills"]]
    more.append(("Languages", spoken(dict(resume))))
    more += [(month(one["date"]), _quoted(_prize(one))) for one in resume["awards"]]
    more += [(month(one["date"]), _quoted(_certificate(one))) for one in resume["certificates"]]
    more += [(_when(one), _quoted(f"{one['name']}: {one['description']}")) for one in resume["projects"]]
    more += [
        (_when(one), _quoted(f"{one['position']}, {one['organization']}. {one['summary']}"))
        for one in resume["volunteer"]
    ]
    rubrics = {
        "jobs": ("Experience", jobs),
        "schools": ("Education", degrees),
        "more": ("Skills and more", more),
    }
    made = "".join(rf"\makerubric{{{name}}}" + "\n" for name in rubrics)
    head = rf"""\documentclass[a4paper,11pt]{{curve}}
\usepackage[T1]{{fontenc}}
\usepackage[margin=2cm]{{geometry}}
\leftheader{{\textbf{{{basics["name"]}}}\\{_address(basics)}}}
\rightheader{{{basics["phone"]}\\{basics["email"]}\\{basics["url"]}}}
\title{{{basics["label"]}}}
\begin{{document}}
\makeheaders[c]
\maketitle
{_quoted(basics["summary"])}
{made}\end{{document}}
"""
    return {"cv.tex": head} | {f"{name}.tex": rubric(*one) for name, one in rubrics.items()}


def _ecv(resume: Resume) -> dict[str, str]:
    basics = resume["basics"]
    jobs = "\n".join(
        rf"\ecvEBSub{{{_when(one)}}}{{{one['position']}, {_quoted(one['name'])}, {one['location']}}}"
        rf"\ecvOVB{{{_told(one)}}}"
        for one in resume["work"]
    )
    degrees = "\n".join(
        rf"\ecvEPR{{{_when(one)}}}{{{degree(dict(one))}, {one['institution']}}}"
        for one in resume["education"]
    )
    skills = "\n".join(rf"\ecvEPR{{{one['name']}}}{{{_keywords(one)}}}" for one in resume["skills"])
    rest = _rest(
        resume, lambda label, text: rf"\ecvEPR{{{label}}}{{{text}}}", lambda name: rf"\ecvSec{{{name}}}"
    )
    return {
        "cv.tex": rf"""\documentclass[english,empty]{{ecv}}
\usepackage[T1]{{fontenc}}
\ecvName{{{basics["name"]}}}
\begin{{document}}
\begin{{ecv}}
\ecvSec{{Personal details}}
\ecvEPR{{Name}}{{{basics["name"]}}}
\ecvEPR{{Profession}}{{{basics["label"]}}}
\ecvEPR{{Address}}{{{_address(basics)}}}
\ecvEPR{{Phone}}{{{basics["phone"]}}}
\ecvEPR{{E-mail}}{{{basics["email"]}}}
\ecvEPR{{Profile}}{{{_quoted(basics["summary"])}}}
\ecvSec{{Experience}}
{jobs}
\ecvSec{{Education}}
{degrees}
\ecvSec{{Skills}}
{skills}
\ecvEPR{{Languages}}{{{spoken(dict(resume))}}}
{rest}
\end{{ecv}}
\end{{document}}
"""
    }


def _tucv(resume: Resume) -> dict[str, str]:
    basics = resume["basics"]
    jobs = "\n\n".join(
        rf"\resemployer[{_quoted(one['summary'])}]{{{_quoted(one['name'])}}}{{{one['location']}}}" + "\n\n"
        rf"\resjob[{_quoted(' '.join(one['highlights']))}]{{{one['position']}}}{{{month(one['startDate'])}}}"
        rf"{{{month(one.get('endDate'))}}}"
        for one in resume["work"]
    )
    degrees = "\n\n".join(
        rf"\resschool{{{one['institution']}}}{{}}" + "\n\n"
        rf"\resdegree{{{one['studyType']}}}{{{one['area']}}}{{{_when(one)}}}"
        for one in resume["education"]
    )
    skills = "\n\n".join(rf"\resdesc{{{one['name']}:}}{{{_keywords(one)}}}" for one in resume["skills"])
    rest = _rest(
        resume,
        lambda label, text: rf"\resdesc{{{label}:}}{{{text}}}" + "\n",
        lambda name: "\n" + rf"\resheading{{{name}}}" + "\n",
    )
    return {
        "cv.tex": rf"""\documentclass[11pt,letterpaper]{{article}}
\usepackage[T1]{{fontenc}}
\usepackage[pagesetup]{{tucv}}
\begin{{document}}
\begin{{center}}
{{\LARGE\textbf{{{basics["name"]}}}}}\\ {basics["label"]}\\ {_address(basics)}\\
{basics["phone"]} \textbullet{{}} {basics["email"]}
\end{{center}}
\resheading{{Profile}}

{_quoted(basics["summary"])}

\resheading{{Experience}}

{jobs}

\resheading{{Education}}

{degrees}

\resheading{{Skills}}

{skills}

\resdesc{{Languages:}}{{{spoken(dict(resume))}}}

{rest}
\end{{document}}
"""
    }


def _readablecv(resume: Resume) -> dict[str, str]:
    basics = resume["basics"]
    roles = "\n".join(
        rf"\newRole{{{_when(one)}}}{{{one['position']}}}{{{_quoted(one['name'])}}}{{{_quoted(one['summary'])}}}"
        + "\n"
        r"\roleAchievements" + "".join(f"{{{_quoted(item)}}}" for item in one["highlights"]) + "{}{}{}"
        for one in resume["work"]
    )
    courses = "\n\n".join(
        rf"\newCourse{{{_when(one)}}}{{{degree(dict(one))}}}{{{one['institution']}}}{{}}"
        for one in resume["education"]
    )
    skills = "".join(f"{{{word}}}" for group in resume["skills"] for word in group["keywords"][:3])
    return {
        "cv.tex": rf"""\documentclass{{ReadableCV}}
\setYourName{{{basics["name"]}}}
\setYourJobTitle{{{basics["label"]}}}
\setYourMobileNo{{{basics["phone"]}}}
\setYourEmailAddr{{{basics["email"]}}}
\setYourWebAddr{{{basics["url"]}}}
\setJobCompanyOrder{{JobFirst}}
\setContactLocation{{below}}
\begin{{document}}
\showHeader
\section{{Profile}}
{_quoted(basics["summary"])}
\section{{Skills}}
\addSkills{skills}
\section{{Employment history}}
{roles}
\section{{Education}}
{courses}
\section{{Languages}}
{spoken(dict(resume))}
\end{{document}}
"""
    }


DOCUMENTS: Mapping[str, Document] = {
    **{
        f"moderncv-{style}": Document("moderncv.cls", partial(_moderncv, style))
        for style in ("banking", "casual", "classic", "fancy", "oldstyle")
    },
    "europecv": Document("europecv.cls", _europecv),
    "europasscv": Document("europasscv.cls", _europasscv),
    "currvita": Document("currvita.sty", _currvita),
    "simplecv": Document("simplecv.cls", _simplecv),
    "curve": Document("curve.cls", _curve),
    "ecv": Document("ecv.cls", _ecv),
    "tucv": Document("tucv.sty", _tucv),
    "readablecv": Document("ReadableCV.cls", _readablecv, engine="lualatex"),
}
