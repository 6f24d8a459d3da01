"""Precision and recall of the rules of advice: `python -m tests.bench.guide_rules --seeds 1000-1002`.

Each person of the corpus is brought to follow the guide, then edited for one rule after the other: once so
that the rule is to tell (positive), once so that it looks alike and is fine (near-miss). A rule that tells of
a page that was edited for another one is a false finding too. ``--wrong`` lists what is not as expected.
"""

from __future__ import annotations

import argparse
import random
import warnings
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from multiprocessing import get_context
from typing import NamedTuple

import msgspec

PATH = "pymupdf-stream"
"""The one parser path that is run: the page is what is judged."""
LONG = ("pages-for-experience", "text-size", "font-family")
"""Rules whose pages may become two."""
TODAY = (2026, 6)


class Told(NamedTuple):
    """What the rules told of one page."""

    rule: str
    person: str
    positive: bool
    found: tuple[tuple[str, str], ...]
    """Rules with their messages."""


def told(job: tuple[str, str, int, bool]) -> Told | None:
    """Makes one page and runs the rules over it; None where the edit makes no sense of this person."""
    from atsharness_corpus.advice import EDITS
    from atsharness_corpus.advice.sheet import fitted, sound
    from atsharness_corpus.person import content_dir, load_people

    warnings.filterwarnings("ignore")
    rule, name, seed, positive = job
    (person,) = load_people(content_dir(), [name])
    rng = random.Random(f"{seed} {rule} {name} {positive}")
    edit = EDITS[rule].positive if positive else EDITS[rule].near_miss
    sheet = edit(sound(person, rng), rng)
    if sheet is None:
        return None
    if rule not in LONG:
        sheet = fitted(sheet)
    return Told(rule, name, positive, tuple(remarks(sheet.pdf(), sheet.posting)))


def remarks(pdf: bytes, posting: str = "") -> Iterator[tuple[str, str]]:
    """The rules that tell something of a page, and of a posting, with what they say."""
    import pypdfium2

    from atsharness.in_process import inputs_of, text_panel
    from atsharness.pipeline import artifacts_of, with_resume
    from atsharness.posting.read import posting_of
    from atsharness.rules.engine import all_rules, judge
    from atsharness.rules.kit.resume import Asked

    inputs = inputs_of(pdf, [path for path in text_panel() if path.id == PATH])
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        pages = len(document)
    inputs = msgspec.structs.replace(
        inputs, document=msgspec.structs.replace(inputs.document, page_count=pages)
    )
    asked = Asked(today=TODAY, posting=posting_of(posting) if posting else None)
    artifacts = with_resume(artifacts_of(inputs), asked)
    rules = [rule for rule in all_rules().values() if rule.advises]
    for result in judge(artifacts, rules).results:
        if result.outcome == "error":
            yield result.name, f"ERROR {result.reason}"
        for finding in result.findings:
            if not finding.families_hit:
                yield result.name, finding.message


def main() -> None:
    """Prints a row a rule."""
    from atsharness_corpus.advice import EDITS
    from atsharness_corpus.person import content_dir, load_people

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="1000-1001", metavar="A-B")
    parser.add_argument("--rules", default="", metavar="NAME,NAME")
    parser.add_argument("--wrong", action="store_true", help="list what is not as expected")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    options = parser.parse_args()
    first, _, last = options.seeds.partition("-")
    rules = options.rules.split(",") if options.rules else list(EDITS)
    people = [person.id for person in load_people(content_dir())]
    jobs = [
        (rule, person, seed, positive)
        for rule in rules
        for person in people
        for seed in range(int(first), int(last or first) + 1)
        for positive in (True, False)
    ]
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
        _print([one for one in pool.map(told, jobs, chunksize=8) if one is not None], wrong=options.wrong)


def _print(pages: list[Told], *, wrong: bool) -> None:
    from atsharness_corpus.advice import EDITS

    right: defaultdict[str, int] = defaultdict(int)
    false: defaultdict[str, int] = defaultdict(int)
    positives: defaultdict[str, int] = defaultdict(int)
    for page in pages:
        names = {name for name, _ in page.found}
        if page.positive:
            positives[page.rule] += 1
            right[page.rule] += page.rule in names
            if wrong and page.rule not in names:
                print(f"missed {page.rule} in {page.person}")
        accepted = {page.rule, *EDITS[page.rule].also} if page.positive else set(EDITS[page.rule].also)
        for name, message in page.found:
            if name not in accepted:
                false[name] += 1
                if wrong:
                    kind = "positive" if page.positive else "near-miss"
                    print(f"false  {name} in {page.person}, {kind} of {page.rule}: {message}")
    print(f"{'rule':<24} {'positives':>9} {'P':>6} {'R':>6}   on {len(pages)} pages")
    for rule in EDITS:
        if not positives[rule] and not false[rule]:
            continue
        told_ = right[rule] + false[rule]
        precision = f"{right[rule] / told_:.3f}" if told_ else "–"
        recall = f"{right[rule] / positives[rule]:.3f}" if positives[rule] else "–"
        print(f"{rule:<24} {positives[rule]:>9} {precision:>6} {recall:>6}")


if __name__ == "__main__":
    main()
