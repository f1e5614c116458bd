"""A codebook of few frames and operators, so that a test depends on the code and not on our frames."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from dateline.codebook import Codebook, build_codebook, read_sources
from dateline.events.acts import ActFinder
from dateline.events.base import Act
from dateline.events.frames import FrameRecogniser
from dateline.grammar.clauses import Clauses
from dateline.language import lexicon
from tests.parsed import parsed

FRAMES = """\
classes:
  minister: [minister, envoy]
frames:
  - {frame: raid, type: ASSAULT, predicates: [raid.v, raid.n]}
  - {frame: raid-home, type: COERCE, predicates: [raid.v], where: {ARG1: [home, house]}}
  - {frame: strike, type: PROTEST, predicates: [strike.n]}
  - {frame: air-strike, type: ASSAULT, mode: aerial, predicates: [air_strike.n]}
  - {frame: visit, type: CONSULT, mode: visit, predicates: [visit.v, visit.n], recipient: [to, ARG1]}
  - {frame: talk, type: CONSULT, predicates: [talk.n, talk.v], recipient: [with, ARG1], symmetric: true}
  - {frame: lay-wreath, type: SUPPORT, predicates: [lay.v], where: {ARG1: [wreath]}, recipient: [at]}
  - {frame: lay-siege, type: ASSAULT, predicates: [lay.v], where: {ARG1: [siege]}, unless: {to: [heart]}, recipient: [to]}
  - {frame: call-off, type: REJECT, predicates: [call_off.v]}
  - {frame: quit, type: RETREAT, mode: resign, predicates: [quit.v], where: {SUBJ: ["@minister", "*person"]}, recipient: none}
  - {frame: march, type: PROTEST, mode: demo, predicates: [march.v], recipient: [against]}
  - {frame: probe, type: ACCUSE, predicates: [probe.n], recipient: none}
  - {frame: drill, type: MOBILIZE, predicates: [drill.v], recipient: none, together: drill-together}
  - {frame: abdicate, type: RETREAT, mode: resign, predicates: [abdicate.v], where: {SUBJ: [king]}, recipient: none}
  - {frame: step-down, type: RETREAT, mode: resign, predicates: [step_down.v], where: {SUBJ: [OFFICIALS]}, recipient: none}
  - {frame: sign, type: COOPERATE, predicates: [sign.v]}
  - {frame: sign-pact, type: AGREE, predicates: [sign.v], where: {ARG1: [pact]}, recipient: [with]}
  - {frame: pact, type: SUPPORT, predicates: [pact.n], recipient: [with]}
  - {frame: treaty, type: AGREE, predicates: [treaty.n], recipient: [with]}
  - {frame: drill-together, type: COOPERATE, predicates: [exercise.v], recipient: [with], symmetric: true}
""".replace("OFFICIALS", ", ".join(lexicon("events").ordered("official_nouns")))
OPERATORS = """\
replaces: true
implied: {planned: intend, denied: refuse}
operators:
  - operator: threaten
    predicates: [threaten.v, threat.n]
    becomes: {ASSAULT: THREATEN}
    modes: {ASSAULT: violence}
    recipient: [ARG2]
  - operator: agree
    predicates: [agree.v]
    becomes: {cooperation: AGREE, conflict: null}
    actor: [ARG0, SUBJ]
  - operator: accept
    predicates: [accept.v]
    becomes: {CONSULT: CONSULT}
    actor: [ARG0, SUBJ]
  - operator: refuse
    predicates: [refuse.v]
    becomes: {any: REJECT}
    actor: [ARG0, SUBJ]
  - operator: intend
    predicates: [intend.v]
    becomes: {CONSULT: AGREE}
    actor: [ARG0, SUBJ]
    status: planned
"""

Tell = Callable[..., list[Act]]
#: type and mode, trigger, actors, recipients
Shown = tuple[str, str, list[str], list[str]]


def forms(lines: str, words: Iterable[int]) -> list[str]:
    """The words of a given parse at these places, from 0."""
    rows = lines.strip().splitlines()
    return [rows[w].split()[0] for w in words]


def shown(lines: str, acts: Iterable[Act]) -> list[Shown]:
    return [
        (f"{a.type}/{a.mode}" if a.mode else a.type, a.trigger.text, forms(lines, a.actors), forms(lines, a.recipients))
        for a in acts
    ]


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Codebook:
    folder = tmp_path_factory.mktemp("codebook")
    (folder / "frames").mkdir()
    (folder / "frames/toy.yaml").write_text(FRAMES, encoding="utf-8")
    (folder / "operators.yaml").write_text(OPERATORS, encoding="utf-8")
    sources = read_sources(folder)
    return build_codebook(
        replace(sources, frames={name: item for name, item in sources.frames.items() if not item.bundled})
    )


@pytest.fixture(scope="session")
def told(book: Codebook) -> Tell:
    """The acts that frames tell of a sentence that is given with its parse: no network has read it."""
    finder = ActFinder(book, (FrameRecogniser(book),))

    def tell(
        lines: str, roles: dict[int, list[tuple[int, str]]] | None = None, **columns: dict[int, object]
    ) -> list[Act]:
        sentence, text = parsed(lines, roles, **columns)
        return finder.find(Clauses(sentence), text)

    return tell
