"""Write ``training/examples.jsonl.gz``: the examples of the codebook's frames and operators as annotated sentences:
``python -m training.build_examples``.

Each example says the type of its act and who takes part; which word tells it is where its rule finds it. Of other words that may
tell an act nothing is said. Beside each stand a few sentences in which another verb of its frame tells the act, for what a frame
lists together tells the same.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

from dateline.codebook import Frame, Operator
from dateline.coder import DatelineCoder, load
from dateline.examples import DAY, answering, check_examples
from dateline.language import lines
from dateline.model import Coding, Event
from training.build_verbs import TARGET as VERBS
from training.corpora import EXAMPLES

_VARIATIONS = 4  # of one example
_MAY_TELL = 0.2  # a word that the reader takes for a predicate or event no less surely than this may tell an act


def annotated(coder: DatelineCoder) -> Iterator[dict[str, Any]]:
    """The examples that are coded as they say, each text once."""
    book = coder.codebook
    right = {(o.rule, o.example.text) for o in check_examples(coder) if not o.wrong}
    seen: set[str] = set()
    rules: list[Frame | Operator] = [*book.frames, *book.operators]
    for rule in rules:
        for example in rule.examples:
            if (rule.name, example.text) in right and example.text not in seen:
                seen.add(example.text)
                coding = coder.code(example.text, published=DAY)
                promised = example.type or (rule.type if isinstance(rule, Frame) else None)
                event = answering(coding, rule) or next((e for e in coding.events if e.type == promised), None)
                if event is not None:
                    row = _row(coder, coding, event)
                    yield row
                    if isinstance(rule, Frame):
                        yield from _varied(coder, row, rule)


def _row(coder: DatelineCoder, coding: Coding, event: Event) -> dict[str, Any]:
    triggers = [(t.trigger.start, t.trigger.end) for t in event.evidence]
    sides = {
        f"{side}s": sorted({(p.span.start, p.span.end) for p in event.participants if p.side == side})
        for side in ("actor", "recipient")
    }
    words = [w for s in coder.reader.read(coding.report.text) for w in s.words]
    may = [
        w
        for w in words
        if w.upos == "VERB" or w.predicate >= _MAY_TELL or (w.upos == "NOUN" and w.event_noun >= _MAY_TELL)
    ]
    held = [(w.start, w.end) for w in may if not any(a < w.end and w.start < b for a, b in triggers)]
    row = {"text": coding.report.text, "type": event.type, "mode": event.mode, "status": event.status}
    return {**row, "triggers": triggers, **sides, "open": held}


def _varied(coder: DatelineCoder, row: dict[str, Any], frame: Frame) -> Iterator[dict[str, Any]]:
    """The sentence with other verbs of the frame, in the same form; irregular ones are left out."""
    start, end = row["triggers"][0]
    words = [w for s in coder.reader.read(row["text"]) for w in s.words if (w.start, w.end) == (start, end)]
    verbs = [p.removesuffix(".v") for p in frame.predicates if p.endswith(".v")]
    verbs = [v for v in verbs if v.isalpha()]
    if len(row["triggers"]) > 1 or not words or words[0].upos != "VERB" or words[0].lemma not in verbs:
        return
    others = sorted({v for v in verbs if v != words[0].lemma})
    random.Random(row["text"]).shuffle(others)
    for lemma in others[:_VARIATIONS]:
        form = _inflected(lemma, words[0].xpos)
        if form is not None:
            yield _with_trigger(row, form)


def _with_trigger(row: dict[str, Any], form: str) -> dict[str, Any]:
    """The sentence with another word at its trigger, and what stands behind it moved."""
    start, end = row["triggers"][0]
    more = len(form) - (end - start)

    def moved(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        return [(a + more, b + more) if a >= end else (a, b) for a, b in spans]

    sides = {name: moved(row[name]) for name in ("actors", "recipients", "open")}
    return {
        **row,
        **sides,
        "text": row["text"][:start] + form + row["text"][end:],
        "triggers": [(start, start + len(form))],
    }


@cache
def _forms() -> dict[str, list[str]]:
    forms: dict[str, list[str]] = defaultdict(list)
    for form, lemma in map(str.split, lines(VERBS.name)):
        forms[lemma].append(form)
    return forms


def _inflected(lemma: str, xpos: str) -> str | None:
    """The verb in the form of that tag, if it has exactly one."""
    if xpos in ("VB", "VBP"):
        return lemma
    forms = _forms().get(lemma, [])
    ending = {"VBG": "ing", "VBZ": "s"}.get(xpos, "ed")
    past = [f for f in forms if not f.endswith(("ing", "s"))]
    if ending == "ed" and (len(past) != 1 or not past[0].endswith("ed")):
        return None
    found = [f for f in forms if f.endswith(ending)]
    return found[0] if len(found) == 1 else None


if __name__ == "__main__":
    rows = list(annotated(load()))
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    EXAMPLES.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
    print(f"{EXAMPLES.name}: {len(rows)} sentences")
