"""What a browser sends of a verdict, as reviews: nothing is taken that report, coding and codebook do not bear out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from dateline.desk.judging import FIELDS, EventCard, allowed_values, event_card
from dateline.errors import DatelineError
from dateline.model import Coding, Review, Span, Verdict
from dateline.verdicts.given_values import Allowed, UnfitError, check_mode, read_field, read_missed, read_name

_LONGEST_NOTE = 2_000
#: Verdicts on the whole of a record, or of a report.
WHOLE: tuple[Verdict, ...] = ("right", "no_event", "duplicate", "unsure")


class RefusedVerdictError(DatelineError):
    """A verdict that cannot be kept: of what is not there, or saying what cannot be."""


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who says something, in which sample, answering whose review; of one submission all reviews have one moment."""

    who: str
    sample: str | None = None
    answers: str | None = None


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)


def said_of_event(coding: Coding, sent: Mapping[str, Any], by: Reviewer, when: datetime) -> list[Review]:
    """The reviews of one submission about an event: one on the whole of it, or one for each field that is wrong."""
    event = next((event for event in coding.events if event.id == sent.get("event")), None)
    if event is None:
        raise _refused("the report has no such event", "load the page again")
    card = event_card(coding, event)
    verdict, note = sent.get("verdict"), _note(sent)
    words = Span(card.start, card.end, coding.report.text[card.start : card.end])
    more: dict[str, Any] = {"claim": card.claim, "words": words, "note": note}
    if verdict == "duplicate":
        of = sent.get("of")
        if of == event.id or all(of != other.id for other in coding.events):
            raise _refused("the report has no other event of that id", "choose one of its events")
        return [_review(coding, by, when, "duplicate", event.id, value=of, **more)]
    if verdict in WHOLE:  # whatever else it is, is told below
        return [_review(coding, by, when, verdict, event.id, **more)]
    if verdict != "fields":
        raise _refused("there is no such verdict", "choose one of the keys")
    said = _fields(coding, card, sent.get("fields"))
    return [_review(coding, by, when, kind, event.id, field=name, **given, **more) for name, kind, given in said]


def said_missed(coding: Coding, sent: Mapping[str, Any], by: Reviewer, when: datetime) -> list[Review]:
    """The review that names an event which the coding lacks."""
    value = _with_words(coding, sent.get("missed"))
    if isinstance(value, dict):
        value |= {side: _with_names(coding, value[side]) for side in ("actors", "recipients") if side in value}
    try:
        missed = read_missed(value, allowed_values())
    except UnfitError as error:
        raise _refused(str(error), "mend it and send it again") from error
    words = Span(missed.trigger.start, missed.trigger.end, missed.trigger.text)
    return [_review(coding, by, when, "missed_event", None, value=value, words=words, note=_note(sent))]


def said_read(coding: Coding, sent: Mapping[str, Any], by: Reviewer, when: datetime) -> list[Review]:
    """The review that calls a report fully read: every event judged, and every missed one named."""
    return [_review(coding, by, when, "right", None, note=_note(sent))]


def taken_back(reviews: Iterable[Review], who: str, when: datetime) -> list[Review]:
    """Reviews that withdraw these; only their own coder can."""
    chosen = list(reviews)
    if any(review.who != who for review in chosen):
        raise _refused("the verdict is somebody else's", "only whoever gave it can take it back")
    return [
        replace(review, when=when, verdict="withdrawn", field=None, value=None, claim=None, start=None, end=None, text=None,
                answers=review.id, note=None)
        for review in chosen
    ]  # fmt: skip


def same_said(one: Review, other: Review) -> bool:
    """Whether two reviews say the same of the same in the same sample, whenever that was."""
    names = ("who", "report", "record", "verdict", "field", "value", "sample", "answers", "note")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _fields(coding: Coding, card: EventCard, sent: Any) -> Iterator[tuple[str, Verdict, dict[str, Any]]]:
    if not isinstance(sent, Mapping) or not sent or not {*sent} <= {*FIELDS}:
        raise _refused("no field of an event was called wrong", "choose the fields that are")
    allowed, corrected = allowed_values(), {}
    for name, given in sent.items():
        if given is None or given == {}:
            continue
        if not isinstance(given, Mapping) or "value" not in given:
            raise _refused(f"{name} has no value", "send it as an object with its value, or null")
        corrected[name] = _corrected(coding, name, given["value"], allowed)
    _check_modes(card, sent, corrected, allowed)
    for name in sent:
        if name in corrected:
            yield name, "corrected", {"value": corrected[name]}
        else:
            yield name, FIELDS[name][2], {}


