"""The addresses that reviews come in by: each answers only when what was said is on the disk, in one line if it is refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from dateline.desk.coder_name import CoderNameError, coder_name, coder_of, keep_coder
from dateline.desk.judging_missed import settling_missed
from dateline.desk.judging_said import (
    RefusedVerdictError,
    Reviewer,
    now,
    said_missed,
    said_of_event,
    said_read,
    same_said,
    taken_back,
)
from dateline.desk.judging_voices import settling
from dateline.desk.opened_report import opened_report
from dateline.desk.queue_draw import drawn_sample
from dateline.desk.queue_progress import judged_in
from dateline.desk.rendering import json_text
from dateline.desk.review_bulk import bulk_reviews, of_decision
from dateline.desk.shelf import Shelf
from dateline.model import Coding, Review

_LONGEST, _DEEPEST = 2 << 20, 12  # bytes, objects within each other
_MOST = 50_000  # reviews that are taken back at once
_ABOUT: Mapping[str, Callable[..., list[Review]]] = {"event": said_of_event, "missed": said_missed, "report": said_read}

Change = Callable[[Shelf, str, dict[str, Any]], dict[str, Any]]


def change(made: Change) -> Callable[[Request], Any]:
    """An endpoint for what a reviewer changes: it needs a name and a small JSON object, and answers with one."""

    async def endpoint(request: Request) -> Response:
        who = coder_of(request)
        if who is None:
            raise CoderNameError("nobody says who judges: write your name on /review first")
        sent = await sent_object(request)
        done = await run_in_threadpool(made, request.app.state.shelf, who, sent)
        return PlainTextResponse(json_text(done), media_type="application/json", headers={"cache-control": "no-store"})

    return endpoint


async def sent_object(request: Request) -> dict[str, Any]:
    """The JSON object that was sent; RefusedVerdictError if it is none, or too long."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST:
            raise RefusedVerdictError(f"more than {_LONGEST >> 20} MB were sent; say less at once")
    try:
        sent = json.loads(body.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise RefusedVerdictError("what was sent is no JSON; load the page again") from None
    if not isinstance(sent, dict) or _depth(sent) > _DEEPEST:
        raise RefusedVerdictError("what was sent is no object, or too deep; load the page again")
    return sent


def _depth(value: object) -> int:
    """How deep lists and objects stand in each other; counted no further than it may be."""
    layer, depth = [value], 0
    while layer and depth <= _DEEPEST:
        layer = [one for held in layer for one in _inside(held)]
        depth += 1
    return depth


def _inside(value: object) -> list[Any]:
    return [*value.values()] if isinstance(value, dict) else value if isinstance(value, list) else []


def _no_number(constant: str) -> float:
    raise ValueError(constant)


async def _who(request: Request) -> Response:
    sent = await sent_object(request)
    name = coder_name(sent.get("name"))
    response = PlainTextResponse(json_text({"who": name}), media_type="application/json")
    keep_coder(response, name)
    return response


def _said(shelf: Shelf, who: str, sent: dict[str, Any]) -> dict[str, Any]:
    """Keep what a reviewer finds of an event, of a report, or missing in it. The same said again is kept once."""
    make = _ABOUT.get(str(sent.get("about")))
    if make is None:
        raise RefusedVerdictError("a verdict is about an event, a report, or what is missing; load the page again")
    coding = opened_report(shelf.snapshot(), text_of(sent, "report"))
    by = Reviewer(who, _sample_of(shelf, sent, coding))
    said = make(coding, sent, by, now())
    held = shelf.reviews.own(coding.report.id, who)
    new = [review for review in said if not any(same_said(review, old) for old in held)]
    gone = taken_back(_replaced(said, held), who, said[0].when)
    shelf.reviews.add([*gone, *new])
    known = [old.id for review in said for old in held if same_said(review, old)]
    ids, back = [review.id for review in new], [review.answers for review in gone]
    return {"reviews": ids, "known": known, "withdrawn": back, "judged": _count(shelf, who, by.sample)}


def _count(shelf: Shelf, who: str, sample: str | None) -> int | None:
    """How many items of the sample are judged now."""
    drawn = shelf.reviews.sample(sample) if sample is not None else None
    return len(judged_in(drawn, shelf.reviews.everything()).get(who, ())) if drawn is not None else None


def _replaced(said: list[Review], held: tuple[Review, ...]) -> list[Review]:
    """What is held of fields that are not called wrong any more; other verdicts give way to new ones by themselves."""
    fields = {review.field for review in said if review.field is not None}
    record = said[0].record
    return [
        old for old in held if fields and old.record == record and old.field is not None and old.field not in fields
    ]


def _sample_of(shelf: Shelf, sent: Mapping[str, Any], coding: Coding) -> str | None:
    """The sample in which something is said; it must hold what it is said of."""
    if sent.get("sample") is None:
        return None
    sample = shelf.reviews.sample(text_of(sent, "sample"))
    if sample is None:
        raise RefusedVerdictError("there is no such sample; choose one on /review")
    asked = [item.record for item in sample.items if item.report == coding.report.id]
    if not asked or (sample.unit == "event" and sent.get("about") == "event" and sent.get("event") not in asked):
        raise RefusedVerdictError("the sample does not hold this; load the page again")
    return sample.id


def _drawn(shelf: Shelf, who: str, sent: dict[str, Any]) -> dict[str, Any]:
    """Draw a sample, and keep what it was drawn out of."""
    sample = drawn_sample(shelf, who, sent)
    shelf.reviews.draw(sample)
    return {"sample": sample.id, "url": f"/review/{sample.id}"}


def _settled(shelf: Shelf, who: str, sent: dict[str, Any]) -> dict[str, Any]:
    """Settle an item on which coders differ."""
    sample = shelf.reviews.sample(text_of(sent, "sample"))
    if sample is None:
        raise RefusedVerdictError("there is no such sample; choose one on /review")
    report, event = text_of(sent, "report"), text_of(sent, "event")
    if all((item.report, item.record) != (report, event) for item in sample.items):
        raise RefusedVerdictError("the sample does not hold this; load the page again")
    coding = opened_report(shelf.snapshot(), report)
    made = settling(coding, sample, sent, who, shelf.reviews.of_report(report), now())
    shelf.reviews.add(made)
    gone = [review.answers for review in made if review.verdict == "withdrawn"]
    return {"reviews": [review.id for review in made if review.verdict != "withdrawn"], "withdrawn": gone}


def _missed_settled(shelf: Shelf, who: str, sent: dict[str, Any]) -> dict[str, Any]:
    """Settle which of the events stand that coders found missing by the same words."""
    sample = shelf.reviews.sample(text_of(sent, "sample"))
    if sample is None:
        raise RefusedVerdictError("there is no such sample; choose one on /review")
    made = settling_missed(sample, sent, who, shelf.reviews.everything(), now())
    shelf.reviews.add(made)
    return {"reviews": [review.id for review in made], "url": f"/review/{sample.id}/missed"}


def _decided(shelf: Shelf, who: str, sent: dict[str, Any]) -> dict[str, Any]:
    """Decide over many reports; what it would write is told first, and written when that is confirmed."""
    reviews = bulk_reviews(shelf.snapshot(), who, sent, now())
    if sent.get("confirmed") != "yes":
        return {
            "asks": f"This writes {len(reviews):,} single review{'s' if len(reviews) > 1 else ''}.",
            "writes": len(reviews),
        }
    shelf.reviews.add(reviews)
    return {"writes": len(reviews), "url": "/review/bulk"}


def _taken_back(shelf: Shelf, who: str, sent: dict[str, Any]) -> dict[str, Any]:
    """Take back one's own decision over many reports, as far as it is still held."""
    everything = shelf.reviews.everything()
    gone = {review.answers for review in everything if review.verdict == "withdrawn" and review.who == who}
    held = [r for r in of_decision(everything, who, text_of(sent, "decision")) if r.id not in gone]
    shelf.reviews.add(taken_back(held, who, now()))
    return {"writes": len(held), "url": "/review/bulk"}


def _undone(shelf: Shelf, who: str, sent: dict[str, Any]) -> dict[str, Any]:
    """Take back one submission (its reviews, and say again what it withdrew), or all that somebody says of an event."""
    own = [review for review in shelf.reviews.of_report(text_of(sent, "report")) if review.who == who]
    gone = {review.answers for review in own if review.verdict == "withdrawn"}
    if sent.get("reviews") is None:
        text_of(sent, "event")
        chosen = {review.id for review in own if review.record == sent.get("event")}
    else:
        chosen = {*_ids(sent, "reviews")}
    unknown = chosen - {review.id for review in own}
    if unknown:
        raise RefusedVerdictError(
            "a verdict that is not yours, or not there, cannot be taken back; load the page again"
        )
    when = now()
    taken = [r for r in own if r.id in chosen and r.id not in gone and r.verdict != "withdrawn"]
    again = {*_ids(sent, "withdrawn")} if sent.get("withdrawn") else set()
    said = [_again(review, when) for review in own if review.id in again & gone]
    shelf.reviews.add([*taken_back(taken, who, when), *said])
    return {"withdrawn": [review.id for review in taken], "reviews": [review.id for review in said]}


def _again(review: Review, when: Any) -> Review:
    said = {name: getattr(review, name) for name in review.__dataclass_fields__ if name not in ("id", "when")}
    return Review(**said, when=when)


def text_of(sent: Mapping[str, Any], name: str) -> str:
    """A text that was sent under a name; RefusedVerdictError if there is none."""
    value = sent.get(name)
    if not isinstance(value, str) or not value or len(value) > 1_000:
        raise RefusedVerdictError(f"no {name} was sent; load the page again")
    return value


def _ids(sent: Mapping[str, Any], name: str) -> list[str]:
    value = sent.get(name)
    if not isinstance(value, list) or len(value) > _MOST or not all(isinstance(one, str) for one in value):
        raise RefusedVerdictError(f"{name} is no list of ids; load the page again")
    return value


#: What changes reviews.
REVIEW_CHANGES: tuple[BaseRoute, ...] = (
    Route("/review/who.json", _who, methods=["POST"]),
    Route("/review/draw.json", change(_drawn), methods=["POST"]),
    Route("/review/said.json", change(_said), methods=["POST"]),
    Route("/review/settled.json", change(_settled), methods=["POST"]),
    Route("/review/missed-settled.json", change(_missed_settled), methods=["POST"]),
    Route("/review/bulk.json", change(_decided), methods=["POST"]),
    Route("/review/bulk-undone.json", change(_taken_back), methods=["POST"]),
    Route("/review/undone.json", change(_undone), methods=["POST"]),
)
