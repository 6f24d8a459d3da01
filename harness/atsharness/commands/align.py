"""``ats align``: two texts, word by word, with the classical numbers beside ours."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from atsharness.commands._shared import examples, print_json, print_result, screen
from atsharness.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from atsharness.measure.classic import Classic
    from atsharness.model import Alignment, DiffSpan, Recovery, RenderOptions
    from atsharness.text.tokens import Token

_MOST_BYTES = 50_000_000


@click.command(
    epilog=examples("ats align mine.txt theirs.txt", "ats align --no-diff --format json a.txt b.txt")
)
@click.argument("reference", metavar="REFERENCE.txt")
@click.argument("hypothesis", metavar="HYPOTHESIS.txt")
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", help="Format.")
@click.option("--no-diff", is_flag=True, help="Print the numbers only, without the texts.")
def align(reference: str, hypothesis: str, form: str, no_diff: bool) -> int:
    """Compare any two texts word by word.

    REFERENCE.txt is the correct text and HYPOTHESIS.txt the recovered one, both in UTF-8. The result shows
    which words were lost, altered, split, glued, moved or added. The rates of this tool, which find a word
    wherever it is, are shown beside the classical error rates (CER, WER), which compare from start to end.
    """
    from atsharness.alignment.align import align as align_texts
    from atsharness.measure.classic import classic
    from atsharness.measure.rates import measure
    from atsharness.text.tokens import tokens

    known, read = _text(reference), _text(hypothesis)
    expected, observed = tokens(known), tokens(read)
    alignment = align_texts(expected, observed, path_id="hypothesis")
    recovery = measure(alignment, observed)
    numbers = classic(known, read)
    if form == "json":
        print_json(_json(alignment, recovery, numbers, keep_text=not no_diff))
        return ExitCode.OK
    shown = _table(recovery, numbers, screen())
    if not no_diff:
        from atsharness_reports import _worddiff

        spans = _spans(alignment, expected, observed, len(known), len(read))
        shown += "\n" + _worddiff.render(
            spans,
            heading=f"{Path(hypothesis).name} compared with {Path(reference).name}",
            width=screen().width,
            lines=_lines(read),
            mixed=recovery.order.mixed,
        )
    print_result(shown)
    return ExitCode.OK


def word_diff(reference: str, hypothesis: str, *, title: str, name: str, width: int) -> str:
    """The word diff of two texts for a screen of `width` columns; `name` is compared with `title`."""
    from atsharness.alignment.align import align as align_texts
    from atsharness.measure.rates import measure
    from atsharness.text.tokens import tokens
    from atsharness_reports import _worddiff

    expected, observed = tokens(reference), tokens(hypothesis)
    alignment = align_texts(expected, observed, path_id=name)
    return _worddiff.render(
        _spans(alignment, expected, observed, len(reference), len(hypothesis)),
        heading=f"{name} compared with {title}",
        width=width,
        lines=_lines(hypothesis),
        mixed=measure(alignment, observed).order.mixed,
    )


def _spans(
    alignment: Alignment,
    expected: tuple[Token, ...],
    observed: tuple[Token, ...],
    reference_size: int,
    hypothesis_size: int,
) -> tuple[DiffSpan, ...]:
    from atsharness.alignment.spans import diff_spans

    return diff_spans(
        alignment, expected, observed, reference_size=reference_size, hypothesis_size=hypothesis_size
    )


def _lines(text: str) -> list[str]:
    from atsharness.text.tokens import LINE_END

    return LINE_END.split(text)


def _text(path: str) -> str:
    """The content of a file, RAW.

    Raises:
        UsageError: no such file, too large, or not UTF-8.
    """
    name = Path(path).name
    try:
        with Path(path).open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise UsageError(f"{name}: no such file") from None
    except (OSError, ValueError) as error:
        raise UsageError(f"{name}: cannot be read ({getattr(error, 'strerror', None) or error})") from None
    if len(data) > _MOST_BYTES:
        raise UsageError(f"{name}: larger than {_MOST_BYTES // 1_000_000} MB")
    if data.startswith(b"%PDF-"):
        raise UsageError(f"{name}: is a PDF; use ats check for it, this command compares two texts")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{name}: not UTF-8 text; save it as UTF-8") from None


def _json(alignment: Alignment, recovery: Recovery, numbers: Classic, *, keep_text: bool) -> Iterable[str]:
    from atsharness_reports.json import formatted

    content: dict[str, object] = {"recovery": recovery, "classic": numbers}
    if keep_text:
        content["alignment"] = alignment
    return [formatted(content)]


def _table(recovery: Recovery, numbers: Classic, options: RenderOptions) -> str:
    """Ours at the left, the classical numbers at the right; at most 80 columns."""
    import tabulate

    from atsharness_reports._terminal import percent

    tabulate.MIN_PADDING = 0  # tabulate's own way to let headers be as narrow as their text
    counts, order, segmentation = recovery.content.counts, recovery.order, recovery.segmentation
    in_order = None if order.moved is None else 1 - order.moved
    ours = [
        ("characters, in any order", percent(recovery.content.char_recall)),
        ("words exact", f"{counts.exact_words:,} of {counts.reference_words:,}"),
        ("words lost", f"{counts.missing_words:,}"),
        ("in order", percent(in_order)),
        ("adjacent", percent(order.adjacency)),
        ("cause of disorder", (order.cause or "–").replace("_", " ")),
        ("lines mixed", f"{order.counts.mixed_lines:,} of {order.counts.lines:,}"),
        (
            "split · glued · hyphenated",
            f"{segmentation.split} · {segmentation.glued} · {segmentation.hyphenated}",
        ),
        ("recovered twice · extra", f"{recovery.extra.duplicate} · {recovery.extra.extra}"),
    ]
    theirs = [
        ("CER", _number(numbers.cer)),
        ("CER without spaces", _number(numbers.cer_no_space)),
        ("WER", _number(numbers.wer)),
        ("Indel similarity", _number(numbers.indel_similarity)),
    ]
    theirs += [("", "")] * (len(ours) - len(theirs))
    shown = str(
        tabulate.tabulate(
            [[*one, *two] for one, two in zip(ours, theirs, strict=True)],
            ["words found anywhere", "ours", "read from start to end", "classic"],
            tablefmt="rounded_outline" if options.unicode else "outline",
            colalign=("left", "right", "left", "right"),
            disable_numparse=True,
        )
    )
    if not options.unicode:
        shown = shown.replace("·", "-").replace("–", "-")
    return shown + "\n"


def _number(rate: float | None) -> str:
    """Four decimals; a rate that is not quite 0 or 1 never shows as it."""
    if rate is None:
        return "–"
    shown = f"{rate:.4f}"
    return shown if rate in (0.0, 1.0) or shown not in ("0.0000", "1.0000") else f"{rate:.8f}"