def _corrected(coding: Coding, name: str, value: Any, allowed: Allowed) -> Any:
    value = _with_words(coding, value)
    if name in ("actors", "recipients"):
        value = _with_names(coding, value)
    try:
        read_field(name, value, allowed)
    except UnfitError as error:
        raise _refused(str(error), f"correct the {name} otherwise") from error
    return value


def _check_modes(card: EventCard, sent: Mapping[str, Any], corrected: Mapping[str, Any], allowed: Allowed) -> None:
    """A mode that is corrected is one of the type as it then is; of a type that is corrected, an old mode is told as wrong."""
    kind = corrected.get("type", card.claim["type"])
    if corrected.get("mode") is not None and not ("type" in sent and "type" not in corrected):
        try:
            check_mode(kind, corrected["mode"], allowed)
        except UnfitError as error:
            raise _refused(str(error), "choose another mode") from error


def _with_names(coding: Coding, parties: Any) -> Any:
    """A side whose known actors have the names that the coding gives them, by which they are found when it is coded again."""
    if not isinstance(parties, list):
        return parties
    names = {actor.id: actor.name for actor in coding.actors}
    found = []
    for party in parties:
        key = party.get("actor") if isinstance(party, dict) else None
        if key is None:
            found.append(party)
        elif not isinstance(key, str) or key not in names:
            raise _refused("the report has no such actor", "choose one by its number, or pick the words")
        else:
            found.append({"actor": key} | ({"name": names[key]} if _is_name(names[key]) else {}))
    return found


def _is_name(text: str) -> bool:
    try:
        return bool(read_name(text))
    except UnfitError:
        return False


def _with_words(coding: Coding, value: Any) -> Any:
    """The value with the words that its spans stand for, which are always the report's own."""
    if isinstance(value, list):
        return [_with_words(coding, inner) for inner in value]
    if not isinstance(value, dict):
        return value
    found = {name: _with_words(coding, inner) for name, inner in value.items()}
    if "start" not in found or not {*found} & {"end"} or isinstance(found["start"], str | None):
        return found  # a period of days, or nothing picked
    start, end = found["start"], found["end"]
    whole = all(isinstance(edge, int) and not isinstance(edge, bool) for edge in (start, end))
    if not whole or not 0 <= start < end <= len(coding.report.text):
        raise _refused("the words that were picked lie outside the report", "pick them again")
    text = coding.report.text[start:end]
    if found.get("text", text) != text:
        raise _refused("the report does not have these words there", "load the page again and pick them again")
    return found | {"text": text}


def _review(coding: Coding, by: Reviewer, when: datetime, verdict: Verdict, record: str | None, **more: Any) -> Review:
    """One review; values and claims as JSON."""
    words: Span | None = more.pop("words", None)
    if words is not None:
        more |= {"start": words.start, "end": words.end, "text": words.text}
    more |= {name: _json(more[name]) for name in ("value", "claim") if name in more}
    of, made_by = coding.report.id, coding.versions
    try:
        return Review(by.who, when, of, made_by, verdict, record, answers=by.answers, sample=by.sample, **more)
    except ValueError as error:
        raise _refused(str(error), "load the page again") from error


def _json(value: Any) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True)
    except ValueError as error:
        raise _refused("a number is none", "correct it") from error


def _note(sent: Mapping[str, Any]) -> str | None:
    note = sent.get("note")
    if note is None or note == "":
        return None
    if not isinstance(note, str) or len(note) > _LONGEST_NOTE:
        raise _refused(f"a note has at most {_LONGEST_NOTE} characters", "shorten it")
    return note


def _refused(cause: str, move: str) -> RefusedVerdictError:
    return RefusedVerdictError(f"the verdict was not kept: {cause}; {move}")
