"""Documents of LaTeX classes whose entries are items of a list, and of those with commands of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from atsharness_corpus.templates.latex_parts import (
    Resume,
    address,
    certificate,
    further,
    item,
    itemized,
    keywords,
    prize,
    quoted,
    told,
    when,
)
from atsharness_corpus.templates.resume import degree, month, spoken


def _listed(resume: Resume, opening: Callable[[str], str], closing: str, *, bullets: bool) -> str:
    r"""The sections of a class whose entries are ``\item[label] text`` in an environment of its own."""

    def section(name: str, rows: Sequence[str]) -> str:
        return "\n".join([opening(name), *rows, closing])

    def job(one: Resume) -> str:
        head = rf"\textbf{{{one['position']}}}, {quoted(one['name'])}, {one['location']}."
        text = f"{quoted(one['summary'])}\n{itemized(one['highlights'])}" if bullets else told(one)
        return item(when(one), f"{head} {text}")

    awards = [item(month(one["date"]), quoted(prize(one))) for one in resume["awards"]]
    awards += [item(month(one["date"]), quoted(certificate(one))) for one in resume["certificates"]]
    return "\n".join(
        [
            section("Experience", [job(one) for one in resume["work"]]),
            section(
                "Education",
                [
                    item(when(one), f"{degree(dict(one))}, {one['institution']}. {', '.join(one['courses'])}")
                    for one in resume["education"]
                ],
            ),
            section("Skills", [item(one["name"], keywords(one)) for one in resume["skills"]]),
            section("Languages", [item(one["language"], one["fluency"]) for one in resume["languages"]]),
            section("Awards", awards),
            section(
                "Projects",
                [
                    item(when(one), quoted(f"{one['name']}: {one['description']}"))
                    for one in resume["projects"]
                ],
            ),
            section(
                "Volunteering",
                [
                    item(when(one), quoted(f"{one['position']}, {one['organization']}. {one['summary']}"))
                    for one in resume["volunteer"]
                ],
            ),
        ]
    )


def currvita(resume: Resume) -> dict[str, str]:
    """A document of currvita."""
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
\item {address(basics)}, Germany
\item {basics["phone"]}
\item {basics["email"]}
\item {basics["url"]}
\end{{cvlist}}
\begin{{cvlist}}{{{basics["label"]}}}
\item {quoted(basics["summary"])}
\end{{cvlist}}
{body}
\end{{cv}}
\end{{document}}
"""
    }


def simplecv(resume: Resume) -> dict[str, str]:
    """A document of simplecv."""
    basics = resume["basics"]
    body = _listed(
        resume, lambda name: rf"\section{{{name}}}" + "\n" + r"\begin{topic}", r"\end{topic}", bullets=True
    )
    return {
        "cv.tex": rf"""\documentclass[11pt,a4paper]{{simplecv}}
\usepackage[T1]{{fontenc}}
\usepackage[margin=2.2cm]{{geometry}}
\begin{{document}}
\leftheader{{{address(basics)}}}
\rightheader{{{basics["phone"]}\\{basics["email"]}\\{basics["url"]}}}
\title{{{basics["name"]}}}
\maketitle
\section{{{basics["label"]}}}
{quoted(basics["summary"])}
{body}
\end{{document}}
"""
    }


