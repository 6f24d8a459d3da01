"""A document of each LaTeX class, as the class's own manual writes one, filled with our person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from atsharness_corpus.templates import latex_lists
from atsharness_corpus.templates.latex_parts import (
    Resume,
    address,
    further,
    itemized,
    keywords,
    quoted,
    told,
    when,
)
from atsharness_corpus.templates.resume import account, degree, spoken


class Document(NamedTuple):
    """How a class is used: the file that has it, the files of a document with ``cv.tex``, the engine."""

    file: str
    files: Callable[[Resume], dict[str, str]]
    engine: str = "pdflatex"


def _moderncv(style: str, resume: Resume) -> dict[str, str]:
    basics = resume["basics"]
    where = basics["location"]
    first, _, last = basics["name"].rpartition(" ")
    jobs = "\n".join(
        rf"\cventry{{{when(job)}}}{{{job['position']}}}{{{quoted(job['name'])}}}{{{job['location']}}}{{}}"
        rf"{{{quoted(job['summary'])}{itemized(job['highlights'])}}}"
        for job in resume["work"]
    )
    degrees = "\n".join(
        rf"\cventry{{{when(one)}}}{{{degree(dict(one))}}}{{{one['institution']}}}{{}}{{\textit{{{one['score']}}}}}"
        rf"{{{', '.join(one['courses'])}}}"
        for one in resume["education"]
    )
    skills = "\n".join(rf"\cvitem{{{one['name']}}}{{{keywords(one)}}}" for one in resume["skills"])
    languages = "\n".join(
        rf"\cvitemwithcomment{{{one['language']}}}{{{one['fluency']}}}{{}}" for one in resume["languages"]
    )
    rest = further(
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
\cvitem{{}}{{{quoted(basics["summary"])}}}
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
        rf"""\ecvitem{{Dates}}{{\textbf{{{when(job)}}}}}
\ecvitem{{Occupation or position held}}{{{job["position"]}}}
\ecvitem{{Main activities and responsibilities}}{{{told(job)}}}
\ecvitem[10pt]{{Name and address of employer}}{{{quoted(job["name"])}, {job["location"]}}}"""
        for job in resume["work"]
    )
    degrees = "\n".join(
        rf"""\ecvitem{{Dates}}{{\textbf{{{when(one)}}}}}
\ecvitem{{Title of qualification awarded}}{{{degree(dict(one))}}}
\ecvitem[10pt]{{Name and type of organisation}}{{{one["institution"]}}}"""
        for one in resume["education"]
    )
    skills = "\n".join(rf"\ecvitem{{{one['name']}}}{{{keywords(one)}}}" for one in resume["skills"])
    rest = further(
        resume, lambda label, text: rf"\ecvitem{{{label}}}{{{text}}}", lambda name: rf"\ecvsection{{{name}}}"
    )
    mother, *others = resume["languages"]
    return {
        "cv.tex": rf"""\documentclass[helvetica,openbib,totpages,english,nologo]{{europecv}}
\usepackage[T1]{{fontenc}}
\usepackage[a4paper,top=1.27cm,left=1cm,right=1cm,bottom=2cm]{{geometry}}
\usepackage{{hyperref}}
\ecvname{{{last}, {first}}}
\ecvaddress{{{address(basics)}, Germany}}
\ecvtelephone{{{basics["phone"]}}}
\ecvemail{{\url{{{basics["email"]}}}}}
\begin{{document}}
\begin{{europecv}}
\ecvpersonalinfo
\ecvitem{{\large\textbf{{Occupational field}}}}{{\large\textbf{{{basics["label"]}}}}}
\ecvitem{{Profile}}{{{quoted(basics["summary"])}}}
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
        rf"""\ecvtitle{{{when(job)}}}{{{job["position"]}}}
\ecvitem{{}}{{{quoted(job["name"])}, {job["location"]}}}
\ecvitem{{}}{{{quoted(job["summary"])}}}
\ecvitem{{}}{{{itemized(job["highlights"], "ecvitemize")}}}"""
        for job in resume["work"]
    )
    degrees = "\n".join(
        rf"""\ecvtitle{{{when(one)}}}{{{degree(dict(one))}}}
\ecvitem{{}}{{{one["institution"]}}}
\ecvitem{{}}{{{", ".join(one["courses"])}}}"""
        for one in resume["education"]
    )
    skills = "\n".join(rf"\ecvblueitem{{{one['name']}}}{{{keywords(one)}}}" for one in resume["skills"])
    rest = further(
        resume,
        lambda label, text: rf"\ecvblueitem{{{label}}}{{{text}}}",
        lambda name: rf"\ecvsection{{{name}}}",
    )
    mother, *others = resume["languages"]
    return {
        "cv.tex": rf"""\documentclass[english,a4paper]{{europasscv}}
\usepackage[english]{{babel}}
\ecvname{{{basics["name"]}}}
\ecvaddress{{{address(basics)}, Germany}}
\ecvmobile{{{basics["phone"]}}}
\ecvemail{{{basics["email"]}}}
\ecvhomepage{{{basics["url"].removeprefix("https://")}}}
\begin{{document}}
\begin{{europasscv}}
\ecvpersonalinfo
\ecvbigitem{{Position}}{{{basics["label"]}}}
\ecvbigitem{{Profile}}{{{quoted(basics["summary"])}}}
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


DOCUMENTS: Mapping[str, Document] = {
    **{
        f"moderncv-{style}": Document("moderncv.cls", partial(_moderncv, style))
        for style in ("banking", "casual", "classic", "fancy", "oldstyle")
    },
    "europecv": Document("europecv.cls", _europecv),
    "europasscv": Document("europasscv.cls", _europasscv),
    "currvita": Document("currvita.sty", latex_lists.currvita),
    "simplecv": Document("simplecv.cls", latex_lists.simplecv),
    "curve": Document("curve.cls", latex_lists.curve),
    "ecv": Document("ecv.cls", latex_lists.ecv),
    "tucv": Document("tucv.sty", latex_lists.tucv),
    "readablecv": Document("ReadableCV.cls", latex_lists.readablecv, engine="lualatex"),
}
