"""Which language a résumé's text is in: ours beside two libraries; right, unknown, wrong by length.

Run ``python -m tests.bench.languages [--python VENV/bin/python]``, where that Python has py3langid and
lingua-language-detector from PyPI. Texts are the corpus's people (English, German, French, Spanish): whole,
each summary, each job's bullets, each bullet, each list of skills.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import time
from collections import Counter
from collections.abc import Iterator

from atsharness.language.language_id import iso_language_of
from atsharness_corpus.person import content_dir, load_people

Text = tuple[str, str, str]
"""Language, kind, text."""

CHILD = """
import json, sys, time
texts = json.load(sys.stdin)
languages = ["en", "de", "fr", "es", "pt", "it", "nl", "pl"]
def py3langid():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier
    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(languages)
    def of(text):
        language, share = model.classify(text)
        return language if share >= 0.9 else None
    return of
def lingua():
    from lingua import IsoCode639_1, LanguageDetectorBuilder
    codes = [getattr(IsoCode639_1, one.upper()) for one in languages]
    model = LanguageDetectorBuilder.from_iso_codes_639_1(*codes).with_low_accuracy_mode().build()
    def of(text):
        found = model.detect_language_of(text)
        return found and found.iso_code_639_1.name.lower()
    return of
made = {}
for make in (py3langid, lingua):
    begun = time.process_time()
    of = make()
    of("hello")
    loaded = time.process_time()
    found = [of(text) for text in texts]
    made[make.__name__] = [loaded - begun, time.process_time() - loaded, found]
print(json.dumps(made))
"""


def texts() -> Iterator[Text]:
    """What is to be told."""
    for person in load_people(content_dir()):
        bullets = [line for job in person.work for line in job.highlights]
        skills = "\n".join(f"{group.name}: {', '.join(group.keywords)}" for group in person.skills)
        yield person.language, "whole", "\n".join((person.basics.summary, *bullets, skills))
        yield person.language, "summary", person.basics.summary
        for job in person.work:
            yield person.language, "job", "\n".join(job.highlights)
        for line in bullets:
            yield person.language, "bullet", line
        yield person.language, "skills", skills


def show(name: str, loading: float, telling: float, known: list[Text], found: list[str | None]) -> None:
    """Prints one way's figures."""
    print(f"{name}: {1000 * loading:.0f} ms of CPU to load, {1000 * telling / len(known):.2f} ms a text")
    counts: dict[str, Counter[str]] = {}
    for (language, kind, _), told in zip(known, found, strict=True):
        outcome = "unknown" if told is None else "right" if told == language else "wrong"
        counts.setdefault(kind, Counter())[outcome] += 1
    for kind, count in counts.items():
        print(f"  {kind:<8} {', '.join(f'{count[one]} {one}' for one in ('right', 'unknown', 'wrong'))}")


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", help="a Python that has the two libraries")
    options = parser.parse_args()
    known = list(texts())
    begun = time.process_time()
    iso_language_of("hello")
    loaded = time.process_time()
    found = [iso_language_of(text) for *_, text in known]
    show("atsharness", loaded - begun, time.process_time() - loaded, known, found)
    if options.python is None:
        return
    told = json.dumps([text for *_, text in known])
    ran = subprocess.run(
        [options.python, "-c", CHILD], input=told, capture_output=True, text=True, check=True
    )
    for name, (loading, telling, answers) in json.loads(ran.stdout).items():
        show(name, loading, telling, known, answers)


if __name__ == "__main__":
    main()