def curve(resume: Resume) -> dict[str, str]:
    """A document of curve."""
    basics = resume["basics"]

    def rubric(name: str, rows: Sequence[tuple[str, str]]) -> str:
        entries = "\n".join(rf"\entry*[{label}] {text}" for label, text in rows)
        return f"\\begin{{rubric}}{{{name}}}\n{entries}\n\\end{{rubric}}\n"

    jobs = [
        (
            when(one),
            rf"\textbf{{{one['position']}}}, {quoted(one['name'])}, {one['location']}. {told(one)}",
        )
        for one in resume["work"]
    ]
    degrees = [
        (when(one), rf"\textbf{{{degree(dict(one))}}}, {one['institution']}. {', '.join(one['courses'])}")
        for one in resume["education"]
    ]
    more = [(one["name"], keywords(one)) for one in resume["skills"]]
    more.append(("Languages", spoken(dict(resume))))
    more += [(month(one["date"]), quoted(prize(one))) for one in resume["awards"]]
    more += [(month(one["date"]), quoted(certificate(one))) for one in resume["certificates"]]
    more += [(when(one), quoted(f"{one['name']}: {one['description']}")) for one in resume["projects"]]
    more += [
        (when(one), quoted(f"{one['position']}, {one['organization']}. {one['summary']}"))
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
\leftheader{{\textbf{{{basics["name"]}}}\\{address(basics)}}}
\rightheader{{{basics["phone"]}\\{basics["email"]}\\{basics["url"]}}}
\title{{{basics["label"]}}}
\begin{{document}}
\makeheaders[c]
\maketitle
{quoted(basics["summary"])}
{made}\end{{document}}
"""
    return {"cv.tex": head} | {f"{name}.tex": rubric(*one) for name, one in rubrics.items()}


def ecv(resume: Resume) -> dict[str, str]:
    """A document of ecv."""
    basics = resume["basics"]
    jobs = "\n".join(
        rf"\ecvEBSub{{{when(one)}}}{{{one['position']}, {quoted(one['name'])}, {one['location']}}}"
        rf"\ecvOVB{{{told(one)}}}"
        for one in resume["work"]
    )
    degrees = "\n".join(
        rf"\ecvEPR{{{when(one)}}}{{{degree(dict(one))}, {one['institution']}}}" for one in resume["education"]
    )
    skills = "\n".join(rf"\ecvEPR{{{one['name']}}}{{{keywords(one)}}}" for one in resume["skills"])
    rest = further(
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
\ecvEPR{{Address}}{{{address(basics)}}}
\ecvEPR{{Phone}}{{{basics["phone"]}}}
\ecvEPR{{E-mail}}{{{basics["email"]}}}
\ecvEPR{{Profile}}{{{quoted(basics["summary"])}}}
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


def tucv(resume: Resume) -> dict[str, str]:
    """A document of tucv."""
    basics = resume["basics"]
    jobs = "\n\n".join(
        rf"\resemployer[{quoted(one['summary'])}]{{{quoted(one['name'])}}}{{{one['location']}}}" + "\n\n"
        rf"\resjob[{quoted(' '.join(one['highlights']))}]{{{one['position']}}}{{{month(one['startDate'])}}}"
        rf"{{{month(one.get('endDate'))}}}"
        for one in resume["work"]
    )
    degrees = "\n\n".join(
        rf"\resschool{{{one['institution']}}}{{}}" + "\n\n"
        rf"\resdegree{{{one['studyType']}}}{{{one['area']}}}{{{when(one)}}}"
        for one in resume["education"]
    )
    skills = "\n\n".join(rf"\resdesc{{{one['name']}:}}{{{keywords(one)}}}" for one in resume["skills"])
    rest = further(
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
{{\LARGE\textbf{{{basics["name"]}}}}}\\ {basics["label"]}\\ {address(basics)}\\
{basics["phone"]} \textbullet{{}} {basics["email"]}
\end{{center}}
\resheading{{Profile}}

{quoted(basics["summary"])}

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


def readablecv(resume: Resume) -> dict[str, str]:
    """A document of readablecv."""
    basics = resume["basics"]
    roles = "\n".join(
        rf"\newRole{{{when(one)}}}{{{one['position']}}}{{{quoted(one['name'])}}}{{{quoted(one['summary'])}}}"
        + "\n"
        r"\roleAchievements" + "".join(f"{{{quoted(item)}}}" for item in one["highlights"]) + "{}{}{}"
        for one in resume["work"]
    )
    courses = "\n\n".join(
        rf"\newCourse{{{when(one)}}}{{{degree(dict(one))}}}{{{one['institution']}}}{{}}"
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
{quoted(basics["summary"])}
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
