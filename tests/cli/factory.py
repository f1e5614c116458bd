"""A realistic coding, made of the records themselves: an invented wire report of eight sentences."""

from __future__ import annotations

from datetime import date

from dateline.model import (
    Abstention,
    Actor,
    Because,
    Coding,
    Coverage,
    Dateline,
    Event,
    EventDate,
    Evidence,
    Form,
    Kind,
    Mention,
    Place,
    Report,
    Role,
    Size,
    Source,
    Span,
    Statement,
    Status,
    Versions,
)

HEAD = "PORT SELM, Orvia, March 14 (ONA) — "
SENTENCES = (
    "Velmarian Foreign Minister Ilse Brandvold met with Orvian President Tomas Reyk in Geneva on Wednesday, "
    "the Orvian Foreign Ministry said.",
    "“Minister Brandvold stressed that Velmaria ‘will keep the Selm crossing open’ 🕊️,” "
    "the ministry said in a statement.",
    "Reyk will visit Velmaria next month.",
    "Orvian border guards shelled the village of Dunmark early on Tuesday, killing three people and wounding 11, "
    "according to the Velmarian government.",
    "It’s the worst attack since the winter, and the ministry expelled two Velmarian diplomats hours later.",
    "The ministry did not recall its own ambassador from Velmaria.",
    "Velmaria freed 40 prisoners in 1994 after a three-year war.",
    "“It is too early for optimism,” one diplomat said.",
)
BREAKS = (" ", "\n\n", "\n\n", " ", "\n\n", " ", "\n\n", "")
TEXT = HEAD + "".join(sentence + gap for sentence, gap in zip(SENTENCES, BREAKS, strict=True))
PUBLISHER = Source(publisher="Orvian News Agency")
SHORT = {"brandvold": "a1", "reyk": "a2", "ministry": "a3", "guards": "a4", "velmaria": "a5"}


def span(words: str, sentence: int = 0, text: str = TEXT) -> Span:
    """The words where they stand in a sentence of the report, counted from 0."""
    start = text.index(words, text.index(SENTENCES[sentence]) if sentence else 0)
    return Span.of(text, start, start + len(words))


def report() -> Report:
    line = Dateline(span(HEAD.strip()), place="PORT SELM", region="Orvia", date=date(2024, 3, 14), agency="ONA")
    return Report(
        id="r-selm",
        text=TEXT,
        publisher="Orvian News Agency",
        title="Foreign minister meets president in Geneva",
        url="https://news.example/selm?a=1&b=2",
        published=date(2024, 3, 14),
        dateline=line,
        body_start=len(HEAD),
    )


def actor(
    key: str,
    name: str,
    kind: Kind,
    country: str,
    mentions: list[tuple[str, int, Form]],
    sectors: tuple[str, ...] = (),
    roles: tuple[Role, ...] = (),
    because: tuple[Because, ...] = (),
) -> Actor:
    found = tuple(Mention(span(words, sentence), form) for words, sentence, form in mentions)
    return Actor(SHORT[key], name, kind, found, country, sectors, roles, because)


def actors() -> tuple[Actor, ...]:
    minister = "Velmarian Foreign Minister Ilse Brandvold"
    ministry: list[tuple[str, int, Form]] = [("the Orvian Foreign Ministry", 0, "name"), ("the ministry", 1, "nominal")]
    return (
        actor(
            "brandvold",
            "Ilse Brandvold",
            "person",
            "XVE",
            [(minister, 0, "name"), ("Minister Brandvold", 1, "name")],
            ("GOV",),
            (Role("Foreign Minister", span("Foreign Minister"), "XVE"),),
            (Because("country", span("Velmarian")),),
        ),
        actor(
            "reyk",
            "Tomas Reyk",
            "person",
            "XOR",
            [("Orvian President Tomas Reyk", 0, "name"), ("Reyk", 2, "name")],
            ("GOV",),
            (Role("President", span("President"), "XOR"),),
            (Because("country", span("Orvian")),),
        ),
        actor(
            "ministry",
            "Orvian Foreign Ministry",
            "organization",
            "XOR",
            [*ministry, ("the ministry", 4, "nominal"), ("The ministry", 5, "nominal"), ("its", 5, "pronoun")],
            ("GOV",),
        ),
        actor("guards", "Orvian border guards", "group", "XOR", [("Orvian border guards", 3, "nominal")], ("MIL",)),
        actor(
            "velmaria",
            "Velmaria",
            "state",
            "XVE",
            [
                ("Velmaria", 1, "name"),
                ("Velmaria", 2, "name"),
                ("the Velmarian government", 3, "nominal"),
                ("two Velmarian diplomats", 4, "nominal"),
                ("Velmaria", 5, "name"),
                ("Velmaria", 6, "name"),
            ],
            ("GOV",),
        ),
    )


def places() -> tuple[Place, ...]:
    geneva = Place("p1", "Geneva", (span("Geneva"),), "CHE", 2660646, 46.20222, 6.14569, "PPLA")
    return (geneva, Place("p2", "Selm crossing", (span("the Selm crossing", 1),), "XOR", inside="Port Selm"))


