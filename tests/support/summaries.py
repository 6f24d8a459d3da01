"""Hand-made summaries of runs, with every kind of thing that one may show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from atsharness.model.run_summary import (
    AgreementSummary,
    Average,
    Bucket,
    Change,
    Denominator,
    FieldSummary,
    Group,
    Groups,
    LevelChange,
    LevelCount,
    PathChange,
    PathSummary,
    Rate,
    RuleChange,
    RuleSummary,
    RunComparison,
    RunSummary,
    WorstFile,
)

LOSSES = (
    *("text_lost", "words_lost", "words_altered", "words_cut"),
    *("order_moved", "words_added", "fields_lost", "keywords_lost"),
)
NAMES = ("mupdf", "pdfbox", "pdfium", "pdfminer", "poppler", "pypdf", "tesseract", "tika")


def rate(value: float, n: int = 950) -> Rate:
    return Rate(value=value, low=max(0.0, value - 0.013), high=min(1.0, value + 0.017), n=n)


def average(value: float) -> Average:
    return Average(macro=rate(value), micro=rate(value * 0.9))


def path_summary(path: str, family: str, step: int, **fields: Any) -> PathSummary:
    values: dict[str, Any] = {
        "versions": ("1.2.3",) if path else (),
        "statuses": {"ok": 900, "empty": 20, "failed": 30 + step, "timeout": 3, "not_read": 47 - step},
        "gets_everything": rate(0.9 - 0.07 * step),
        "losses": {loss: average(0.0003 + 0.021 * step * at) for at, loss in enumerate(LOSSES)},
        **fields,
    }
    return PathSummary(path=path, family=family, **values)


def group(name: str, documents: int) -> Group:
    return Group(
        name=name,
        documents=documents,
        levels={"pass": documents // 2, "at_risk": documents // 4, "fail": documents // 8},
        complete=rate(0.61),
        families={
            family: {loss: average(0.04 * at) for loss in ("text_lost", "order_moved", "fields_lost")}  # type: ignore[misc]
            for at, family in enumerate(NAMES)
        },
    )


def _buckets(name: str) -> tuple[Bucket, ...]:
    return (
        Bucket(
            status="failed",
            reason="PdfReadError",
            stack="pypdf._reader.PdfReader.read > pypdf._reader.PdfReader._find_eof",
            paths=("pypdf-layout", "pypdf-plain"),
            count=57,
            documents=(name, "cvs/b.pdf"),
        ),
        Bucket(status="unreadable", reason=f"encrypted {name}", count=38, documents=("cvs/c.pdf",)),
    )


def _worst(name: str) -> tuple[WorstFile, ...]:
    return (
        WorstFile(
            number=4,
            name=name,
            level="fail",
            complete=0,
            counted=8,
            text_lost=0.41,
            rules=("ATS202", "ATS203", "ATS304", "ATS309", "ATS101"),
        ),
        WorstFile(
            number=9, name="cvs/k.pdf", level="at_risk", complete=6, counted=8, text_lost=None, rules=()
        ),
    )


def _fields(families: Sequence[str]) -> tuple[FieldSummary, ...]:
    return tuple(
        FieldSummary(
            kind=kind,
            lost={f"{one}-sorted": 30 * at for at, one in enumerate(families)},
            total={f"{one}-sorted": 2000 - 100 * step for one in families},
        )
        for step, kind in enumerate(("section", "work.startDate", "basics.email", "basics.profiles.url"))
    )


def run_summary(name: str = "cvs/jane.pdf", *, families: Sequence[str] = NAMES, **fields: Any) -> RunSummary:
    """A summary; `name` is that of a document, a reason and a label."""
    values: dict[str, Any] = {
        "run": "thousand",
        "tool_version": "0.1.0",
        "documents": Denominator(
            manifest=1003,
            done=1000,
            unreadable=38,
            unsupported=11,
            quarantined=1,
            missing=3,
            missing_names=(name, "cvs/b.pdf", "cvs/c.pdf"),
        ),
        "levels": (
            LevelCount(level="pass", documents=600, share=rate(0.63)),
            LevelCount(level="at_risk", documents=200, share=rate(0.21)),
            LevelCount(level="fail", documents=120, share=rate(0.126)),
            LevelCount(level="not_measurable", documents=30, share=rate(0.031)),
            LevelCount(level="none", documents=50, share=Rate()),
        ),
        "paths": tuple(path_summary(f"{one}-sorted", one, at) for at, one in enumerate(families)),
        "families": tuple(path_summary("", one, at) for at, one in enumerate(families)),
        "fields": _fields(families),
        "rules": tuple(
            RuleSummary(
                rule=f"ATS2{at:02}",
                name="interleaved-columns",
                prevalence=rate(0.3 / (1 + at)),
                violations=300 // (1 + at),
                incomplete=7,
                words_lost=12_345 // (1 + at),
                families={"mupdf": 12, "pdfminer": 270, "pypdf": 99, "tika": 3},
            )
            for at in range(13)
        ),
        "judged": 950,
        "agreements": tuple(
            AgreementSummary(families=(one, other), dice=average(0.98 - 0.01 * at))
            for at, one in enumerate(families)
            for other in families[at + 1 :]
        ),
        "buckets": _buckets(name),
        "worst": _worst(name),
        "resamples": 1000,
        "groups": Groups(
            by="label",
            groups=(group(f"template={name}", 400), group("template=b", 90)),
            more=12,
            more_documents=321,
        ),
        "notes": (f"shards/00004.jsonl.gz is damaged: {name}",),
        **fields,
    }
    return RunSummary(**values)


def comparison(name: str = "cvs/jane.pdf", **fields: Any) -> RunComparison:
    """A comparison; `name` is that of a document."""
    change = Change(before=0.041, after=0.059, difference=Rate(value=0.018, low=0.009, high=0.027, n=940))
    better = Change(before=0.2, after=0.05, difference=Rate(value=-0.15, low=-0.2, high=-0.1, n=940))
    same = Change(before=0.1, after=0.1, difference=Rate(value=0.0, low=0.0, high=0.0, n=940))
    values: dict[str, Any] = {
        "runs": ("old", "new"),
        "tool_versions": ("0.1.0", "0.2.0"),
        "documents": (Denominator(manifest=1000, done=1000), Denominator(manifest=990, done=985, missing=5)),
        "same_bytes": 970,
        "same_name": 4,
        "only": (26, 11),
        "levels": (
            LevelChange(before="pass", after="at_risk", count=31, documents=(name, "cvs/b.pdf", "cvs/c.pdf")),
            LevelChange(before="none", after="fail", count=1, documents=("cvs/d.pdf",)),
        ),
        "levels_same": 942,
        "paths": (
            PathChange(
                path="pypdf-plain",
                family="pypdf",
                versions=(("6.1.0",), ("6.2.0",)),
                statuses={"ok → failed": 12, "not_read → ok": 1},
                gets_everything=better,
                losses={"text_lost": change, "order_moved": better, "fields_lost": same},
                documents=(name, "cvs/b.pdf", "cvs/c.pdf", "cvs/d.pdf"),
            ),
            PathChange(
                path="pdfium",
                family="pdfium",
                versions=(("5.1",), ("5.1",)),
                losses={"text_lost": same},
                gets_everything=same,
            ),
            PathChange(path="tika", family="tika", versions=((), ("3.3",))),
        ),
        "rules": (
            RuleChange(
                rule="ATS203",
                name="interleaved-columns",
                before=120,
                after=151,
                appeared=33,
                vanished=2,
                appeared_in=(name,),
                vanished_from=("cvs/x.pdf",),
            ),
        ),
        "resamples": 1000,
        "notes": (f"new: {name}",),
        **fields,
    }
    return RunComparison(**values)