def event(
    key: str,
    kind: str,
    trigger: tuple[str, int],
    who: tuple[str, ...],
    whom: tuple[str, ...] = (),
    *,
    mode: str | None = None,
    status: Status = "happened",
    when: EventDate | None = None,
    said_by: tuple[str, ...] = (),
    place: str | None = None,
    contexts: tuple[str, ...] = (),
    size: Size | None = None,
) -> Event:
    quads = {"CONSULT": ("VERBAL COOPERATION", 2.5), "RETREAT": ("MATERIAL COOPERATION", 6.5)}
    quad, score = quads.get(kind, ("MATERIAL CONFLICT", -6.0))
    words, sentence = trigger
    return Event(
        id=key,
        type=kind,
        mode=mode,
        contexts=contexts,
        quad=quad,
        intensity=score,
        actors=tuple(SHORT[w] for w in who),
        recipients=tuple(SHORT[w] for w in whom),
        place=place,
        status=status,
        sources=(*(Source(actor=SHORT[s]) for s in said_by), PUBLISHER),
        date=when,
        size=size or Size(),
        evidence=(Evidence(sentence, span(words, sentence), f"{words.split()[0]}-{kind.lower()}", 0.912345),),
    )


def on(day: date, last: date, precision: str, words: str, sentence: int) -> EventDate:
    return EventDate(day, last, precision, span(words, sentence), "text")


def events() -> tuple[Event, ...]:
    wednesday, tuesday, april = date(2024, 3, 13), date(2024, 3, 12), date(2024, 4, 1)
    unknown = EventDate(None, date(2024, 3, 14), "not_after", None, "published")
    return (
        event("e1", "CONSULT", ("met with", 0), ("brandvold",), ("reyk",), place="p1", said_by=("ministry",),
              contexts=("diplomatic", "political_institutions"),
              when=on(wednesday, wednesday, "day", "on Wednesday", 0)),
        event("e2", "CONSULT", ("visit", 2), ("reyk",), ("velmaria",), mode="visit", status="planned",
              when=on(april, date(2024, 4, 30), "month", "next month", 2)),
        event("e3", "ASSAULT", ("shelled", 3), ("guards",), mode="heavy-weapons", said_by=("velmaria",),
              contexts=("military",), size=Size(killed=3, injured=11),
              when=on(tuesday, tuesday, "early", "early on Tuesday", 3)),
        event("e4", "SANCTION", ("expelled", 4), ("ministry",), ("velmaria",), mode="expel", when=unknown),
        event("e5", "SANCTION", ("recall", 5), ("ministry",), ("velmaria",), mode="withdraw", status="denied",
              when=unknown),
        event("e6", "RETREAT", ("freed", 6), ("velmaria",), mode="release", status="historical",
              when=on(date(1994, 1, 1), date(1994, 12, 31), "year", "in 1994", 6)),
    )  # fmt: skip


def statements() -> tuple[Statement, ...]:
    quotation = SENTENCES[1][SENTENCES[1].index("Minister") : SENTENCES[1].index(",”")]
    nested = "Velmaria ‘will keep the Selm crossing open’"
    met, shelled = SENTENCES[0].split(", the")[0], SENTENCES[3].split(", according")[0]
    return (
        Statement("s1", "a3", span("said"), span(met), False, (PUBLISHER,), ("a1", "a2")),
        Statement("s2", "a3", span("said", 1), span(quotation, 1), True, (PUBLISHER,), ("a1",)),
        Statement("s3", "a1", span("stressed", 1), span(nested, 1), False, (Source(actor="a3"), PUBLISHER), ("a5",)),
        Statement("s4", "a5", span("according to", 3), span(shelled, 3), False, (PUBLISHER,), ("a4",)),
        Statement("s5", None, span("said", 7), span("It is too early for optimism", 7), True, (PUBLISHER,)),
    )


def coding() -> Coding:
    """Five actors, two places, six events (planned, denied and historical among them), five statements."""
    return Coding(
        report=report(),
        actors=actors(),
        places=places(),
        events=events(),
        statements=statements(),
        abstained=(
            Abstention(span("Dunmark", 3), "place", "no place of this name is in the gazetteer"),
            Abstention(span("one diplomat", 7), "actor", "the text does not say who this is"),
        ),
        coverage=Coverage(characters=len(TEXT), read=len(TEXT), sentences=len(SENTENCES), truncated=False),
        versions=Versions(coder="dateline", dateline="0.1.0", reader="en-1", codebook="plover-2.0"),
        sentences=tuple(span(sentence, index) for index, sentence in enumerate(SENTENCES)),
    )


def bare(text: str) -> Coding:
    """A coding of any text in which nothing was recognised."""
    coverage = Coverage(characters=len(text), read=len(text), sentences=0, truncated=False)
    return Coding(
        Report("r-bare", text), (), (), (), (), (), coverage, Versions("dateline", "0.1.0", "en-1", "plover-2.0"), ()
    )
